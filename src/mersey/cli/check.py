"""`mersey check`: what is wrong with the data, and nothing else."""

from __future__ import annotations

from typing import Annotated

import typer

from mersey.cli.options import LogFile, PackName, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.service import of_service
from mersey.cli.shell import print_json

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
    with prepared(file, reading, pack=service) as (_, prepared_log):
        from mersey.report import findings_lines, look_json_loading

        log, _, _ = of_service(prepared_log)
        if as_json:
            print_json({"schema": "mersey.check/1", "loading": look_json_loading(log)})
            return
        for line in findings_lines(log):
            typer.echo(line)
