"""Preparing gives what plain Python gives, and keeps the laws of counting."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby, pairwise

from hypothesis import HealthCheck, given, settings

from tests.engines.asked import asked, rows_of
from tests.engines.logs import make_log
from tests.engines.random_logs import random_rows

FEW = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


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
    cases = {c["pseudonym"][5:]: c for c in rows_of(log, "cases", by="case_id")}
    paths = {
        v["variant_id"]: tuple(v["path"])
        for v in rows_of(log, "variants", by="variant_id")
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
        tuple(v["path"]): v["n_cases"]
        for v in rows_of(log, "variants", by="variant_id")
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
    sql = f"SELECT {', '.join(same)} FROM {{cases}} ORDER BY case_id"  # noqa: S608
    assert asked(one, sql) == asked(two, sql)
    assert two.facts.as_at - one.facts.as_at == days


@FEW
@given(random_rows())
def test_counts_double_when_every_case_is_doubled(rows):
    twice = [*rows, *((f"{case}'", *rest) for case, *rest in rows)]
    # Stated: twice as many events may say otherwise where the writing of a log stops.
    said = {"end": [rows[0][1]], "as_at": max(row[2] for row in rows).date()}
    one, two = (make_log(r, zone="UTC", **said) for r in (rows, twice))
    assert two.facts.n_closed == 2 * one.facts.n_closed
    assert two.facts.n_events == 2 * one.facts.n_events
    found = rows_of(one, "variants", by="variant_id")
    doubled = [{**row, "n_cases": row["n_cases"] * 2} for row in found]
    assert doubled == rows_of(two, "variants", by="variant_id")


@FEW
@given(random_rows())
def test_arrivals_less_departures_are_the_open_cases_at_any_as_at_date(rows):
    day = sorted(row[2] for row in rows)[len(rows) // 2].date()
    log = make_log(rows, end=[rows[0][1]], as_at=day, zone="UTC")
    cases = rows_of(log, "cases", by="case_id")
    arrived = len(cases)
    departed = sum(case["closed"] is not None for case in cases)
    assert arrived == len({row[0] for row in rows if row[2].date() <= day})
    assert arrived - departed == log.facts.n_open + log.facts.n_silent
