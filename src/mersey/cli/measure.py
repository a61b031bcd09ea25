"""`mersey measure`: one measure over time, as a table, JSON or CSV."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.options import Reading, Shown, Stored, spread
from mersey.cli.reading import closed_after, prepared
from mersey.cli.shell import print_json
from mersey.errors import UsageError
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog import EventLog

__all__ = ["measure"]


@spread
def measure(
    name: Annotated[str, typer.Argument(help="The measure; `mersey list measures`.")],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A log, or use --service.")
    ] = None,
    *,
    per: Annotated[Per, typer.Option(help="The period to count by.")] = Per.WEEK,
    stored: Stored,
    shown: Shown,
    reading: Reading,
) -> None:
    """Print one measure over time.

    Example: mersey measure lead_time applications.csv --per month
    """
    with _log(file, stored, reading) as log:
        from mersey.flow import measure as take
        from mersey.report.plain import series_json, series_table, table_lines

        series = take(log, name, per=per)
        if shown.as_json:
            print_json(series_json(series))
            return
        table = series_table(series)
        if shown.as_csv:
            typer.echo(table.csv(), nl=False)
            return
        for line in table_lines(table):
            typer.echo(line)


@contextmanager
def _log(file: Path | None, stored: Stored, reading: Reading) -> Iterator[EventLog]:
    if (file is None) == (stored.service is None):
        msg = "A measure needs a log: either FILE or --service, and not both."
        raise UsageError(msg, next_step="For example: mersey measure arrivals log.csv")
    if file is not None:
        with prepared(file, reading) as (_, log):
            yield log
        return
    from mersey.eventlog import Workspace

    with closed_after(
        Workspace(stored.workspace).open_current(str(stored.service))
    ) as log:
        yield log
