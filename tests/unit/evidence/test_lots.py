"""The lot that decides who gets a change."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.arms import split_p
from mersey.evidence.lots import Drawn, draw_lot, from_data, gets_change

TEAMS = ("North", "South", "East", "West", "Central", "Harbour")
DAYS = tuple(str(day) for day in np.arange("2026-01-05", "2026-04-15", dtype="M8[D]"))


def test_lot_is_the_same_when_drawn_again_from_its_seed() -> None:
    one, two = (draw_lot(Drawn.TEAMS, order, seed=7) for order in (TEAMS, TEAMS[::-1]))
    assert one == two
    assert len(one.chosen) == 3
    assert from_data(one.as_data()) == one


def test_lots_differ_and_every_team_comes_up_when_seeds_do() -> None:
    lots = [draw_lot(Drawn.TEAMS, TEAMS, seed=seed) for seed in range(200)]
    counts = [sum(team in lot.chosen for lot in lots) for team in TEAMS]
    assert min(counts) > 70
    assert max(counts) < 130


@pytest.mark.parametrize("ratio", [0.5, 0.3, 0.25, 0.1])
def test_days_hold_the_ratio_in_every_block(ratio: float) -> None:
    lot = draw_lot(Drawn.DAYS, DAYS, seed=3, ratio=ratio)
    assert len(lot.chosen) == pytest.approx(ratio * len(DAYS), abs=2)
    first = sum(day in lot.chosen for day in DAYS[:20])
    assert first == pytest.approx(20 * ratio, abs=2)


def test_cases_fall_as_drawn_when_there_are_many() -> None:
    lot = draw_lot(Drawn.CASES, seed=11, ratio=0.3)
    got = [gets_change(lot, f"26/{i:05}") for i in range(10_000)]
    assert split_p(10_000 - sum(got), sum(got), ratio=0.3) > 0.001
    assert got == [gets_change(lot, f" 26/{i:05} ") for i in range(10_000)]
    other = draw_lot(Drawn.CASES, seed=12, ratio=0.3)
    assert got != [gets_change(other, f"26/{i:05}") for i in range(10_000)]


def test_team_is_told_or_refused_when_it_was_not_in_the_lot() -> None:
    lot = draw_lot(Drawn.TEAMS, TEAMS, seed=7)
    assert [team for team in TEAMS if gets_change(lot, team)] == [
        team for team in TEAMS if team in lot.chosen
    ]
    with pytest.raises(EvidenceError, match="not in the lot of 6 teams"):
        gets_change(lot, "Riverside")


def test_lot_is_refused_when_somebody_changed_who_was_chosen() -> None:
    lot = draw_lot(Drawn.TEAMS, TEAMS, seed=7)
    others = tuple(team for team in lot.units if team not in lot.chosen)
    with pytest.raises(EvidenceError, match="not the one that its seed gives"):
        from_data(dataclasses.replace(lot, chosen=others).as_data())


@pytest.mark.parametrize(
    ("units", "ratio", "said"),
    [
        (TEAMS, 1.0, "ratio of 1"),
        (TEAMS, 0.0, "ratio of 0"),
        (TEAMS[:3], 0.5, "too small"),
        ((*TEAMS, "North"), 0.5, "there twice"),
    ],
)
def test_lot_is_refused_when_it_would_be_none(
    units: tuple[str, ...], ratio: float, said: str
) -> None:
    with pytest.raises(EvidenceError, match=said):
        draw_lot(Drawn.TEAMS, units, seed=1, ratio=ratio)


def test_lot_is_refused_when_all_or_none_of_few_teams_would_get_it() -> None:
    with pytest.raises(EvidenceError, match="is none, or all"):
        draw_lot(Drawn.TEAMS, TEAMS[:4], seed=1, ratio=0.01)
