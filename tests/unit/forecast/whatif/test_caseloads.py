"""Whether each person has cases of their own."""

from __future__ import annotations

import pytest

from mersey.forecast.whatif import fit
from tests.simulation.queues import Queue, queue_log


def test_each_person_is_a_team_when_cases_are_given_out_beforehand() -> None:
    model = fit(queue_log(Queue(people=3, has_own_lines=True), seed=1, weeks=30))
    assert model.teams == (
        "Intake",
        "Office, person 1",
        "Office, person 2",
        "Office, person 3",
    )
    assert model.crew.people.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("people", [1, 3])
def test_team_stays_one_when_it_has_one_line(people: int) -> None:
    model = fit(queue_log(Queue(people=people), seed=1, weeks=30))
    assert set(model.teams) == {"Intake", "Office"}
    assert model.crew.people[model.teams.index("Office")] == people
