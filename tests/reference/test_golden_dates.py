"""Ten dates for every pack, worked out apart from mersey; how stands beside each date.

`golden_dates.csv` was counted by the words that the pack quotes, with a list of bank
holidays written down from GOV.UK, and terms of a made-up school in `golden_terms.csv`.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest

from mersey.clocks import Calendar, calendar_from_file, due, due_dates, version_on
from mersey.clocks.clock import Clock
from mersey.services import clock_versions, load_packs

HERE = Path(__file__).parent
ROWS = list(
    csv.DictReader((HERE / "golden_dates.csv").read_text(encoding="utf-8").splitlines())
)
dates = pytest.mark.parametrize(
    "row", ROWS, ids=[f"{row['clock']} from {row['start']}" for row in ROWS]
)


@pytest.fixture(scope="module")
def terms() -> Calendar:
    return calendar_from_file(HERE / "golden_terms.csv", id="school:made_up")


def moment(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def clock_of(row: dict[str, str]) -> Clock:
    day = date.fromisoformat(row["start"][:10])
    found = version_on(clock_versions(row["clock"]), day)
    assert found is not None
    return found


@dates
def test_limit_is_the_one_worked_out_by_hand(
    row: dict[str, str], terms: Calendar
) -> None:
    clock = clock_of(row)
    calendar = terms if clock.calendar == "school" else None
    found = due(clock, moment(row["start"]), calendar=calendar)
    assert found.due == moment(row["due"]), row["how"]


@dates
def test_limit_is_the_same_when_many_cases_are_asked(
    row: dict[str, str], terms: Calendar
) -> None:
    clock = clock_of(row)
    calendar = terms if clock.calendar == "school" else None
    starts = np.array([row["start"], "NaT"], dtype="datetime64[us]")
    found = due_dates(clock, starts, calendar=calendar)
    wanted = np.datetime64(row["due"], "us")
    assert found.due[0].astype("datetime64[us]") == wanted


def test_every_pack_has_ten_dates_or_more() -> None:
    counted = Counter(row["pack"] for row in ROWS)
    assert [pack for pack in load_packs() if counted[pack] < 10] == []


def test_each_date_is_of_the_pack_that_owns_its_clock() -> None:
    owners = {c.id: pack.id for pack in load_packs().values() for c in pack.clocks}
    assert [row for row in ROWS if owners[row["clock"]] != row["pack"]] == []
