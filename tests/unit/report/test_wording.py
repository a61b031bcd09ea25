from __future__ import annotations

from datetime import date, datetime

import pytest

from mersey.report.wording import (
    both,
    clip,
    day,
    duration,
    humanise,
    in_100,
    local_day,
    parted,
    rate,
    within,
)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "not yet known"),
        (75.0, "75 days"),
        (59.5, "59.5 days"),
        (18.47, "18 days"),
        (7.56, "7.6 days"),
        (1.0, "1 day"),
        (0.0, "0 days"),
        (0.5, "12 hours"),
        (0.0001, "1 minute"),
    ],
)
def test_duration_is_said_in_the_unit_a_person_would_use(
    days: float | None, said: str
) -> None:
    assert duration(days) == said


def test_both_says_the_unit_once_when_it_is_the_same() -> None:
    assert both(71.0, 79.0) == "71 and 79 days"
    assert both(1.0, 2.5) == "1 and 2.5 days"
    assert both(0.5, 2.0) == "12 hours and 2 days"


def test_within_gives_the_interval_and_each_unit_when_they_differ() -> None:
    assert within(75.0, 71.0, 79.0) == "75 days (71–79)"
    assert within(1.5, 0.5, 2.0) == "1.5 days (12 hours to 2 days)"


def test_rate_keeps_one_decimal_when_small() -> None:
    assert [rate(17), rate(6.14), rate(1200.4)] == ["17.0", "6.1", "1,200"]


def test_parted_sets_the_unit_apart() -> None:
    assert parted(1200.0) == ("1,200", "days")


def test_in_100_is_whole_when_the_share_is_not_exact_in_binary() -> None:
    assert in_100(1 - 0.85) == "15 in 100"


def test_dates_are_said_in_full() -> None:
    assert day(date(2023, 7, 3)) == "3 July 2023"


def test_local_day_follows_the_clock_on_the_wall_when_summer_time_holds() -> None:
    late = datetime.fromisoformat("2023-07-02T23:30")
    assert local_day(late, time_zone="Europe/London") == "3 July 2023"
    assert local_day(late, time_zone="UTC") == "2 July 2023"


def test_humanise_makes_words_of_a_column_name() -> None:
    assert humanise("decision__date ") == "decision date"


def test_clip_keeps_to_its_limit_when_a_name_is_absurd() -> None:
    assert clip("a" * 100_000, limit=10) == "aaaaaaaaa…"
    assert clip("short", limit=10) == "short"
