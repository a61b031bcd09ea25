"""Rows of places, before they are held against each other."""

from __future__ import annotations

import pytest

from mersey.errors import DataError
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


def test_places_are_refused_when_a_count_is_over_what_it_is_out_of() -> None:
    with pytest.raises(DataError, match="from 0 to their denominator"):
        places_in([row(2, "a", "11", "10")])


def test_places_are_refused_with_the_line_when_a_cell_is_no_number() -> None:
    with pytest.raises(DataError, match="line 3"):
        places_in([row(2, "a", "1", "10"), row(3, "a", "many", "10")])
