"""Faults that were found by hand, each with its smallest file and the right value."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import prepare
from mersey.forecast import ForecastSummary, foretell
from mersey.forecast.results import RiskList
from mersey.load import ReadOptions, read_log

pytestmark = pytest.mark.shared_data

NOW = datetime(2026, 11, 30, tzinfo=UTC)


def foretold(
    path: Path, folder: Path, *, end: str | None = None, deadline: str | None = None
) -> ForecastSummary:
    """What is foretold of one file."""
    session = open_duckdb(folder)
    options = ReadOptions(deadline=deadline)
    loaded = read_log(path, session=session, options=options, key=None, now=NOW)
    ends = (end,) if end else ()
    log = prepare(loaded, folder / "store", end=ends, now=NOW)
    session.close()
    return foretell(log)


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
