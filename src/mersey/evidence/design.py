"""What a study design declares: when it can be used, what it finds, what it could see.

One design is one file of `designs/`; the strongest that is feasible is recommended.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from mersey.evidence.choices import Family, Model, SeasonChoice, Statistic

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from mersey.evidence.effect import Claim, Effect
    from mersey.evidence.observed import Observed
    from mersey.vocabulary import Better, Per, Unit


class Needs(StrEnum):
    """What a design looks at."""

    CASES = "cases"  # CasePair
    SERIES = "series"  # Series
    CONTROLLED_SERIES = "controlled_series"  # ControlledSeries
    PANEL = "panel"  # Panel


class ReasonName(StrEnum):
    """Why a design cannot be used."""

    NO_CASES = "no_cases"  # the measure counts periods, not cases
    NO_SERIES = "no_series"  # the measure has no series
    NO_LOT = "no_lot"  # nothing was or can be drawn by lot
    NO_COMPARISON = "no_comparison"  # nothing to compare with
    TOO_FEW_POINTS = "too_few_points"
    TOO_FEW_BEFORE = "too_few_before"
    TOO_FEW_SINCE = "too_few_since"
    TOO_FEW_UNITS = "too_few_units"
    MODEL_AT_THIS_LENGTH = "model_at_this_length"  # it would not keep 5%
    FAMILY = "family"  # not for counts, or only for counts
    SEASON_UNCANCELLED = "season_uncancelled"  # no whole years, and too short to model
    ONE_START = "one_start"  # all start at once: nothing is staggered


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a design cannot be used, with the figures that say so; the page words it."""

    name: ReasonName
    figures: Mapping[str, float | int | str | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Days:
    """A window of days, both ends counted."""

    first: date
    last: date

    @property
    def n_days(self) -> int:
        """Days in it."""
        return (self.last - self.first).days + 1

    @property
    def years(self) -> float:
        """Years in it, to compare with whole ones."""
        return self.n_days / 365.25


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is known before a design is chosen.

    Attributes:
        is_by_case: The measure is one of cases. has_series: It has a series.
        before, since: The windows, since up to the last planned look.
        n_before, n_since: Cases on either side, since as expected.
        n_points_before, n_points_since: Periods on either side.
        n_comparison_series: Series to compare with.
        n_treated, n_untreated: Units that change, and that do not (yet).
        n_starts: Different first days of change.
        has_lot: A lot can be, or was, drawn.
    """

    is_by_case: bool
    has_series: bool
    before: Days
    since: Days
    n_before: int = 0
    n_since: int = 0
    n_points_before: int = 0
    n_points_since: int = 0
    n_comparison_series: int = 0
    n_treated: int = 1
    n_untreated: int = 0
    n_starts: int = 1
    has_lot: bool = False
    season: SeasonChoice = SeasonChoice.NONE
    model: Model = Model.LEVEL
    family: Family = Family.GAUSSIAN


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a design is asked at one look; all of it is in the frozen plan.

    Attributes:
        measure, measure_hash, unit, better: As `Effect` has them.
        level: Of every interval.
        statistic: What is made of cases. horizon_days: Of this look; None for series.
        worth_having: The smallest effect worth having, positive; None where none is said.
        before, since: The windows; None where the observed says it all.
        picked_on: When the problem was picked; None: not said.
        n_planned: Cases or periods since the change at the last planned look, for the
            intervals that are safe to peek at; None: as many as there are.
        ratio: Share that the lot was to give to the change; None: half.
        seed: For designs that permute more than they can count.
    """

    measure: str
    measure_hash: str
    unit: Unit
    better: Better
    level: float = 0.95
    statistic: Statistic = Statistic.RESTRICTED_MEAN
    horizon_days: float | None = None
    season: SeasonChoice = SeasonChoice.NONE
    model: Model = Model.LEVEL
    family: Family = Family.GAUSSIAN
    per: Per | None = None
    worth_having: float | None = None
    before: Days | None = None
    since: Days | None = None
    picked_on: date | None = None
    n_planned: int | None = None
    ratio: float | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.5 < self.level < 1:
            msg = f"an interval has a level such as 0.95, not {self.level}"
            raise ValueError(msg)
        if self.horizon_days is not None and not 0 < self.horizon_days < math.inf:
            msg = f"a horizon is some days, not {self.horizon_days}"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A look that has not come yet.

    Attributes:
        days: From the first day of "since" to the look.
        n: Cases (or periods, or units) expected since by then.
        n_before: As many as before are taken; None: as many as were observed.
        horizon_days: Of that look; None for series.
        power: Chance with which the effect should be seen.
    """

    days: float
    n: float
    n_before: float | None = None
    horizon_days: float | None = None
    power: float = 0.8


@dataclass(frozen=True, kw_only=True)
class DesignExample:
    """Data with a known answer, run by tests and shown in the docs.

    Attributes:
        expected: Field of the effect (`estimate`, `low`, `high`, `p_value`) → number.
        digits: How far they agree: within half of 10^−digits.
        note: Where the number comes from.
    """

    observed: Callable[[], Observed]
    asked: Asked
    expected: Mapping[str, float]
    digits: int
    note: str


@dataclass(frozen=True, kw_only=True)
class Design:
    """A way of finding out whether a change worked.

    Attributes:
        name: Stable, such as `before_after`. title: For people.
        claim: What it earns the right to say. rank: 1 is the strongest.
        needs: What `estimate` and `smallest` are given.
        source: Whose method. description: In plain words, with what it cannot do.
        feasible: Empty where it can be used, else every reason why not.
        estimate: What it finds. Raises `ValueError` (with words for a person) where the
            observed cannot carry it.
        smallest: The smallest effect, in the unit, that the look ahead would see with
            its power, judged by what was observed before alone.
    """

    name: str
    title: str
    claim: Claim
    rank: int
    needs: Needs
    source: str
    description: str
    feasible: Callable[[Question], tuple[Reason, ...]]
    estimate: Callable[[Observed, Asked], Effect]
    smallest: Callable[[Observed, Asked, Ahead], float]
    example: DesignExample
