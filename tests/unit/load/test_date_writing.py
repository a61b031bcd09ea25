from __future__ import annotations

import pytest

from mersey.load.dates.date_forms import format_of, has_offset
from mersey.load.dates.writing import in_words, month_first, with_clocks


@pytest.mark.parametrize(
    ("value", "style"),
    [
        ("2023-07-03", "iso"),
        ("2023-07-03T10:15:30.123Z", "iso"),
        ("2023-07-03 10:15:30+01:00", "iso"),
        ("3/7/2023 10:15", "%d/%m/%Y %H:%M"),
        ("3-7-23", "%d-%m-%y"),
        ("03.07.2023", "%d.%m.%Y"),
        ("3-Jul-23", "%d-%b-%y"),
        ("31 Oct 2024", "%d %b %Y"),
        ("31 October 2024 14:05:09", "%d %B %Y %H:%M:%S"),
        ("1st July 2023", "%dst %B %Y"),
        ("Mon 3 July 2023", "%a %d %B %Y"),
        ("July 3, 2023", "%B %d, %Y"),
        ("3/7/2023 1:15 pm", "%d/%m/%Y %I:%M %p"),
        ("2022-Sep-28 00:00:00", "%Y-%b-%d %H:%M:%S"),  # SEN2 blade exports
        ("20230703", "%Y%m%d"),
        ("20230703T101500", "%Y%m%dT%H%M%S"),
    ],
)
def test_format_of_names_the_style(value: str, style: str):
    assert format_of(value) == style


@pytest.mark.parametrize(
    "value", ["", "12", "22/01566/B", "Group 3", "3 Apples 2023", "10:15", "20231345"]
)
def test_format_of_is_none_when_the_value_is_no_date(value: str):
    assert format_of(value) is None


def test_has_offset_tells_an_offset_from_a_date():
    assert has_offset("2023-07-03T10:15:30+01:00")
    assert has_offset("2023-07-03T10:15:30Z")
    assert not has_offset("2023-07-03")


def test_month_first_swaps_day_and_month():
    assert month_first("%d/%m/%Y %H:%M") == "%m/%d/%Y %H:%M"


def test_with_clocks_adds_the_same_date_without_a_time():
    assert "%d/%m/%Y" in with_clocks(("%d/%m/%Y %H:%M",))


def test_in_words_speaks_plainly():
    assert in_words("%d/%m/%y %H:%M") == (
        "day first, two-digit years (69 to 99 are 19xx), 24-hour clock"
    )
