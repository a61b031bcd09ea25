"""What is a panel, and what is refused as one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.panels import check_panel, to_panel

ROWS = [("Sefton", 1, 4.0), ("Sefton", 2, 5.0), ("Wirral", 1, 7.0), ("Wirral", 2, 6.0)]
STARTS = {"Sefton": 2, "Wirral": 0}


def test_panel_is_sorted_whatever_the_order_of_its_rows() -> None:
    panel = to_panel(
        ROWS[::-1], first_treated=STARTS, weight={"Sefton": 3, "Wirral": 1}
    )
    assert panel.units == ("Sefton", "Wirral")
    assert panel.value.tolist() == [[4, 5], [7, 6]]
    assert panel.first_treated.tolist() == [2, 0]
    assert panel.weight.tolist() == [3, 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([*ROWS, ("Sefton", 2, 9.0)], "1 pair of unit and period come more than once"),
        (ROWS[:3], "unbalanced: 1 of 4 pairs"),
        ([*ROWS[:3], ("Wirral", 2, np.nan)], "1 value of the panel are not known"),
        ([*ROWS, ("Knowsley", 1, 1.0), ("Knowsley", 2, 1.0)], "no start of the change"),
    ],
)
def test_panel_is_refused_when_its_rows_make_none(
    rows: list[tuple[str, int, float]], said: str
) -> None:
    with pytest.raises(EvidenceError, match=said):
        to_panel(rows, first_treated=STARTS)


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        ({"Sefton": 1.0}, "no weight"),
        ({"Sefton": 1.0, "Wirral": 0.0}, "weight above nought"),
    ],
)
def test_panel_is_refused_when_weights_are_none(
    weight: dict[str, float], said: str
) -> None:
    with pytest.raises(EvidenceError, match=said):
        to_panel(ROWS, first_treated=STARTS, weight=weight)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"units": ("Sefton", "Sefton")}, "is there once"),
        ({"periods": np.array([2, 1])}, "periods rising"),
        ({"value": np.ones((2, 3))}, "a row a unit"),
        ({"weight": np.ones(3)}, "one weight and start"),
    ],
)
def test_panel_is_refused_when_made_by_hand_and_broken(
    changed: dict[str, object], said: str
) -> None:
    panel = dataclasses.replace(to_panel(ROWS, first_treated=STARTS), **changed)
    with pytest.raises(EvidenceError, match=said):
        check_panel(panel)
