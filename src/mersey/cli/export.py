"""`mersey export`: the tables of a log as Parquet, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.log_reading import asked_log
from mersey.cli.options import Reading, Stored, spread
from mersey.cli.saying import say
from mersey.wording import joined


@spread
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A log, or use --service.")
    ] = None,
    *,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the tables go.")
    ] = Path("tables"),
    stored: Stored,
    reading: Reading,
) -> None:
    """Write a log's events, cases and variants as Parquet, for other programs.

    A row is an event, or a case: for use inside. Cases have names that hide their own,
    unless the log was read with --keep-ids.

    Example: mersey export applications.csv --out tables
    """
    from mersey.eventlog import export_parquet

    with asked_log(file, stored, reading, example="export") as log:
        written = export_parquet(log, out)
    say(f"{joined([path.name for path in written])}: in {out}.")
