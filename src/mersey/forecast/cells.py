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
    from mersey.forecast.paths import States

__all__ = ["LEANING", "Cells", "HazardsOf", "fit_cells"]

AGE_BANDS: Final = 10
SINCE_BANDS: Final = 5

LEANING: Final = 30.0
"""Cases that the wider table counts for; chosen as `docs/reference/forecast-accuracy.md` says."""


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


def fit_cells(
    states: States, hazards_of: HazardsOf, *, widest: Any, leaning: float = LEANING
) -> tuple[Cells, Any]:
    """The cells of past states, and the hazards of every table, one row each.

    Args:
        states: Past states.
        hazards_of: Hazards of the cells of one level.
        widest: Hazards of table 0; one row.
        leaning: Cases that the wider table counts for.
    """
    since_cuts = _cuts(states.since, SINCE_BANDS)
    age_cuts = _cuts(states.age, AGE_BANDS)
    hazards = widest
    parents = np.zeros(states.n, np.int64)
    levels = []
    for key in _keys(states, since_cuts, age_cuts):
        codes, cell = np.unique(key, return_inverse=True)
        of_cell = np.zeros(len(codes), np.int64)
        of_cell[cell] = parents
        held = leaning * _looks_a_case(cell, states.case)
        found = hazards_of(cell, prior=(held, hazards[of_cell]))
        levels.append((codes, np.arange(len(codes)) + len(hazards)))
        parents = cell + len(hazards)
        hazards = np.concatenate([hazards, found])
    cells = Cells(levels=tuple(levels), since_cuts=since_cuts, age_cuts=age_cuts)
    return cells, hazards


def _looks_a_case(cell: Any, case: Any) -> Any:
    """How often a case of each cell was looked at there, on average; a column."""
    pairs = np.unique(cell * (int(case.max()) + 1) + case)
    n_cases = np.bincount(pairs // (int(case.max()) + 1))
    return (np.bincount(cell) / n_cases)[:, None]


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
