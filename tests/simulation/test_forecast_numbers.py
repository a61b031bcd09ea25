"""Faults that were found by hand, each with its smallest file and the right value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mersey.answer import forecast_of
from mersey.engine import open_duckdb
from mersey.errors import UsageError
from mersey.eventlog import EventLog, prepare
from mersey.forecast.results import (
    ClearingForecast,
    CountForecast,
    ForecastSummary,
    RiskList,
)
from mersey.forecast.whatif import Changes, check_changes, fit, to_work_log
from mersey.load import ReadOptions, read_log

pytestmark = pytest.mark.shared_data

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def opened(
    path: Path, folder: Path, *, end: str | None = None, deadline: str | None = None
) -> EventLog:
    """One file, read and prepared."""
    session = open_duckdb(folder)
    options = ReadOptions(deadline=deadline)
    loaded = read_log(path, session=session, options=options, key=None, now=NOW)
    ends = (end,) if end else ()
    log = prepare(loaded, folder / "store", end=ends, now=NOW)
    session.close()
    return log


def foretold(path: Path, folder: Path, **said: str) -> ForecastSummary:
    """What is foretold of one file."""
    return forecast_of(opened(path, folder, **said))


def test_eight_or_so_are_expected_late_when_most_are_decided_on_the_last_day(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "faults" / "numbers" / "deadline.csv"
    risks = foretold(path, tmp_path, deadline="Due").risks
    assert isinstance(risks, RiskList)
    assert risks.n_open - risks.n_overdue == 279
    assert risks.expected_late == pytest.approx(9, abs=3)
    near = [case.risk for case in risks.cases if 0 < case.days_to_limit <= 2]
    assert max(near) <= 0.15


def test_falling_backlog_clears_when_the_log_began_empty(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "faults" / "numbers" / "backlog_falling.csv"
    clearing = foretold(path, tmp_path, end="Closed").clearing
    assert isinstance(clearing, ClearingForecast)
    assert clearing.backlog == 818
    assert clearing.is_clearing
    assert clearing.net_per_week.low80 <= 25 <= clearing.net_per_week.high80
    assert clearing.p50 is not None
    weeks = (clearing.p50 - date(2025, 12, 26)).days / 7
    assert weeks == pytest.approx(33, abs=6)


def test_no_more_is_finished_than_is_there(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "faults" / "numbers" / "backlog_18_finish_781.csv"
    found = foretold(path, tmp_path, end="Closed")
    finished, arriving = found.throughput, found.arrivals
    assert isinstance(finished, CountForecast)
    assert isinstance(arriving, CountForecast)
    assert finished.total.p50 <= 18 + arriving.total.p50
    assert finished.total.high80 <= 18 + arriving.total.high80
    assert finished.total.p50 == pytest.approx(640, rel=0.05)


@pytest.mark.parametrize(
    ("name", "end", "arrivals"),
    [
        ("whatif_own_caseloads.csv", "Decided", 1.5),
        ("whatif_mm1_refused.csv", "Work done", 1.1),
    ],
)
def test_more_work_is_not_told_when_hands_cannot_be_seen(
    shared_data: Path, tmp_path: Path, name: str, end: str, arrivals: float
) -> None:
    path = shared_data / "faults" / "numbers" / name
    model = fit(to_work_log(opened(path, tmp_path, end=end)))
    with pytest.raises(UsageError, match="does not record when work on a step began"):
        check_changes(model, Changes(arrivals=arrivals))
