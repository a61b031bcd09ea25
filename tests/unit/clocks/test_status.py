"""What became of a case, and which version of a clock judges it."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from mersey.clocks import (
    STATUSES,
    ClockStatus,
    DueDates,
    Marks,
    place_of,
    statuses,
    version_on,
)
from tests.unit.clocks.example_clocks import make_clock

AS_AT = date(2026, 3, 20)


def days(*values: str | None) -> Any:
    return np.array(values, dtype="datetime64[D]")


def status(
    due: str | None,
    stop: str | None,
    *,
    start: str | None = "2026-03-01",
    released: str | None = None,
    projected: bool = False,
    **marks: bool,
) -> ClockStatus:
    found = statuses(
        DueDates(due=days(due), projected=np.array([projected])),
        days(start).astype("datetime64[us]"),
        days(stop).astype("datetime64[us]"),
        as_at=AS_AT,
        released=days(released).astype("datetime64[us]"),
        marks=Marks(**{name: np.array([value]) for name, value in marks.items()}),
    )
    return STATUSES[found[0]]


@pytest.mark.parametrize(
    ("due", "stop", "more", "expected"),
    [
        ("2026-03-10", "2026-03-10", {}, "on_time"),
        ("2026-03-10", "2026-03-11", {}, "late"),
        ("2026-03-20", None, {}, "open_not_due"),
        ("2026-03-19", None, {}, "open_overdue"),
        ("2026-03-10", None, {"released": "2026-03-10"}, "not_applicable"),
        ("2026-03-10", None, {"released": "2026-03-11"}, "late"),
        ("2026-03-10", "2026-03-12", {"released": "2026-03-09"}, "not_applicable"),
        ("2026-03-10", "2026-03-09", {"released": "2026-03-12"}, "on_time"),
        ("2026-03-10", "2026-02-28", {}, "undatable"),
        ("2026-03-10", None, {"start": None}, "undatable"),
        (None, "2026-03-10", {}, "undatable"),
        ("2026-03-10", "2026-03-11", {"exempt": True}, "exempt"),
        ("2026-03-10", "2026-03-11", {"exempt": False}, "late"),
        (None, "2026-03-10", {"exempt": True}, "undatable"),
        (None, None, {"applies": False}, "not_applicable"),
        ("2026-03-10", "2026-03-11", {"applies": True}, "late"),
        ("2026-03-10", "2026-03-11", {"projected": True}, "open_not_due"),
        ("2026-03-19", None, {"projected": True}, "open_not_due"),
        ("2026-03-10", "2026-03-10", {"projected": True}, "on_time"),
    ],
)
def test_status_is_one_of_seven(
    due: str | None, stop: str | None, more: Any, expected: str
) -> None:
    assert status(due, stop, **more) == expected


def test_place_is_that_in_the_list() -> None:
    assert [place_of(one) for one in STATUSES] == list(range(7))


def test_stop_is_in_time_all_day_when_the_limit_is_a_date() -> None:
    found = statuses(
        DueDates(due=days("2026-03-10"), projected=np.array([False])),
        np.array(["2026-03-10T09:00"], "datetime64[us]"),
        np.array(["2026-03-10T23:59"], "datetime64[us]"),
        as_at=AS_AT,
    )
    assert STATUSES[found[0]] is ClockStatus.ON_TIME


OLD = make_clock(1, "days", valid_to="2026-02-04")
NEW = make_clock(2, "days", valid_from="2026-02-05")
ALWAYS = make_clock(3, "days")


@pytest.mark.parametrize(
    ("versions", "day", "expected"),
    [
        ([OLD, NEW], date(2026, 2, 4), OLD),
        ([NEW, OLD], date(2026, 2, 5), NEW),
        ([ALWAYS, NEW], date(2026, 2, 5), NEW),
        ([ALWAYS, NEW], date(2026, 2, 4), ALWAYS),
        ([NEW], date(2026, 2, 4), None),
        ([], date(2026, 2, 4), None),
    ],
)
def test_version_is_that_of_the_day_the_case_started(
    versions: Any, day: date, expected: Any
) -> None:
    assert version_on(versions, day) == expected
