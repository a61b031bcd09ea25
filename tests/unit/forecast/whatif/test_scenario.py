"""What a change makes of the work: which times of which tasks."""

from __future__ import annotations

import numpy as np

from mersey.forecast.whatif import Changes, fit
from mersey.forecast.whatif.arrivals import Arrivals
from mersey.forecast.whatif.model import WhatIfModel
from mersey.forecast.whatif.scenario import spread_out
from tests.unit.forecast.whatif.made_work import office_log


def test_stage_is_the_time_from_a_step_to_the_next_when_starts_are_not_known() -> None:
    model = fit(office_log(starts=False))
    changes = Changes(stages={model.activities[0]: 0.5})
    arrivals = one_of_each(model)
    plain = spread_out(model, Changes(), arrivals)
    changed = spread_out(model, changes, arrivals)
    activity = model.patterns.activity
    is_after = np.roll(activity == 0, 1)
    is_after[model.patterns.first[:-1]] = False
    halved = np.where(is_after, 0.5, 1.0)
    assert is_after.any()
    np.testing.assert_allclose(changed.delay, plain.delay * halved)
    np.testing.assert_allclose(changed.work, plain.work * halved)


def test_stage_is_a_steps_own_work_when_starts_are_known() -> None:
    model = fit(office_log())
    name = model.activities[1]
    arrivals = one_of_each(model)
    plain = spread_out(model, Changes(), arrivals)
    changed = spread_out(model, Changes(stages={name: 0.5}), arrivals)
    halved = np.where(model.patterns.activity == 1, 0.5, 1.0)
    np.testing.assert_allclose(changed.work, plain.work * halved)


def one_of_each(model: WhatIfModel) -> Arrivals:
    n = model.patterns.weight.size
    chance = np.ones(n)
    return Arrivals(
        time=np.arange(n, dtype=float),
        pattern=np.arange(n),
        stays=chance,
        repeats=chance,
    )
