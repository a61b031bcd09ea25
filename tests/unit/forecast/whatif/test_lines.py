"""Lines that are learnt though a log tells only when steps were done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import DataError
from mersey.forecast.whatif import (
    Changes,
    Validation,
    WorkLog,
    compare,
    fit,
    from_day,
    validate,
    work_log,
)
from mersey.forecast.whatif.comparison_words import queues_in_words
from mersey.forecast.whatif.refusal import refusal
from mersey.forecast.whatif.results import Check
from mersey.forecast.whatif.step_queues import lines_of, pace_of
from tests.unit.forecast.whatif.made_work import MONDAY, office_log

USABLE = Validation(checks=(), days_learnt=9, days_held_out=3, n_held_out=9, why="")
DAYS = 240


def waiting_list(*, in_turn: bool = True, a_day: float = 3.0) -> WorkLog:
    """Four people join a day; three are taken a day, or each after about three weeks."""
    random = np.random.default_rng(2)
    joined = np.sort(random.random(4 * DAYS) * DAYS)
    taken = np.zeros(joined.size)
    last = 0.0
    for place, moment in enumerate(joined):
        last = max(last, moment) + random.gamma(9, 1 / a_day / 9)
        taken[place] = last if in_turn else moment + random.gamma(9, 21 / 9)
    seen = taken <= DAYS
    case = np.concatenate([np.arange(joined.size), np.flatnonzero(seen)])
    days = np.concatenate([joined, taken[seen]])
    return work_log(
        case.tolist(),
        ["Joined"] * joined.size + ["Taken"] * int(seen.sum()),
        end=MONDAY + (days * 86400).astype("timedelta64[s]"),
        closed=seen[case],
        until=MONDAY + np.timedelta64(DAYS, "D"),
    )


def test_pace_is_as_by_hand_when_some_join_an_empty_line() -> None:
    joined = np.array([0.0, 1.0, 2.0, 30.0])
    taken = np.array([5.0, 9.0, 10.0, 33.0])
    assert pace_of(joined, taken).tolist() == [5, 4, 1, 3]


def test_line_is_found_when_people_are_taken_in_turn() -> None:
    model = fit(waiting_list())
    assert model.lines == ("Taken",)
    at = model.teams.index("Taken")
    assert model.crew.people[at] == 1
    pace = model.patterns.work[model.patterns.team == at]
    assert 86400 / pace.mean() == pytest.approx(3, rel=0.05)
    assert queues_in_words(model).startswith("The log does not record when work began.")


@pytest.mark.parametrize(
    "log",
    [waiting_list(in_turn=False), waiting_list(a_day=40), office_log()],
    ids=["own reasons", "hardly a line", "starts are known"],
)
def test_no_line_is_found_when_there_is_none(log: WorkLog) -> None:
    assert fit(log).lines == ()


def test_no_line_is_found_when_all_wait_as_long() -> None:
    log = waiting_list(in_turn=False)
    ready = log.end - 21 * 86400.0
    assert lines_of(log, ready) == ()


def test_growing_line_is_foretold_when_it_grew_before() -> None:
    found = validate(waiting_list(), seed=1)
    assert found.is_usable, found.why
    p85 = next(one for one in found.checks if one.figure == "p85_days")
    assert p85.true > 1.3 * p85.before
    assert p85.simulated == pytest.approx(p85.true, rel=0.1)


def test_line_begins_as_long_as_it_was_when_the_log_ended() -> None:
    log = waiting_list()
    found = compare(
        fit(log), Changes(stages={"Joined": 0.5}), USABLE, seed=1, weeks=4, n_pairs=4
    )
    n_open = int((~log.closed).sum())
    assert found.of("wip").as_is == pytest.approx(n_open + 14, rel=0.15)
    faster = 28 * (1 / 0.5 - 1) * 3
    assert found.of("left").change == pytest.approx(-faster, rel=0.15)


def test_open_case_goes_on_as_one_that_came_as_far_when_it_is_drawn() -> None:
    log = office_log()
    cut = replace(log, closed=np.arange(log.n_cases) % 7 > 0)
    model = fit(cut)
    chosen = np.concatenate(model.past.alike)
    assert len(model.past.alike) == int((~cut.closed).sum())
    assert chosen.max() < model.patterns.weight.size
    time, pattern = model.past.drawn(
        np.inf, model.patterns.weight, np.random.default_rng(1)
    )
    assert time.size == len(model.past.alike)
    assert (pattern >= 0).all()


def test_log_is_cut_when_it_is_learnt_from_a_later_day() -> None:
    log = from_day(waiting_list(), date(2026, 3, 2))
    weeks = log.opened.min() / 604800
    assert weeks == pytest.approx(2930, abs=0.1)  # Mondays since 5 January 1970
    assert log.n_cases == pytest.approx(4 * (DAYS - 56), rel=0.05)
    with pytest.raises(DataError, match="No case came on or after 2030-01-01"):
        from_day(log, date(2030, 1, 1))


def check(
    *, true: float, before: float, simulated: float, moves_by_chance: float = 0.0
) -> Check:
    return Check(
        figure="wip",
        true=true,
        before=before,
        simulated=simulated,
        low=simulated,
        high=simulated,
        off=simulated / true - 1,
        moves_by_chance=moves_by_chance,
        tolerance=0.3,
    )


def test_refusal_blames_the_service_when_it_is_as_it_was_before() -> None:
    wrong = check(true=50, before=101, simulated=100)
    why, advice = refusal(replace(USABLE, checks=(wrong,)))
    assert "cases in progress, 100 simulated for 50 in truth (+100%;" in why
    assert "unlike the 3 days before" in why
    assert "cases in progress, from 101 to 50 (-50%)" in why
    assert "⟦learn_from⟧" in advice


def test_refusal_blames_the_simulation_when_the_service_did_not_change() -> None:
    wrong = check(true=50, before=51, simulated=100)
    why, advice = refusal(replace(USABLE, checks=(wrong,)))
    assert why.endswith("not so unlike these: the simulation does not fit.")
    assert "mersey check FILE" in advice


def test_refusal_is_empty_when_all_holds() -> None:
    fine = check(true=50, before=80, simulated=51)
    assert refusal(replace(USABLE, checks=(fine,))) == ("", "")


def test_service_is_not_said_to_change_when_a_busy_queue_moves_so_by_chance() -> None:
    noisy = check(true=50, before=101, simulated=100, moves_by_chance=1.5)
    assert not noisy.has_changed
    assert check(true=50, before=101, simulated=100, moves_by_chance=0.3).has_changed
