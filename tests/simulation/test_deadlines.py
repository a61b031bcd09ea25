"""Where people work to a deadline, the risk of passing it is that of the last days."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from mersey.forecast.breach import breach_risks
from mersey.forecast.calibration import deciles
from mersey.forecast.results import Refusal, Risks
from tests.simulation.deadlines import deadline_service

pytestmark = pytest.mark.long

N_SERVICES = 40
KINDS = [(0.42, 0.03), (0.6, 0.1), (0.2, 0.2)]
RARELY_LATE = (0.8, 0.01)


@cache
def told(on_the_day: float, late: float) -> tuple[Any, Any, int]:
    """Risks of the open cases of all services, what came, and how many were refused."""
    risks, came, n_refused = [np.zeros(0)], [np.zeros(0, bool)], 0
    for seed in range(N_SERVICES):
        made = deadline_service(seed, on_the_day=on_the_day, late=late)
        found = breach_risks(made.paths, made.limits)
        if isinstance(found, Refusal):
            n_refused += 1
            continue
        waiting = ~found.is_overdue
        risks.append(found.risk[waiting])
        came.append(made.is_late(found.case[waiting]))
    return np.concatenate(risks), np.concatenate(came), n_refused


MISSED = pytest.mark.xfail(reason="off by 0.055, of a standard error of 0.014")


@pytest.mark.parametrize(
    ("on_the_day", "late"), [*KINDS[:2], pytest.param(*KINDS[2], marks=MISSED)]
)
def test_risk_is_within_5_in_100_in_every_decile_when_people_work_to_the_day(
    on_the_day: float, late: float
) -> None:
    risk, is_late, _ = told(on_the_day, late)
    tenths = deciles(risk, is_late, np.arange(len(risk)))
    assert max(abs(one.expected - one.observed) for one in tenths) <= 0.05


@pytest.mark.parametrize(("on_the_day", "late"), KINDS)
def test_sum_is_within_a_fifth_of_the_truth_over_many_services(
    on_the_day: float, late: float
) -> None:
    risk, is_late, _ = told(on_the_day, late)
    assert risk.sum() == pytest.approx(is_late.sum(), rel=0.2)


def test_risks_are_told_of_three_services_in_ten_or_more() -> None:
    assert told(0.42, 0.03)[2] <= 28


def test_risks_are_withheld_when_one_case_in_a_hundred_is_late() -> None:
    assert told(*RARELY_LATE)[2] >= N_SERVICES - 2


def test_risk_of_the_last_day_is_that_of_those_who_reach_it() -> None:
    made = deadline_service(1)
    found = breach_risks(made.paths, made.limits)
    assert isinstance(found, Risks)
    last = found.days_to_limit == 1
    assert last.any()
    assert found.risk[last].mean() == pytest.approx(0.03 / 0.45, abs=0.03)
