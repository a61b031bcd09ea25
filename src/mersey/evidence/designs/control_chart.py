"""Before and since on a control chart with frozen limits: a signal, and a step beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.choices import Family, Model, SeasonChoice
from mersey.evidence.design import (
    Asked,
    Design,
    DesignExample,
    Needs,
    Reason,
    ReasonName,
)
from mersey.evidence.effect import Assumption, AssumptionName, Claim, Standing
from mersey.evidence.interrupted_effect import effect_of, smallest_step
from mersey.evidence.line import seen
from mersey.evidence.observed import Series
from mersey.signals.limits import xmr_limits
from mersey.signals.rule_set import DEFAULT_RULE_SET, rule_set
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.design import Ahead, Question
    from mersey.evidence.effect import Effect
    from mersey.evidence.line import Seen
    from mersey.evidence.observed import Observed

NAME: Final = "control_chart"
FEWEST_BEFORE: Final = 12
"""Limits from fewer are only trial limits (NHS England, Making Data Count)."""

RUN: Final = 7
"""The one rule, named beforehand: so many in a row on the better side of the frozen mean."""


def _feasible(question: Question) -> tuple[Reason, ...]:
    reasons = []
    if not question.has_series:
        reasons.append(Reason(name=ReasonName.NO_SERIES))
    for name, found, needed in (
        (ReasonName.TOO_FEW_BEFORE, question.n_points_before, FEWEST_BEFORE),
        (ReasonName.TOO_FEW_SINCE, question.n_points_since, RUN),
    ):
        if found < needed:
            figures = {"points": found, "needed": needed}
            reasons.append(Reason(name=name, figures=figures))
    return tuple(reasons)


def _estimate(observed: Observed, asked: Asked) -> Effect:
    series = _series(observed)
    at = seen(series)
    if at.n_before < FEWEST_BEFORE or at.n_since < RUN:
        msg = (
            f"{at.n_before} periods are known before the change and {at.n_since} since:"
            f" a chart with frozen limits needs {FEWEST_BEFORE} and {RUN}"
        )
        raise EvidenceError(msg)
    return effect_of(
        series, _plain(asked), design=NAME, checks=(_signal(at, asked.better),)
    )


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    return smallest_step(_series(observed), _plain(asked), ahead)


def _plain(asked: Asked) -> Asked:
    """A chart has a level on each side, and knows neither slope nor season nor counts."""
    return replace(
        asked, model=Model.LEVEL, family=Family.GAUSSIAN, season=_unmodelled(asked)
    )


def _unmodelled(asked: Asked) -> SeasonChoice:
    is_modelled = asked.season is SeasonChoice.MODELLED
    return SeasonChoice.NONE if is_modelled else asked.season


def _series(observed: Observed) -> Series:
    if not isinstance(observed, Series):
        msg = "a control chart needs one measure, a number for each period"
        raise EvidenceError(msg)
    return replace(observed, value=observed.value / observed.exposure)


def _signal(at: Seen, better: Better) -> Assumption:
    """Whether the rule has fired on the periods since, by limits of those before."""
    is_before = at.is_since == 0
    limits = xmr_limits(at.value, is_before, rule_set(DEFAULT_RULE_SET))
    centre, lower, upper = (
        float(np.ravel(line)[-1])
        for line in (limits.centre, limits.lower, limits.upper)
    )
    since = at.value[~is_before]
    side = np.sign(since - centre).astype(np.int8)
    if better is Better.LOWER:
        side = -side
    longest = _longest_run(side > 0)
    return Assumption(
        name=AssumptionName.SIGNAL,
        standing=Standing.HELD if longest >= RUN else Standing.FAILED,
        figures={
            "rule": f"{RUN}_on_the_better_side",
            "centre": centre,
            "lower": lower,
            "upper": upper,
            "longest_run": longest,
            "points_outside": int(np.count_nonzero((since < lower) | (since > upper))),
        },
    )


def _longest_run(is_better: npt.NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_better, [False]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _example() -> Series:
    """Twenty weeks about 10, by turns 1 over and 1 under; then eight about 7."""
    turns = np.tile([1.0, -1.0], 14)
    return Series(
        start=np.datetime64("2024-01-01") + 7 * np.arange(28).astype("timedelta64[D]"),
        value=np.repeat([10.0, 7.0], [20, 8]) + turns,
        exposure=np.ones(28),
        n_per_year=52.18,
        since=20,
    )


DESIGN: Final = Design(
    name=NAME,
    title="Before and since on a control chart",
    claim=Claim.SINCE,
    rank=60,
    needs=Needs.SERIES,
    source="Shewhart (1931); NHS England, Making Data Count; the step as in interrupted"
    " series.",
    description=(
        "Limits are frozen on the periods before; the signal is 7 periods in a row on the"
        " better side of their mean. A signal says that something happened; how large it was"
        " is said by the step beside it, which needs no signal to be wide. Without the"
        " signal nothing is called improved. The weakest design here."
    ),
    feasible=_feasible,
    estimate=_estimate,
    smallest=_smallest,
    example=DesignExample(
        observed=_example,
        asked=Asked(
            measure="days",
            measure_hash="0" * 64,
            unit=Unit.DAYS,
            better=Better.LOWER,
        ),
        expected={"estimate": -3.0, "before": 10.0, "since": 7.0},
        digits=9,
        note="All eight weeks since lie under the mean of the twenty before.",
    ),
)
