from __future__ import annotations

from datetime import date

import pytest

from mersey.flow.case_spans import Recent, recent_spans
from tests.engines.logs import make_log


@pytest.fixture(scope="module")
def recent() -> Recent:
    rows = [
        ("a", "received", "2024-01-01"),
        ("a", "closed", "2024-01-09"),
        ("b", "received", "2024-01-01"),
        ("b", "closed", "2024-02-20"),
        ("c", "received", "2024-01-10"),
        ("c", "closed", "2024-01-10"),
        ("d", "received", "2024-02-25"),
    ]
    log = make_log(rows, end=("closed",), as_at=date(2024, 2, 29), date_only=True)
    return recent_spans(log, recent_days=14)


def test_recent_spans_are_of_cases_there_in_the_last_days(recent: Recent) -> None:
    # The last 14 days begin on 15 February: b was 45 days old then, d was yet to come.
    found = zip(recent.days, recent.is_ended, recent.age_then, strict=True)
    assert sorted(found) == [(4, False, -10), (50, True, 45)]
