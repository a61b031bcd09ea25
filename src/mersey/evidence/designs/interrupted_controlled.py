"""An interrupted series beside others that did not change: what moved here and not there?"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.choices import Family, Model
from mersey.evidence.design import (
    Asked,
    Design,
    DesignExample,
    Needs,
    Reason,
    ReasonName,
)
from mersey.evidence.effect import Claim
from mersey.evidence.interrupted_effect import (
    effect_of,
    short_of_points,
    smallest_step,
    why_not,
)
from mersey.evidence.line import seen
from mersey.evidence.observed import ControlledSeries, Series
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from mersey.evidence.design import Ahead, Question
    from mersey.evidence.effect import Effect
    from mersey.evidence.observed import Observed

NAME: Final = "interrupted_controlled"


def _feasible(question: Question) -> tuple[Reason, ...]:
    reasons = list(why_not(question))
    if not question.n_comparison_series:
        reasons.append(Reason(name=ReasonName.NO_COMPARISON))
    if question.family is not Family.GAUSSIAN:
        reasons.append(
            Reason(name=ReasonName.FAMILY, figures={"family": question.family.value})
        )
    return tuple(reasons)


def _estimate(observed: Observed, asked: Asked) -> Effect:
    apart = _apart(observed, asked)
    if problem := short_of_points(seen(apart), asked):
        raise EvidenceError(problem)
    effect = effect_of(apart, asked, design=NAME)
    changed = _controlled(observed).changed
    place = np.arange(changed.value.size)
    values = changed.value[(place >= changed.since) & np.isfinite(apart.value)]
    since = float(values.mean())
    return replace(effect, since=since, before=since - effect.estimate)


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    return smallest_step(_apart(observed, asked), asked, ahead)


def _controlled(observed: Observed) -> ControlledSeries:
    if not isinstance(observed, ControlledSeries) or not observed.comparison:
        msg = "this design needs a series to compare with"
        raise EvidenceError(msg)
    return observed


def _apart(observed: Observed, asked: Asked) -> Series:
    """The series that changed less the mean of the others, period by period."""
    pair = _controlled(observed)
    if asked.family is not Family.GAUSSIAN:
        msg = (
            "counts are not compared with other counts here: choose the gaussian family"
        )
        raise EvidenceError(msg)
    if any(one.value.size != pair.changed.value.size for one in pair.comparison):
        msg = "the series to compare with have other periods"
        raise EvidenceError(msg)
    others = np.mean([one.value for one in pair.comparison], axis=0)
    apart = np.asarray(pair.changed.value - others, dtype=np.float64)
    return replace(
        pair.changed,
        value=apart,
        exposure=np.ones_like(pair.changed.exposure),
    )


def _example() -> ControlledSeries:
    """Both rise by 2 in the same month; one falls by 3 at the change."""
    n = 40
    months = np.datetime64("2022-01") + np.arange(n).astype("timedelta64[M]")
    shared = np.repeat([20.0, 22.0], [12, n - 12])
    turns = np.tile([0.5, -0.5], n // 2)
    other = Series(
        start=months.astype("datetime64[D]"),
        value=shared,
        exposure=np.ones(n),
        n_per_year=12,
        since=n // 2,
    )
    fallen = shared + turns - np.repeat([0.0, 3.0], n // 2)
    return ControlledSeries(changed=replace(other, value=fallen), comparison=(other,))


DESIGN: Final = Design(
    name=NAME,
    title="Interrupted series with a comparison",
    claim=Claim.SINCE,
    rank=30,
    needs=Needs.CONTROLLED_SERIES,
    source="Lopez Bernal, Cummins & Gasparrini (2018), the use of controls in interrupted"
    " time series.",
    description=(
        "The series that changed less the mean of series that did not, period by period:"
        " what befell both goes out. The comparison must have moved alike before, which is"
        " checked, and must not feel the change itself, which no log can say."
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
            model=Model.LEVEL,
        ),
        expected={"estimate": -3.0, "since": 19.0, "before": 22.0},
        digits=9,
        note="The rise of 2 is in both, so it goes out; the fall of 3 is in one.",
    ),
)
