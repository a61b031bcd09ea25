"""What is learnt from a log, and what a log cannot tell."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.errors import DataError
from mersey.forecast.whatif import fit, validate, work_log
from mersey.forecast.whatif.hours import (
    hours_at_work,
    longer_days,
    work_between,
    worked_by,
)
from mersey.forecast.whatif.precedence import learn_precedence, side_by_side
from mersey.forecast.whatif.worklog import part_of
from tests.unit.forecast.whatif.made_work import MONDAY, office_log

HOUR = 3600.0
DAY = 86400.0


def nine_to_five() -> np.ndarray:
    at_work = np.zeros((7, 24), dtype=bool)
    at_work[:5, 9:17] = True
    return at_work.ravel()


def test_hours_are_office_hours_when_events_are() -> None:
    hours = np.arange(168)[nine_to_five()] * HOUR
    late = np.array([20 * HOUR])
    found = hours_at_work(np.concatenate([np.tile(hours + 60, 20), late]))
    assert found.tolist() == nine_to_five().tolist()


def test_hours_are_all_hours_when_little_is_known() -> None:
    assert hours_at_work(np.array([HOUR])).all()


def test_working_time_leaves_out_the_night_when_it_lies_between() -> None:
    worked = worked_by(nine_to_five())
    found = work_between(worked, np.array([16 * HOUR]), np.array([34 * HOUR]))
    assert found.tolist() == [2 * HOUR]


@pytest.mark.parametrize(("by", "hours_a_week"), [(1, 45), (-2, 30), (0, 40)])
def test_days_are_longer_when_hours_are_added(by: int, hours_a_week: int) -> None:
    assert longer_days(worked_by(nine_to_five()), by)[-1] == hours_a_week * HOUR


def test_teams_and_people_are_found_when_the_log_names_them() -> None:
    model = fit(office_log())
    assert model.teams == ("A", "B")
    assert model.crew.people.tolist() == [2, 3]


def test_people_make_teams_when_they_do_the_same_steps() -> None:
    log = office_log()
    rows = {
        "start": MONDAY + (log.start - log.start.min()).astype("timedelta64[s]"),
        "end": MONDAY + (log.end - log.start.min()).astype("timedelta64[s]"),
    }
    people = [log.resources[at] for at in log.resource]
    steps = [log.activities[at] for at in log.activity]
    model = fit(work_log(log.case.tolist(), steps, resource=people, **rows))
    assert sorted(model.crew.people.tolist()) == [2, 3]


def test_repeats_are_marked_when_a_step_is_done_again() -> None:
    patterns = fit(office_log()).patterns
    assert patterns.is_repeat.sum() == np.ceil(patterns.weight.size / 5)


def test_chances_favour_long_cases_when_others_are_still_open() -> None:
    log = office_log()
    cut = part_of(log, since=-np.inf, until=log.opened[-1] + 30 * 60)
    patterns = fit(cut).patterns
    assert patterns.weight.sum() == pytest.approx(1)
    assert np.corrcoef(patterns.weight, patterns.days)[0, 1] > 0


def test_everybody_is_one_team_when_starts_are_not_recorded() -> None:
    model = fit(office_log(starts=False))
    assert model.teams == ("Everyone",)
    assert not model.has_starts


def test_steps_run_side_by_side_when_their_work_overlaps() -> None:
    minutes = np.timedelta64(1, "m")
    start = MONDAY + np.array([0, 0, 30] * 6) * minutes
    end = MONDAY + np.array([20, 25, 40] * 6) * minutes
    log = work_log(
        [n // 3 for n in range(18)], ["a", "b", "c"] * 6, start=start, end=end
    )
    found = side_by_side(log)
    assert found[0, 1]
    assert not found[0, 2]
    assert learn_precedence(log, found).before[2] == (0, 1)


def test_fit_is_refused_when_there_are_few_cases() -> None:
    with pytest.raises(DataError, match="too little to learn"):
        fit(office_log(days=5))


def test_simulation_is_believed_when_the_log_goes_on_as_before() -> None:
    found = validate(office_log(), seed=1)
    assert found.is_usable
    assert [one.figure for one in found.checks] == [
        "throughput_per_week",
        "p50_days",
        "p85_days",
        "wip",
    ]


def test_simulation_is_refused_when_the_service_changed() -> None:
    log = office_log()
    cut = log.opened.min() + 0.7 * (log.until - log.opened.min())
    late = np.flatnonzero(log.opened >= cut)
    kept = ~np.isin(log.case, late[::3]) & ~np.isin(log.case, late[1::3])
    rows = [
        MONDAY + times[kept].astype("timedelta64[s]") for times in (log.start, log.end)
    ]
    steps = [log.activities[at] for at in log.activity[kept]]
    found = validate(
        work_log(log.case[kept].tolist(), steps, start=rows[0], end=rows[1]), seed=1
    )
    assert "cases finished a week, 26.4 simulated for 8.56 in truth (+20" in found.why
    assert "These days were unlike the 25 days before" in found.why
    assert "⟦learn_from⟧ DATE" in found.advice
