"""When in the year most comes."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mersey.signals.season_of_series import season_of

WEEKS = tuple(date(2023, 1, 2) + timedelta(weeks=i) for i in range(156))


def waving(month: int, swing: float, mean: float = 20.0) -> np.ndarray:
    """Weekly values whose wave has its top in the middle of a month."""
    top = date(2023, month, 15).toordinal()
    turn = np.array([day.toordinal() + 3.5 - top for day in WEEKS]) / 365.2425
    noise = np.random.default_rng(1).normal(0, 2, len(WEEKS))
    return mean * (1 + swing * np.cos(2 * np.pi * turn)) + noise


@pytest.mark.parametrize(("month", "opposite"), [(1, 7), (3, 9), (6, 12), (11, 5)])
def test_season_has_its_top_and_bottom_in_their_months(month: int, opposite: int):
    found = season_of(waving(month, 0.6), WEEKS)
    assert found is not None
    assert (found.most, found.least) == (month, opposite)
    assert found.swing == pytest.approx(0.6, abs=0.05)


@pytest.mark.parametrize("scale", [1.0, 50.0])
def test_swing_does_not_depend_on_the_unit(scale: float):
    found = season_of(waving(3, 0.4) * scale, WEEKS)
    assert found is not None
    assert found.swing == pytest.approx(0.4, abs=0.05)


def test_there_is_no_season_in_noise_a_step_or_a_single_year():
    noise = np.random.default_rng(7).poisson(20, len(WEEKS)).astype(float)
    step = noise + 10 * (np.arange(len(WEEKS)) > 80)
    assert season_of(noise, WEEKS) is None
    assert season_of(step, WEEKS) is None
    assert season_of(waving(3, 0.6)[:60], WEEKS[:60]) is None
    assert season_of(np.zeros(len(WEEKS)), WEEKS) is None
