"""What a period that no row has is called: 2023-05, 2023 Q2, 2023/24, 2024-W05."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.signals.periods.period import PeriodUnit

if TYPE_CHECKING:
    from datetime import date

    from mersey.signals.periods.period import Period
    from mersey.signals.periods.spacing import Spacing

APRIL: Final = 4


def named(day: date, like: Period, spacing: Spacing) -> str:
    """The period that begins on `day`, written in our own way.

    Args:
        day: Its first day.
        like: One of its neighbours.
        spacing: The grid it is on.
    """
    if spacing.unit is PeriodUnit.WEEK:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if spacing.unit is PeriodUnit.DAY:
        return day.isoformat()
    if like.unit is PeriodUnit.QUARTER and day.month % 3 == 1:
        return _quarter(day, like)
    if like.unit is PeriodUnit.YEAR and spacing.step % 12 == 0:
        return _financial(day.year) if like.is_financial else f"{day.year}"
    return f"{day.year}-{day.month:02}"


def unit_said(spacing: Spacing) -> str:
    """What one step of the grid is: "month", "quarter", "week"."""
    if spacing.unit is not PeriodUnit.MONTH:
        return spacing.unit.value
    known = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}
    return known.get(spacing.step, "period")


def _quarter(day: date, like: Period) -> str:
    if not like.is_financial:
        return f"{day.year} Q{(day.month - 1) // 3 + 1}"
    year = day.year - (day.month < APRIL)
    return f"{_financial(year)} Q{(day.month - APRIL) % 12 // 3 + 1}"


def _financial(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02}"
