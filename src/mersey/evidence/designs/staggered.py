"""Units that start at different times, or not at all, judged by permuting who started.

Each group's movement since its start, less that of units that had not started, averaged
over groups and periods; never a plain two-way fixed-effects regression, which compares
late starters with early ones. Movement is counted from the mean of all periods before
the start: one period alone would bring its own scatter into every effect.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.anytime import MOST_LAG_ONE, inflation
from mersey.evidence.design import (
    Asked,
    Design,
    DesignExample,
    Needs,
    Reason,
    ReasonName,
)
from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Interval,
    Standing,
)
from mersey.evidence.foreseen import in_errors
from mersey.evidence.group_time import (
    Base,
    Controls,
    group_times,
    simple,
    simple_of_each,
)
from mersey.evidence.observed import Panel
from mersey.evidence.permutation import (
    assignments,
    n_ways,
    permutation_p,
    permuted,
    smallest_p,
)
from mersey.vocabulary import Better, Unit
from mersey.wording import plural

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.design import Ahead, Question
    from mersey.evidence.group_time import GroupTime
    from mersey.evidence.observed import Observed
    from mersey.evidence.permutation import Assignments, Permuted

HOW: Final = (Controls.NOT_YET, Base.AVERAGE)

ENDLESS: Final = Interval(low=-math.inf, high=math.inf)
"""Permuting is for one look: whoever looks at another time knows nothing yet."""

FEWEST_WAYS: Final = 5
"""Below it no effect could have a p-value under a quarter: nothing is being tested."""

FEWEST_BEFORE: Final = 3
"""Periods before the first start that show whether units moved alike."""

TINY: Final = 1e-300

MOST_COUNTED: Final = 170
"""Beyond so many units there are ways enough without counting them."""


def _feasible(question: Question) -> tuple[Reason, ...]:
    reasons = []
    n, treated = question.n_treated + question.n_untreated, question.n_treated
    if not question.has_series:
        reasons.append(Reason(name=ReasonName.NO_SERIES))
    if question.n_untreated == 0 and question.n_starts < 2:
        name = ReasonName.ONE_START if treated > 1 else ReasonName.NO_COMPARISON
        reasons.append(Reason(name=name))
    elif n <= MOST_COUNTED and question.n_starts == 1:
        smallest = 1 / math.comb(n, treated)
        if smallest > 0.05:
            figures = {"n_treated": treated, "n_untreated": question.n_untreated}
            reasons.append(
                Reason(
                    name=ReasonName.TOO_FEW_UNITS,
                    figures={**figures, "smallest_p": smallest},
                )
            )
    if 0 < question.n_points_before < FEWEST_BEFORE:
        figures = {"n": question.n_points_before, "needed": FEWEST_BEFORE}
        reasons.append(Reason(name=ReasonName.TOO_FEW_BEFORE, figures=figures))
    return tuple(reasons)


def _estimate(observed: Observed, asked: Asked) -> Effect:
    """The mean effect since the start, judged by permutation.

    Raises:
        EvidenceError: The panel cannot be used, nobody is there to compare with, or the
            starts could have fallen in fewer than five ways.
    """
    panel = _panel(observed)
    found = group_times(panel, controls=HOW[0], base=HOW[1])
    whole = simple(found, panel)
    _check_ways(panel)
    ways = assignments(panel.first_treated, seed=asked.seed)
    judged = permuted(
        simple_of_each(panel.value, panel, ways.starts, how=HOW),
        simple_of_each(_is_started(panel), panel, ways.starts, how=HOW),
        level=asked.level,
    )
    before, since = _levels(found, panel)
    return Effect(
        measure=asked.measure,
        measure_hash=asked.measure_hash,
        unit=asked.unit,
        better=asked.better,
        design=DESIGN.name,
        claim=Claim.BECAUSE,
        before=before,
        since=since,
        n_before=_n_started(panel),
        n_since=_n_started(panel),
        estimate=whole.estimate,
        interval=judged.interval,
        anytime=ENDLESS,
        p_value=_agreed(judged, asked.level),
        taken_off=since - before - whole.estimate,
        horizon_days=asked.horizon_days,
        standard_error=judged.standard_error,
        assumptions=(_units(panel, judged, asked.level), _trends(panel, ways)),
    )


def _smallest(observed: Observed, asked: Asked, ahead: Ahead) -> float:
    """The smallest effect that permuting would find.

    Units scatter about their own mean and what all share as they did before, and
    neighbouring periods agree as they did.

    Raises:
        EvidenceError: No effect could be found, however large; or too little before.
    """
    panel = _panel(observed)
    _check_ways(panel)
    reached = smallest_p(panel.first_treated)
    if reached >= 1 - asked.level:
        msg = (
            f"so few units that no effect, however large, has a p-value below "
            f"{reached:.2f}: add units that do not change"
        )
        raise EvidenceError(msg)
    n_units, n_before = panel.value.shape
    if min(n_units, n_before) < 2 or not ahead.n > 0:
        msg = "what a look could see needs two units and periods before, and some ahead"
        raise EvidenceError(msg)
    rest = panel.value - panel.value.mean(axis=1, keepdims=True)
    rest = rest - rest.mean(axis=0)
    variance = float((rest**2).sum()) / ((n_units - 1) * (n_before - 1))
    lag = float((rest[:, 1:] * rest[:, :-1]).sum() / max((rest**2).sum(), TINY))
    lag = min(max(lag + (1 + 4 * lag) / n_before, 0.0), MOST_LAG_ONE)
    treated = _n_started(panel)
    others = n_units - treated if treated < n_units else n_units / 2
    spread = math.sqrt(variance * (1 / n_before + 1 / ahead.n)) * inflation(lag)
    return in_errors(asked, ahead) * spread * math.sqrt(1 / treated + 1 / others)


def _panel(observed: Observed) -> Panel:
    if not isinstance(observed, Panel):
        msg = "staggered starts are read from a panel of units and periods"
        raise EvidenceError(msg)
    return observed


def _n_started(panel: Panel) -> int:
    return int((panel.first_treated > 0).sum())


def _check_ways(panel: Panel) -> None:
    ways = n_ways(panel.first_treated)
    if ways < FEWEST_WAYS:
        n = _n_started(panel)
        msg = (
            f"{plural(n, 'unit')} changed and {len(panel.units) - n} did not: the change "
            f"could have fallen on them in {ways} ways, so that no effect, however "
            f"large, has a p-value below {1 / ways:.2f}; add units that did not change, "
            "or look at the series of each unit"
        )
        raise EvidenceError(msg)


def _is_started(panel: Panel) -> npt.NDArray[np.float64]:
    starts = panel.first_treated[:, None]
    return ((starts > 0) & (panel.periods[None, :] >= starts)).astype(float)


def _levels(found: tuple[GroupTime, ...], panel: Panel) -> tuple[float, float]:
    """The mean of the started units before and since, weighted as the effect is."""
    sums, total = np.zeros(2), 0.0
    for one in found:
        if one.period < one.group:
            continue
        weight = (panel.first_treated == one.group) * panel.weight
        before = panel.value[:, panel.periods < one.group].mean(axis=1)
        since = panel.value[:, panel.periods == one.period][:, 0]
        sums += np.array([weight @ before, weight @ since])
        total += float(weight.sum())
    return float(sums[0] / total), float(sums[1] / total)


def _agreed(judged: Permuted, level: float) -> float | None:
    """The p-value, unless 0 lies on an end of the interval but for rounding."""
    is_outside = not judged.interval.holds(0.0)
    return judged.p_value if (judged.p_value < 1 - level) == is_outside else None


def _units(panel: Panel, judged: Permuted, level: float) -> Assumption:
    n = _n_started(panel)
    can_reach = judged.smallest_p < 1 - level
    return Assumption(
        name=AssumptionName.FEW_UNITS,
        standing=Standing.HELD if can_reach else Standing.FAILED,
        figures={
            "n_treated": n,
            "n_untreated": len(panel.units) - n,
            "smallest_p": judged.smallest_p,
        },
    )


def _trends(panel: Panel, ways: Assignments) -> Assumption:
    """Whether those that start moved like the others before anybody started."""
    first = int(panel.first_treated[panel.first_treated > 0].min())
    before = panel.value[:, panel.periods < first]
    n = before.shape[1]
    if n < FEWEST_BEFORE:
        return _trend(Standing.UNKNOWN, n=n, p=None)
    at = np.arange(n) - (n - 1) / 2
    slopes = before @ at / (at @ at)
    started = (ways.starts > 0) * panel.weight
    rest = (ways.starts == 0) * panel.weight
    if not rest.any():  # all start: the first to start against the others
        started = (ways.starts == first) * panel.weight
        rest = (ways.starts != first) * panel.weight
    apart = started @ slopes / started.sum(axis=1) - rest @ slopes / rest.sum(axis=1)
    p = permutation_p(apart)
    return _trend(Standing.HELD if p >= 0.05 else Standing.DOUBTFUL, n=n, p=p)


def _trend(standing: Standing, *, n: int, p: float | None) -> Assumption:
    return Assumption(
        name=AssumptionName.PRE_TRENDS,
        standing=standing,
        figures={"n_periods": n, "p_value": p},
    )


MOVED: Final = (
    *(0.02, 0.01513, -0.00853, -0.00183, 0.00563, 0.0775, 0.02643, 0.00543, 0.01647),
    *(0.00857, 0.13313, 0.00637, 0.0097, 0.01557, 0.0025, -0.0326, 0.01283, 0.00423),
    *(0.00003, 0.0086, 0.00057, -0.0123, 0.01047, 0.0337, 0.00163, -0.0001, -0.0056),
)
"""Change in the share registered as organ donors in 27 places of the United States,
three quarters since July 2011 against three before; the third, California, had changed
its question (Kessler & Roth, 2014)."""


def _donors() -> Panel:
    return Panel(
        units=tuple(f"place {i + 1:02}" for i in range(len(MOVED))),
        periods=np.array([1, 2]),
        value=np.array([[0.0, one] for one in MOVED]),
        weight=np.ones(len(MOVED)),
        first_treated=np.array([2 if i == 2 else 0 for i in range(len(MOVED))]),
    )


DESIGN: Final = Design(
    name="staggered",
    title="Units that start at different times",
    claim=Claim.BECAUSE,
    rank=20,
    needs=Needs.PANEL,
    source="Callaway & Sant'Anna (2021); permutation as in Conley & Taber (2011)",
    description=(
        "Teams or councils that start are compared with those that have not, period by "
        "period. How surprising the difference is comes from trying the change on every "
        "other unit. With few units no effect can be shown, however large; then it says "
        "the smallest p-value that could be reached. It rests on units moving alike "
        "had nobody changed."
    ),
    feasible=_feasible,
    estimate=_estimate,
    smallest=_smallest,
    example=DesignExample(
        observed=_donors,
        asked=Asked(
            measure="share registered as donors",
            measure_hash="0" * 64,
            unit=Unit.SHARE,
            better=Better.HIGHER,
        ),
        expected={"estimate": -0.0225, "p_value": 0.1852},
        digits=4,
        note="Kessler & Roth (2014): −.022459; the fifth largest of 27, p .185.",
    ),
)
