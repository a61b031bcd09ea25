"""Effects by periods since the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.evidence.event_study import event_study
from mersey.evidence.group_time import Base, dynamic, group_times
from mersey.evidence.observed import Panel
from tests.unit.evidence.donors import PANEL as DONORS

if TYPE_CHECKING:
    from collections.abc import Sequence


def _made_up(starts: Sequence[int], effect: float) -> Panel:
    first = np.array(starts)
    periods = np.arange(1, 9)
    value = np.random.default_rng(2).normal(0, 0.5, size=(len(first), 8))
    is_started = (first[:, None] > 0) & (periods >= first[:, None])
    return Panel(
        units=tuple(f"{i:02}" for i in range(len(first))),
        periods=periods,
        value=value + effect * is_started,
        weight=np.ones(len(first)),
        first_treated=first,
    )


@pytest.mark.parametrize("panel", [DONORS, _made_up([4, 4, 6, *[0] * 9], 3.0)])
def test_ages_are_those_of_the_group_time_effects(panel: Panel) -> None:
    found = event_study(panel)
    expected = dynamic(group_times(panel, base=Base.UNIVERSAL), panel)
    by_age = {one.key: one.estimate for one in expected if one.key != -1}
    assert {one.age: one.estimate for one in found} == pytest.approx(by_age)


def test_intervals_hold_the_effect_since_and_none_before() -> None:
    found = event_study(_made_up([4, 4, 6, *[0] * 9], 3.0))
    for one in found:
        assert one.interval.holds(3.0 if one.age >= 0 else 0.0)
    assert [one.n_units for one in found if one.age in {0, 4}] == [3, 2]
    assert not next(one for one in found if one.age == 0).interval.holds(0.0)
