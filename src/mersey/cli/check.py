"""`mersey check`: how a file is read, and what is wrong with its data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.asking import questions_json
from mersey.cli.log_reading import prepared
from mersey.cli.options import LimitNames, LogFile, PackName, Reading, spread
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import print_json
from mersey.errors import ChoiceNeeded, DataError
from mersey.vocabulary import Severity

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is told, and how."""

    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False
    columns: Annotated[
        bool,
        typer.Option(
            "--columns",
            help="Say only what became of each column, and how many of its values were"
            " generalised.",
        ),
    ] = False
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help="Leave with exit code 3 where a finding is serious."
        ),
    ] = False


@spread
def check(
    file: LogFile,
    *,
    service: PackName = None,
    limit: LimitNames = None,
    asked: _Asked,
    reading: Reading,
) -> None:
    """Say how the file is read, column by column, and what is wrong with its data.

    Example: mersey check applications.csv
    """
    try:
        with prepared(file, reading, pack=service, limits=limit or ()) as (_, log):
            n_serious = _say(log, asked)
    except ChoiceNeeded as question:
        if asked.as_json:
            questions = questions_json(question)
            print_json({"schema": "mersey.check/1", "questions": questions})
        raise
    if asked.strict and n_serious:
        raise DataError(
            f"Serious findings in this file: {n_serious:,}.",
            next_step="Mend the file, or run without --strict to use it as it is.",
        )


def _say(prepared_log: EventLog, asked: _Asked) -> int:
    """How many findings are serious, after saying what was asked for."""
    from mersey.eventlog import with_pack
    from mersey.flow import example_cases
    from mersey.report import (
        column_lines,
        findings_lines,
        look_json_loading,
        reading_lines,
    )

    log = with_pack(prepared_log).log
    n_serious = sum(one.severity is Severity.SERIOUS for one in log.findings)
    if asked.columns and not asked.as_json:
        say("\n".join(column_lines(log)))
        return n_serious
    examples = example_cases(log)
    if asked.as_json:
        loading = look_json_loading(log, examples)
        print_json({"schema": "mersey.check/1", "loading": loading, "questions": []})
        return n_serious
    say_lines((*reading_lines(log, examples), "", *findings_lines(log), ""))
    say("\n".join(column_lines(log)))
    return n_serious
