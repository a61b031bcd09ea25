"""Preparing is the same on every engine: against plain Python, and as Spark's SQL."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, given, settings

from mersey.engine.following import followed
from mersey.eventlog.beginnings import with_beginnings
from mersey.eventlog.cases import cases_table, closings
from mersey.eventlog.days import Extent, read_days
from mersey.eventlog.eventlog import EndRule
from mersey.eventlog.facts import count_events
from mersey.eventlog.ordered import (
    finished_events,
    following_of,
    known_events,
    whole_events,
)
from mersey.eventlog.path_arrays import read_paths
from mersey.eventlog.paths import case_facts, path_facts, path_steps, paths_met
from mersey.eventlog.recorded import OPTIONAL, Recorded, read_recorded
from mersey.eventlog.resting import read_gaps
from mersey.vocabulary import CASES_COLUMNS, EVENTS_COLUMNS
from tests.engines.logs import make_log
from tests.engines.random_logs import random_rows
from tests.engines.spark import spark_sql

FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))

LOADED = {
    name: EVENTS_COLUMNS[name]
    for name in (
        "case_id",
        "event_id",
        "activity",
        "event_time",
        "local_date",
        *OPTIONAL,
    )
}

STATED = {
    "case_id": "int64",
    "pseudonym": "string",
    "opened": "timestamp(6)",
    "opened_date": "date",
    "closed": "timestamp(6)",
    "closed_date": "date",
    "outcome": "string",
    "status": "string",
    "is_over": "boolean",
    "attribute__ward": "string",
}

RULE = EndRule(
    activities=("Closed", "Withdrawn"),
    aftercare=("Survey",),
    closed_column=None,
    stated=False,
    silent_after_days=30.0,
    text="",
)

EXTENT = Extent(
    as_at=datetime.fromisoformat("2024-01-31"),
    as_at_date=datetime.fromisoformat("2024-01-31").date(),
    plausible_from=datetime.fromisoformat("2024-01-01").date(),
    n_after=0,
    n_future=0,
    n_far_future=0,
    n_far_past=0,
)


class Asked(Exception):
    """Ends a reading once the expression is known to compile."""


@ibis.udf.scalar.builtin
def xxhash64(activity: str, seq: int) -> int: ...


@ibis.udf.agg.builtin
def bit_xor(number: int) -> int: ...


class OnSpark:
    """An engine that only says how Spark would be asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def path_fingerprint(self, activity: Any, seq: Any) -> Any:
        return bit_xor(xxhash64(activity, seq))

    def to_pyarrow(self, expression: Any) -> Any:
        self.asked.append(spark_sql(expression))
        raise Asked


def table(name: str, columns: dict[str, str], **more: str) -> Any:
    return ibis.table(columns | more, name=name)


def steps_table() -> Any:
    kinds = {
        "path_key": "int64",
        "n_cases": "int64",
        "example": "int64",
        "seq": "int32",
        "activity": "string",
    }
    return table("steps", kinds)


@pytest.mark.parametrize(
    "columns", [frozenset(), frozenset(OPTIONAL), frozenset({"resource"})]
)
def test_events_compile_for_spark_when_any_columns_are_recorded(columns):
    recorded = Recorded(columns=columns, date_only=False)
    known = known_events(table("raw", LOADED), as_at=EXTENT.as_at, recorded=recorded)
    ordered = followed(known, following_of(recorded)).order_by("case_id", "seq")
    ordered = whole_events(finished_events(ordered, recorded=recorded))
    assert list(ordered.columns) == list(EVENTS_COLUMNS)
    assert "ORDER BY" in spark_sql(ordered)


@pytest.mark.parametrize("handover_of", ["team", "person", None])
def test_paths_compile_for_spark(handover_of):
    events = table("events", EVENTS_COLUMNS)
    facts = case_facts(events, session=OnSpark(), handover_of=handover_of)
    paths = paths_met(facts)
    steps = path_steps(events, paths)
    told = path_facts(steps, ends=RULE.activities, aftercare=RULE.aftercare)
    for expression in (facts, paths, steps, told):
        assert spark_sql(expression)


@pytest.mark.parametrize("date_only", [True, False])
@pytest.mark.parametrize("column", [None, "closed_on"])
@pytest.mark.parametrize("status", [None, "status"])
def test_cases_compile_for_spark(date_only, column, status):
    stated = {"closed_column": column, "status_column": status}
    rule = EndRule(**(RULE.__dict__ | stated))
    events = table("events", EVENTS_COLUMNS)
    facts = with_beginnings(
        case_facts(events, session=OnSpark(), handover_of="team"),
        OnSpark(),
        has_starts=date_only,
        time_zone="Europe/London",
        date_only=date_only,
    )
    told = path_facts(steps_table(), ends=rule.activities, aftercare=())
    closed = closings(events, facts, told.drop("path", "n_cases"), rule=rule)
    cases = cases_table(
        closed, table("stated", STATED), rule=rule, extent=EXTENT, date_only=date_only
    )
    assert list(cases.columns) == [*CASES_COLUMNS, "attribute__ward"]
    assert spark_sql(cases)


def test_every_question_compiles_for_spark():
    session, events = OnSpark(), table("events", EVENTS_COLUMNS)
    steps = steps_table()
    facts = case_facts(events, session=session, handover_of=None)
    for ask in (
        lambda: read_days(session, events),
        lambda: read_recorded(session, events, date_only=False),
        lambda: read_gaps(session, events),
        lambda: read_paths(session, facts=facts, paths=paths_met(facts), steps=steps),
        lambda: count_events(session, events),
    ):
        with pytest.raises(Asked):
            ask()
    assert len(session.asked) == 5


def in_python(rows: list[tuple]) -> dict[str, list[tuple]]:
    """Case → its rows in order of time, then of the file."""
    places = sorted(range(len(rows)), key=lambda n: (rows[n][2], n))
    cases: dict[str, list[tuple]] = {}
    for place in places:
        cases.setdefault(rows[place][0], []).append(rows[place])
    return cases


@FEW
@given(random_rows(has_starts=True))
def test_prepared_log_equals_plain_python_when_rows_are_random(rows):
    log = make_log(rows, end=[rows[0][1]])
    told = in_python(rows)
    cases = {c["pseudonym"][5:]: c for c in log.cases.to_pyarrow().to_pylist()}
    paths = {
        v["variant_id"]: tuple(v["path"]) for v in log.variants.to_pyarrow().to_pylist()
    }
    expected = {name: tuple(row[1] for row in steps) for name, steps in told.items()}
    assert {name: paths[case["variant_id"]] for name, case in cases.items()} == expected
    assert {name: c["n_rework"] for name, c in cases.items()} == {
        name: len([*groupby(path)]) - len(set(path)) for name, path in expected.items()
    }
    assert {name: c["n_handovers"] for name, c in cases.items()} == {
        name: sum(
            one != two for one, two in pairwise(step[3] for step in steps if step[3])
        )
        for name, steps in told.items()
    }
    assert Counter(expected.values()) == {
        tuple(v["path"]): v["n_cases"] for v in log.variants.to_pyarrow().to_pylist()
    }


@FEW
@given(random_rows())
def test_times_shift_with_the_log_when_all_rows_shift(rows):
    days = timedelta(weeks=3)
    later = [(case, name, time + days, *rest) for case, name, time, *rest in rows]
    end = [rows[0][1]]
    one, two = make_log(rows, end=end, zone="UTC"), make_log(later, end=end, zone="UTC")
    same = [
        "case_id",
        "state",
        "days",
        "n_events",
        "n_handovers",
        "variant_id",
        "outcome",
    ]
    assert one.cases[same].to_pyarrow() == two.cases[same].to_pyarrow()
    assert two.facts.as_at - one.facts.as_at == days


@FEW
@given(random_rows())
def test_counts_double_when_every_case_is_doubled(rows):
    twice = [*rows, *((f"{case}'", *rest) for case, *rest in rows)]
    end = [rows[0][1]]
    one, two = make_log(rows, end=end), make_log(twice, end=end)
    assert two.facts.n_closed == 2 * one.facts.n_closed
    assert two.facts.n_events == 2 * one.facts.n_events
    doubled = one.variants.mutate(n_cases=one.variants.n_cases * 2)
    assert doubled.to_pyarrow() == two.variants.to_pyarrow()


@FEW
@given(random_rows())
def test_arrivals_less_departures_are_the_open_cases_at_any_as_at_date(rows):
    day = sorted(row[2] for row in rows)[len(rows) // 2].date()
    log = make_log(rows, end=[rows[0][1]], as_at=day, zone="UTC")
    cases = log.cases
    arrived = cases.count().to_pyarrow().as_py()
    departed = cases.closed.count().to_pyarrow().as_py()
    assert arrived == len({row[0] for row in rows if row[2].date() <= day})
    assert arrived - departed == log.facts.n_open + log.facts.n_silent
