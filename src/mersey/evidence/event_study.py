"""Effects by periods since the start, and before it, where none should be.

Movement is counted from the last period before the start at every age (a universal base),
so that what comes before is drawn as what comes after. Intervals come from permuting who
started, one age at a time: together they err more often than one alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.evidence.group_time import Base, Controls, simple_of_each
from mersey.evidence.panels import check_panel
from mersey.evidence.permutation import assignments, permuted

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.effect import Interval
    from mersey.evidence.observed import Panel
    from mersey.evidence.permutation import Assignments

    Floats = npt.NDArray[np.float64]

BASE: Final = -1
"""The last period before the start, from which movement is counted."""

HOW: Final = (Controls.NOT_YET, Base.UNIVERSAL)


@dataclass(frozen=True, kw_only=True)
class AtAge:
    """The effect so many periods since the start.

    Attributes:
        age: 0 is the first period with the change; −1, the base, is left out.
        interval: By permutation; endless where so few units cannot refute anything.
        n_units: Started units that have been watched at this age.
    """

    age: int
    estimate: float
    interval: Interval
    n_units: int


def event_study(
    panel: Panel, *, seed: int = 0, level: float = 0.95
) -> tuple[AtAge, ...]:
    """The effect at every age for which there are units to compare with, rising.

    Args:
        panel: Balanced.
        seed: For drawing ways, where there are too many to try all.
        level: Of each interval.

    Raises:
        EvidenceError: The panel cannot be used.
    """
    check_panel(panel)
    ways = assignments(panel.first_treated, seed=seed)
    ages = range(-len(panel.periods), len(panel.periods))
    found = (_at_age(panel, ways, age, level) for age in ages if age != BASE)
    return tuple(one for one in found if one is not None)


def _at_age(panel: Panel, ways: Assignments, age: int, level: float) -> AtAge | None:
    """The effect at one age; None where no unit, or none to compare with, is there."""
    marked = _cells(panel, age)
    effects, shares = (
        simple_of_each(value, panel, ways.starts, how=HOW, age=age)
        for value in (panel.value, marked)
    )
    known = np.isfinite(effects) & np.isfinite(shares)
    if not known[0]:
        return None
    judged = permuted(effects[known], shares[known], level=level)
    return AtAge(
        age=age,
        estimate=float(effects[0]),
        interval=judged.interval,
        n_units=int(marked.sum()),
    )


def _cells(panel: Panel, age: int) -> Floats:
    """1 where a started unit is of this age, 0 elsewhere; shape (units, periods)."""
    first = np.searchsorted(panel.periods, panel.first_treated)
    has_base = (panel.first_treated > 0) & (first > 0) & (first < len(panel.periods))
    place = first + age
    is_at = has_base & (place >= 0) & (place < len(panel.periods))
    marked = np.zeros(panel.value.shape)
    marked[np.flatnonzero(is_at), place[is_at]] = 1.0
    return marked
