"""How much a measure moved, how sure that is, and what may be said of it.

An effect is "since" minus "before", in the measure's own unit: −15 days is 15 days
sooner. It carries every assumption that it rests on, each with what its check found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.vocabulary import Better, Unit


class Claim(StrEnum):
    """What the design has earned the right to say."""

    BECAUSE = "because"  # randomised, or judged by permuting who was treated
    SINCE = "since"  # anything else


class Standing(StrEnum):
    """What the check of an assumption found."""

    HELD = "held"
    DOUBTFUL = "doubtful"  # it did not hold, but the estimate allows for it
    FAILED = "failed"  # no verdict of "improved" can rest on it
    UNKNOWN = "unknown"  # the log cannot tell


class AssumptionName(StrEnum):
    """Everything that a design may rest on."""

    FIDELITY = "fidelity"  # we did what we said
    MOVED_STEP = "moved_step"  # the step that must move did
    UNTOUCHED_STEPS = "untouched_steps"  # the steps that must not move did not
    SEASON = "season"
    AUTOCORRELATION = "autocorrelation"
    REGRESSION_TO_THE_MEAN = "regression_to_the_mean"
    CASE_MIX = "case_mix"
    PRE_TRENDS = "pre_trends"
    SPLIT = "split"  # the lot fell as it was drawn
    SOMETHING_ELSE = "something_else"  # another thing happened, and was noted
    FEW_POINTS = "few_points"
    FEW_UNITS = "few_units"
    DISPERSION = "dispersion"  # counts scatter as the family says
    SIGNAL = "signal"  # the rule that was named beforehand has fired
    HORIZON = "horizon"  # cases have been watched for as long as the look asks


@dataclass(frozen=True, kw_only=True)
class Assumption:
    """One thing that the effect rests on.

    Attributes:
        figures: What the check measured, by name; the page words them.
    """

    name: AssumptionName
    standing: Standing
    figures: Mapping[str, float | int | str | None] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Between what the effect lies, at a level of confidence.

    Attributes:
        low, high: Infinite where nothing bounds it.
        level: Such as 0.95.
    """

    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            msg = f"no interval runs from {self.low} to {self.high}"
            raise ValueError(msg)

    def holds(self, value: float) -> bool:
        """Whether the value lies within, its ends counted."""
        return self.low <= value <= self.high


@dataclass(frozen=True, kw_only=True)
class Relative:
    """The effect as a share of what it was before; the base's uncertainty counts."""

    estimate: float
    interval: Interval


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What one look at one measure found.

    Attributes:
        measure: Its name. measure_hash: SHA-256 of its definition.
        unit, better: What it counts, and which way is an improvement.
        design: The name of the design. claim: What it may say.
        before, since: The measure's value on either side, in the unit.
        n_before, n_since: Cases, periods or units behind them.
        estimate: Since minus before, with `taken_off` taken off.
        interval: At the planned look, for one look only.
        anytime: Safe for whoever looked, whenever; None where the design has none.
        relative: None where the base may be zero or negative.
        p_value: It agrees with `interval` (p < 1 − level exactly where 0 lies outside);
            None where the interval says it all.
        taken_off: The movement of an untouched step, taken off the estimate.
        horizon_days: How many days of a case were counted; None for series.
        standard_error: Of the estimate, for pooling; None where it has none.
        assumptions: Each with its check.
    """

    measure: str
    measure_hash: str
    unit: Unit
    better: Better
    design: str
    claim: Claim
    before: float
    since: float
    n_before: int
    n_since: int
    estimate: float
    interval: Interval
    anytime: Interval | None = None
    relative: Relative | None = None
    p_value: float | None = None
    taken_off: float = 0.0
    horizon_days: float | None = None
    standard_error: float | None = None
    assumptions: tuple[Assumption, ...] = ()

    def __post_init__(self) -> None:
        if not math.isfinite(self.estimate):
            msg = "an effect needs a finite estimate"
            raise ValueError(msg)
        if self.p_value is not None:
            is_outside = not self.interval.holds(0.0)
            if (self.p_value < 1 - self.interval.level) != is_outside:
                msg = "the p-value and the interval tell different stories"
                raise ValueError(msg)
