"""`mersey forecast`: how many by a date, when the backlog clears, which cases are at risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.options import Reading, Shown, Stored, spread
from mersey.cli.reading import asked_log
from mersey.cli.service import of_service
from mersey.cli.shell import print_json

if TYPE_CHECKING:
    from mersey.forecast import Asked

__all__ = ["forecast"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of the future."""

    by: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="How many by this day. [eight weeks on]",
        ),
    ] = None
    limit: Annotated[
        float | None,
        typer.Option(
            metavar="DAYS", min=0, help="Limit of every case. [the clock's, else usual]"
        ),
    ] = None
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN", help="Column with the type of a case, for its risk."
        ),
    ] = None
    seed: Annotated[
        int | None, typer.Option(min=0, help="Same seed, same answers. [fixed]")
    ] = None

    def asked(self) -> Asked:
        """The same, as the library takes it."""
        from mersey.forecast import Asked
        from mersey.forecast.summary import DEFAULT_SEED

        return Asked(
            by=self.by.date() if self.by else None,
            limit_days=self.limit,
            kind=self.kind,
            seed=DEFAULT_SEED if self.seed is None else self.seed,
        )


@spread
def forecast(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A log, or use --service.")
    ] = None,
    *,
    question: Question,
    stored: Stored,
    shown: Shown,
    reading: Reading,
) -> None:
    """Say what comes next, as ranges, with how often such ranges held before.

    Each open case gets its chance of passing its limit; with --csv that list alone is
    printed.

    Example: mersey forecast applications.csv --by 2026-06-30
    """
    with asked_log(file, stored, reading, example="forecast") as read:
        from mersey.forecast import foretell
        from mersey.report.forecast_json import forecast_json
        from mersey.report.forecast_words import forecast_lines, risk_csv

        log, use, _ = of_service(read)
        found = foretell(log, use, asked=question.asked())
        if shown.as_json:
            print_json(forecast_json(found))
            return
        if shown.as_csv:
            typer.echo(risk_csv(found), nl=False)
            return
        for line in forecast_lines(found):
            typer.echo(line)
