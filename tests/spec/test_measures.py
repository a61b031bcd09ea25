"""Each measure's own worked example, on DuckDB."""

from __future__ import annotations

from functools import cache

import pytest

from mersey.eventlog import EventLog
from mersey.flow import MEASURES, Measure, measure
from mersey.vocabulary import Per
from tests.engines.logs import make_log

COLUMNS = ("case", "activity", "time", "team", "person", "start")

members = pytest.mark.parametrize("member", MEASURES.values(), ids=MEASURES.keys())


@cache
def example_log(name: str) -> EventLog:
    example = MEASURES[name].example
    told = [dict(zip(example.columns, row, strict=True)) for row in example.rows]
    rows = [tuple(row.get(column) or None for column in COLUMNS) for row in told]
    return make_log(rows, end=example.end, as_at=example.as_at)


@members
def test_measure_gives_the_numbers_of_its_example(member: Measure) -> None:
    log = example_log(member.name)
    series = measure(log, member.name, per=member.example.per)
    found = [(r.start.isoformat(), r.value, r.n, r.complete) for r in series.rows]
    assert found == [pytest.approx(row) for row in member.example.expected]


@members
@pytest.mark.parametrize("per", list(Per))
def test_measure_answers_for_every_period(member: Measure, per: Per) -> None:
    series = measure(example_log(member.name), member.name, per=per)
    assert series.rows


@members
def test_measure_says_what_it_is_in_whole_sentences(member: Measure) -> None:
    assert member.description.endswith(".")
    assert member.example.note.endswith(".")
    assert member.title
    assert member.source
