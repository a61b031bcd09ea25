"""Which past cases is a case like? Cells of stage, age, time in the stage and type.

Each level of cells is narrower than the one before, and a table of few cases leans on the
wider table that it is part of: all → stage → age → time in the stage → type. A case looked
at often is still one case, and counts as one against the leaning. Source: the leaning is a
beta prior on each hazard with the wider table's as its mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    from mersey.forecast.as_known import States

AGE_BANDS: Final = 10
SINCE_BANDS: Final = 5

LEANING: Final = 30.0
"""Cases that the wider table counts for; chosen as `docs/reference/forecast-accuracy.md` says."""


MOST_COUNTED: Final = 1_000_000
"""Codes up to here are counted into a table; beyond they are sorted."""


class HazardsOf(Protocol):
    """Hazards by cell and stretch of time."""

    def __call__(self, cell: Any, *, at: Any, prior: tuple[Any, Any]) -> Any:
        """One row a cell.

        Args:
            cell: Cell of each of those rows of the states.
            at: Places of the rows.
            prior: Rows that each cell's wider table counts for, and its hazards.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Cells:
    """The levels of cells; table 0 is that of all.

    Attributes:
        levels: For each level, rising codes of its cells and the table of each.
        since_cuts: Between bands of days since the latest event.
        age_cuts: Between bands of age.
    """

    levels: tuple[tuple[Any, Any], ...]
    since_cuts: Any
    age_cuts: Any

    def tables(self, states: States) -> Any:
        """The narrowest table that each row has."""
        table = np.zeros(states.n, np.int64)
        keys = _keys(states, self.since_cuts, self.age_cuts)
        for (codes, tables), key in zip(self.levels, keys, strict=True):
            if not len(codes):
                continue
            place = np.clip(np.searchsorted(codes, key), 0, len(codes) - 1)
            table = np.where(codes[place] == key, tables[place], table)
        return table


@dataclass(frozen=True, kw_only=True)
class PlacedCells:
    """Past states with the cell of each at every level.

    Attributes:
        cells: The cells.
        levels: For each level, the places of the states that are in a cell of it, the cell
            of each from 0, the table of the wider cell that each is part of, and how often
            a case was looked at there, on average.
    """

    cells: Cells
    levels: tuple[tuple[Any, Any, Any, Any], ...]


@dataclass(frozen=True, kw_only=True)
class _Level:
    """The codes met at one level, the cell of each state, and the wider cell of each."""

    codes: Any
    cell: Any
    of_cell: Any


def place(states: States, asked: States | None = None) -> PlacedCells:
    """The cells of past states, and where each state is among them.

    Args:
        states: The past states.
        asked: What the tables will be asked of: only cells that hold one of these, and
            the wider ones of which they are part, are kept; all where None.
    """
    since_cuts = _cuts(states.since, SINCE_BANDS)
    age_cuts = _cuts(states.age, AGE_BANDS)
    levels = _levels(_keys(states, since_cuts, age_cuts))
    wanted = _keys(asked, since_cuts, age_cuts) if asked is not None else None
    kept = _kept(levels, wanted)
    tables, n_tables = np.zeros(1, np.int64), 1
    placed, named = [], []
    for level, is_kept in zip(levels, kept, strict=True):
        number = np.cumsum(is_kept) - 1
        at = np.flatnonzero(is_kept[level.cell])
        cell = number[level.cell[at]]
        looks = _looks_a_case(cell, states.case[at])
        placed.append((at, cell, tables[level.of_cell[is_kept]], looks))
        tables = number + n_tables
        named.append((level.codes[is_kept], tables[is_kept]))
        n_tables += int(is_kept.sum())
    cells = Cells(levels=tuple(named), since_cuts=since_cuts, age_cuts=age_cuts)
    return PlacedCells(cells=cells, levels=tuple(placed))


def fit_cells(
    placed: PlacedCells, hazards_of: HazardsOf, *, widest: Any, leaning: float = LEANING
) -> Any:
    """The hazards of every table, one row each.

    Args:
        placed: Past states in their cells.
        hazards_of: Hazards of the cells of one level.
        widest: Hazards of table 0; one row.
        leaning: Cases that the wider table counts for.
    """
    hazards = widest
    for at, cell, of_cell, looks in placed.levels:
        if len(of_cell):
            found = hazards_of(cell, at=at, prior=(leaning * looks, hazards[of_cell]))
            hazards = np.concatenate([hazards, found])
    return hazards


def _levels(keys: tuple[Any, ...]) -> list[_Level]:
    found: list[_Level] = []
    wider = np.zeros(len(keys[0]), np.int64)
    for key in keys:
        codes, cell = _numbered(key)
        of_cell = np.zeros(len(codes), np.int64)
        of_cell[cell] = wider
        found.append(_Level(codes=codes, cell=cell, of_cell=of_cell))
        wider = cell
    return found


def _kept(levels: list[_Level], wanted: tuple[Any, ...] | None) -> list[Any]:
    """For each level, which of its cells are wanted or are wider ones of those."""
    if wanted is None:
        return [np.ones(len(level.codes), bool) for level in levels]
    kept = [
        np.isin(level.codes, key) for level, key in zip(levels, wanted, strict=True)
    ]
    for i in range(len(levels) - 1, 0, -1):
        kept[i - 1][levels[i].of_cell[kept[i]]] = True
    return kept


def _numbered(key: Any) -> tuple[Any, Any]:
    """The codes that are met, rising, and which of them each row has."""
    if int(key.max(initial=0)) > MOST_COUNTED:
        return np.unique(key, return_inverse=True)
    is_met = np.bincount(key) > 0
    return np.flatnonzero(is_met), (np.cumsum(is_met) - 1)[key]


def _looks_a_case(cell: Any, case: Any) -> Any:
    """How often a case of each cell was looked at there, on average; a column."""
    n = int(case.max(initial=0)) + 1
    pairs = np.sort(cell * n + case)  # np.unique's hash takes ten times as long
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return (np.bincount(cell) / np.bincount(pairs // n))[:, None]


def _cuts(values: Any, n_bands: int) -> Any:
    """Between bands that hold as many values each."""
    return np.unique(np.quantile(values, np.linspace(0, 1, n_bands + 1)[1:-1]))


def _keys(states: States, since_cuts: Any, age_cuts: Any) -> tuple[Any, ...]:
    """A code for each row at each level, wider levels first."""
    since = np.searchsorted(since_cuts, states.since)
    age = np.searchsorted(age_cuts, states.age)
    stage = states.stage + 1
    at_age = stage * (AGE_BANDS + 1) + age
    in_stage = at_age * (SINCE_BANDS + 1) + since
    return stage, at_age, in_stage, in_stage * 10_000 + states.kind
