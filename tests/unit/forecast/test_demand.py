"""Demand with season."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.demand_ahead import BASELINES, demand_ahead
from mersey.forecast.holt_winters import holt_winters
from mersey.forecast.results import DemandForecast, Refusal

MONTHS = np.arange(72)
WAVE = 100 + 30 * np.sin(2 * np.pi * MONTHS / 12)


def _foretold(values: object) -> DemandForecast:
    found = demand_ahead(values)
    assert isinstance(found, DemandForecast)
    return found


def test_season_goes_on_when_it_never_changes() -> None:
    ahead = holt_winters(WAVE[:60], 12, season=12)
    assert ahead == pytest.approx(WAVE[60:], abs=1e-6)


def test_trend_fades_when_foretold_far() -> None:
    ahead = holt_winters(WAVE + 2.0 * MONTHS, 36, season=12)
    early, late = ahead[12] - ahead[0], ahead[35] - ahead[23]
    assert 0 <= late < early


def test_model_is_used_when_it_beats_the_best_baseline() -> None:
    found = _foretold(WAVE + 4.0 * MONTHS + np.random.default_rng(1).normal(0, 3, 72))
    assert found.is_model
    assert found.errors[0].method == found.method
    assert found.best_baseline in BASELINES


def test_baseline_is_used_when_it_is_as_good() -> None:
    found = _foretold(WAVE.round())
    assert not found.is_model
    assert [round(p.p50) for p in found.periods] == WAVE[:3].round().tolist()


def test_every_baseline_is_in_the_table() -> None:
    assert {row.method for row in _foretold(WAVE).errors} >= set(BASELINES)


def test_range_is_what_past_errors_were() -> None:
    values = np.random.default_rng(4).poisson(50, 72)
    found = _foretold(values)
    assert all(
        p.low95 <= p.low80 <= p.p50 <= p.high80 <= p.high95 for p in found.periods
    )
    assert found.covered80 is not None
    assert 0.6 <= found.covered80 <= 1


def test_range_is_never_below_nought() -> None:
    found = _foretold(np.random.default_rng(4).poisson(1, 72))
    assert min(p.low95 for p in found.periods) >= 0


def test_demand_is_refused_when_there_are_too_few_seasons() -> None:
    found = demand_ahead(WAVE[:38])
    assert isinstance(found, Refusal)
    assert "39" in found.why
