"""A series that a change interrupts: how far was its line moved?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.choices import Model
from mersey.evidence.design import Asked, Design, DesignExample, Needs
from mersey.evidence.effect import Claim
from mersey.evidence.interrupted_effect import (
    effect_of,
    short_of_points,
    smallest_step,
    why_not,
)
from mersey.evidence.line import seen
from mersey.evidence.observed import Series
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from mersey.evidence.design import Ahead
    from mersey.evidence.effect import Effect
    from mersey.evidence.observed import Observed

NAME: Final = "interrupted"


def _estimate(observed: Observed, asked: Asked) -> Effect:
    series = _series(observed)
    if problem := short_of_points(seen(series), asked):
        raise EvidenceError(problem)
    return effect_of(series, asked, design=NAME)


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    return smallest_step(_series(observed), asked, ahead)


def _series(observed: Observed) -> Series:
    if not isinstance(observed, Series):
        msg = "an interrupted series needs one measure, a number for each period"
        raise EvidenceError(msg)
    return observed


def _example() -> Series:
    """Twenty months about 10, by turns 1 over and 1 under; then twenty about 7."""
    n = 40
    months = np.datetime64("2022-01") + np.arange(n).astype("timedelta64[M]")
    turns = np.tile([1.0, -1.0], n // 2)
    return Series(
        start=months.astype("datetime64[D]"),
        value=np.repeat([10.0, 7.0], n // 2) + turns,
        exposure=np.ones(n),
        n_per_year=12,
        since=n // 2,
    )


DESIGN: Final = Design(
    name=NAME,
    title="Interrupted series",
    claim=Claim.SINCE,
    rank=40,
    needs=Needs.SERIES,
    source="Wagner et al. (2002); Lopez Bernal, Cummins & Gasparrini (2017); restricted"
    " likelihood for the memory, its uncertainty carried into the interval.",
    description=(
        "A measure for each week or month, before and since a change: how far its level (or"
        " its line) was moved, when neighbouring periods resemble each other. Counts are"
        " taken out of their exposure. 12 periods on each side at least, 36 in all for a"
        " level alone. It cannot tell the change from anything else that happened then."
    ),
    feasible=why_not,
    estimate=_estimate,
    smallest=_smallest,
    example=DesignExample(
        observed=_example,
        asked=Asked(
            measure="count",
            measure_hash="0" * 64,
            unit=Unit.CASES,
            better=Better.LOWER,
            model=Model.LEVEL,
        ),
        expected={"estimate": -3.0, "before": 10.0, "since": 7.0},
        digits=9,
        note="Neighbours do not resemble each other (they take turns), so the levels are means.",
    ),
)
