"""Survival on the clock of the limit: what people do on the last day stands in one place."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from mersey.forecast.as_known import States, states_at
from mersey.forecast.breach import breach_risks
from mersey.forecast.limit_tables import LimitTables, Watched, fit_limit_tables
from mersey.forecast.results import Risks
from mersey.forecast.risk_cells import place
from tests.simulation.deadlines import Deadlines, deadline_service
from tests.unit.forecast.made_paths import paths

LIMIT = 10.0
TAKES = [4.0] * 4 + [10.0] * 5 + [12.0]


@cache
def ten_cases() -> tuple[LimitTables, States]:
    """Four end on day 4, five on the very day of the limit, one two days later."""
    log = paths([(0.0, days, [(0.0, 0)]) for days in TAKES], as_at=20.0)
    takes = np.array(TAKES)
    cases = Watched(
        entry=np.full(10, -LIMIT), leaving=takes - LIMIT, is_ended=takes > 0
    )
    states = states_at(log, [0.0], known=20.0)
    return fit_limit_tables(cases, cases, place(states)), states


@pytest.mark.parametrize(
    ("age", "risk"), [(0.0, 0.1), (3.0, 0.1), (5.0, 1 / 6), (9.0, 1 / 6), (10.0, 1.0)]
)
def test_risk_is_survival_at_the_limit_over_survival_now(
    age: float, risk: float
) -> None:
    tables, states = ten_cases()
    left = np.full(states.n, LIMIT - age)
    assert tables.risk(states, left, by_age=True)[0] == pytest.approx(risk, abs=0.005)


def test_days_left_are_those_to_the_limit_when_most_end_on_it() -> None:
    tables, states = ten_cases()
    left = np.full(states.n, LIMIT - 6.0)
    days = tables.days_left(states, left, 0.5, by_age=True)
    assert 3.0 <= days[0] <= 4.0


@cache
def _service() -> tuple[Deadlines, Risks]:
    made = deadline_service(3, late=0.05)
    found = breach_risks(made.paths, made.limits)
    assert isinstance(found, Risks)
    return made, found


def test_few_are_expected_late_when_people_work_to_the_day() -> None:
    made, found = _service()
    waiting = ~found.is_overdue
    truth = made.is_late(found.case[waiting]).sum()
    assert found.risk[waiting].sum() == pytest.approx(truth, abs=8)


def test_risk_is_low_when_a_day_is_left() -> None:
    _, found = _service()
    assert found.risk[found.days_to_limit == 1].max() <= 0.25
