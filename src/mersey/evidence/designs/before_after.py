"""Cases before a change against cases since, open ones counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.distributions import normal_quantile, student_t_quantile
from mersey.errors import EvidenceError
from mersey.evidence.anytime import anytime_interval, shared_size
from mersey.evidence.checks import (
    case_mix,
    few_watched,
    regression_to_the_mean,
    season,
)
from mersey.evidence.choices import SeasonChoice, Statistic
from mersey.evidence.cohorts import CohortShift, cohort_shift
from mersey.evidence.design import (
    Ahead,
    Asked,
    Design,
    DesignExample,
    Needs,
    Question,
    Reason,
    ReasonName,
)
from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Standing,
)
from mersey.evidence.foreseen import smallest_of_cases
from mersey.evidence.medians import cohort_medians, lag_1_of
from mersey.evidence.observed import CasePair, CaseTimes
from mersey.evidence.reml import fit_ar1
from mersey.evidence.season import are_whole_years
from mersey.evidence.sides import horizon_of, least_error, relative_of, side_of
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from mersey.evidence.observed import Observed
    from mersey.evidence.restricted import Side

NAME: Final = "before_after"
FEWEST_CASES: Final = 50
"""On each side; under it a curve's far end hangs on a handful of cases."""

FEWEST_WEEKS: Final = {"before": 12, "since": 8}
FEWEST_MEDIANS: Final = 12


def _feasible(question: Question) -> tuple[Reason, ...]:
    reasons = []
    if not question.is_by_case:
        reasons.append(Reason(name=ReasonName.NO_CASES))
    if min(question.n_before, question.n_since) < FEWEST_CASES:
        figures: dict[str, Any] = {
            "n_before": question.n_before,
            "n_since": question.n_since,
            "needed": FEWEST_CASES,
        }
        reasons.append(Reason(name=ReasonName.TOO_FEW_POINTS, figures=figures))
    for side, name, window in (
        ("before", ReasonName.TOO_FEW_BEFORE, question.before),
        ("since", ReasonName.TOO_FEW_SINCE, question.since),
    ):
        weeks, needed = window.n_days / 7, FEWEST_WEEKS[side]
        if weeks < needed:
            figures = {"weeks": weeks, "needed": needed}
            reasons.append(Reason(name=name, figures=figures))
    if question.season is SeasonChoice.MODELLED and question.before.years < 0.97:
        figures = {"years_before": question.before.years}
        reasons.append(Reason(name=ReasonName.SEASON_UNCANCELLED, figures=figures))
    return tuple(reasons)


def _estimate(observed: Observed, asked: Asked) -> Effect:
    pair = _pair(observed)
    horizon = horizon_of(pair, asked)
    before, since = (
        side_of(cases, asked, horizon) for cases in (pair.before, pair.since)
    )
    shift = _shift(before, since, asked)
    interval = shift.interval(asked.level)
    z = normal_quantile((1 + asked.level) / 2)
    error = (interval.high - interval.low) / 2 / z
    widened = max(1.0, error / shift.plain_error) if shift.plain_error else 1.0
    return Effect(
        measure=asked.measure,
        measure_hash=asked.measure_hash,
        unit=asked.unit,
        better=asked.better,
        design=NAME,
        claim=Claim.SINCE,
        before=before.value,
        since=since.value,
        n_before=before.n,
        n_since=since.n,
        estimate=shift.estimate,
        interval=interval,
        anytime=anytime_interval(
            shift.estimate,
            error,
            n=shared_size(before.n, since.n),
            n_planned=shared_size(before.n, asked.n_planned or since.n),
            level=asked.level,
        ),
        relative=relative_of(asked, before, since, widened=widened, quantile=z),
        p_value=shift.mixture.two_sided_p(),
        horizon_days=horizon,
        standard_error=error,
        assumptions=_checks(pair, asked, shift, horizon),
    )


def _shift(before: Side, since: Side, asked: Asked) -> CohortShift:
    least = least_error(asked, before, since)
    shift = cohort_shift(
        before,
        since,
        is_seasonal=_has_wave(asked),
        least_error=least,
    )
    if not max(least, shift.plain_error) > 0:
        msg = "all cases took the same time: there is no scatter to judge a change by"
        raise EvidenceError(msg)
    return shift


def _has_wave(asked: Asked) -> bool:
    """Whether a yearly wave is taken out.

    In whole years it cancels by itself, and would only pass for memory.
    """
    if asked.season is not SeasonChoice.WHOLE_YEARS:
        return asked.season is SeasonChoice.MODELLED
    windows = (asked.before, asked.since)
    return all(one is not None and are_whole_years(one) for one in windows)


def _checks(
    pair: CasePair, asked: Asked, shift: CohortShift, horizon: float
) -> tuple[Assumption, ...]:
    mixed = case_mix(
        pair,
        asked,
        side=lambda cases: side_of(cases, asked, horizon),
        estimate=shift.estimate,
    )
    return (
        regression_to_the_mean(asked),
        _season_check(pair, asked),
        _memory(pair, shift, asked),
        *((mixed,) if mixed is not None else ()),
        few_watched(pair, horizon),
    )


def _pair(observed: Observed) -> CasePair:
    if not isinstance(observed, CasePair):
        msg = "before and after compares cases, not periods"
        raise EvidenceError(msg)
    return observed


def _season_check(pair: CasePair, asked: Asked) -> Assumption:
    """The year in the four-weekly medians before; two years are needed to see it."""
    start = pair.before.opened.min()
    places, medians = cohort_medians(pair.before, start=start, cohort_days=28)
    return season(asked, medians, start + (28 * places).astype("timedelta64[D]"))


def _memory(pair: CasePair, shift: CohortShift, asked: Asked) -> Assumption:
    """What neighbouring weeks share, and the change with it allowed for in a second way.

    The second way is the interrupted series of weekly medians.
    """
    plain = student_t_quantile((1 + asked.level) / 2, shift.mixture.freedom)
    width = shift.interval(asked.level)
    figures: dict[str, float | int | str | None] = {
        "weeks": shift.n_cohorts * shift.cohort_days / 7,
        "shock": shift.shock,
        "rho": shift.rho,
        "widened": (width.high - width.low) / (2 * plain * shift.plain_error)
        if shift.plain_error
        else None,
        "lag_before": shift.lag_before,
        "lag_since": shift.lag_since,
    }
    if asked.statistic is Statistic.RESTRICTED_MEAN:
        figures |= _by_weekly_medians(pair, shift.cohort_days, asked.level)
    return Assumption(
        name=AssumptionName.AUTOCORRELATION,
        standing=Standing.DOUBTFUL if shift.shock else Standing.HELD,
        figures=figures,
    )


def _by_weekly_medians(
    pair: CasePair, cohort_days: int, level: float
) -> dict[str, float | int | str | None]:
    start = min(pair.before.opened.min(), pair.since.opened.min())
    sides = [
        cohort_medians(one, start=start, cohort_days=cohort_days)
        for one in (pair.before, pair.since)
    ]
    places = np.concatenate([place for place, _ in sides])
    y = np.concatenate([medians for _, medians in sides])
    is_since = np.repeat([0.0, 1.0], [place.size for place, _ in sides])
    known = np.isfinite(y)
    enough = min(np.count_nonzero(known & (is_since == side)) for side in (0, 1))
    if enough < FEWEST_MEDIANS or (np.diff(places[known]) <= 0).any():
        return {}
    columns = np.column_stack([np.ones(y.size), is_since])[known]
    step = fit_ar1(y[known], columns, places=places[known]).contrast(
        np.array([0.0, 1.0]), level=level
    )
    return {
        "lag_before": lag_1_of(sides[0][1]),
        "lag_since": lag_1_of(sides[1][1]),
        "allowed": step.estimate,
        "allowed_low": step.plain.low,
        "allowed_high": step.plain.high,
    }


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    pair = _pair(observed)
    return smallest_of_cases(pair.before, asked, ahead)


def _example() -> CasePair:
    """Sixteen weeks of two cases, of 10 and 20 days; then of 6 and 16."""

    def side(first: str, days: tuple[float, float]) -> CaseTimes:
        n = 32
        weeks = np.repeat(np.arange(16), 2) * 7
        return CaseTimes(
            opened=np.datetime64(first) + weeks.astype("timedelta64[D]"),
            days=np.tile(np.array(days), 16),
            is_ended=np.ones(n, dtype=np.bool_),
            ended_as=np.zeros(n, dtype=np.int64),
            group=np.zeros(n, dtype=np.int64),
        )

    return CasePair(
        before=side("2024-01-01", (10.0, 20.0)), since=side("2024-04-22", (6.0, 16.0))
    )


DESIGN: Final = Design(
    name=NAME,
    title="Before and since, case by case",
    claim=Claim.SINCE,
    rank=50,
    needs=Needs.CASES,
    source="Kaplan & Meier (1958); Royston & Parmar (2013), restricted mean survival time;"
    " Andersen, Hansen & Klein (2004), pseudo-values.",
    description=(
        "Mean days (or the share to which something has happened) of the cases that opened"
        " before a change and of those that opened since, open ones counted, each followed"
        " for the same number of days. What cases of one week share widens the interval."
        " It cannot tell the change from anything else that happened at the same time."
    ),
    feasible=_feasible,
    estimate=_estimate,
    smallest=_smallest,
    example=DesignExample(
        observed=_example,
        asked=Asked(
            measure="days to the end",
            measure_hash="0" * 64,
            unit=Unit.DAYS,
            better=Better.LOWER,
            horizon_days=30.0,
        ),
        expected={"estimate": -4.0, "low": -7.610, "high": -0.390},
        digits=3,
        note=(
            "15 days on average before, 11 since. Within a week the two cases scatter"
            " with a variance of 50, so each side's mean has 50 / 32; the root of both is"
            " 1.768, times 2.042 (t, 32 weeks less 2)."
        ),
    ),
)
