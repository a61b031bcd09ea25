from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mersey.charts.labels import fit, label, spread, width_of, wrap


def test_width_is_near_that_of_arial():
    # From Arial's own table: A 667, p 556, l 222, i 222, c 500, a 556, t 278, i 222,
    # o 556, n 556, space 278, s 500, e 556, n 556, t 278: 7059 thousandths of 13 px.
    assert width_of("Application sent", size=13) == pytest.approx(91.8, rel=0.1)


def test_width_counts_east_asian_letters_whole_and_marks_not():
    assert width_of("審査", size=10) == 20
    assert width_of("e\u0301", size=10) == width_of("e", size=10)


def test_fit_keeps_what_fits():
    assert fit("Triage", room=100, size=13) == "Triage"


def test_fit_cuts_with_an_ellipsis_when_words_are_too_wide():
    cut = fit("Unforeseen works", room=60, size=13)
    assert cut.endswith("…")
    assert width_of(cut, size=13) <= 60


def test_label_shows_the_whole_when_pointed_at():
    assert "<title>Unforeseen works</title>" in label(
        "Unforeseen works", x=0, y=0, room=60
    )


def test_wrap_breaks_between_words_then_after_joints():
    assert wrap("Quotes requested", room=70, size=13) == ["Quotes", "requested"]
    assert wrap("O_SENT_BACK", room=62, size=13) == ["O_SENT_", "BACK"]


@settings(deadline=None)
@given(st.text(), st.floats(20, 300), st.integers(1, 4))
def test_wrap_never_exceeds_its_room(words, room, at_most):
    lines = wrap(words, room=room, size=12, at_most=at_most)
    assert 1 <= len(lines) <= at_most
    assert all(width_of(line, size=12) <= room for line in lines)


def test_spread_moves_only_what_is_too_near():
    assert spread([10, 12, 90], gap=20, low=0, high=100) == [1, 21, 90]


def test_spread_is_even_when_there_is_no_room():
    assert spread([50, 50, 50], gap=90, low=0, high=100) == [0, 50, 100]


@settings(deadline=None)
@given(st.lists(st.floats(0, 500), min_size=1, max_size=12), st.floats(1, 60))
def test_spread_keeps_apart_in_order_and_inside(wanted, gap):
    places = spread(sorted(wanted), gap=gap, low=0, high=500)
    least = min(gap, 500 / max(1, len(wanted) - 1))
    assert all(b - a >= least - 1e-6 for a, b in itertools.pairwise(places))
    assert places[0] >= -1e-6
    assert places[-1] <= 500 + 1e-6
