"""`mersey forecast`: how many by a date, when the backlog clears, which cases are at risk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.log_reading import asked_log
from mersey.cli.options import Reading, Shown, Stored, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json
from mersey.errors import UsageError

if TYPE_CHECKING:
    from mersey.forecast import ForecastAsked


@dataclass(frozen=True, kw_only=True)
class _Question:
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
        list[str] | None,
        typer.Option(
            metavar="DAYS|CLOCK",
            help="Limit of every case in days; or a clock to count too, though no law"
            " sets it. [the clock's, else usual]",
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

    @property
    def clocks(self) -> tuple[str, ...]:
        """The limits that are clocks, by their ids."""
        return tuple(said for said in self.limit or () if not _is_number(said))

    @property
    def days(self) -> float | None:
        """The limit that is a number of days.

        Raises:
            UsageError: There are several, or it is below 0.
        """
        found = [float(said) for said in self.limit or () if _is_number(said)]
        if len(found) > 1 or (found and not 0 <= found[0] < inf):
            msg = f"--limit {' --limit '.join(self.limit or ())} is not one limit."
            raise UsageError(
                msg, next_step="Give one number of days, from 0; clocks may be several."
            )
        return found[0] if found else None

    def asked(self) -> ForecastAsked:
        """The same, as the library takes it."""
        from mersey.forecast import ForecastAsked
        from mersey.forecast.foretelling import DEFAULT_SEED

        return ForecastAsked(
            by=self.by.date() if self.by else None,
            limit_days=self.days,
            kind=self.kind,
            seed=DEFAULT_SEED if self.seed is None else self.seed,
        )


@spread
def forecast(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A log, or use --service.")
    ] = None,
    *,
    question: _Question,
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
        from mersey.answer import forecast_of
        from mersey.eventlog import with_pack
        from mersey.report.case_names import with_names
        from mersey.report.forecast_json import forecast_json
        from mersey.report.forecast_words import forecast_lines, risk_csv

        known = with_pack(read, limits=question.clocks)
        found = forecast_of(known.log, known.use, asked=question.asked())
        found = with_names(found, known.log)
        if shown.as_json:
            print_json(forecast_json(found))
            return
        if shown.as_csv:
            say(risk_csv(found), nl=False)
            return
        say_lines(forecast_lines(found, width=width()))


def _is_number(said: str) -> bool:
    try:
        float(said)
    except ValueError:
        return False
    return True
