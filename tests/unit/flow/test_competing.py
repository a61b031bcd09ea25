from __future__ import annotations

import numpy as np
import pytest

from mersey.flow.competing import STILL_OPEN, cumulative_incidence
from mersey.flow.time_to_event import kaplan_meier


def test_cumulative_incidence_equals_the_example_worked_by_hand() -> None:
    # Five cases: granted at 2, withdrawn at 3, open at 3, granted at 5, open at 6.
    # At 2: 5 at risk, S 1: granted 1/5; S = 4/5.
    # At 3: 4 at risk: withdrawn 4/5 × 1/4 = 1/5; S = 3/5. At 5: 2 at risk: + 3/10.
    days = np.array([2.0, 3, 3, 5, 6])
    outcome = np.array([0, 1, STILL_OPEN, 0, STILL_OPEN])
    granted, withdrawn = cumulative_incidence(
        days, outcome, names=("granted", "withdrawn")
    )
    assert granted.days.tolist() == [0, 2, 3, 5]
    assert granted.incidence.tolist() == pytest.approx([0, 0.2, 0.2, 0.5])
    assert withdrawn.incidence.tolist() == pytest.approx([0, 0, 0.2, 0.2])
    assert (granted.n, withdrawn.n) == (2, 1)


def test_incidences_and_survival_add_up_to_one() -> None:
    draw = np.random.default_rng(7)
    days = draw.integers(0, 60, 500).astype(float)
    outcome = draw.integers(-1, 3, 500)
    curves = cumulative_incidence(days, outcome, names=("a", "b", "c"))
    survival = kaplan_meier(days, outcome != STILL_OPEN).survival
    total = sum(curve.incidence[1:] for curve in curves) + survival
    assert total == pytest.approx(np.ones(survival.size), abs=1e-12)


def test_cumulative_incidence_keeps_few_steps_when_there_are_many() -> None:
    days = np.arange(1.0, 501)
    (only,) = cumulative_incidence(
        days, np.zeros(500, dtype=np.int64), names=("done",), max_steps=50
    )
    assert only.days.size == 51
    assert only.incidence[-1] == pytest.approx(1)
