"""Which points meet which rule: masks over the last axis, so many charts go at once.

`side` is 1 above the centre, -1 below, 0 on it. Follows NHSRplotthedots 0.2.2 for the
Making Data Count rules: a tie breaks a trend, a point on the centre breaks a shift.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mersey.signals.results import SpecialCause
from mersey.signals.ties import slack_of

if TYPE_CHECKING:
    from mersey.signals.results import Floats, Limits
    from mersey.signals.rule_set import RuleSet

Masks = dict[str, npt.NDArray[np.int8]]
"""Rule → per point: 1 met upwards, -1 met downwards, 0 not met."""

Signs = npt.NDArray[np.int8]

CAUSES = {
    ("outside", 1): SpecialCause.ABOVE_UPPER,
    ("outside", -1): SpecialCause.BELOW_LOWER,
    ("trend", 1): SpecialCause.TREND_UP,
    ("trend", -1): SpecialCause.TREND_DOWN,
    ("two_of_three", 1): SpecialCause.TWO_OF_THREE_HIGH,
    ("two_of_three", -1): SpecialCause.TWO_OF_THREE_LOW,
    ("shift", 1): SpecialCause.SHIFT_HIGH,
    ("shift", -1): SpecialCause.SHIFT_LOW,
}


def causes_met(values: Floats, limits: Limits, rules: RuleSet) -> Masks:
    """Every rule that each point meets, in the rule set's order.

    Limits that are NaN are never crossed. NaN values meet nothing. A value that differs
    from a limit by rounding alone lies on it.
    """
    side, slack = sides(values, limits.centre), slack_of(values)
    above, below = values - slack, values + slack
    outside = (above > limits.upper).astype(np.int8) - (below < limits.lower)
    met: Masks = {}
    for rule in rules.order:
        if rule == "outside":
            met[rule] = outside
        elif rule == "trend" and rules.trend_points:
            met[rule] = in_trend(values, rules.trend_points)
        elif rule == "shift" and rules.shift_points:
            met[rule] = in_runs(side, rules.shift_points)
        elif rule == "two_of_three" and rules.two_of_three:
            near = (above > limits.near_upper) | (below < limits.near_lower)
            if rules.two_of_three == "near_and_one_side":
                met[rule] = two_of_three_near(near & (outside == 0), side)
            else:
                met[rule] = two_of_three_beyond(near, side)
    return met


def first_cause(
    met: dict[str, int], *, prefer_direction: int = 0
) -> SpecialCause | None:
    """The cause that names a point, of those it meets (rule → 1, -1 or 0, in order).

    `prefer_direction` 1 or -1 lets a cause in that direction go before the others.
    """
    hits = [CAUSES[rule, sign] for rule, sign in met.items() if sign]
    preferred = [cause for cause in hits if cause.direction == prefer_direction]
    return next(iter(preferred or hits), None)


def sides(values: Floats, centre: Floats) -> Signs:
    """1 above the centre, -1 below, 0 on it (or where the value is missing)."""
    slack = slack_of(values)
    above, below = values - slack > centre, values + slack < centre
    return above.astype(np.int8) - below.astype(np.int8)


def in_runs(side: Signs, length: int) -> Signs:
    """The side of each point that is in `length` neighbours on one side, else 0."""
    up = _spread(_windows_all(side == 1, length), length, side.shape[-1])
    down = _spread(_windows_all(side == -1, length), length, side.shape[-1])
    return up.astype(np.int8) - down.astype(np.int8)


def in_trend(values: Floats, length: int) -> Signs:
    """The direction at each point of `length` points that step one way, else 0.

    A turning point of two trends goes the way it leaves.
    """
    n = values.shape[-1]
    if n < length:
        return np.zeros(values.shape, dtype=np.int8)
    steps = sides(values[..., 1:], values[..., :-1])
    member = np.zeros(values.shape, dtype=bool)
    for way in (1, -1):
        member |= _spread(_windows_all(steps == way, length - 1), length, n)
    edge = np.zeros((*values.shape[:-1], 1), dtype=np.int8)
    before = np.concatenate([edge, steps], axis=-1)
    after = np.concatenate([steps, edge], axis=-1)
    goes_on = np.concatenate([member[..., 1:], edge.astype(bool)], axis=-1)
    way_of_point = np.where(goes_on & (after != 0), after, before)
    return np.where(member, way_of_point, 0).astype(np.int8)


def two_of_three_near(near: npt.NDArray[np.bool_], side: Signs) -> Signs:
    """Near points of each three on one side of which two or more are near."""
    n = side.shape[-1]
    met = np.zeros(side.shape, dtype=np.int8)
    for way in (1, -1):
        one_side = _windows_all(side == way, 3)
        enough = _window_sums(near, 3) >= 2
        hit = _spread(one_side & enough, 3, n) & near & (side == way)
        met += (way * hit).astype(np.int8)
    return met


def two_of_three_beyond(beyond: npt.NDArray[np.bool_], side: Signs) -> Signs:
    """Points beyond two sigma of each three of which two or more are, on that side."""
    n = side.shape[-1]
    met = np.zeros(side.shape, dtype=np.int8)
    for way in (1, -1):
        there = beyond & (side == way)
        hit = _spread(_window_sums(there, 3) >= 2, 3, n) & there
        met += (way * hit).astype(np.int8)
    return met


def _window_sums(flags: npt.NDArray[np.bool_], length: int) -> npt.NDArray[np.int8]:
    """How many flags are set in each window; empty where the series is shorter."""
    n_windows = max(0, flags.shape[-1] - length + 1)
    total = np.zeros((*flags.shape[:-1], n_windows), dtype=np.int8)
    for offset in range(length if n_windows else 0):
        total += flags[..., offset : offset + n_windows]
    return total


def _windows_all(flags: npt.NDArray[np.bool_], length: int) -> npt.NDArray[np.bool_]:
    return np.asarray(_window_sums(flags, length) == length)


def _spread(hits: npt.NDArray[np.bool_], length: int, n: int) -> npt.NDArray[np.bool_]:
    """Points (of `n`) that are in a window that was hit."""
    spread = np.zeros((*hits.shape[:-1], n), dtype=bool)
    if hits.shape[-1] == 0:
        return spread
    for offset in range(length):
        spread[..., offset : offset + hits.shape[-1]] |= hits
    return spread
