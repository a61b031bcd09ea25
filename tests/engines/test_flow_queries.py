"""What a summary asks of its engine: few queries, each of which Spark could answer too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from ibis.expr.types import Table

from mersey.clocks.clock import ClockStop
from mersey.flow import summarise
from tests.engines.logs import Stated, make_log
from tests.engines.spark import spark_sql
from tests.unit.flow.clock_logs import MAJOR, clock, use_of

ROWS = [
    ("a", "received", "2024-01-01T09:00", "desk", None, "2024-01-01T08:30"),
    ("a", "assessed", "2024-01-03T09:00", "legal", None, "2024-01-02T21:00"),
    ("a", "closed", "2024-01-04T09:00", "desk", None, "2024-01-04T09:00"),
    ("b", "received", "2024-01-02T09:00", "desk", None, "2024-01-02T09:00"),
]


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every expression that is run from now on."""
    asked: list[Any] = []
    run = Table.to_pyarrow

    def note_and_run(expression: Any, *args: Any, **options: Any) -> Any:
        asked.append(expression)
        return run(expression, *args, **options)

    monkeypatch.setattr(Table, "to_pyarrow", note_and_run)
    return asked


def test_summary_asks_few_queries_that_compile_for_spark(queries: list[Any]) -> None:
    log = make_log(ROWS, end=("closed",), as_at="2024-01-31")
    queries.clear()
    summarise(log)
    assert 10 <= len(queries) <= 14
    assert all("SELECT" in spark_sql(query) for query in queries)


def test_clocks_ask_two_queries_more_that_compile_for_spark(
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
    assert all("SELECT" in spark_sql(query) for query in clocks)
