"""The spans in a store are those of its cases; where they are not, it says so."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pytest

from mersey.errors import DataError
from mersey.eventlog import EventLog, open_log, prepare
from mersey.eventlog.kept_spans import SPANS, KeptSpans, read_spans
from mersey.eventlog.sorted_spans import SortedSpans, sort_spans
from tests.engines.asked import noted
from tests.engines.logs import NOW, Stated, make_loaded, make_log, shared_session

if TYPE_CHECKING:
    from pathlib import Path

# More than are written in one group of rows; every third is open, seconds are odd.
N_MANY = 130_000


@pytest.fixture
def kept_of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spans are kept however few the cases are."""
    monkeypatch.setattr("mersey.eventlog.kept_spans.FEWEST_CASES", 1)


def many_rows() -> list[tuple[str, str, Any]]:
    draw = np.random.default_rng(5)
    opened = np.datetime64("2024-01-01", "s") + draw.integers(0, 10_000_000, N_MANY)
    closed = opened + draw.integers(0, 5_000_000, N_MANY)
    return [
        row
        for n, (one, other) in enumerate(
            zip(opened.tolist(), closed.tolist(), strict=True)
        )
        for row in (
            (f"case {n}", "received", one),
            (f"case {n}", ("asked", "granted", "refused")[n % 3], other),
        )
    ]


ROWS = [
    ("a", "received", "2024-01-01T09:00"),
    ("a", "closed", "2024-01-09T10:01:02"),
    ("b", "received", "2024-01-01T09:00"),
    ("b", "closed", "2024-02-20T11:00"),
    ("c", "received", "2024-02-25T09:00"),
]


def same(one: SortedSpans, other: SortedSpans) -> bool:
    columns = ("ended_days", "ended_so", "watched_days")
    pairs = [(getattr(one, name), getattr(other, name)) for name in columns]
    return one.outcomes == other.outcomes and all(
        a.dtype == b.dtype and a.tobytes() == b.tobytes() for a, b in pairs
    )


def sorted_anew(log: EventLog) -> SortedSpans:
    return sort_spans(log.arrays, migration_day=log.facts.migration_day)


@pytest.mark.usefixtures("kept_of_few")
@pytest.mark.parametrize("outcome", [{}, {"a": "granted"}])
def test_kept_spans_are_those_of_the_cases_to_the_last_bit(outcome: Any) -> None:
    log = make_log(ROWS, end=("closed",), stated=Stated(outcome=outcome))
    assert log.kept_spans is not None
    assert log.kept_spans.n == 3
    assert same(log.spans, sorted_anew(log))


def test_kept_spans_are_those_of_many_cases_to_the_last_bit() -> None:
    log = make_log(many_rows(), end=("granted", "refused"))
    assert log.spans.outcomes == ("granted", "refused")
    assert log.spans.ended_days.size == 86_666
    assert same(log.spans, sorted_anew(log))


def test_few_spans_are_sorted_when_they_are_asked_for() -> None:
    log = make_log(ROWS, end=("closed",))
    assert log.kept_spans is None
    assert log.spans.ended_days.size == 2
    assert log.spans.watched_days.size == 1


@pytest.mark.usefixtures("kept_of_few")
def test_spans_are_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    log = make_log(ROWS, end=("closed",))
    queries = noted(monkeypatch)
    assert log.spans is log.spans
    assert len(queries) == 1


@pytest.mark.usefixtures("kept_of_few")
def test_store_without_spans_gives_the_same(tmp_path: Path) -> None:
    new = prepare(make_loaded(ROWS), tmp_path, end=("closed",), now=NOW)
    manifest = tmp_path / "manifest.json"
    told = json.loads(manifest.read_text())
    del told["spans"]
    manifest.write_text(json.dumps(told))
    old = open_log(tmp_path)
    assert old.kept_spans is None
    assert same(old.spans, new.spans)


@pytest.mark.usefixtures("kept_of_few")
def test_spans_of_other_cases_are_refused() -> None:
    log = make_log(ROWS, end=("closed",))
    assert log.kept_spans is not None
    other = replace(log, kept_spans=replace(log.kept_spans, n=4))
    with pytest.raises(DataError, match="do not fit its manifest"):
        _ = other.spans


@pytest.mark.parametrize(
    ("days", "outcome"),
    [([2.0, 1.0, 3.0], [0, 0, -1]), ([1.0, 5.0, 4.0], [0, -1, -1]),
     ([1.0, 2.0, 3.0], [0, 2, -1]), ([1.0, 2.0, 3.0], [-1, 0, 0])],
)  # fmt: skip
def test_spans_out_of_order_are_refused(
    days: list[float], outcome: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = shared_session()
    rows = pa.table({"days": days, "outcome": pa.array(outcome, pa.int8())})
    held = session.hold("spans_of_a_test", rows)
    monkeypatch.setattr(
        type(session), "find_table", lambda _, name: {SPANS: held}[name]
    )
    with pytest.raises(DataError, match="Load the file again"):
        read_spans(session, KeptSpans(n=3, outcomes=("a", "b")))
