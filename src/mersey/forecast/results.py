"""The results of forecast: what charts draw, the page tells and JSON carries. Pure data.

Shares and coverages run from 0 to 1; weeks are seven days, ending on the as-at date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why nothing is foretold, in a plain sentence, and how much history there is."""

    why: str
    n_weeks: int


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A range of what may come: the middle, 8 in 10 and 19 in 20."""

    p50: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """How the forecast would have done in the past, by rolling origin.

    Attributes:
        n: Past forecasts that were compared with what came.
        horizon_weeks: How far ahead each looked.
        factor: What the half-widths were multiplied by; never below 1.
        covered80, covered95: Share of what came that lay within the widened range; each
            past forecast widened by the factor of those whose outcome was known by then.
            None where there were too few to tell.
        n_told: Past forecasts behind `covered80` and `covered95`.
        plain80: Share of all `n` within the range as it was before widening; None where
            there were too few to tell.
    """

    n: int
    n_told: int
    horizon_weeks: int
    factor: float
    covered80: float | None
    covered95: float | None
    plain80: float | None


@dataclass(frozen=True, kw_only=True)
class FanWeek:
    """The total foretold from the as-at date to the end of a week."""

    end: date
    total: Spread


@dataclass(frozen=True, kw_only=True)
class PaceChange:
    """The last change of pace: since when the past is like now.

    Attributes:
        since: First day of the weeks that are like now, give or take three weeks.
        n_weeks: How many there are.
        before_per_week, since_per_week: Means of the stretch before, and since.
    """

    since: date
    n_weeks: int
    before_per_week: float
    since_per_week: float


@dataclass(frozen=True, kw_only=True)
class CountForecast:
    """How many by a date.

    Attributes:
        measure: `arrivals` or `throughput`.
        by: The date. total: Cases from the day after the as-at date to `by`, both in.
        fan: The same, week by week; the last one ends on or before `by`.
        history: Cases of each past week, oldest first.
        method: What was foretold with, in a few words.
        n_weeks: Weeks of history.
        change: The last change of pace, from which the forecast goes on; None where none
            is told.
        is_far: The horizon is longer than a third of the history.
        is_capped: No more can be finished than is open now and arrives until then.
    """

    measure: str
    by: date
    total: Spread
    fan: tuple[FanWeek, ...]
    history: Any
    method: str
    n_weeks: int
    change: PaceChange | None
    backtest: Backtest
    is_far: bool
    is_capped: bool = False


@dataclass(frozen=True, kw_only=True)
class ClearingForecast:
    """When the backlog will be gone.

    Attributes:
        backlog: Cases open now.
        net_per_week: Closures less arrivals in a week, as foretold.
        p50, p85, p95: Dates by which it is gone in as many of 100 futures; None where so
            many never clear within the horizon.
        never_share: Share of futures that do not clear within the horizon.
        is_clearing: False where the range of net flow (8 in 10) holds 0 or less: at
            present rates it does not clear, and no date is given; so where net flow has
            a season, since the pace of a part of the year is not that of the next.
        horizon_weeks: How far was looked.
        change: The last change of net flow; None where none is told.
        verdict: The answer in a plain sentence.
    """

    backlog: int
    net_per_week: Spread
    p50: date | None
    p85: date | None
    p95: date | None
    never_share: float
    is_clearing: bool
    horizon_weeks: int
    n_weeks: int
    change: PaceChange | None
    verdict: str
    backtest: Backtest


@dataclass(frozen=True, kw_only=True)
class MethodError:
    """How a method did on the past. mase: Against the seasonal naive's own errors."""

    method: str
    mean_absolute_error: float
    mase: float


@dataclass(frozen=True, kw_only=True)
class DemandForecast:
    """Demand by period, with season.

    Attributes:
        method: What was used: the best model where it beat the best baseline.
        is_model: False where a simple baseline did as well.
        periods: One range for each period to come.
        history: Cases of each past period, oldest first.
        errors: Every method, best first.
        n_origins: Past forecasts behind `errors`.
        covered80: Share of what came within the 80 % range, each made of the errors known
            by then; None where there were too few to tell.
    """

    method: str
    is_model: bool
    best_baseline: str
    periods: tuple[Spread, ...]
    history: Any
    errors: tuple[MethodError, ...]
    n_origins: int
    covered80: float | None


@dataclass(frozen=True, kw_only=True)
class RiskBand:
    """Risks from `low` to below `high`: what was expected, and what came.

    Attributes:
        n: Risks foretold. n_cases: The cases behind them.
        expected: Mean risk. observed: Share that did pass the limit.
    """

    low: float
    high: float
    n: int
    n_cases: int
    expected: float
    observed: float


@dataclass(frozen=True, kw_only=True)
class RiskCheck:
    """How risks foretold at earlier moments were borne out.

    Attributes:
        brier: Mean squared distance of risk and outcome: 0 is best.
        brier_by_age: The same for age alone: S(limit) / S(age) of all cases.
        brier_of_share: The same for the share of all, as if it had been known.
        worst_tenth: How far expected and observed lay apart in the worst tenth of risks
            with 50 cases; 0 where none has so many.
        bands: Reliability, ten bands of risk; empty ones are left out.
    """

    n: int
    n_cases: int
    n_moments: int
    brier: float
    brier_by_age: float
    brier_of_share: float
    worst_tenth: float
    bands: tuple[RiskBand, ...]


@dataclass(frozen=True, kw_only=True)
class Risks:
    """The risk of each open case: arrays, one element a case.

    Attributes:
        case: Place of the case in the log. stage: Code of its latest activity.
        risk: Chance of passing the limit; 1 once it has; NaN where it has no limit.
        days_to_limit: Negative once it passed; NaN where it has none.
        days_left: Days until half of such cases have ended.
        low80, high80: Days until 1 and 9 in 10 have.
        longest_known: Days up to which ends were seen; beyond, the mean rate goes on.
        is_straightened: The risks were bent by what came of earlier ones.
        is_by_age: They go by age alone, the stage having told no more.
        check: None where no limit of an earlier moment has passed yet.
    """

    case: Any
    risk: Any
    is_overdue: Any
    days_to_limit: Any
    age_days: Any
    days_in_stage: Any
    stage: Any
    days_left: Any
    low80: Any
    high80: Any
    longest_known: float
    is_straightened: bool
    is_by_age: bool
    check: RiskCheck | None

    def where(self, wanted: Any) -> Risks:
        """The cases that are wanted, by a mask."""
        return replace(
            self, **{name: getattr(self, name)[wanted] for name in EACH_CASE}
        )


EACH_CASE: Final = (
    "case",
    "risk",
    "is_overdue",
    "days_to_limit",
    "age_days",
    "days_in_stage",
    "stage",
    "days_left",
    "low80",
    "high80",
)
"""The arrays of `Risks`."""


@dataclass(frozen=True, kw_only=True)
class CaseRisk:
    """An open case and its chance of passing its limit.

    Attributes:
        risk: 0 to 1; 1 once the limit has passed.
        stage: Its latest activity; None where it had none.
        days_left: Days until half of such cases have ended; `low80` and `high80` are
            those of 1 and 9 in 10.
    """

    pseudonym: str
    risk: float
    is_overdue: bool
    days_to_limit: float
    age_days: float
    stage: str | None
    days_in_stage: float
    days_left: float
    low80: float
    high80: float


@dataclass(frozen=True, kw_only=True)
class RiskList:
    """Open cases by risk, the highest first; at most 2,000.

    Attributes:
        n_open: Open cases. n_overdue: Those whose limit has passed.
        expected_late: How many of the others are expected to pass it.
        clock: Id of the clock whose limit it is; None where none was found.
        basis: Where the limit comes from, in a sentence.
        longest_known: Days up to which ends were seen.
        is_straightened: Risks were bent by what came of earlier ones.
        is_by_age: Risks go by age alone, S(limit) / S(age).
        check: How earlier risks were borne out; None where none can be told yet.
    """

    cases: tuple[CaseRisk, ...]
    n_open: int
    n_overdue: int
    expected_late: float
    clock: str | None
    basis: str
    longest_known: float
    is_straightened: bool
    is_by_age: bool
    check: RiskCheck | None

    @property
    def n_in_time(self) -> int:
        """Open cases whose limit is still to come."""
        return self.n_open - self.n_overdue


@dataclass(frozen=True, kw_only=True)
class ForecastSummary:
    """Everything that is foretold of a log."""

    as_at: date
    by: date
    seed: int
    arrivals: CountForecast | Refusal
    throughput: CountForecast | Refusal
    clearing: ClearingForecast | Refusal
    demand: DemandForecast | Refusal
    risks: RiskList | Refusal
