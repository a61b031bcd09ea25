"""Rows sorted as packed numbers stand as if sorted by each of their keys."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.engine.backends import packed_order
from mersey.engine.backends.packed_order import sorted_places

SECOND = 1_000_000


def some_keys(n, *, groups, seconds, unit):
    random = np.random.default_rng(n)
    group = random.integers(-5, groups, n)
    return group, random.integers(0, seconds, n) * unit + 7, np.arange(n) * 3


@pytest.mark.parametrize("unit", [1, SECOND, 86_400 * SECOND])
@pytest.mark.parametrize("bits", [64, 34, 28])
@pytest.mark.parametrize("falls", [False, True])
def test_places_equal_a_sort_by_every_key_when_parted_or_not(
    monkeypatch, unit, bits, falls
):
    monkeypatch.setattr(packed_order, "BITS", bits)
    group, moment, tie = some_keys(2_000, groups=300, seconds=900, unit=unit)
    tie = tie[::-1] if falls else tie
    found = sorted_places(group, moment, tie)
    assert found is not None
    assert found.tolist() == np.lexsort((tie, moment, group)).tolist()


def test_no_row_has_no_place():
    none = np.empty(0, np.int64)
    assert sorted_places(none, none, none).tolist() == []


def test_places_are_left_to_others_when_ties_are_in_no_order():
    keys = (np.zeros(3, np.int64), np.arange(3), np.array([2, 1, 3]))
    assert sorted_places(*keys) is None


def test_places_are_left_to_others_when_numbers_do_not_fit(monkeypatch):
    monkeypatch.setattr(packed_order, "BITS", 12)
    assert sorted_places(*some_keys(2_000, groups=3, seconds=900, unit=1)) is None
