"""Spans in order: every bit of them, and every case in one place."""

from __future__ import annotations

from datetime import date

import numpy as np

from mersey.eventlog.sorted_spans import in_order, sort_spans
from tests.engines.logs import Stated, make_log

# In days: nothing, a microsecond, a third, a whole number and one next to it, 300 years.
AWKWARD = (0.0, 1 / 86_400e6, 1 / 3, 10.0, float(np.nextafter(10.0, 11.0)), 109_575.25)

ROWS = [
    ("a", "received", "2024-01-01"),
    ("a", "closed", "2024-01-09"),
    ("b", "received", "2024-01-01"),
    ("b", "closed", "2024-02-20"),
    ("c", "received", "2024-01-10"),
    ("c", "closed", "2024-01-10"),
    ("d", "received", "2024-02-25"),
    ("e", "received", "2024-02-27"),
]


def test_spans_rise_and_keep_their_outcome() -> None:
    log = make_log(
        ROWS,
        end=("closed",),
        as_at=date(2024, 2, 29),
        date_only=True,
        stated=Stated(outcome={"a": "granted", "c": "granted"}),
    )
    spans = sort_spans(log.arrays, migration_day=None)
    assert spans.outcomes == ("granted", "not recorded")
    assert spans.ended_days.tolist() == [0, 8, 50]
    assert spans.ended_so.tolist() == [0, 0, 1]
    assert spans.watched_days.tolist() == [2, 4]


def test_rare_outcomes_are_together_as_other() -> None:
    ways = "aabbccddeeffgh"
    rows = [
        (f"case {n}", step, f"2024-01-{day:02}")
        for n in range(len(ways))
        for step, day in (("received", 1), ("closed", 2 + n))
    ]
    told = Stated(outcome={f"case {n}": way for n, way in enumerate(ways)})
    log = make_log(rows, end=("closed",), date_only=True, stated=told)
    spans = sort_spans(log.arrays, migration_day=None)
    assert spans.outcomes == (*"abcdef", "other")
    assert spans.ended_so.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]


def test_cases_of_the_migration_day_have_no_span() -> None:
    log = make_log(ROWS, end=("closed",), as_at=date(2024, 2, 29), date_only=True)
    spans = sort_spans(log.arrays, migration_day=date(2024, 1, 1))
    assert (spans.ended_days.tolist(), spans.watched_days.tolist()) == ([0], [2, 4])


def test_order_keeps_every_bit_of_awkward_spans() -> None:
    days, outcome = in_order(
        np.array(AWKWARD)[::-1], np.array([5, 6, 3, 2, 1, 0], dtype=np.int8)
    )
    assert days.tolist() == list(AWKWARD)
    assert outcome.tolist() == [0, 1, 2, 3, 6, 5]


def test_order_leaves_what_it_was_given_as_it_was() -> None:
    days, outcome = np.array([2.0, 0.0, 1.0]), np.array([1, 0, 4], dtype=np.int8)
    in_order(days, outcome)
    assert (days.tolist(), outcome.tolist()) == ([2, 0, 1], [1, 0, 4])


def test_order_of_no_spans_is_nothing() -> None:
    days, outcome = in_order(np.empty(0), np.empty(0, dtype=np.int8))
    assert (days.size, outcome.size) == (0, 0)
