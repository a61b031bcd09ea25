"""What a change did to each group that started together, at each period since.

The effect on group g at period t is how much the group has moved since its base, less
how much those moved that had not started by t. No group is ever its own control, and no
unit that has started is anybody's: that is what a plain two-way fixed-effects regression
gets wrong. Units weigh as the panel says.

Source: Callaway & Sant'Anna (2021), equations 2.8 and 2.9, section 3 for aggregates and
theorem 2 for errors; without covariates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.panels import check_panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.evidence.observed import Panel

    Floats = npt.NDArray[np.float64]
    Starts = npt.NDArray[np.int64]

NEVER: Final = 0
"""The start of those that never start."""


class Controls(StrEnum):
    """Whom a group is compared with."""

    NEVER = "never"  # those that never start
    NOT_YET = "not_yet"  # those that have not started by the period


class Base(StrEnum):
    """From where movement is counted. Before the start they draw different pictures."""

    VARYING = "varying"  # the last period before the start; before it, the one before
    UNIVERSAL = "universal"  # the last period before the start, at every period
    AVERAGE = "average"  # the mean of all periods before the start


@dataclass(frozen=True, kw_only=True)
class GroupTime:
    """The effect on one group at one period.

    Attributes:
        group: Its first period with the change. period: That of the effect.
        estimate: In the unit. influence: Of each unit, for errors; shape (units,).
        n_treated, n_controls: Units.
    """

    group: int
    period: int
    estimate: float
    influence: Floats
    n_treated: int
    n_controls: int

    @property
    def standard_error(self) -> float:
        """For many units; with few, permute who was treated instead."""
        return _error(self.influence)


@dataclass(frozen=True, kw_only=True)
class Aggregate:
    """Effects put together: all, by periods since the start, or by group.

    Attributes:
        key: Periods since the start, or the group; None for all.
        estimate, standard_error: In the unit.
        n_effects: Effects of a group at a period that are in it.
    """

    key: int | None
    estimate: float
    standard_error: float
    n_effects: int


def group_times(
    panel: Panel,
    *,
    controls: Controls = Controls.NOT_YET,
    base: Base = Base.VARYING,
) -> tuple[GroupTime, ...]:
    """The effect on every group at every period for which there are controls.

    Groups that had started by the first period have no base, and are left out.

    Raises:
        EvidenceError: The panel cannot be used (`check_panel`), or no group with a base
            has anybody to be compared with.
    """
    check_panel(panel)
    found = [
        one
        for group in _groups(panel.first_treated, panel)
        for period in panel.periods.tolist()
        if (one := _group_time(panel, group, period, how=(controls, base))) is not None
    ]
    if not found:
        msg = "no group that starts has units to be compared with; nothing can be said"
        raise EvidenceError(msg)
    return tuple(found)


def simple(found: Sequence[GroupTime], panel: Panel) -> Aggregate:
    """The mean effect since the start, each group by its weight.

    Raises:
        EvidenceError: No effect since a start.
    """
    since = [one for one in found if one.period >= one.group]
    if not since:
        msg = "there is no period since a start"
        raise EvidenceError(msg)
    return _together(since, panel, key=None)


def dynamic(found: Sequence[GroupTime], panel: Panel) -> tuple[Aggregate, ...]:
    """The mean effect by periods since the start; below 0: before it."""
    at = {period: i for i, period in enumerate(panel.periods.tolist())}
    ages = sorted({at[one.period] - at[one.group] for one in found})
    return tuple(
        _together(
            [one for one in found if at[one.period] - at[one.group] == age],
            panel,
            key=age,
        )
        for age in ages
    )


def by_group(found: Sequence[GroupTime], panel: Panel) -> tuple[Aggregate, ...]:
    """The mean effect since the start of each group."""
    since = [one for one in found if one.period >= one.group]
    return tuple(
        _together([one for one in since if one.group == group], panel, key=group)
        for group in sorted({one.group for one in since})
    )


def simple_of_each(
    value: Floats,
    panel: Panel,
    starts: Starts,
    *,
    how: tuple[Controls, Base],
    age: int | None = None,
) -> Floats:
    """`simple` of the panel with other values, as if each row of starts had been.

    Args:
        value: Shape (units, periods), or (assignments, units, periods) for one each.
        panel: Whose units, periods and weights count.
        starts: Shape (assignments, units).
        how: Controls and base.
        age: Only so many periods since the start, as in `dynamic`; None: all since it.

    Returns:
        Shape (assignments,); NaN where an assignment leaves nobody to compare with.
    """
    total, weight = np.zeros(len(starts)), np.zeros(len(starts))
    for group in _groups(starts, panel):
        treated = (starts == group) * panel.weight
        size = treated.sum(axis=1)
        for period in _periods_since(panel, group, age):
            others = _controls(starts, group, period, how=how) * panel.weight
            moved = _moved(value, panel, group, period, how[1])
            if moved is None:
                continue
            with np.errstate(invalid="ignore", divide="ignore"):
                effect = _mean(treated, moved) - _mean(others, moved)
            is_there = (size > 0) & np.isfinite(effect)
            total += np.where(is_there, effect * size, 0.0)
            weight += np.where(is_there, size, 0.0)
    with np.errstate(invalid="ignore"):
        return total / weight


def _periods_since(panel: Panel, group: int, age: int | None) -> list[int]:
    """Periods with the change, or the one of this age, if the panel has it."""
    first = int(np.searchsorted(panel.periods, group))
    if age is None:
        return [int(one) for one in panel.periods[first:]]
    at = first + age
    return [int(panel.periods[at])] if 0 <= at < len(panel.periods) else []


def _groups(starts: Starts, panel: Panel) -> list[int]:
    """Starts that leave a period before them, rising."""
    first, last = int(panel.periods[0]), int(panel.periods[-1])
    return [one for one in np.unique(starts).tolist() if first < one <= last]


def _controls(
    starts: Starts, group: int, period: int, *, how: tuple[Controls, Base]
) -> npt.NDArray[np.bool_]:
    """Those without the change at the period and at every period of the base."""
    is_control: npt.NDArray[np.bool_] = starts == NEVER
    if how[0] is Controls.NOT_YET:
        until = period if how[1] is Base.VARYING else max(period, group - 1)
        is_control = is_control | ((starts > until) & (starts != group))
    return is_control


def _moved(
    value: Floats, panel: Panel, group: int, period: int, base: Base
) -> Floats | None:
    """How far each unit has moved from its base; None where there is no base."""
    at = int(np.searchsorted(panel.periods, period))
    last = int(np.searchsorted(panel.periods, group)) - 1  # the last without the change
    from_where: Floats
    if base is Base.AVERAGE:
        from_where = value[..., : last + 1].mean(axis=-1)
    else:
        last = at - 1 if base is Base.VARYING and at <= last else last
        if last < 0:
            return None
        from_where = value[..., last]
    return np.subtract(value[..., at], from_where)


def _mean(weights: Floats, moved: Floats) -> Floats:
    mean: Floats = (weights * moved).sum(axis=-1) / weights.sum(axis=-1)
    return mean


def _group_time(
    panel: Panel, group: int, period: int, *, how: tuple[Controls, Base]
) -> GroupTime | None:
    moved = _moved(panel.value, panel, group, period, how[1])
    is_treated = panel.first_treated == group
    is_control = _controls(panel.first_treated, group, period, how=how)
    if moved is None or not is_control.any():
        return None
    parts = [_share(is_in, panel.weight, moved) for is_in in (is_treated, is_control)]
    return GroupTime(
        group=group,
        period=period,
        estimate=parts[0][0] - parts[1][0],
        influence=parts[0][1] - parts[1][1],
        n_treated=int(is_treated.sum()),
        n_controls=int(is_control.sum()),
    )


def _share(
    is_in: npt.NDArray[np.bool_], weight: Floats, moved: Floats
) -> tuple[float, Floats]:
    """A weighted mean and each unit's influence on it."""
    w = is_in * weight
    mean = float(w @ moved / w.sum())
    return mean, len(moved) * w / w.sum() * (moved - mean)


def _together(
    found: Sequence[GroupTime], panel: Panel, *, key: int | None
) -> Aggregate:
    """The mean of effects by the weight of their groups, that the weights vary too."""
    n = len(panel.units)
    share = panel.weight / panel.weight.mean()
    is_in = np.array([(panel.first_treated == one.group) * share for one in found])
    sizes = is_in.mean(axis=1)
    weights = sizes / sizes.sum()
    effects = np.array([one.estimate for one in found])
    estimate = float(weights @ effects)
    influence = weights @ np.array([one.influence for one in found])
    influence = (
        influence + (effects - estimate) @ (is_in - sizes[:, None]) / sizes.sum()
    )
    return Aggregate(
        key=key,
        estimate=estimate,
        standard_error=_error(influence) if n > 1 else math.inf,
        n_effects=len(found),
    )


def _error(influence: Floats) -> float:
    return float(np.sqrt((influence**2).sum()) / len(influence))
