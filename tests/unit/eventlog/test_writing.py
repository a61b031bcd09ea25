"""Where a log stops being written, stray dates or none."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from mersey.eventlog.end_of_writing import writing_stops
from mersey.vocabulary import AsAtReason
from tests.engines.logs import make_log

START = date(2025, 1, 6)


def stop_of(counts: dict[int, int], *, start: date = START) -> date | None:
    """Where writing stops, of counts of events by day from `start` on."""
    days = sorted(day for day, n in counts.items() if n)
    dates = [np.datetime64(start + timedelta(days=day)) for day in days]
    return writing_stops(np.array(dates), np.array([counts[day] for day in days]))


def working_days(n_days: int, n: int = 2) -> dict[int, int]:
    return {day: n for day in range(n_days) if day % 7 < 5}


@pytest.mark.parametrize(
    "strays", [{28: 1}, {14: 1, 40: 1}, {10: 1, 25: 1, 90: 1}, {300: 2}]
)
def test_stray_dates_do_not_move_the_end(strays):
    last = 326
    later = {last + after: n for after, n in strays.items()}
    found = stop_of(working_days(last + 1) | {last: 2} | later)
    assert found == START + timedelta(days=last)


@pytest.mark.parametrize("seed", range(30))
def test_log_that_ends_as_it_went_on_has_no_stop(seed):
    rng = np.random.default_rng(seed)
    rates = rng.choice([0.1, 0.5, 3.0, 20.0]) * rng.uniform(0.7, 1.3, 400)
    assert stop_of(dict(enumerate(rng.poisson(rates)))) is None


@pytest.mark.parametrize("typical", [5, 20, 60])
@pytest.mark.parametrize("seed", range(10))
def test_cases_that_run_out_are_no_strays(seed, typical):
    """Nothing opens after a year, and the last cases end at their own pace."""
    rng = np.random.default_rng(seed)
    opened = rng.uniform(0, 365, 3000)
    ended = opened + rng.exponential(typical, 3000)
    days, n = np.unique(np.floor([*opened, *ended]).astype(int), return_counts=True)
    found = stop_of(dict(zip(days.tolist(), n.tolist(), strict=True)))
    assert found is None or (np.array(days)[-1] - (found - START).days) <= 4 * typical


def test_christmas_is_no_stop():
    counts = dict.fromkeys(range(300), 5) | {311: 1}
    start = date(2025, 12, 23) - timedelta(days=299)
    assert stop_of(counts, start=start) is None
    assert stop_of(counts, start=START) == START + timedelta(days=299)


def test_busy_log_may_have_more_strays_than_three():
    counts = dict.fromkeys(range(370), 100) | dict.fromkeys(range(400, 800, 40), 1)
    assert stop_of(counts) == START + timedelta(days=369)


def test_stray_event_is_set_aside_and_said():
    rows = [(day, "In", f"{START + timedelta(days=day)}") for day in range(100)]
    rows += [(day, "Closed", f"{START + timedelta(days=day + 9)}") for day in range(91)]
    rows += [(95, "Published", f"{START + timedelta(days=130)}")]
    log = make_log(rows, date_only=True)
    assert log.facts.as_at_date == START + timedelta(days=99)
    assert log.facts.as_at_reason is AsAtReason.WRITING_STOPS
    found = {one.id: one for one in log.findings}
    assert found["writing_stops"].count == 1
    assert "of 192 events 1 is later" in found["writing_stops"].message
    assert "after_as_at" not in found
    assert (log.facts.n_events, log.facts.n_set_aside) == (192, 1)


def test_as_at_that_was_said_is_kept():
    rows = [(day, "In", f"{START + timedelta(days=day)}") for day in range(60)]
    log = make_log([*rows, (0, "Closed", "2025-05-01")], as_at="2025-05-02")
    assert log.facts.as_at_date == date(2025, 5, 2)
    assert log.facts.as_at_reason is AsAtReason.SAID
    assert (log.facts.n_events, log.facts.n_set_aside) == (61, 0)
