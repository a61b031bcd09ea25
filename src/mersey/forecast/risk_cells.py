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

    def __call__(self, cell: Any, *, prior: tuple[Any, Any] | None) -> Any:
        """One row a cell.

        Args:
            cell: Cell of each row of the states.
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
            place = np.clip(np.searchsorted(codes, key), 0, len(codes) - 1)
            table = np.where(codes[place] == key, tables[place], table)
        return table


@dataclass(frozen=True, kw_only=True)
class PlacedCells:
    """Past states with the cell of each at every level.

    Attributes:
        cells: The cells.
        levels: For each level, the cell of each state from 0, the table of the wider cell
            that each is part of, and how often a case was looked at there, on average.
    """

    cells: Cells
    levels: tuple[tuple[Any, Any, Any], ...]


def place(states: States) -> PlacedCells:
    """The cells of past states, and where each state is among them."""
    since_cuts = _cuts(states.since, SINCE_BANDS)
    age_cuts = _cuts(states.age, AGE_BANDS)
    parents, n_tables = np.zeros(states.n, np.int64), 1
    placed, levels = [], []
    for key in _keys(states, since_cuts, age_cuts):
        codes, cell = _numbered(key)
        of_cell = np.zeros(len(codes), np.int64)
        of_cell[cell] = parents
        placed.append((cell, of_cell, _looks_a_case(cell, states.case)))
        levels.append((codes, np.arange(len(codes)) + n_tables))
        parents, n_tables = cell + n_tables, n_tables + len(codes)
    cells = Cells(levels=tuple(levels), since_cuts=since_cuts, age_cuts=age_cuts)
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
    for cell, of_cell, looks in placed.levels:
        found = hazards_of(cell, prior=(leaning * looks, hazards[of_cell]))
        hazards = np.concatenate([hazards, found])
    return hazards


def _numbered(key: Any) -> tuple[Any, Any]:
    """The codes that are met, rising, and which of them each row has."""
    if int(key.max(initial=0)) > MOST_COUNTED:
        return np.unique(key, return_inverse=True)
    is_met = np.bincount(key) > 0
    return np.flatnonzero(is_met), (np.cumsum(is_met) - 1)[key]


def _looks_a_case(cell: Any, case: Any) -> Any:
    """How often a case of each cell was looked at there, on average; a column."""
    n = int(case.max()) + 1
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
