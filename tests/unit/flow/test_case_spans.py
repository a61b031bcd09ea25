from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.flow.case_spans import CaseSpans, in_order, read_spans
from mersey.flow.competing import STILL_OPEN
from tests.engines.logs import Stated, make_log

# In days: nothing, a microsecond, a third, a whole number and one next to it, 300 years.
AWKWARD = (0.0, 1 / 86_400e6, 1 / 3, 10.0, float(np.nextafter(10.0, 11.0)), 109_575.25)


@pytest.fixture(scope="module")
def spans() -> CaseSpans:
    rows = [
        ("a", "received", "2024-01-01"),
        ("a", "closed", "2024-01-09"),
        ("b", "received", "2024-01-01"),
        ("b", "closed", "2024-02-20"),
        ("c", "received", "2024-01-10"),
        ("c", "closed", "2024-01-10"),
        ("d", "received", "2024-02-25"),
    ]
    return read_spans(
        make_log(
            rows,
            end=("closed",),
            as_at=date(2024, 2, 29),
            date_only=True,
            stated=Stated(outcome={"a": "granted", "c": "granted"}),
        ),
        recent_days=14,
    )


def test_spans_rise_and_keep_their_outcome(spans: CaseSpans) -> None:
    assert spans.outcomes == ("granted", "not recorded")
    assert spans.days.tolist() == [0, 4, 8, 50]
    assert spans.outcome.tolist() == [0, STILL_OPEN, 0, 1]
    assert spans.is_ended.tolist() == [True, False, True, True]


def test_recent_spans_are_of_cases_there_in_the_last_days(spans: CaseSpans) -> None:
    # The last 14 days begin on 15 February: b was 45 days old then, d was yet to come.
    found = sorted(zip(spans.recent.days, spans.recent.age_then, strict=True))
    assert found == [(4, -10), (50, 45)]
    assert sorted(spans.recent.is_ended.tolist()) == [False, True]


def test_order_keeps_every_bit_of_awkward_spans() -> None:
    days, outcome = in_order(
        np.array(AWKWARD)[::-1], np.array([5, STILL_OPEN, 3, 2, 1, 0], dtype=np.int8)
    )
    assert days.tolist() == list(AWKWARD)
    assert outcome.tolist() == [0, 1, 2, 3, STILL_OPEN, 5]


def test_order_leaves_what_it_was_given_as_it_was() -> None:
    days, outcome = np.array([2.0, 0.0, 1.0]), np.array([1, 0, -1], dtype=np.int8)
    in_order(days, outcome)
    assert (days.tolist(), outcome.tolist()) == ([2, 0, 1], [1, 0, -1])


def test_order_of_no_spans_is_nothing() -> None:
    days, outcome = in_order(np.empty(0), np.empty(0, dtype=np.int8))
    assert (days.size, outcome.size) == (0, 0)
