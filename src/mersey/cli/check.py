"""`mersey check`: how a file is read, and what is wrong with its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.asking import questions_json
from mersey.cli.options import LimitNames, LogFile, PackName, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.errors import ChoiceNeeded

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

__all__ = ["check"]


@spread
def check(
    file: LogFile,
    *,
    service: PackName = None,
    limit: LimitNames = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
    columns: Annotated[
        bool,
        typer.Option(
            "--columns",
            help="Say only what became of each column, and how many of its values were"
            " generalised.",
        ),
    ] = False,
    reading: Reading,
) -> None:
    """Say how the file is read, column by column, and what is wrong with its data.

    Example: mersey check applications.csv
    """
    try:
        with prepared(file, reading, pack=service, limits=limit or ()) as (_, log):
            _say(log, as_json=as_json, columns_only=columns)
    except ChoiceNeeded as question:
        if as_json:
            asked = questions_json(question)
            print_json({"schema": "mersey.check/1", "questions": asked})
        raise


def _say(prepared_log: EventLog, *, as_json: bool, columns_only: bool) -> None:
    from mersey.eventlog import with_pack
    from mersey.flow import example_cases
    from mersey.report import (
        column_lines,
        findings_lines,
        look_json_loading,
        reading_lines,
    )

    log = with_pack(prepared_log).log
    if columns_only and not as_json:
        say("\n".join(column_lines(log)))
        return
    examples = example_cases(log)
    if as_json:
        loading = look_json_loading(log, examples)
        print_json({"schema": "mersey.check/1", "loading": loading, "questions": []})
        return
    parts = (reading_lines(log, examples), findings_lines(log), column_lines(log))
    say("\n\n".join("\n".join(lines) for lines in parts))
