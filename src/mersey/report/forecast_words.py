"""What is foretold, as lines of text for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.charts.chart import Table
from mersey.errors import DataError
from mersey.forecast import Refusal
from mersey.report.plain import WIDTH, table_lines
from mersey.wording import count, day, either, percent, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast import ForecastSummary
    from mersey.forecast.results import (
        Backtest,
        CaseRisk,
        CountForecast,
        DemandForecast,
        PaceChange,
        RiskList,
        Spread,
    )

LISTED: Final = 10
"""Cases on the screen, those still in time; all are in the JSON."""


TWO_YEARS: Final = 104
NO_SEASON: Final = "Under two years of history no season is known: over August or Christmas it may be off."

METHODS: Final = {
    "last_value": "the last month",
    "seasonal_naive": "the same month a year before",
    "mean_of_same_period": "the mean of that month in all years",
    "moving_average_4": "the mean of the last four months",
    "holt_winters_damped": "level, trend and season added (Holt–Winters, damped)",
    "holt_winters_damped_log": "level, trend and season as factors (Holt–Winters, damped)",
}
"""How demand is foretold, in words."""


def forecast_lines(found: ForecastSummary, *, width: int = WIDTH) -> tuple[str, ...]:
    """The answers in the order of the questions, each with how far it held before."""
    return (
        f"What next, as at {day(found.as_at)}",
        "",
        *_count("Arriving", found.arrivals),
        *_count("Finished", found.throughput),
        "",
        *_clearing(found),
        "",
        *_demand(found.demand),
        "",
        *_risks(found.risks, width),
    )


def risk_csv(found: ForecastSummary) -> str:
    """Open cases by risk as CSV.

    Raises:
        DataError: No risk could be foretold.
    """
    if isinstance(found.risks, Refusal):
        raise DataError(found.risks.why, next_step="Leave ⟦csv⟧ out to see the rest.")
    return risk_table(found.risks.cases).csv()


def risk_table(cases: Sequence[CaseRisk]) -> Table:
    """Cases by risk: a row per case; `raw` holds the unrounded values."""
    raw = tuple(_row(case) for case in cases)
    shown = tuple(
        (name, stage, percent(risk), *(f"{days:.0f}" for days in numbers))
        for name, stage, risk, *numbers in raw
    )
    columns = (
        "case",
        "stage",
        "risk",
        "days to limit",
        "age in days",
        "days left",
        "1 in 10 by",
        "9 in 10 by",
    )
    return Table(columns=columns, rows=shown, raw=raw)


def _row(case: CaseRisk) -> tuple[Any, ...]:
    return (
        case.pseudonym,
        case.stage or "none yet",
        case.risk,
        case.days_to_limit,
        case.age_days,
        case.days_left,
        case.low80,
        case.high80,
    )


def _count(what: str, part: CountForecast | Refusal) -> tuple[str, ...]:
    if isinstance(part, Refusal):
        return (f"{what}: not foretold. {part.why}",)
    capped = " No more can be: all that is open, and all that arrives."
    more = capped if part.is_capped else ""
    far = " It is further ahead than a third of the history." if part.is_far else ""
    return (
        f"{what} by {day(part.by)}: {_range(part.total)}.{more}{far}",
        *_since(part.change),
        f"  {_held(part.backtest)}",
        *((f"  {NO_SEASON}",) if part.n_weeks < TWO_YEARS else ()),
    )


def _clearing(found: ForecastSummary) -> tuple[str, ...]:
    part = found.clearing
    if isinstance(part, Refusal):
        return (f"Backlog: not foretold. {part.why}",)
    return (
        f"Backlog of {part.backlog:,}: {part.verdict}",
        (
            f"  Cleared less arrived: {_signed(part.net_per_week.p50)} a week (8 in 10:"
            f" {_signed(part.net_per_week.low80)} to {_signed(part.net_per_week.high80)})."
        ),
        *_since(part.change),
        f"  {_held(part.backtest)}",
    )


def _since(change: PaceChange | None) -> tuple[str, ...]:
    """Since when the past is like now."""
    if change is None:
        return ()
    return (
        (
            f"  It goes on from the {plural(change.n_weeks, 'week')} since"
            f" {day(change.since)}: {rate(change.since_per_week)} a week, and"
            f" {rate(change.before_per_week)} before."
        ),
    )


def _demand(part: DemandForecast | Refusal) -> tuple[str, ...]:
    if isinstance(part, Refusal):
        return (f"Demand by month, with season: not foretold. {part.why}",)
    ranges = "; ".join(_range(period) for period in part.periods)
    return (
        f"Demand in the next {plural(len(part.periods), 'month')}: {ranges}.",
        (
            f"  By {METHODS[part.method]}, the best of {len(part.errors)} ways on"
            f" {part.n_origins} past forecasts; {_share_held(part.covered80)}"
        ),
    )


def _risks(part: RiskList | Refusal, width: int) -> tuple[str, ...]:
    if isinstance(part, Refusal):
        return (f"Risk of open cases: not foretold. {part.why}",)
    in_time = [case for case in part.cases if not case.is_overdue]
    return (
        past_and_coming(part),
        f"  {part.basis}",
        *_checked(part),
        "",
        *(table_lines(risk_table(in_time[:LISTED]), width=width) if in_time else ()),
    )


def past_and_coming(part: RiskList) -> str:
    """How many open cases are past their limit, and how many of the others will be."""
    if part.n_open == 0:
        return "No open case has a limit."
    all_of_them = plural(part.n_open, "open case")
    coming = f"about {count(part.expected_late)} will pass it"
    if part.n_overdue == 0:
        return f"Of {all_of_them} with a limit, {coming}; none is past it."
    if part.n_in_time == 0:
        return f"{all_of_them} with a limit {either(part.n_open, 'is', 'are')} past it."
    are = either(part.n_overdue, "is", "are")
    others = either(part.n_in_time, "the other", f"the other {count(part.n_in_time)}")
    return (
        f"Of {all_of_them} with a limit, {count(part.n_overdue)} {are} past it; of "
        f"{others}, {coming}."
    )


def _checked(part: RiskList) -> tuple[str, ...]:
    check = part.check
    if check is None:
        return ("  How far such risks can be relied on cannot be told yet.",)
    others = f"one chance for all {check.brier_of_share:.3f}"
    if not part.is_by_age:
        others = f"by age alone {check.brier_by_age:.3f}, {others}"
    return (
        *(("  They go by age alone.",) if part.is_by_age else ()),
        (
            f"  Checked on {plural(check.n_cases, 'case')} at"
            f" {plural(check.n_moments, 'earlier moment')}: error {check.brier:.3f},"
            f" {others} (Brier score, 0 is best)."
        ),
    )


def _held(backtest: Backtest) -> str:
    if backtest.covered80 is None:
        if backtest.plain80 is None:
            return "How often such a range held cannot be told: too little history."
        return (
            f"As narrow as the history alone would make them, {percent(backtest.plain80)} of"
            f" {backtest.n} such ranges held; this one is widened by what they missed."
        )
    return (
        f"In the past {percent(backtest.covered80)} of {backtest.n_told} such ranges held"
        f" (8 in 10 should), {plural(backtest.horizon_weeks, 'week')} ahead."
    )


def _share_held(share: float | None) -> str:
    if share is None:
        return "how often its range held cannot be told yet."
    return f"{percent(share)} of its past ranges held (8 in 10 should)."


def _range(spread: Spread) -> str:
    return f"{spread.p50:,.0f} (8 in 10: {spread.low80:,.0f} to {spread.high80:,.0f})"


def rate(value: float) -> str:
    """Three figures, whole where it has more, and no minus before nought."""
    return f"{value + 0.0:,.0f}" if abs(value) >= 100 else f"{value + 0.0:.3g}"


def _signed(value: float) -> str:
    """One decimal with its sign; no sign before nought."""
    said = f"{value:+.1f}"
    return said[1:] if float(said) == 0 else said
