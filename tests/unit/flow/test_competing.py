from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mersey.flow.competing import STEPS_AT_ONCE, cumulative_incidence
from mersey.flow.time_to_event import KaplanMeier, evenly_kept, kaplan_meier


def test_cumulative_incidence_equals_the_example_worked_by_hand() -> None:
    # Five cases: granted at 2, withdrawn at 3, open at 3, granted at 5, open at 6.
    # At 2: 5 at risk, S 1: granted 1/5; S = 4/5.
    # At 3: 4 at risk: withdrawn 4/5 × 1/4 = 1/5; S = 3/5. At 5: 2 at risk: + 3/10.
    days = np.array([2.0, 3, 3, 5, 6])
    fitted = kaplan_meier(days, np.array([True, True, False, True, False]))
    granted, withdrawn = cumulative_incidence(
        np.array([0, 1, 0]), names=("granted", "withdrawn"), fitted=fitted
    )
    assert granted.days.tolist() == [0, 2, 3, 5]
    assert granted.incidence.tolist() == pytest.approx([0, 0.2, 0.2, 0.5])
    assert withdrawn.incidence.tolist() == pytest.approx([0, 0, 0.2, 0.2])
    assert (granted.n, withdrawn.n) == (2, 1)


def test_incidences_and_survival_add_up_to_one() -> None:
    draw = np.random.default_rng(7)
    days = draw.integers(0, 60, 500).astype(float)
    outcome = draw.integers(-1, 3, 500)
    fitted = kaplan_meier(days, outcome >= 0)
    ended_so = outcome[np.argsort(days)]
    curves = cumulative_incidence(
        ended_so[ended_so >= 0], names=("a", "b", "c"), fitted=fitted
    )
    total = sum(curve.incidence[1:] for curve in curves) + fitted.survival
    assert total == pytest.approx(np.ones(fitted.days.size), abs=1e-12)


def test_cumulative_incidence_keeps_few_steps_when_there_are_many() -> None:
    days = np.arange(1.0, 501)
    (only,) = cumulative_incidence(
        np.zeros(500, dtype=np.int64),
        names=("done",),
        fitted=kaplan_meier(days, days > 0),
        max_steps=50,
    )
    assert only.days.size == 51
    assert only.incidence[-1] == pytest.approx(1)


def test_each_share_is_the_plain_sum_of_those_before_it() -> None:
    # Of more steps than are worked out at once, and of many cases a step, to the last bit.
    draw = np.random.default_rng(11)
    days = np.sort(draw.integers(0, 4_000, 20_000)).astype(float)
    outcome = draw.integers(-1, 2, 20_000)
    is_ended = outcome >= 0
    fitted = kaplan_meier(days, is_ended)
    max_steps = 3 * STEPS_AT_ONCE
    curves = cumulative_incidence(
        outcome[is_ended], names=("a", "b"), fitted=fitted, max_steps=max_steps
    )
    assert [curve.incidence.tolist() for curve in curves] == [
        _plain_shares(fitted, days[is_ended], outcome[is_ended] == way, max_steps)
        for way in (0, 1)
    ]


def _plain_shares(
    fitted: KaplanMeier, ended: Any, is_way: Any, max_steps: int
) -> list[float]:
    before = np.append(1.0, fitted.survival)[:-1] / fitted.at_risk
    share = dict(zip(fitted.days.tolist(), before.tolist(), strict=True))
    shares = [0.0]
    last = -1.0
    for until in fitted.days[evenly_kept(fitted.days.size, max_steps)].tolist():
        added = 0.0
        for day in ended[is_way & (ended > last) & (ended <= until)].tolist():
            added += share[day]
        shares.append(shares[-1] + added)
        last = until
    return shares
