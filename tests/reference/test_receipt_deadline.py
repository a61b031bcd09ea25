"""The receipt log judged by its own deadline column, beside plain Python.

The plain way reads the CSV with the standard library and multiplies the fractions of
Kaplan and Meier (1958) one by one.
"""

from __future__ import annotations

import csv
import gzip
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.flow.clock_results import ClockResult
from mersey.flow.clocks import clocks_of
from mersey.load import ReadOptions, read_log

pytestmark = pytest.mark.shared_data

NOW = datetime(2026, 11, 22, tzinfo=UTC)

Span = tuple[datetime, datetime | None, datetime]


@pytest.fixture(scope="module")
def path(shared_data: Path) -> Path:
    return shared_data / "permits_nl" / "receipt.csv.gz"


@pytest.fixture(scope="module")
def log(path: Path, tmp_path_factory: pytest.TempPathFactory) -> EventLog:
    folder = tmp_path_factory.mktemp("receipt")
    options = ReadOptions(deadline="case:deadline")
    session = open_duckdb(folder)
    loaded = read_log(path, session=session, options=options, key=None, now=NOW)
    return prepare(loaded, folder / "store", end=(), as_at=None, now=NOW)


@pytest.fixture(scope="module")
def result(log: EventLog) -> ClockResult:
    (found,) = clocks_of(log, None).results
    return found


@pytest.fixture(scope="module")
def spans(path: Path) -> list[Span]:
    """Start, end and deadline of each case, in UTC."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = {row["case:concept:name"]: row for row in csv.DictReader(lines)}
    columns = ("case:startdate", "case:enddate", "case:deadline")
    return [tuple(moment(row[column]) for column in columns) for row in rows.values()]


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def share_in_time(spans: list[Span], as_at: datetime) -> Fraction:
    """1 − S(0) on the scale of time past the deadline."""
    past = [(end or as_at) - due for _, end, due in spans]
    seen = [end is not None for _, end, _ in spans]
    left = Fraction(1)
    for time in sorted({p for p, s in zip(past, seen, strict=True) if s}):
        if time.total_seconds() > 0:
            break
        at_risk = sum(p >= time for p in past)
        ended = sum(s and p == time for p, s in zip(past, seen, strict=True))
        left *= Fraction(at_risk - ended, at_risk)
    return 1 - left


def test_receipt_log_has_1329_closed_and_105_open(log: EventLog) -> None:
    assert (log.facts.n_closed, log.facts.n_open) == (1329, 105)


def test_late_share_of_the_closed_equals_plain_python(
    result: ClockResult, spans: list[Span]
) -> None:
    closed = [(end, due) for start, end, due in spans if end]
    late = sum(end > due for end, due in closed)
    assert (len(closed), late, round(100 * late / len(closed), 1)) == (1329, 377, 28.4)
    counts = {str(status): n for status, n in result.statuses.items()}
    assert counts["late"] == late
    # Two were closed before they were opened: they are neither in time nor late.
    reversed_spans = sum(bool(end) and end < start for start, end, _ in spans)
    assert counts["undatable"] == reversed_spans == 2
    assert counts["on_time"] + counts["late"] == 1327
    assert counts["open_not_due"] + counts["open_overdue"] == 105


def test_experienced_share_equals_plain_python(
    result: ClockResult, log: EventLog, spans: list[Span]
) -> None:
    dated = [span for span in spans if not (span[1] and span[1] < span[0])]
    expected = share_in_time(dated, log.facts.as_at.replace(tzinfo=UTC))
    met = result.experienced_in_all
    assert (met.n, met.n_waiting) == (1432, 105)
    assert met.share == pytest.approx(float(expected), abs=5e-5)
    assert met.share == pytest.approx(0.6889, abs=5e-5)
