from __future__ import annotations

from datetime import date, datetime, timedelta
from statistics import median

import numpy as np
import pytest

from mersey.samples.simulate import (
    Case,
    Dice,
    SampleWindow,
    arrivals,
    seasonal,
    serve_in_turn,
)
from mersey.samples.working_time import WorkingTime

at = datetime.fromisoformat


HOURS = WorkingTime(date(2023, 1, 1), date(2030, 12, 31))
WINDOW = SampleWindow.of_years(3, date(2026, 9, 30))


@pytest.fixture
def dice() -> Dice:
    return Dice(np.random.default_rng(42))


def test_window_starts_on_a_monday_when_the_end_is_a_wednesday() -> None:
    assert date(2023, 10, 2) == WINDOW.start
    assert date(2025, 9, 29) == WINDOW.change
    assert WINDOW.weeks == pytest.approx(1095 / 7)


def test_window_holds_the_last_day_to_its_end() -> None:
    assert WINDOW.has(at("2026-09-30T23:59"))
    assert not WINDOW.has(at("2026-10-01T00:00"))


def test_days_have_the_median_asked_for(dice: Dice) -> None:
    drawn = [dice.days(10, 0.5) for _ in range(4000)]
    assert median(drawn) == pytest.approx(10, rel=0.04)
    assert np.log(drawn).std() == pytest.approx(0.5, rel=0.05)


def test_pick_follows_its_weights(dice: Dice) -> None:
    picked = [dice.pick({"a": 3, "b": 1}) for _ in range(4000)]
    assert picked.count("a") / 4000 == pytest.approx(0.75, abs=0.03)


def test_some_of_gives_different_numbers_in_order(dice: Dice) -> None:
    drawn = dice.some_of(50, 20)
    assert drawn == sorted(set(drawn))
    assert len(drawn) == 20


def test_arrivals_come_at_the_rate_asked_for_in_order(dice: Dice) -> None:
    times = arrivals(dice, WINDOW, HOURS, per_week=40)
    assert times == sorted(times)
    assert len(times) / WINDOW.weeks == pytest.approx(40, rel=0.07)
    assert times[0].date() >= WINDOW.start
    assert times[-1].date() <= WINDOW.as_at


def test_arrivals_nearly_stop_when_the_office_is_shut(dice: Dice) -> None:
    times = arrivals(dice, WINDOW, HOURS, per_week=100)
    lull = [t for t in times if (t.month, t.day) >= (12, 25)]
    assert 0 < len(lull) < 60


def test_season_swings_by_its_amplitude() -> None:
    factor = seasonal(0.6, 60)
    assert factor(date(2025, 3, 1)) == pytest.approx(1.6)
    assert factor(date(2025, 8, 31)) == pytest.approx(0.4, abs=0.001)


def test_case_moves_on_when_steps_are_done() -> None:
    case = Case(number=0, opened=at("2025-07-05T22:00"), hours=HOURS)
    case.do("Received")
    case.do("Visit", 1, team="North", takes=0.25)
    assert case.steps[0].time == at("2025-07-05T22:00")
    assert case.steps[1].start == at("2025-07-08T09:00")
    assert case.when("Visit") == case.now == at("2025-07-08T11:00")
    assert case.when("Closed") is None
    assert case.days == 3


def test_queue_begins_one_a_day_when_capacity_is_five_a_week() -> None:
    monday = at("2025-07-07T09:00")
    begun = serve_in_turn([monday] * 6, HOURS, per_week=5)
    assert [t.date().day for t in begun] == [7, 8, 9, 10, 11, 14]


def test_queue_holds_nobody_when_it_is_empty() -> None:
    ready = [at("2025-07-07T09:00") + timedelta(days=7 * n) for n in range(4)]
    assert serve_in_turn(ready, HOURS, per_week=5) == ready
