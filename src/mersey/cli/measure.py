"""`mersey measure`: one measure over time, as a table, JSON or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.log_reading import asked_log
from mersey.cli.options import Reading, Shown, Stored, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json
from mersey.vocabulary import Per


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
    with asked_log(file, stored, reading, example="measure arrivals") as log:
        from mersey.flow import measure as take
        from mersey.report.plain import series_json, series_table, table_lines

        series = take(log, name, per=per)
        if shown.as_json:
            print_json(series_json(series))
            return
        table = series_table(series)
        if shown.as_csv:
            say(table.csv(), nl=False)
            return
        say_lines(table_lines(table, width=width()))
