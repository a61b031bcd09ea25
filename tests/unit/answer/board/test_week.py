"""Which week a board speaks of."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.answer.board import board_week

MONDAY = date(2026, 9, 28)


@pytest.mark.parametrize(
    ("now", "as_at", "monday", "since"),
    [
        (MONDAY, date(2026, 9, 27), MONDAY, date(2026, 9, 21)),
        (date(2026, 10, 2), date(2026, 10, 1), MONDAY, date(2026, 9, 21)),
        (MONDAY, date(2026, 9, 25), MONDAY, date(2026, 9, 14)),
        (MONDAY, date(2026, 9, 30), MONDAY, date(2026, 9, 21)),
        (MONDAY, date(2026, 8, 30), MONDAY, date(2026, 8, 24)),
    ],
    ids=["sunday night", "mid-week", "friday's export", "log ahead", "a month late"],
)
def test_board_tells_the_last_week_known_to_its_end(now, as_at, monday, since) -> None:
    week = board_week(now, as_at=as_at)
    assert (week.monday, week.since) == (monday, since)


@pytest.mark.parametrize(
    ("as_at", "is_late"), [(date(2026, 9, 25), False), (date(2026, 9, 24), True)]
)
def test_data_that_end_before_friday_are_late(as_at, is_late) -> None:
    assert board_week(MONDAY, as_at=as_at).is_late is is_late
