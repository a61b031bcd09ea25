"""A day on which a system was filled is told, and moves nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from mersey.eventlog.migration import are_filled_in, crowd_of
from mersey.flow import measure
from mersey.flow.lead_times import lead_times
from mersey.forecast.history import weekly_history
from mersey.vocabulary import Per
from tests.engines.logs import make_log
from tests.simulation.migrations import filled_system


def crowd(counts: list[int]) -> int | None:
    days = np.datetime64("2025-01-01") + np.arange(len(counts))
    found = crowd_of(days, np.array(counts))
    return None if found is None else found.n


def test_crowd_is_one_day_far_above_all_others() -> None:
    assert crowd([3000, *range(100)]) == 3000
    assert crowd([3000]) == 3000
    assert crowd([400, *range(100)]) is None
    assert crowd([3000, *range(100), 3000]) is None, "bills of every year"
    assert crowd([49, 1, 2, 0, 3]) is None
    assert crowd([]) is None


@pytest.mark.parametrize("at", [0, 200])
def test_cases_of_the_day_a_system_was_filled_move_nothing(at: int) -> None:
    rows, durations, day = filled_system(1, at=at)
    log = make_log(rows, end=("Closed",))
    (told,) = [one for one in log.findings if one.id == "migration_day"]
    assert log.facts.migration_day == day
    assert 600 <= told.count < 612, "with those who came on that day"
    assert f"one day, {day.day} {day:%B %Y}" in told.message
    assert "and risks of passing one" in told.hint
    assert "No risk is learnt from them." in told.hint
    assert are_filled_in(log).sum() == told.count
    found = lead_times(log)
    for q in found.quantiles[:2]:
        assert q.days == pytest.approx(np.quantile(durations, q.p), rel=0.1)
    weeks = measure(log, "arrivals", per=Per.WEEK).rows
    assert max(row.value for row in weeks if row.complete) < 50
    assert weekly_history(log).arrivals.max() < 50


def test_day_on_which_all_cases_opened_is_said_and_kept() -> None:
    rows = [(n, "In", "2025-01-01T09:00") for n in range(300)]
    rows += [(n, "Closed", f"{date(2025, 1, 2) + timedelta(n)}") for n in range(250)]
    log = make_log(rows, end=("Closed",))
    (told,) = [one for one in log.findings if one.id == "migration_day"]
    assert (log.facts.migration_day, told.severity) == (None, "serious")
    assert lead_times(log).closed_only.n == 250


def test_steps_written_in_on_one_day_are_said() -> None:
    rows, _, _ = filled_system(1, at=None)
    on = datetime.fromisoformat("2025-07-01T12:00")
    cases = [case for case, step, time in rows if step == "Received" and time < on]
    checked = [(case, "Checked", on) for case in cases]
    found = {one.id: one for one in make_log([*rows, *checked]).findings}
    assert found["crowded_day"].count >= len(cases)
    assert "1 July 2025" in found["crowded_day"].message
    assert "migration_day" not in found
