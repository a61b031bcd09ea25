"""Which days does a pause take from a clock, by the clock's own rule?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError

if TYPE_CHECKING:
    from mersey.clocks.clock import Pause
    from mersey.clocks.due import PausedDays

A_DAY: Final = timedelta(days=1)


def paused_span(begin: date, finish: date, *, rule: Pause | None) -> PausedDays | None:
    """First and last day that do not count, for a pause from one date to another.

    Args:
        begin: The date of the event that begins the pause.
        finish: The date of the one that ends it.
        rule: The clock's; without one, both dates and all between do not count.

    Returns:
        None where the rule leaves no day.

    Raises:
        UsageError: The pause ends before it begins.
    """
    if finish < begin:
        msg = f"A pause ends on {finish}, before it begins on {begin}."
        raise UsageError(msg, next_step="Give the earlier day first.")
    first, last = begin, finish
    if rule is not None:
        first += A_DAY * rule.first_day_counts
        last -= A_DAY * rule.last_day_counts
        if rule.most_days is not None:
            last = min(last, first + A_DAY * (rule.most_days - 1))
    return (first, last) if first <= last else None
