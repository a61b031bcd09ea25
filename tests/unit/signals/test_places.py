"""Rows of places, before they are held against each other."""

from __future__ import annotations

import pytest

from mersey.errors import DataError, UsageError
from mersey.signals.places import places_in
from mersey.signals.table import SeriesRow


def row(line: int, by: str, value: str, denominator: str) -> SeriesRow:
    return SeriesRow(line=line, by=by, value=value, denominator=denominator)


def test_rows_of_a_place_are_added_up_in_the_order_of_the_file() -> None:
    rows = [row(2, "b", "1", "10"), row(3, "a", "2", "1,000"), row(4, "b", "3", "30")]
    found, n_left_out = places_in([*rows, row(5, "c", "", "10")])
    assert [(one.name, one.count, one.n) for one in found.units] == [
        ("b", 4.0, 40.0),
        ("a", 2.0, 1000.0),
    ]
    assert n_left_out == 1


def test_places_are_refused_when_a_count_is_under_zero() -> None:
    with pytest.raises(DataError, match="from 0 to their denominator"):
        places_in([row(2, "a", "-1", "10")])


def test_places_are_refused_when_counts_are_far_over_what_they_are_out_of() -> None:
    with pytest.raises(DataError, match="1 of 2 counts are over their denominator"):
        places_in([row(2, "a", "900", "10"), row(3, "b", "5", "10")])


def test_places_are_held_against_what_was_expected_when_it_has_decimals() -> None:
    """By hand: ln(60 / 55.4) × √55.4 = 0.5937; ln(22 / 25.2) × √25.2 = -0.6817."""
    found, _ = places_in([row(2, "a", "60", "55.4"), row(3, "b", "22", "25.2")])
    assert [one.z for one in found.units] == pytest.approx([0.5937, -0.6817], abs=5e-5)
    assert [one.id for one in found.notes] == ["observed_over_expected"]
    assert found.units[0].share == pytest.approx(60 / 55.4)


def test_percentages_are_no_counts_of_places() -> None:
    with pytest.raises(UsageError):
        places_in([row(2, "a", "47%", "55")])


def test_places_are_refused_with_the_line_when_a_cell_is_no_number() -> None:
    with pytest.raises(DataError, match="line 3"):
        places_in([row(2, "a", "1", "10"), row(3, "a", "many", "10")])
