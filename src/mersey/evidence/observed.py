"""What a design looks at: cases, series or a panel, as plain arrays.

A frozen plan and a log become one of these (`observe`); designs know neither logs nor files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, kw_only=True)
class CaseTimes:
    """Cases of a window: how long each took, or has taken so far. One element a case.

    Attributes:
        opened: Day on which each opened (a numpy date), rising.
        days: From opening to its end, or to where watching stopped; at least 0.
        is_ended: The end was seen.
        ended_as: Number of the way it ended (0, 1, …), −1 where not ended: for shares
            that mature late (cumulative incidence). All 0 where there is one way.
        group: Number of its group, for case mix and equity; all 0 where there is none.
        cluster: Number of what the lot was drawn for (its day, its team); None where it
            was drawn for each case, or there was no lot.
    """

    opened: npt.NDArray[np.datetime64]
    days: npt.NDArray[np.float64]
    is_ended: npt.NDArray[np.bool_]
    ended_as: npt.NDArray[np.int64]
    group: npt.NDArray[np.int64]
    cluster: npt.NDArray[np.int64] | None = None


@dataclass(frozen=True, kw_only=True)
class Series:
    """A measure per period. One element a period, in order, none missing.

    Attributes:
        start: First day of each period.
        value: The measure; NaN where not yet known. exposure: What counts are out of
            (cases, days); 1 where there is nothing of the kind.
        n_per_year: Periods in a year: 12, or 52.18 for weeks.
        since: Index of the first period after the change and its transition.
        n_skipped: Periods of the transition, just before `since`, that are left out.
    """

    start: npt.NDArray[np.datetime64]
    value: npt.NDArray[np.float64]
    exposure: npt.NDArray[np.float64]
    n_per_year: float
    since: int
    n_skipped: int = 0


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A measure per unit (team, council) and period, balanced: every pair once.

    Attributes:
        units: Names of the units, sorted. periods: Numbers of the periods, rising.
        value: Shape (units, periods). weight: One a unit; all 1 where not weighted.
        first_treated: The period from which each unit is treated; 0: never.
    """

    units: tuple[str, ...]
    periods: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]
    first_treated: npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class CasePair:
    """Cases of two sides: before and since a change, or without and with it by lot."""

    before: CaseTimes
    since: CaseTimes


@dataclass(frozen=True, kw_only=True)
class ControlledSeries:
    """The series that changed and others of the same periods that did not.

    Attributes:
        comparison: At least one; only their values and exposures are read.
    """

    changed: Series
    comparison: tuple[Series, ...]


Observed: TypeAlias = CasePair | Series | ControlledSeries | Panel
"""What one design or another looks at."""
