"""The results of signals: what charts draw, the page tells and JSON carries. Pure data.

Values and limits are in the unit of the charted value (a share runs from 0 to 1). Words
for causes and verdicts follow NHS England, *Making Data Count*.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from datetime import date

    from mersey.vocabulary import Better

Floats = npt.NDArray[np.float64]


class ControlChartKind(StrEnum):
    """A control chart, by its usual letter."""

    XMR = "xmr"
    RUN = "run"
    P = "p"
    PP = "pp"
    U = "u"
    UP = "up"
    C = "c"
    G = "g"
    T = "t"
    IP = "ip"


class SpecialCause(StrEnum):
    """Which rule a point meets, and on which side."""

    ABOVE_UPPER = "above_upper"
    BELOW_LOWER = "below_lower"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_OF_THREE_HIGH = "two_of_three_high"
    TWO_OF_THREE_LOW = "two_of_three_low"
    SHIFT_HIGH = "shift_high"
    SHIFT_LOW = "shift_low"

    @property
    def direction(self) -> int:
        """1 where the cause points up, -1 where it points down."""
        return 1 if self.value.endswith(("_upper", "_up", "_high")) else -1


class PointType(StrEnum):
    """What a point says, given which way is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON = "common"
    NOT_JUDGED = "not_judged"


class Scale(StrEnum):
    """What values are said in; a share runs from 0 to 1, a percentage to 100."""

    PLAIN = "number"
    PERCENT = "percent"
    SHARE = "share"
    MONEY = "money"


class Assurance(StrEnum):
    """Whether the process, left as it is, will meet its target."""

    CONSISTENT_PASS = "consistent_pass"  # noqa: S105  (a verdict, not a secret)
    CONSISTENT_FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Process limits, one value per point; the last axis is time.

    Attributes:
        centre: The centre line.
        lower, upper: Three-sigma limits; NaN where the chart has none (a run chart).
        near_lower, near_upper: Two-sigma limits.
    """

    centre: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats


@dataclass(frozen=True, kw_only=True)
class PointJudgement:
    """One period: its value, the limits it is held against, and what it says.

    Attributes:
        lower, upper, near_lower, near_upper: None where the chart has no limits.
        begins: The first day of the period; None where it is no date.
    """

    period: str
    value: float
    centre: float
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    special_cause: SpecialCause | None
    point_type: PointType
    begins: date | None = None


@dataclass(frozen=True, kw_only=True)
class Signal:
    """Neighbouring points whose special causes point the same way.

    Attributes:
        first, last: Their first and last period.
        n: How many points.
        causes: The special causes met, each once, in order of appearance.
    """

    first: str
    last: str
    n: int
    causes: tuple[SpecialCause, ...]
    point_type: PointType


@dataclass(frozen=True, kw_only=True)
class Rebase:
    """A decision to draw new limits from a period on; empty `reason`: none was given."""

    period: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Segment:
    """Points that share one set of limits.

    Attributes:
        first: Index of the first point. n: How many points. n_base: How many of them
            set the limits.
    """

    first: int
    n: int
    n_base: int


@dataclass(frozen=True, kw_only=True)
class RunsTest:
    """Anhøj's test of the last segment: runs too long, or crossings too few.

    Source: Anhøj and Olesen (2014), PLoS ONE 9(11): e113825.
    """

    centre: float
    n_useful: int
    longest_run: int
    longest_run_max: int
    n_crossings: int
    n_crossings_min: int

    @property
    def is_signal(self) -> bool:
        """True where the points are not scattered as chance would."""
        too_long = self.longest_run > self.longest_run_max
        return too_long or self.n_crossings < self.n_crossings_min


@dataclass(frozen=True, kw_only=True)
class SerialTests:
    """Do neighbouring periods resemble each other, and does the year return?

    Attributes:
        lag_1: Autocorrelation of neighbouring points; None under 8 points or where all
            values are the same.
        is_autocorrelated: True where `lag_1` lies beyond its 5 % limits.
        season: What was tested: "year", "week", or None where periods are not dates or
            span less than two rounds.
        season_p: P-value of the season; None where none was tested.
        is_seasonal: True where `season_p` is under 0.01.
    """

    lag_1: float | None
    is_autocorrelated: bool
    season: str | None
    season_p: float | None
    is_seasonal: bool

    @property
    def carries_over(self) -> bool:
        """True where high follows high and low follows low: more false alarms.

        Where neighbours go up and down by turns, limits from steps are wide instead.
        """
        return self.is_autocorrelated and (self.lag_1 or 0.0) > 0


@dataclass(frozen=True, kw_only=True)
class FalseAlarms:
    """How often an unchanged service shows a signal on such a chart.

    Attributes:
        n: Points of the last segment. any_point: Share of unchanged charts of that
            length with any signal. last_point: Share whose latest point has one.
        is_too_low: True where neighbours or the season break what it assumes, so the
            true rate is higher.
        n_series: How many unchanged services were simulated.
        is_misleading: True where a chart of its kind and level would be wrong more often
            than it is right; then no point is judged.
    """

    n: int
    any_point: float
    last_point: float
    is_too_low: bool
    n_series: int
    is_misleading: bool = False


@dataclass(frozen=True, kw_only=True)
class Warned:
    """Something a reader must know before using the chart."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class SignalChart:
    """A measure held against the limits of its own variation.

    Attributes:
        name: What is charted; "" for a single unnamed series.
        variation: Type of the latest point; `not_judged` where points are too few, or
            the chart would be wrong more often than right.
        assurance: None without target or without a better direction, or not judged.
        false_alarms: None where the latest points are too few to judge.
        why: Why this chart, in words.
        sigma_z: Laney's ratio of real to expected variation in the last segment (p′,
            u′); None for other charts.
        scale: What the values are said in.
        notes: What a reader must know of how the table was read.
        missing_periods: Between the first and the last, by name.
        unit: What one period is: "month", "week"; "period" where that is not known.
        charted: What stands in place of the measure, such as the months from one event
            to the next; "" for the measure itself.
    """

    name: str
    chart: ControlChartKind
    why: str
    rule_set: str
    better: Better
    target: float | None
    points: tuple[PointJudgement, ...]
    segments: tuple[Segment, ...]
    rebased: tuple[Rebase, ...]
    variation: PointType
    assurance: Assurance | None
    signals: tuple[Signal, ...]
    runs: RunsTest | None
    serial: SerialTests
    false_alarms: FalseAlarms | None
    warnings: tuple[Warned, ...]
    sigma_z: float | None = None
    scale: Scale = Scale.PLAIN
    notes: tuple[Warned, ...] = ()
    missing_periods: tuple[str, ...] = ()
    unit: str = "period"
    charted: str = ""

    @property
    def is_judged(self) -> bool:
        """True where the chart has a verdict on its latest point."""
        return self.variation is not PointType.NOT_JUDGED
