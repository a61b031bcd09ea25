"""Planted particulars of people are in no byte that mersey leaves, whatever their kind."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from tests.leaks.kinds import KINDS
from tests.leaks.places import FORMS, WHERE
from tests.leaks.planter import Planter
from tests.leaks.plants import plant_headings, plant_keys, plant_log
from tests.leaks.running import mersey_here
from tests.leaks.search import ALL_VERBS, FEW_VERBS, leaks_of

SHORT = FEW_VERBS[:2]
SAMPLE = ("name in small letters",)
QUICK = (
    ("surname", "one name a third of steps"),
    ("surname", "teams of people"),
    ("name in capitals", "no heading row"),
    ("name in capitals", "sheet names"),
    ("surname first", "xes attributes"),
    ("title and surname", "map of odd keys"),
    ("NHS number", "file name"),
    ("address", "column that is not there"),
)
"""Kind and place of those that are tried every time."""
FULL = (
    "milestones",
    "teams of people",
    "xes steps",
    "end that names nothing",
    "sheet names",
)
"""Places that are tried with all that the program can be asked."""
NAMED_BY_ONE = {
    "file name",
    "file name of export",
    "headings",
    "json keys",
    "json lists",
    "map of odd keys",
    "ocel xml",
    "two columns alike",
}
"""Places where one unknown word passes, as docs/explanation/what-is-kept.md says."""
EACH = [
    (kind, place)
    for n, place in enumerate(sorted(WHERE))
    for step in (0, 3)
    if (kind := FORMS[(n + step) % len(FORMS)]) != "surname"
    or place not in NAMED_BY_ONE
]
"""Each place with two kinds, and each kind in nine places."""


@pytest.mark.parametrize("kind", SAMPLE)
def test_nothing_is_left_of_a_log_when_particulars_are_everywhere(
    kind: str, tmp_path: Path
) -> None:
    made = plant_log(tmp_path, kind, seed=1)
    assert leaks_of(made, tmp_path, verbs=SHORT, run=mersey_here) == []


@pytest.mark.parametrize(("kind", "place"), QUICK)
def test_nothing_is_left_when_particulars_are_in_a_place(
    kind: str, place: str, tmp_path: Path
) -> None:
    made = WHERE[place](Planter(tmp_path, kind, seed=1))
    assert leaks_of(made, tmp_path, verbs=SHORT, run=mersey_here) == []


@pytest.mark.parametrize("kind", ["surname first"])
def test_nothing_is_left_of_headings_that_name_somebody(
    kind: str, tmp_path: Path
) -> None:
    made = plant_headings(tmp_path, kind, seed=1)
    assert leaks_of(made, tmp_path, verbs=SHORT, run=mersey_here) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nothing_is_left_of_a_log_of_any_kind(kind: str, tmp_path: Path) -> None:
    assert leaks_of(plant_log(tmp_path, kind, seed=1), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize(("kind", "place"), EACH)
def test_nothing_is_left_in_any_place(kind: str, place: str, tmp_path: Path) -> None:
    made = WHERE[place](Planter(tmp_path, kind, seed=2))
    assert leaks_of(made, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize(("kind", "place"), list(product(FORMS[:2], FULL)))
def test_nothing_is_left_by_any_verb(kind: str, place: str, tmp_path: Path) -> None:
    made = WHERE[place](Planter(tmp_path, kind, seed=3))
    assert leaks_of(made, tmp_path, verbs=ALL_VERBS) == []


@pytest.mark.long
@pytest.mark.parametrize("plant", [plant_headings, plant_keys])
@pytest.mark.parametrize("kind", sorted(k for k in KINDS if "date" not in k))
def test_nothing_is_left_of_headings_and_keys_of_any_kind(
    kind: str, plant, tmp_path: Path
) -> None:
    assert leaks_of(plant(tmp_path, kind, seed=1), tmp_path) == []


def test_there_are_thousands_of_particulars_in_tens_of_places(tmp_path: Path) -> None:
    n = sum(len(plant_log(tmp_path, kind, seed=1).found_by) for kind in KINDS)
    made = [WHERE[place](Planter(tmp_path, kind, seed=2)) for kind, place in EACH]
    assert n > 5_000
    assert sum(len(each.found_by) for each in made) > 8_000
    places = {place for each in made for place in each.found_by.values()}
    assert len(WHERE) >= 45
    assert len(places) >= 60
