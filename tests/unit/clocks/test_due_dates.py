"""Many cases at once, at the edges."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.clocks import due_dates
from tests.unit.clocks.example_clocks import make_clock


@pytest.mark.parametrize("unit", ["D", "s", "ms", "us", "ns"])
def test_limits_are_dates_whatever_the_unit_of_the_starts(unit: str) -> None:
    starts = np.array(["2026-07-03", "NaT"], dtype=f"datetime64[{unit}]")
    found = due_dates(make_clock(1, "working_days"), starts)
    assert found.due.astype(str).tolist() == ["2026-07-06", "NaT"]
    assert found.due.dtype == "datetime64[D]"


@pytest.mark.parametrize("unit", ["days", "hours"])
@pytest.mark.parametrize("values", [[], ["NaT", "NaT"]])
def test_nothing_is_dated_when_nothing_started(unit: str, values: list[str]) -> None:
    found = due_dates(make_clock(5, unit), np.array(values, dtype="datetime64[us]"))
    assert np.isnat(found.due).all()
    assert found.due.size == found.projected.size == len(values)
    assert not found.projected.any()


def test_starts_thousands_of_years_apart_are_each_dated() -> None:
    starts = np.array(["0001-01-01", "2026-01-01", "9990-01-01"], "datetime64[D]")
    found = due_dates(make_clock(2, "weeks"), starts)
    assert (found.due - starts).astype(int).tolist() == [14, 14, 14]


def test_starts_are_left_as_they_were() -> None:
    starts = np.array(["2026-07-03T18:00", "NaT"], "datetime64[us]")
    before = starts.copy()
    clock = make_clock(2, "days", start={"events": ["a"], "cut_off": "17:00"})
    due_dates(clock, starts, paused_days=np.array([3, 0]))
    assert np.array_equal(starts, before, equal_nan=True)


def test_paused_days_are_days_of_the_clocks_kind() -> None:
    starts = np.array(["2026-07-03"] * 3, "datetime64[D]")
    found = due_dates(
        make_clock(1, "working_days"), starts, paused_days=np.array([0, 1, 5])
    )
    assert found.due.astype(str).tolist() == ["2026-07-06", "2026-07-07", "2026-07-13"]


def test_paused_case_without_a_start_stays_undated() -> None:
    found = due_dates(
        make_clock(1, "days"),
        np.array(["NaT"], "datetime64[D]"),
        paused_days=np.array([4]),
    )
    assert np.isnat(found.due).all()


def test_hours_wait_for_the_next_working_day_when_the_clock_says_so() -> None:
    clock = make_clock(
        24, "hours", start={"events": ["a"], "day_off": "next_working_day"}
    )
    starts = np.array(["2026-05-02T09:00", "2026-05-06T09:00"], "datetime64[s]")
    found = due_dates(clock, starts)
    assert found.due.astype(str).tolist() == [
        "2026-05-06T00:00:00",
        "2026-05-07T09:00:00",
    ]
