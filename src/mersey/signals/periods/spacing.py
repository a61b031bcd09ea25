"""How far periods stand apart, and which between the first and the last are missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.signals.periods.period import Period, PeriodUnit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW_DAYS: Final = 1.5
LEAST_MONTH: Final = 26
DAYS_A_WEEK: Final = 7
SATURDAY: Final = 5
MOSTLY: Final = 0.9
LEAST_TO_JUDGE: Final = 6
MONTHS: Final = {
    PeriodUnit.MONTH: 1,
    PeriodUnit.QUARTER: 3,
    PeriodUnit.HALF: 6,
    PeriodUnit.YEAR: 12,
}


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """The grid that periods stand on.

    Attributes:
        unit: Of the grid: months, weeks, days. step: How many of them apart.
        at: Where each period stands, ascending, once each.
        skips_weekends: Days are counted from Monday to Friday.
    """

    unit: PeriodUnit
    step: int
    at: tuple[int, ...]
    skips_weekends: bool = False

    @property
    def fill(self) -> float:
        """Share of the grid between the first and the last that is there, 0 to 1.

        Periods beside the grid that most of them stand on do not fill it.
        """
        if len(self.at) < 2:
            return 0.0
        n_on = max(Counter(at % self.step for at in self.at).values())
        return n_on / ((self.at[-1] - self.at[0]) / self.step + 1)


def spacing_of(periods: Sequence[Period]) -> Spacing | None:
    """The grid of the periods; None for one, and where they stand on none."""
    days = sorted({period.begins for period in periods})
    if len(days) < 2 or any(period.minute for period in periods):
        return None
    units = {period.unit for period in periods}
    unit = units.pop() if len(units) == 1 else None
    if unit in MONTHS:
        return _on(PeriodUnit.MONTH, [_month(day) for day in days], least=MONTHS[unit])
    if unit is PeriodUnit.WEEK:
        return _of_weeks(days)
    return _of_days(days) if unit is PeriodUnit.DAY else None


def missing_between(spacing: Spacing | None) -> tuple[date, ...]:
    """The first day of each missing period; none where they stand on no grid."""
    if spacing is None:
        return ()
    holes = _holes(spacing.at, spacing.step)
    if spacing.unit is PeriodUnit.MONTH:
        return tuple(date(at // 12, at % 12 + 1, 1) for at in holes)
    if spacing.unit is PeriodUnit.WEEK:
        return tuple(date.fromordinal(at * DAYS_A_WEEK + 1) for at in holes)
    if spacing.skips_weekends:
        return tuple(date.fromordinal(at // 5 * 7 + at % 5 + 1) for at in holes)
    return tuple(date.fromordinal(at) for at in holes)


def missing_numbers(numbers: Iterable[float]) -> tuple[int, ...]:
    """Whole numbers missing from a run of them.

    None where any is no whole number, or more are missing than are there: those are
    no run, and may be a million apart.
    """
    known = sorted(set(numbers))
    if len(known) < 3 or any(number != int(number) for number in known):
        return ()
    at = [int(number) for number in known]
    step = _step(at)
    if (at[-1] - at[0]) / step >= 2 * len(at):
        return ()
    return _holes(at, step)


def _holes(at: Sequence[int], step: int) -> tuple[int, ...]:
    return tuple(
        between for a, b in pairwise(at) for between in range(a + step, b, step)
    )


def _step(at: Sequence[int]) -> int:
    counted = Counter(b - a for a, b in pairwise(at))
    most = max(counted.values())
    return min(step for step, n in counted.items() if n == most)


def _on(unit: PeriodUnit, at: Sequence[int], *, least: int = 1) -> Spacing | None:
    kept = sorted(set(at))
    if len(kept) < len(at):
        return None
    # A label says how long its period is; only a wider grid can be met, or year ends
    # told each quarter.
    step = _step(kept) if len(kept) > 2 else least
    return Spacing(unit=unit, step=step, at=tuple(kept))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _of_weeks(days: Sequence[date]) -> Spacing | None:
    return _on(PeriodUnit.WEEK, [(day.toordinal() - 1) // DAYS_A_WEEK for day in days])


def _of_days(days: Sequence[date]) -> Spacing | None:
    steps = np.diff([day.toordinal() for day in days])
    middle = float(np.median(steps))
    if middle <= FEW_DAYS:
        return _daily(days)
    if middle >= LEAST_MONTH and len({_month(day) for day in days}) == len(days):
        return _on(PeriodUnit.MONTH, [_month(day) for day in days])
    if float((steps % DAYS_A_WEEK == 0).mean()) >= MOSTLY:
        return _of_weeks(days)
    return None


def _daily(days: Sequence[date]) -> Spacing | None:
    if len(days) >= LEAST_TO_JUDGE and all(day.weekday() < SATURDAY for day in days):
        at = [(day.toordinal() - 1) // 7 * 5 + day.weekday() for day in days]
        return Spacing(unit=PeriodUnit.DAY, step=1, at=tuple(at), skips_weekends=True)
    return Spacing(
        unit=PeriodUnit.DAY, step=1, at=tuple(day.toordinal() for day in days)
    )
