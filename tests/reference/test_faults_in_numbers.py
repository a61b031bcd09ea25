"""Small files that once gave wrong numbers, with what their generators knew."""

from __future__ import annotations

from datetime import UTC, datetime

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
