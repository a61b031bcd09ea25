"""What a change does, pair by pair."""

from __future__ import annotations

from math import isnan

import pytest

from mersey.charts.kinds import what_if
from mersey.charts.what_if_answers import answer_in_words, changes_in_words
from mersey.errors import DataError, UnknownName, UsageError
from mersey.forecast.whatif import (
    Changes,
    Comparison,
    Surge,
    Triage,
    Validation,
    check_changes,
    compare,
    fit,
)
from mersey.forecast.whatif.asked import (
    factor_of,
    named_counts,
    named_factors,
    share_less,
    surge_of,
)
from tests.simulation.queues import Queue, queue_log
from tests.unit.forecast.whatif.made_work import office_log

MODEL = fit(office_log())
USABLE = Validation(checks=(), days_learnt=60, days_held_out=24, n_held_out=100, why="")


def asked(**changes: object) -> Comparison:
    return compare(MODEL, Changes(**changes), USABLE, seed=3, weeks=4, n_pairs=5)


def test_nothing_differs_when_nothing_is_changed() -> None:
    assert {one.change for one in asked().differences} == {0.0}


def test_throughput_doubles_when_twice_as_many_come() -> None:
    found = asked(arrivals=2.0).of("throughput_per_week")
    assert found.changed == pytest.approx(2 * found.as_is, rel=0.05)


def test_nobody_comes_when_arrivals_are_none() -> None:
    assert asked(arrivals=0.0).of("throughput_per_week").changed < 2


@pytest.mark.parametrize(
    "changes",
    [{"stages": {"Visit": 0.5}}, {"rework": 1.0}],
)
def test_cases_take_less_time_when_there_is_less_to_do(
    changes: dict[str, object],
) -> None:
    assert asked(**changes).of("mean_days").change < 0


def test_nobody_waits_longer_when_there_are_more_people() -> None:
    few = asked(staff={"B": -2}).of("wait_days")
    assert asked(staff={"B": -1}).of("wait_days").changed < few.changed


@pytest.mark.parametrize(
    "changes",
    [
        {"staff": {"B": -2}},
        {"hours": {"A": -2}},
        {"backlog": 60},
        {"surge": Surge(factor=3.0, weeks=2)},
        {"wip_limit": 1},
    ],
)
def test_cases_take_longer_when_there_is_more_to_do_or_fewer_to_do_it(
    changes: dict[str, object],
) -> None:
    assert asked(**changes).of("mean_days").change > 0


def test_triage_moves_waits_and_no_work_when_people_are_few() -> None:
    found = compare(
        MODEL,
        Changes(triage=Triage.SHORTEST, staff={"B": -2}),
        USABLE,
        seed=3,
        weeks=4,
        n_pairs=5,
    )
    fifo = asked(staff={"B": -2})
    assert found.of("wait_days").changed <= fifo.of("wait_days").changed


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"staff": {"C": 1}}, UnknownName),
        ({"stages": {"Tea": 0.5}}, UnknownName),
        ({"staff": {"A": -2}}, UsageError),
        ({"rework": 2.0}, UsageError),
        ({"arrivals": -1.0}, UsageError),
        ({"triage": Triage.PRIORITY}, UsageError),
    ],
)
def test_change_is_refused_when_it_cannot_be_made(
    changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        asked(**changes)


@pytest.mark.parametrize("team", ["Everyone", "A team of the reader's own"])
def test_people_cannot_be_asked_about_when_starts_are_unknown(team: str) -> None:
    model = fit(office_log(starts=False))
    with pytest.raises(UsageError, match="when work on a step began"):
        compare(model, Changes(hours={team: 1}), USABLE, seed=1)


def test_answer_is_refused_when_the_simulation_was_too_far_off() -> None:
    wrong = Validation(
        checks=(), days_learnt=60, days_held_out=24, n_held_out=9, why="too far off."
    )
    with pytest.raises(DataError, match="No what-if is given: too far off"):
        compare(MODEL, Changes(), wrong, seed=1)


def test_changes_are_read_when_written_as_people_write_them() -> None:
    assert factor_of("+10%", "--arrivals") == pytest.approx(1.1)
    assert share_less("-50%", "--rework") == 0.5
    assert named_counts(["Team A=+2", "B=-1"], "--staff") == {"Team A": 2, "B": -1}
    assert named_factors(["Visit=-20%"], "--stage") == {"Visit": pytest.approx(0.8)}
    assert surge_of("+50%:4", "--surge") == Surge(factor=1.5, weeks=4)


@pytest.mark.parametrize("said", ["10", "+10", "10%", "-101%", "lots"])
def test_percent_is_refused_when_it_is_written_otherwise(said: str) -> None:
    with pytest.raises(UsageError):
        factor_of(said, "--arrivals")


@pytest.mark.parametrize("said", ["A", "=+1", "A=1", "A=+x"])
def test_count_is_refused_when_it_is_written_otherwise(said: str) -> None:
    with pytest.raises(UsageError):
        named_counts([said], "--staff")


def test_answer_says_the_change_first_when_told() -> None:
    fewer = Changes(staff={"B": -2})
    told = answer_in_words(compare(MODEL, fewer, USABLE, seed=3, weeks=12, n_pairs=15))
    assert told.startswith("With 2 fewer in B, over 12 weeks: 85 in 100 cases")
    assert "longer than as things are (95% interval" in told


def test_answer_says_that_the_line_grows_when_more_comes_than_can_be_done() -> None:
    busy = fit(queue_log(Queue(load=0.8), seed=1, weeks=30))
    answer = compare(busy, Changes(arrivals=1.5), USABLE, seed=3, weeks=12, n_pairs=5)
    assert answer_in_words(answer).endswith("the line would go on growing.")


def test_answer_says_no_difference_when_there_is_none() -> None:
    assert "no difference in how long cases take can be told" in answer_in_words(
        asked()
    )


def test_answer_tells_work_in_progress_when_only_that_differs() -> None:
    slow = fit(office_log(starts=False))
    told = answer_in_words(
        compare(slow, Changes(arrivals=0.5), USABLE, seed=3, weeks=4, n_pairs=9)
    )
    assert told.startswith("The log does not record when work began")
    assert "can be told from chance; " in told
    assert "cases would be in progress" in told


def test_time_in_queues_is_not_known_when_starts_are_not() -> None:
    model = fit(office_log(starts=False))
    found = compare(model, Changes(), USABLE, seed=1, n_pairs=2)
    assert isnan(found.of("wait_days").as_is)


def test_every_change_is_told_when_all_are_made() -> None:
    told = changes_in_words(
        Changes(
            arrivals=1.1,
            rework=0.5,
            stages={"Visit": 0.8},
            hours={"A": 1},
            wip_limit=9,
            backlog=20,
            surge=Surge(factor=1.5, weeks=4),
            triage=Triage.OLDEST,
        )
    )
    assert told == (
        "with 10% more cases coming in, 50% more cases for 4 weeks, a backlog of 20 "
        "cases on the first day, 50% of cases spared their repeated steps, 20% less "
        "time for Visit, 1 more hour a day in A, the oldest case first, at most 9 "
        "cases in progress"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"arrivals": 1.5},
        {"backlog": 200},
        {"surge": Surge(factor=2.0, weeks=4)},
        {"stages": {"Visit": 1.5}},
    ],
)
def test_more_work_is_refused_when_hands_cannot_be_seen(
    changes: dict[str, object],
) -> None:
    unseen = fit(office_log(starts=False))
    with pytest.raises(UsageError, match="keep up with more work"):
        check_changes(unseen, Changes(**changes))


def test_less_work_is_answered_when_hands_cannot_be_seen() -> None:
    check_changes(fit(office_log(starts=False)), Changes(arrivals=0.9))


def test_refusal_says_what_a_busy_week_finished_and_what_would_come() -> None:
    unseen = fit(office_log(starts=False))
    with pytest.raises(UsageError, match=r"finished 25 cases; .* 38\.6 would"):
        check_changes(unseen, Changes(arrivals=1.5))


def test_lead_times_are_not_known_when_nobody_comes_in_the_simulated_days() -> None:
    answer = compare(
        MODEL, Changes(arrivals=0.5), USABLE, seed=3, weeks=0.001, n_pairs=4
    )
    assert isnan(answer.of("p85_days").change)
    assert isnan(answer.of("p85_days").high)
    assert answer.of("wip").high == answer.of("wip").high
    assert "is not known" in answer_in_words(answer)
    assert "nan" not in what_if.draw(answer).svg().lower()


def test_lead_times_are_those_of_the_periods_that_tell_them_when_some_do_not() -> None:
    quiet = fit(queue_log(Queue(load=0.3), seed=1, weeks=30))
    answer = compare(quiet, Changes(), USABLE, seed=3, weeks=0.2, n_pairs=10)
    found = answer.of("p50_days")
    assert found.as_is > 0
    assert found.low <= found.change == 0 <= found.high
