from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mersey.samples.made_up_people import canaries, make_person, make_place, staff
from mersey.samples.simulate import Dice
from tests.unit.samples import files

PERSON_COLUMNS = {
    "childrens_social_care": ("NHSNumber", "Postcode", "ParentEmail"),
    "adult_social_care": ("NHS Number", "Postcode", "Email"),
}


def _dice(seed: int = 1) -> Dice:
    return Dice(np.random.default_rng(seed))


def _is_test_number(number: str) -> bool:
    digits = [int(d) for d in number if d.isdigit()]
    check = -sum(w * d for w, d in zip(range(10, 1, -1), digits[:9], strict=True)) % 11
    return len(digits) == 10 and number.startswith("999 ") and digits[9] == check


def test_check_digit_is_that_of_a_known_number() -> None:
    assert _is_test_number("999 000 0018")
    assert not _is_test_number("999 000 0017")


@pytest.mark.parametrize("name", PERSON_COLUMNS)
def test_numbers_and_addresses_come_from_ranges_kept_for_tests(
    borough: Path, truths: dict[str, Any], name: str
) -> None:
    nhs, postcode, email = PERSON_COLUMNS[name]
    rows = files.read(borough, truths, name)
    assert all(_is_test_number(row[nhs]) for row in rows)
    assert all(re.fullmatch(r"ZE[4-6]\d \d[A-Z]{2}", row[postcode]) for row in rows)
    assert all(row[email].endswith("@example.org") for row in rows)


@pytest.mark.parametrize("name", PERSON_COLUMNS)
def test_canaries_are_in_the_file_when_it_is_read_as_it_is(
    borough: Path, truths: dict[str, Any], name: str
) -> None:
    rows = files.read(borough, truths, name)
    text = "\n".join(str(value) for row in rows for value in row.values())
    assert sum(canary in text for canary in truths["canaries"]) > 300


def test_every_canary_is_in_some_file(borough: Path, truths: dict[str, Any]) -> None:
    rows = [row for n in PERSON_COLUMNS for row in files.read(borough, truths, n)]
    text = "\n".join(str(value) for row in rows for value in row.values())
    assert [canary for canary in truths["canaries"] if canary not in text] == []


def test_person_is_the_same_when_the_seed_is() -> None:
    born = {"born_from": date(1950, 1, 1), "born_to": date(1960, 1, 1)}
    assert make_person(_dice(), **born) == make_person(_dice(), **born)
    assert make_person(_dice(), **born) != make_person(_dice(2), **born)


def test_quintile_stays_from_one_to_five_when_it_moves() -> None:
    dice = _dice()
    assert {make_place(dice).quintile for _ in range(2000)} == set("12345")


def test_staff_are_the_same_when_the_team_is() -> None:
    assert staff("Brokerage", 4) == staff("Brokerage", 4)
    assert len(set(staff("Brokerage", 4))) == 4


def test_canaries_leave_out_blanks_when_a_step_has_no_worker() -> None:
    assert canaries([], ["", "Orrin Osgarth"], ["A1"]) == ("A1", "Orrin Osgarth")
