"""Waiting for hands, told from waiting for anything else."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.forecast.whatif import fit, validate, work_log
from mersey.forecast.whatif.delays import first_free
from tests.unit.forecast.whatif.made_work import MONDAY

START = np.array([0.0, 100.0, 1000.0])
END = np.array([400.0, 600.0, 1400.0])


@pytest.mark.parametrize(
    ("people", "since", "free"),
    [
        (1, 50.0, 600.0),
        (1, 700.0, 700.0),
        (1, 1000.0, 1400.0),
        (2, 50.0, 50.0),
        (2, 150.0, 400.0),
        (3, 150.0, 150.0),
    ],
)
def test_hands_are_free_when_fewer_are_at_work(
    people: int, since: float, free: float
) -> None:
    assert first_free(START, END, np.array([since]), people=people) == [free]


@pytest.mark.parametrize(("begins", "free"), [(150.0, 300.0), (170.0, 100.0)])
def test_pause_is_no_freedom_when_it_is_under_a_minute(
    begins: float, free: float
) -> None:
    start, end = np.array([0.0, begins]), np.array([100.0, 300.0])
    assert first_free(start, end, np.array([10.0]), people=1) == [free]


def appointments() -> object:
    """Two calls a weekday, and a visit of an hour by one of two, ten weekdays later."""
    hour = np.timedelta64(1, "h")
    rows = []
    for number in range(320):
        day = number // 2
        came = (
            MONDAY
            + np.timedelta64(day // 5 * 7 + day % 5, "D")
            + (9 + number % 2) * hour
        )
        seen = came + np.timedelta64(14, "D") + 3 * hour
        rows += [
            (number, "Call", came, came + hour / 6, "clerk", "Desk"),
            (number, "Visit", seen, seen + hour, f"v{number % 2}", "Visitors"),
        ]
    case, step, start, end, person, team = zip(*rows, strict=True)
    return work_log(case, step, start=start, end=end, resource=person, team=team)


def test_wait_for_an_appointment_is_kept_when_people_do_other_work_meanwhile() -> None:
    model = fit(appointments())
    visits = model.patterns.delay[model.patterns.activity == 1]
    a_day = model.crew.worked[model.teams.index("Visitors"), -1] / 5
    assert np.median(visits) / a_day == pytest.approx(10, abs=0.5)


def test_simulation_is_believed_when_cases_wait_for_appointments() -> None:
    found = validate(appointments(), seed=1)
    assert found.is_usable, found.why
    assert found.checks[1].true == pytest.approx(14.2, abs=0.1)
