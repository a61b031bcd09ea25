"""Small files that once gave wrong numbers, with what their generators knew."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.flow import summarise
from mersey.load import ReadOptions, read_log

pytestmark = pytest.mark.shared_data

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def log_of(shared_data, tmp_path):
    def prepared(name: str, *, end: tuple[str, ...] = ()) -> EventLog:
        loaded = read_log(
            shared_data / name,
            session=open_duckdb(tmp_path),
            options=ReadOptions(),
            key=None,
            now=NOW,
        )
        return prepare(loaded, tmp_path / "store", end=end, now=NOW)

    return prepared


def percentiles(log: EventLog) -> list[float]:
    found = summarise(log).lead_times
    return [round(q.days) for q in found.quantiles]


def test_waiting_people_are_not_silent(log_of):
    """All durations of the generator: p85 106, p95 157; the clock changes move an hour."""
    log = log_of("faults/numbers/waiting_list.csv")
    assert (log.facts.n_open, log.facts.n_silent) == (68, 0)
    _, p85, p95 = percentiles(log)
    assert p85 == pytest.approx(106, abs=1)
    assert p95 == pytest.approx(157, abs=1)


def test_one_stray_date_moves_nothing(log_of):
    stray = log_of("faults/numbers/stray_one_date.csv")
    assert stray.facts.as_at_date == date(2025, 11, 28)
    period = summarise(stray).lead_times.period_quantiles
    assert [round(q.days) for q in period[:2]] == [56, 99]


def test_register_of_a_year_is_as_at_its_end(log_of):
    """By its authors as at 31 December, a Sunday; the last entries are of the Friday."""
    log = log_of("planning_iom/applications_wide_2023.csv")
    assert date(2023, 12, 29) <= log.facts.as_at_date <= date(2023, 12, 31)
    found = summarise(log).lead_times
    half, *_ = found.period_quantiles
    assert (half.days, half.lower, half.upper) == (78, 73, 83)
    assert found.quantiles[1].days == 152
