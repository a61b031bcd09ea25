"""Planted particulars of people are in no byte that mersey leaves, whatever their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.leaks.kinds import KINDS
from tests.leaks.plants import plant_headings, plant_keys, plant_log
from tests.leaks.search import leaks_of

SAMPLE = ("name in small letters", "address without a street word")


@pytest.mark.parametrize("kind", SAMPLE)
def test_nothing_is_left_of_a_log_when_particulars_are_everywhere(
    kind: str, tmp_path: Path
) -> None:
    assert leaks_of(plant_log(tmp_path, kind, seed=1), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - set(SAMPLE)))
def test_nothing_is_left_of_a_log_of_any_kind(kind: str, tmp_path: Path) -> None:
    assert leaks_of(plant_log(tmp_path, kind, seed=1), tmp_path) == []


@pytest.mark.parametrize("kind", ["surname first"])
def test_nothing_is_left_of_headings_that_name_somebody(
    kind: str, tmp_path: Path
) -> None:
    assert leaks_of(plant_headings(tmp_path, kind, seed=1), tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("plant", [plant_headings, plant_keys])
@pytest.mark.parametrize(
    "kind", sorted(k for k in KINDS if "date" not in k and k != "surname first")
)
def test_nothing_is_left_of_headings_and_keys_of_any_kind(
    kind: str, plant, tmp_path: Path
) -> None:
    assert leaks_of(plant(tmp_path, kind, seed=1), tmp_path) == []


def test_there_are_three_thousand_planted_particulars(tmp_path: Path) -> None:
    n = sum(len(plant_log(tmp_path, kind, seed=1).found_by) for kind in KINDS)
    assert n > 3_000
