"""`mersey check`: what is wrong with the data, and nothing else."""

from __future__ import annotations

from typing import Annotated

import typer

from mersey.cli.options import LogFile, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.shell import print_json

__all__ = ["check"]


@spread
def check(
    file: LogFile,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
    reading: Reading,
) -> None:
    """Say what is wrong with the data, and nothing else.

    Example: mersey check applications.csv
    """
    with prepared(file, reading) as (_, log):
        from mersey.report import findings_lines, look_json_loading

        if as_json:
            print_json({"schema": "mersey.check/1", "loading": look_json_loading(log)})
            return
        for line in findings_lines(log):
            typer.echo(line)
