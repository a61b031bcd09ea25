"""Ranges of forecasts hold what comes as often as they say, over many made-up services."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from mersey.forecast import WeeklyHistory, how_many_by, when_clear
from mersey.forecast.results import ClearingForecast, CountForecast
from tests.simulation.services import CHANGING, KINDS, service

pytestmark = pytest.mark.long

AS_AT = date(2026, 3, 29)
HORIZON = 8
N_SERVICES = 200
N_CHANGING = 80
N_BACKLOGS = 100


@cache
def covered(kind: str, n_weeks: int) -> tuple[float, float]:
    """Share of services whose next eight weeks lay within the 80 % and the 95 % range.

    Of those that are told; one in fifty may be refused, for its pace seems to change.
    """
    held = [_is_held(kind, n_weeks, seed) for seed in range(N_SERVICES)]
    held = np.array([one for one in held if one is not None])
    assert len(held) >= 0.98 * N_SERVICES
    return float(held[:, 0].mean()), float(held[:, 1].mean())


def _is_held(kind: str, n_weeks: int, seed: int) -> tuple[bool, bool] | None:
    weeks = service(kind, n_weeks + HORIZON, seed=seed)
    known, came = weeks[:n_weeks], weeks[n_weeks:].sum()
    history = WeeklyHistory(as_at=AS_AT, arrivals=known, closures=known, backlog=0)
    by = AS_AT + timedelta(weeks=HORIZON)
    found = how_many_by(history, "throughput", by=by, seed=seed)
    if not isinstance(found, CountForecast):
        return None
    total = found.total
    return (
        total.low80 <= came <= total.high80,
        total.low95 <= came <= total.high95,
    )


MISSED = {
    "drifting": "149 of 199",
    "iid": "86 of 100: wider than asked",
    "seasonal": "73 of 100: in one year no season is known, and the look-back says 69",
}
"""Kinds whose 80 % ranges do not hold what is asked, and what they hold."""


def marked(kind: str) -> object:
    """The kind, marked where its range is known to miss."""
    if kind not in MISSED:
        return kind
    return pytest.param(kind, marks=pytest.mark.xfail(reason=MISSED[kind]))


@pytest.mark.parametrize("kind", [marked(kind) for kind in KINDS])
def test_80_percent_range_holds_75_to_85_percent_when_a_year_is_known(
    kind: str,
) -> None:
    assert 0.75 <= covered(kind, 52)[0] <= 0.85


def test_80_percent_ranges_hold_75_to_85_percent_over_all_kinds() -> None:
    assert 0.75 <= np.mean([covered(kind, 52)[0] for kind in KINDS]) <= 0.85


@pytest.mark.parametrize(
    "kind",
    [
        "iid",
        pytest.param("autocorrelated", marks=pytest.mark.xfail(reason="74.5 of 100")),
        "seasonal",
    ],
)
def test_80_percent_range_holds_75_to_85_percent_when_two_years_are_known(
    kind: str,
) -> None:
    assert 0.75 <= covered(kind, 104)[0] <= 0.85


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.xfail(reason="under 90 of 100"))
        if kind in {"drifting", "seasonal"}
        else kind
        for kind in KINDS
    ],
)
def test_95_percent_range_holds_90_percent_or_more_when_a_year_is_known(
    kind: str,
) -> None:
    assert covered(kind, 52)[1] >= 0.9


WEAK = {"stepped, 130 %", "stepped, 120 % of 100"}
"""Steps that six weeks do not show for sure: `docs/reference/forecast-accuracy.md`."""


@cache
def told(kind: str) -> tuple[float, float, float]:
    """Of a kind with 60 weeks known: held, refused, and told that the pace changed."""
    found, came = [], []
    for seed in range(N_CHANGING):
        weeks = service(kind, 60 + HORIZON, seed=seed)
        known = WeeklyHistory(
            as_at=AS_AT, arrivals=weeks[:60], closures=weeks[:60], backlog=0
        )
        by = AS_AT + timedelta(weeks=HORIZON)
        found.append(how_many_by(known, "throughput", by=by, seed=seed))
        came.append(weeks[60:].sum())
    made = [
        (one, truth)
        for one, truth in zip(found, came, strict=True)
        if isinstance(one, CountForecast)
    ]
    held = [one.total.low80 <= truth <= one.total.high80 for one, truth in made]
    changed = sum(one.change is not None for one, _ in made) / N_CHANGING
    return float(np.mean(held)), 1 - len(made) / N_CHANGING, changed


@pytest.mark.parametrize("kind", CHANGING)
def test_80_percent_range_holds_about_80_percent_when_the_pace_changed(
    kind: str,
) -> None:
    least = 0.6 if kind in WEAK else 0.7
    assert least <= told(kind)[0] <= 0.95


def test_80_percent_ranges_hold_75_to_87_percent_over_all_that_changed() -> None:
    assert 0.75 <= np.mean([told(kind)[0] for kind in CHANGING]) <= 0.87


@pytest.mark.parametrize("kind", ["stepped, double", "stepped, half of 100"])
def test_change_is_told_when_the_step_was_large(kind: str) -> None:
    assert told(kind)[2] >= 0.9


@pytest.mark.parametrize("kind", ["iid", "overdispersed", "growing"])
def test_change_is_told_in_3_of_100_or_fewer_when_nothing_changed(kind: str) -> None:
    assert told(kind)[2] <= 0.03


def _clears_when_foretold(seed: int) -> bool:
    """The true path of a backlog of 1,200 ends by the 85 % date."""
    draw = np.random.default_rng(seed)
    history = WeeklyHistory(
        as_at=AS_AT,
        arrivals=draw.poisson(95, 52).astype(float),
        closures=draw.poisson(110, 52).astype(float),
        backlog=1200,
    )
    path = np.cumsum(draw.poisson(110, 400) - draw.poisson(95, 400))
    weeks = int(np.argmax(path >= 1200)) + 1
    found = when_clear(history, seed=seed)
    assert isinstance(found, ClearingForecast)
    return found.p85 is None or AS_AT + timedelta(weeks=weeks) <= found.p85


def test_backlog_is_gone_by_the_85_percent_date_when_it_clears() -> None:
    held = np.mean([_clears_when_foretold(seed) for seed in range(N_BACKLOGS)])
    assert 0.8 <= held <= 0.99
