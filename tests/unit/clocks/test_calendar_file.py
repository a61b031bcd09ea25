"""Calendars that a council brings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mersey.clocks import calendar_from_file, due
from mersey.errors import DataError, FileUnreadable
from tests.unit.clocks.example_clocks import make_clock

TERMS = """first,last,name,kind
2026-09-02,2026-12-18,Autumn term,term
2027-01-05,2027-03-25,Spring term,term
2026-10-26,2026-10-30,Half term,closed
2026-11-02,,Staff training,inset
"""


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(TERMS, encoding="utf-8")
    return path


def written(folder: Path, text: str) -> Path:
    path = folder / "days.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 9, 2), ""),
        (date(2026, 10, 26), "Half term"),
        (date(2026, 11, 2), "Staff training"),
        (date(2026, 12, 21), "outside term"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2027, 1, 5), ""),
        (date(2027, 1, 9), "Saturday"),
    ],
)
def test_day_outside_term_does_not_count(terms: Path, day: date, why: str) -> None:
    assert calendar_from_file(terms, id="school:borough").why_off(day) == why


def test_terms_are_known_from_the_first_to_the_last(terms: Path) -> None:
    days = calendar_from_file(terms, id="school:borough")
    assert (days.first, days.horizon) == (date(2026, 9, 2), date(2027, 3, 25))


def test_school_days_pass_over_the_holidays(terms: Path) -> None:
    days = calendar_from_file(terms, id="school:borough")
    found = due(make_clock(15, "school_days"), date(2026, 12, 10), calendar=days)
    assert (found.due, found.certainty) == (date(2027, 1, 15), "exact")


def test_limit_is_projected_when_the_last_term_is_over(terms: Path) -> None:
    days = calendar_from_file(terms, id="school:borough")
    found = due(make_clock(15, "school_days"), date(2027, 3, 15), calendar=days)
    assert found.certainty == "projected"


def test_closures_are_known_for_the_years_they_name(tmp_path: Path) -> None:
    path = written(tmp_path, "Date,Reason\n28/12/2026,Christmas closure\n")
    days = calendar_from_file(path, id="council:E08000007")
    assert days.why_off(date(2026, 12, 29)) == ""
    assert (days.first, days.horizon) == (date(2026, 1, 1), date(2026, 12, 31))


def test_closures_are_laid_on_the_calendar_named(tmp_path: Path) -> None:
    path = written(tmp_path, "date\n2026-12-29\n\n")
    days = calendar_from_file(path, id="council:x", base="scotland")
    assert days.why_off(date(2026, 12, 29)) == "closed"
    assert days.why_off(date(2026, 8, 3)) == "Summer bank holiday"


def test_every_wrong_row_is_told_by_its_line(tmp_path: Path) -> None:
    rows = "2026-13-01,,\n2026-05-02,2026-05-01,\n2026-01-01,2029-01-01,\n,,\n2026-01-01,,maybe\n"
    with pytest.raises(DataError) as told:
        calendar_from_file(written(tmp_path, f"first,last,kind\n{rows}"), id="school:x")
    assert told.value.problem.splitlines()[1:] == [
        "  line 2: expected a date such as 2026-09-02 or 02/09/2026",
        "  line 3: the last day is before the first",
        "  line 4: the span is longer than 400 days",
        "  line 6: expected the kind to be term or closed",
    ]


def test_message_holds_no_value_when_a_row_is_wrong(tmp_path: Path) -> None:
    path = written(tmp_path, "date,name\nsecret,private\n")
    with pytest.raises(DataError) as told:
        calendar_from_file(path, id="school:x")
    assert "secret" not in str(told.value)
    assert "private" not in str(told.value)


def test_only_ten_wrong_rows_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "date\n" + "x\n" * 12)
    with pytest.raises(DataError, match="12 rows") as told:
        calendar_from_file(path, id="school:x")
    assert told.value.problem.endswith("and 2 more")


@pytest.mark.parametrize("text", ["", "week,what\n1,2\n", "date\n"])
def test_file_is_refused_when_it_holds_no_day(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError):
        calendar_from_file(written(tmp_path, text), id="school:x")


def test_file_is_unreadable_when_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="missing"):
        calendar_from_file(tmp_path / "none.csv", id="school:x")
