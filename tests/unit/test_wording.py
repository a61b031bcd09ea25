from __future__ import annotations

from datetime import date, datetime

import pytest

from mersey.wording import (
    both,
    clip,
    day,
    day_short,
    days,
    days_short,
    duration,
    either,
    humanise,
    in_100,
    joined,
    local_day,
    parted,
    percent,
    plain,
    plural,
    rate,
    within,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (12, "12 days"),
        (12.4, "12 days"),
        (59.5, "59.5 days"),
        (2.44, "2.4 days"),
        (1434, "1,434 days"),
        (5 / 24, "5 hours"),
        (1 / 24, "60 minutes"),
        (20 / 1440, "20 minutes"),
        (0.00001, "1 minute"),
    ],
)
def test_days_says_a_duration(value: float, said: str) -> None:
    assert days(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0d"), (21, "21d"), (2.44, "2.4d"), (0.25, "6h"), (0.01, "14 min")],
)
def test_days_short_says_a_duration(value: float, said: str) -> None:
    assert days_short(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0%"), (0.0004, "under 0.1%"), (0.004, "0.4%"), (0.996, "99.6%"), (1, "100%")],
)
def test_percent_never_rounds_to_none_or_all(value: float, said: str) -> None:
    assert percent(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.5"), (40, "40"), (1200, "1,200"), (250_000, "0.25m"), (1.5e6, "1.5m")],
)
def test_plain_says_a_tick(value: float, said: str) -> None:
    assert plain(value) == said


def test_plural_agrees_with_its_number() -> None:
    assert [plural(n, "case") for n in (0, 1, 1434)] == [
        "0 cases",
        "1 case",
        "1,434 cases",
    ]


def test_day_short_says_a_date_without_the_locale() -> None:
    assert day_short(date(2023, 7, 3)) == "3 Jul 2023"


def test_joined_makes_a_list() -> None:
    assert [joined(x) for x in ((), ("a",), ("a", "b", "c"))] == [
        "",
        "a",
        "a, b and c",
    ]


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


def test_plural_takes_its_verb_with_it() -> None:
    assert plural(1, "row was", "rows were") == "1 row was"
    assert plural(2, "row was", "rows were") == "2 rows were"
    assert [either(n, "is", "are") for n in (0, 1, 2)] == ["are", "is", "are"]


def test_clip_keeps_to_its_limit_when_a_name_is_absurd() -> None:
    assert clip("a" * 100_000, limit=10) == "aaaaaaaaa…"
    assert clip("short", limit=10) == "short"


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "none"),
        (0.001, "fewer than 1 in 100"),
        (0.15, "15 in 100"),
        (0.999, "more than 99 in 100"),
        (1.0, "all"),
    ],
)
def test_in_100_never_rounds_to_none_or_all(share: float, said: str) -> None:
    assert in_100(share) == said


def test_rate_of_none_has_no_decimal() -> None:
    assert rate(0.0) == "0"
