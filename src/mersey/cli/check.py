"""`mersey check`: what is wrong with the data, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.asking import questions_json
from mersey.cli.options import LogFile, PackName, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.service import of_service
from mersey.cli.shell import print_json
from mersey.errors import ChoiceNeeded

__all__ = ["check"]


@spread
def check(
    file: LogFile,
    *,
    service: PackName = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
    reading: Reading,
) -> None:
    """Say what is wrong with the data, and nothing else.

    Example: mersey check applications.csv
    """
    try:
        _checked(file, service, as_json=as_json, reading=reading)
    except ChoiceNeeded as question:
        if as_json:
            asked = questions_json(question)
            print_json({"schema": "mersey.check/1", "questions": asked})
        raise


def _checked(
    file: Path, service: str | None, *, as_json: bool, reading: Reading
) -> None:
    with prepared(file, reading, pack=service) as (_, prepared_log):
        from mersey.report import findings_lines, look_json_loading

        log, _, _ = of_service(prepared_log)
        if as_json:
            loading = look_json_loading(log)
            print_json(
                {"schema": "mersey.check/1", "loading": loading, "questions": []}
            )
            return
        for line in findings_lines(log):
            typer.echo(line)
