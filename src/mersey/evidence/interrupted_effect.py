"""From a fitted line to an effect, with what it rests on: shared by interrupted designs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import normal_quantile
from mersey.errors import EvidenceError
from mersey.evidence.anytime import anytime_interval, shared_size
from mersey.evidence.checks import regression_to_the_mean, season
from mersey.evidence.choices import Family, Model, SeasonChoice
from mersey.evidence.design import Ahead, Asked, Days, Question, Reason, ReasonName
from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Interval,
    Relative,
    Standing,
)
from mersey.evidence.foreseen import in_errors
from mersey.evidence.line import Line, Seen, fit_line, seen
from mersey.evidence.medians import lag_1_of
from mersey.evidence.reml import fit_ar1

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.observed import Series

    Floats = npt.NDArray[np.float64]

FEWEST: Final = 24
FEWEST_A_SIDE: Final = 12
FEWEST_FOR_LEVEL: Final = 36
"""A level alone takes slow drift for a step: at 24 periods it does not keep 5%."""

FEWEST_FOR_SEASON: Final = 36
APPROXIMATE_UNDER: Final = 48
MUCH_MEMORY: Final = 0.2
TREND_LEVEL: Final = 0.05


def why_not(question: Question) -> tuple[Reason, ...]:
    """Why a question's series is too short, by the choices of its plan."""
    reasons = []
    n_before, n_since = question.n_points_before, question.n_points_since
    n = n_before + n_since
    if not question.has_series:
        reasons.append(Reason(name=ReasonName.NO_SERIES))
    for name, found in (
        (ReasonName.TOO_FEW_BEFORE, n_before),
        (ReasonName.TOO_FEW_SINCE, n_since),
    ):
        if found < FEWEST_A_SIDE:
            figures = {"points": found, "needed": FEWEST_A_SIDE}
            reasons.append(Reason(name=name, figures=figures))
    if n >= FEWEST and question.model is Model.LEVEL and n < FEWEST_FOR_LEVEL:
        figures = {"points": n, "needed": FEWEST_FOR_LEVEL}
        reasons.append(Reason(name=ReasonName.MODEL_AT_THIS_LENGTH, figures=figures))
    if question.season is SeasonChoice.MODELLED and (
        n < FEWEST_FOR_SEASON or question.before.years < 0.97
    ):
        figures = {"points": n, "needed": FEWEST_FOR_SEASON}
        reasons.append(Reason(name=ReasonName.SEASON_UNCANCELLED, figures=figures))
    return tuple(reasons)


def short_of_points(at: Seen, asked: Asked) -> str:
    """Why so many known periods cannot carry the model; "" where they can."""
    n = at.n_before + at.n_since
    if min(at.n_before, at.n_since) < FEWEST_A_SIDE:
        return (
            f"{at.n_before} periods are known before the change and {at.n_since} since:"
            f" an interrupted series needs {FEWEST_A_SIDE} on each side"
        )
    if asked.model is Model.LEVEL and n < FEWEST_FOR_LEVEL:
        return (
            f"{n} periods are known: a change of level alone needs {FEWEST_FOR_LEVEL},"
            " else it finds too many that are none"
        )
    return ""


def with_windows(asked: Asked, series: Series) -> Asked:
    """The same, its windows taken from the series where the plan has none."""
    if asked.before is not None and asked.since is not None:
        return asked
    starts = series.start.astype("datetime64[D]")
    a_day = timedelta(days=1)
    length = starts[-1] - starts[-2] if starts.size > 1 else np.timedelta64(7, "D")
    first_skipped = starts[series.since - series.n_skipped].item()
    return replace(
        asked,
        before=Days(first=starts[0].item(), last=first_skipped - a_day),
        since=Days(
            first=starts[series.since].item(), last=(starts[-1] + length).item() - a_day
        ),
    )


def effect_of(
    series: Series, asked: Asked, *, design: str, checks: tuple[Assumption, ...] = ()
) -> Effect:
    """The effect that the series shows, by the model and family asked for.

    Raises:
        EvidenceError: The line cannot be fitted. How many periods a design needs is its
            own to say (`short_of_points`).
    """
    at = seen(series)
    asked = with_windows(asked, series)
    line = fit_line(at, asked)
    estimate, interval, relative = _in_unit(line, asked)
    z = normal_quantile((1 + asked.level) / 2)
    error = (interval.high - interval.low) / 2 / z
    n_planned = max(asked.n_planned or at.n_since, 1)
    return Effect(
        measure=asked.measure,
        measure_hash=asked.measure_hash,
        unit=asked.unit,
        better=asked.better,
        design=design,
        claim=Claim.SINCE,
        before=line.without,
        since=line.without + estimate,
        n_before=at.n_before,
        n_since=at.n_since,
        estimate=estimate,
        interval=interval,
        anytime=anytime_interval(
            estimate,
            error,
            n=shared_size(at.n_before, at.n_since),
            n_planned=shared_size(at.n_before, n_planned),
            level=asked.level,
        ),
        relative=relative,
        p_value=line.moved.p_value,
        standard_error=error,
        assumptions=(
            regression_to_the_mean(asked),
            _season(at, asked),
            _memory(line, asked),
            _trend(at, asked),
            _few_points(at),
            *((_scatter(line, asked),) if line.is_log else ()),
            *checks,
        ),
    )


def smallest_step(series: Series, asked: Asked, ahead: Ahead) -> float:
    """The smallest effect a look at `ahead.n` periods since would see, in the unit.

    What was before says how much periods scatter and resemble each other; the line of
    the plan is then fitted to periods that have only that.

    Raises:
        EvidenceError: Too few known periods before.
    """
    at = seen(series)
    before = at.is_since == 0
    values = at.value[before] / at.exposure[before]
    if values.size < FEWEST_A_SIDE:
        msg = f"{values.size} periods are known before: {FEWEST_A_SIDE} are needed"
        raise EvidenceError(msg)
    n_before = round(ahead.n_before or values.size)
    n_since = max(round(ahead.n), 1)
    fitted = fit_ar1(values, np.ones((values.size, 1)), places=at.place[before])
    columns, of = _bare_columns(n_before, n_since, asked.model)
    places = np.arange(n_before + n_since)
    memory = fitted.rho ** np.abs(places[:, None] - places[None, :])
    gram = columns.T @ np.linalg.solve(memory, columns)
    variance = float(of @ np.linalg.solve(gram, of))
    return in_errors(asked, ahead) * fitted.scale * float(np.sqrt(variance))


def _bare_columns(n_before: int, n_since: int, model: Model) -> tuple[Floats, Floats]:
    place = np.arange(n_before + n_since) - float(n_before)
    is_since = (place >= 0).astype(float)
    columns, of = [np.ones(place.size), is_since], [0.0, 1.0]
    if model is Model.LEVEL_SLOPE:
        columns += [place, is_since * place]
        of += [0.0, (n_since - 1) / 2]
    return np.column_stack(columns), np.array(of)


def _in_unit(line: Line, asked: Asked) -> tuple[float, Interval, Relative | None]:
    """What moved, in the measure's unit, and as a share of what would have been.

    A log rate's interval is carried over end by end, so that both tell one story. Other
    series have a share only where the whole uncertainty of their base lies above 0;
    the base is then taken as known, so none is given.
    """
    moved = line.moved
    if not line.is_log:
        return moved.estimate, moved.interval, None
    shares = [
        float(np.expm1(one))
        for one in (moved.estimate, moved.interval.low, moved.interval.high)
    ]
    estimate, low, high = (line.without * share for share in shares)
    return (
        estimate,
        Interval(low=low, high=high, level=asked.level),
        Relative(
            estimate=shares[0],
            interval=Interval(low=shares[1], high=shares[2], level=asked.level),
        ),
    )


def _season(at: Seen, asked: Asked) -> Assumption:
    before = at.is_since == 0
    return season(asked, at.value[before] / at.exposure[before], at.start[before])


def _memory(line: Line, asked: Asked) -> Assumption:
    plain = line.moved.plain
    return Assumption(
        name=AssumptionName.AUTOCORRELATION,
        standing=Standing.DOUBTFUL if line.rho >= MUCH_MEMORY else Standing.HELD,
        figures={
            "rho": line.rho,
            "lag_1": lag_1_of(line.residuals),
            "plain_low": _unlogged(line, plain.low),
            "plain_high": _unlogged(line, plain.high),
            "model": asked.model.value,
        },
    )


def _unlogged(line: Line, value: float) -> float:
    return line.without * float(np.expm1(value)) if line.is_log else value


def _trend(at: Seen, asked: Asked) -> Assumption:
    """Whether the series was on its way already: a level alone takes that for a step."""
    before = at.is_since == 0
    values = at.value[before] / at.exposure[before]
    if np.ptp(values) == 0:
        return Assumption(name=AssumptionName.PRE_TRENDS, standing=Standing.HELD)
    columns = np.column_stack([np.ones(values.size), at.place[before]])
    fitted = fit_ar1(values, columns, places=at.place[before])
    p_value = fitted.mixture(np.array([0.0, 1.0])).two_sided_p()
    if p_value >= TREND_LEVEL:
        standing = Standing.HELD
    elif asked.model is Model.LEVEL_SLOPE:
        standing = Standing.DOUBTFUL
    else:
        standing = Standing.FAILED
    return Assumption(
        name=AssumptionName.PRE_TRENDS,
        standing=standing,
        figures={
            "slope_per_period": float(fitted.coefficients[1]),
            "p_value": p_value,
        },
    )


def _few_points(at: Seen) -> Assumption:
    n = at.n_before + at.n_since
    return Assumption(
        name=AssumptionName.FEW_POINTS,
        standing=Standing.HELD if n >= APPROXIMATE_UNDER else Standing.DOUBTFUL,
        figures={"points": n, "approximate_under": APPROXIMATE_UNDER},
    )


def _scatter(line: Line, asked: Asked) -> Assumption:
    """Counts that scatter more than Poisson's: allowed for, whichever family was asked."""
    dispersion = line.dispersion or 1.0
    is_as_said = asked.family is Family.QUASI_POISSON or dispersion < 2
    return Assumption(
        name=AssumptionName.DISPERSION,
        standing=Standing.HELD if is_as_said else Standing.DOUBTFUL,
        figures={"dispersion": dispersion, "family": asked.family.value},
    )
