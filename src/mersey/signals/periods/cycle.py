"""Weeks, months and quarters without a year: the file's order, where it proves itself.

Weeks 40 to 52 and then 1 to 13 run over a new year; sorted by number they would not.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from mersey.signals.periods.period import CYCLES, PeriodUnit

if TYPE_CHECKING:
    from collections.abc import Sequence

Direction = Literal["forward", "backward"]

LONGEST_WEEKS: Final = 53
SLACK: Final = {
    PeriodUnit.WEEK: 3,
    PeriodUnit.MONTH: 1,
    PeriodUnit.QUARTER: 0,
    PeriodUnit.HALF: 0,
}
"""How many may be missing on either side of a new year."""


def running(
    numbers: Sequence[int], unit: PeriodUnit
) -> tuple[Direction, list[int]] | None:
    """Which way the file runs, and where each row stands in time; None where neither.

    Args:
        numbers: In the order of the file, 1 to 53 for weeks.
        unit: What they number.
    """
    forward = _unrolled(numbers, unit)
    if forward is not None:
        return "forward", forward
    backward = _unrolled(numbers[::-1], unit)
    return None if backward is None else ("backward", backward[::-1])


def turns_over(numbers: Sequence[int], unit: PeriodUnit) -> bool:
    """True where the last of a year stands beside the first of the next, either way."""
    last = {CYCLES[unit], LONGEST_WEEKS} if unit is PeriodUnit.WEEK else {CYCLES[unit]}
    return any({a, b} & last and 1 in {a, b} for a, b in pairwise(numbers))


def is_cut_by_a_new_year(numbers: Sequence[int], unit: PeriodUnit) -> bool:
    """True where numbers hold both ends of a year and a hole wider than half of one.

    Sorted by number, as some tools write them, the middle of such a series stands at
    its ends; their order in time cannot be told without the year.
    """
    known = sorted(set(numbers))
    steps = [b - a for a, b in pairwise(known)]
    n, slack = CYCLES[unit], SLACK[unit]
    is_both = bool(known) and known[0] <= 1 + slack and known[-1] >= n - slack
    return is_both and max(steps, default=0) > n // 3


def _unrolled(numbers: Sequence[int], unit: PeriodUnit) -> list[int] | None:
    """Each number counted on from the first; None where a step goes back."""
    n, slack, at = CYCLES[unit], SLACK[unit], [numbers[0]]
    for before, after in pairwise(numbers):
        step = after - before
        if step <= 0:
            if before < n - slack or after > 1 + slack:
                return None
            step += max(n, before)
        at.append(at[-1] + step)
    return at
