"""What a summary asks of its engine: few questions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mersey.clocks.clock import ClockStop
from mersey.flow import summarise
from tests.engines.asked import noted
from tests.engines.logs import Stated, make_log
from tests.unit.flow.clock_logs import MAJOR, clock, use_of

ROWS = [
    ("a", "received", "2024-01-01T09:00", "desk", None, "2024-01-01T08:30"),
    ("a", "assessed", "2024-01-03T09:00", "legal", None, "2024-01-02T21:00"),
    ("a", "closed", "2024-01-04T09:00", "desk", None, "2024-01-04T09:00"),
    ("b", "received", "2024-01-02T09:00", "desk", None, "2024-01-02T09:00"),
]


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every question that is asked from now on."""
    return noted(monkeypatch)


def test_summary_asks_few_questions(queries: list[Any]) -> None:
    log = make_log(ROWS, end=("closed",), as_at="2024-01-31")
    queries.clear()
    summarise(log)
    assert 10 <= len(queries) <= 15


def test_clocks_ask_two_questions_more(
    queries: list[Any],
) -> None:
    stated = Stated(attributes={"scale": {"a": "major", "b": "minor"}})
    log = make_log(ROWS, end=("closed",), as_at="2024-01-31", stated=stated)
    queries.clear()
    summarise(replace(log))
    plain = len(queries)
    stop = ClockStop(events=("decided",))
    use = use_of(MAJOR, clock(id="test.other", stop=stop))
    steps = {"received": "received", "closed": "decided"}
    summarise(replace(log), replace(use, events=steps))
    clocks = queries[plain:]
    assert len(clocks) - plain == 2
