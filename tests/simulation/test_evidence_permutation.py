"""How often an unchanged panel or a lot without effect is called a change.

Seeds fixed; the table is in docs/reference/evidence-accuracy.md.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mersey.evidence.designs.randomised import DESIGN as RANDOMISED
from mersey.evidence.group_time import (
    Base,
    Controls,
    group_times,
    simple,
    simple_of_each,
)
from mersey.evidence.observed import CasePair, CaseTimes, Panel
from mersey.evidence.permutation import assignments, permuted

pytestmark = pytest.mark.long

PANELS = 600
PERIODS = 24
HOW = (Controls.NOT_YET, Base.AVERAGE)


def panels(starts: dict[int, int], n: int, *, scatter: float = 1.0):
    """Panels in which nothing happens: AR(0.6) for each unit about its own level."""
    first = np.array([starts.get(i, 0) for i in range(n)])
    draw = np.random.default_rng([2026, n, len(starts), round(10 * scatter)])
    for _ in range(PANELS):
        noise = draw.normal(size=(n, PERIODS))
        value = noise.copy()
        for i in range(1, PERIODS):
            value[:, i] = 0.6 * value[:, i - 1] + 0.8 * noise[:, i]
        value[first > 0] *= scatter
        yield Panel(
            units=tuple(f"{i:02}" for i in range(n)),
            periods=np.arange(1, PERIODS + 1),
            value=value + draw.normal(size=(n, 1)),
            weight=np.ones(n),
            first_treated=first,
        )


def judged(panel: Panel) -> tuple[float, bool, bool]:
    """p-value, whether the interval holds 0, and whether plain errors would."""
    ways = assignments(panel.first_treated, seed=1, most=400)
    is_started = (panel.first_treated[:, None] > 0) & (
        panel.periods >= panel.first_treated[:, None]
    )
    found = permuted(
        simple_of_each(panel.value, panel, ways.starts, how=HOW),
        simple_of_each(is_started.astype(float), panel, ways.starts, how=HOW),
    )
    whole = simple(group_times(panel, base=Base.AVERAGE), panel)
    is_plain = abs(whole.estimate) <= 1.96 * whole.standard_error
    return found.p_value, found.interval.holds(0.0), is_plain


@pytest.mark.parametrize(
    ("n", "starts"),
    [
        (6, {0: 13}),
        (11, {0: 13}),
        (20, {0: 13}),
        (27, {0: 13}),
        (12, {0: 13, 1: 13, 2: 13}),
        (12, {0: 9, 1: 9, 2: 13, 3: 17}),
    ],
)
def test_permuting_calls_few_unchanged_panels_changed(
    n: int, starts: dict[int, int]
) -> None:
    found = [judged(panel) for panel in panels(starts, n)]
    wins = np.mean([p < 0.05 + 1e-9 for p, _, _ in found])
    held = np.mean([is_held for _, is_held, _ in found])
    plain = 1 - np.mean([is_plain for _, _, is_plain in found])
    print("panel", n, len(starts), wins, held, plain)  # noqa: T201  (for the table)
    assert wins <= 0.068  # 5 in 100 and two standard errors of 600 panels
    assert held >= 0.932


def test_permuting_errs_where_those_that_start_scatter_more() -> None:
    found = [judged(panel) for panel in panels({0: 13}, 27, scatter=2.0)]
    wins = np.mean([p < 0.05 + 1e-9 for p, _, _ in found])
    print("uneven", wins)  # noqa: T201
    assert 0.1 < wins < 0.5  # a limit that the documentation states


def arm(
    n: int, draw: np.random.Generator, *, teams: int = 0, mean: float = 30.0
) -> CaseTimes:
    """Exponential waits over 180 days, watched until day 240; teams differ by a third."""
    team = draw.integers(0, max(teams, 1), n)
    level = mean * (draw.gamma(9.0, 1 / 9, max(teams, 1)) if teams else np.ones(1))
    took = draw.exponential(level[team])
    opened = np.sort(draw.integers(0, 180, n))
    return CaseTimes(
        opened=np.datetime64("2026-01-01") + opened.astype("timedelta64[D]"),
        days=np.minimum(took, 240.0 - opened),
        is_ended=took <= 240 - opened,
        ended_as=np.where(took <= 240 - opened, 0, -1),
        group=np.zeros(n, dtype=np.int64),
        cluster=team if teams else None,
    )


@pytest.mark.parametrize(
    ("n", "teams", "most"),
    [(50, 0, 0.07), (250, 0, 0.07), (1000, 0, 0.07), (400, 4, 0.08), (400, 12, 0.08)],
)
def test_lots_without_effect_are_called_one_in_twenty(
    n: int, teams: int, most: float
) -> None:
    draw = np.random.default_rng([2026, n, teams])
    asked = dataclasses.replace(RANDOMISED.example.asked, horizon_days=91.0)
    found = [
        RANDOMISED.estimate(
            CasePair(before=arm(n, draw, teams=teams), since=arm(n, draw, teams=teams)),
            asked,
        )
        for _ in range(400)
    ]
    wins = np.mean([not one.interval.holds(0.0) for one in found])
    safe = np.mean([one.anytime is None or not one.anytime.holds(0.0) for one in found])
    print("lot", n, teams, wins, safe)  # noqa: T201
    assert wins <= most
    assert safe <= 0.03
