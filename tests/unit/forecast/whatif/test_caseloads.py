"""Whether each person has cases of their own."""

from __future__ import annotations

import pytest

from mersey.errors import UnknownName
from mersey.forecast.whatif import Changes, Validation, check_changes, compare, fit
from mersey.report.what_if_json import answer_json
from tests.simulation.queues import Queue, queue_log

USABLE = Validation(checks=(), days_learnt=60, days_held_out=24, n_held_out=100, why="")


def test_each_person_is_a_team_when_cases_are_given_out_beforehand() -> None:
    model = fit(queue_log(Queue(people=3, has_own_lines=True), seed=1, weeks=30))
    assert model.teams == (
        "Intake",
        "Office, person 1",
        "Office, person 2",
        "Office, person 3",
    )
    assert model.crew.people.tolist() == [1, 1, 1, 1]
    answer = compare(model, Changes(), USABLE, seed=1, weeks=2, n_pairs=2)
    told = answer_json(answer, model)["teams"]
    assert told[1:] == [{"team": "Office", "people": 3, "hours_a_week": None}]
    with pytest.raises(UnknownName):
        check_changes(model, Changes(staff={"Office, person 1": 1}))


@pytest.mark.parametrize("people", [1, 3])
def test_team_stays_one_when_it_has_one_line(people: int) -> None:
    model = fit(queue_log(Queue(people=people), seed=1, weeks=30))
    assert set(model.teams) == {"Intake", "Office"}
    assert model.crew.people[model.teams.index("Office")] == people
