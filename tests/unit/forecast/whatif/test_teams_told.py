"""No person's work is told by the pseudonym that stands for a team of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.errors import UnknownName
from mersey.forecast.whatif import Changes, check_changes, compare, fit, validate
from mersey.report.what_if_json import answer_json
from mersey.vocabulary import ONE_PERSON, is_pseudonym
from tests.unit.forecast.whatif.made_work import office_log

ONE, OTHER = "a" * 26, "b7" * 13


def test_teams_of_one_are_told_as_one_without_hours() -> None:
    log = replace(office_log(days=200), teams=(ONE, OTHER))
    model = fit(log)
    checked = validate(log, seed=1)
    answer = compare(model, Changes(arrivals=1.1), checked, seed=1, weeks=2, n_pairs=2)
    teams = answer_json(answer, model)["teams"]
    assert teams == [{"team": ONE_PERSON, "people": 2, "hours_a_week": None}]


def test_no_pseudonym_is_listed_or_asked_about() -> None:
    model = fit(replace(office_log(), teams=("A", OTHER)))
    for name in ("B", OTHER):
        with pytest.raises(UnknownName) as raised:
            check_changes(model, Changes(staff={name: 1}))
        assert not any(map(is_pseudonym, (raised.value.next_step or "").split()))
