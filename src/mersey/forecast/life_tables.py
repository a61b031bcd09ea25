"""How long open cases still take: life tables by stage, time in it and age, with shrinkage.

A life table counts, in each stretch of time to come, the cases under watch and those that
end; a case watched for a part counts for that part, so that open cases are not lost
(actuarial estimate). Tables of few cases lean on the wider table they are part of: all → stage → age
→ time in the stage → type. A case looked at often is still one case, and counts as one
against the leaning. Every end counts: a withdrawn case does not pass its limit. Source:
Cox (1972) §6 for discrete hazards; van Houwelingen (2007) for landmarks; the leaning is a
beta prior on each hazard with the wider table's as its mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from mersey.forecast.paths import States

__all__ = [
    "AGE_BANDS",
    "LEANING",
    "MOST_TIMES",
    "SINCE_BANDS",
    "LifeTables",
    "cells_of",
    "cuts",
    "fit_life_tables",
    "looks_a_case",
]

N_STRETCHES: Final = 100
"""Stretches of time to come, each with as many ends."""

AGE_BANDS: Final = 10
SINCE_BANDS: Final = 5

LEANING: Final = 30.0
"""Cases that the wider table counts for; chosen as `docs/reference/forecast-accuracy.md` says."""

MOST_TIMES: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class LifeTables:
    """Fitted tables.

    Attributes:
        edges: Ends of the stretches in days, the first being 0.
        survivals: (tables, edges) share still open at each edge.
        levels: For each level, rising codes of its cells and the table of each.
        since_cuts: Between bands of days since the latest event.
        age_cuts: Between bands of age.
    """

    edges: Any
    survivals: Any
    levels: tuple[tuple[Any, Any], ...]
    since_cuts: Any
    age_cuts: Any

    @property
    def longest_known(self) -> float:
        """Days up to which ends were seen; what lies beyond goes on at the mean rate."""
        return float(self.edges[-1])

    def still_open(self, states: States, days: Any) -> Any:
        """The share of such cases still open after `days` more; 1 for 0 or less."""
        table = self._tables(states)
        right = np.clip(np.searchsorted(self.edges, days), 1, len(self.edges) - 1)
        low, high = self.survivals[table, right - 1], self.survivals[table, right]
        width = self.edges[right] - self.edges[right - 1]
        part = np.clip((days - self.edges[right - 1]) / width, 0.0, 1.0)
        beyond = np.maximum(days - self.longest_known, 0.0)
        return (low + (high - low) * part) * np.exp(-self._rates(table) * beyond)

    def days_left(self, states: States, share: float) -> Any:
        """Days by which `share` of such cases have ended.

        Where fewer have ended as far as was seen, the mean rate is taken to go on, up to
        ten times as long as was seen.
        """
        table = self._tables(states)
        wanted = 1 - share
        survivals = self.survivals[table]
        is_reached = survivals <= wanted
        right = np.maximum(np.argmax(is_reached, axis=1), 1)
        rows = np.arange(len(table))
        high, low = survivals[rows, right - 1], survivals[rows, right]
        part = (high - wanted) / np.maximum(high - low, 1e-12)
        left = self.edges[right - 1]
        days = left + np.clip(part, 0, 1) * (self.edges[right] - left)
        last = np.maximum(survivals[:, -1], wanted)
        further = np.log(last / wanted) / np.maximum(self._rates(table), 1e-12)
        most = MOST_TIMES * self.longest_known
        later = np.minimum(self.longest_known + further, most)
        return np.where(is_reached.any(axis=1), days, later)

    def _rates(self, table: Any) -> Any:
        """Mean rate of ends a day, over all that was seen."""
        last = np.clip(self.survivals[table, -1], 1e-9, 1.0)
        return -np.log(last) / self.longest_known

    def _tables(self, states: States) -> Any:
        """The narrowest table that each row has."""
        table = np.zeros(states.n, np.int64)
        keys = cells_of(states, self.since_cuts, self.age_cuts)
        for (codes, tables), key in zip(self.levels, keys, strict=True):
            place = np.clip(np.searchsorted(codes, key), 0, len(codes) - 1)
            table = np.where(codes[place] == key, tables[place], table)
        return table


def fit_life_tables(states: States, *, leaning: float = LEANING) -> LifeTables:
    """Tables from past states, whose `rest` is as far as was known.

    Args:
        states: Past states; at least one must have ended.
        leaning: Cases that the wider table counts for.
    """
    edges = _edges(states)
    stretch = np.clip(np.searchsorted(edges, states.rest, side="left"), 1, None) - 1
    since_cuts = cuts(states.since, SINCE_BANDS)
    age_cuts = cuts(states.age, AGE_BANDS)
    everyone = np.zeros(states.n, np.int64)
    hazards = [_hazards(everyone, stretch, states, len(edges))]
    parents = everyone
    levels = []
    n_tables = 1
    for key in cells_of(states, since_cuts, age_cuts):
        codes, cell = np.unique(key, return_inverse=True)
        of_cell = np.zeros(len(codes), np.int64)
        of_cell[cell] = parents
        wider = np.concatenate(hazards)[of_cell]
        held = leaning * looks_a_case(cell, states.case)
        hazards.append(_hazards(cell, stretch, states, len(edges), prior=(held, wider)))
        levels.append((codes, np.arange(len(codes)) + n_tables))
        parents = cell + n_tables
        n_tables += len(codes)
    survivals = np.cumprod(1 - np.concatenate(hazards), axis=1)
    return LifeTables(
        edges=edges,
        survivals=np.hstack([np.ones((n_tables, 1)), survivals]),
        levels=tuple(levels),
        since_cuts=since_cuts,
        age_cuts=age_cuts,
    )


def looks_a_case(cell: Any, case: Any) -> Any:
    """How often a case of each cell was looked at there, on average; a column."""
    pairs = np.unique(cell * (int(case.max()) + 1) + case)
    n_cases = np.bincount(pairs // (int(case.max()) + 1))
    return (np.bincount(cell) / n_cases)[:, None]


def _hazards(
    cell: Any,
    stretch: Any,
    states: States,
    n_edges: int,
    *,
    prior: tuple[Any, Any] | None = None,
) -> Any:
    """Share of those under watch that end, by cell and stretch.

    Args:
        cell: Cell of each row.
        stretch: The stretch in which its watch ended.
        states: The rows.
        n_edges: Edges of the stretches.
        prior: Rows that each cell's wider table counts for, and its hazards.
    """
    n_cells, n = int(cell.max()) + 1, n_edges
    place = cell * n + np.minimum(stretch, n - 1)  # the last: beyond every edge
    ended = np.bincount(place[states.is_ended], minlength=n_cells * n)
    lost = np.bincount(place[~states.is_ended], minlength=n_cells * n)
    ended, lost = (one.reshape(n_cells, n).astype(float) for one in (ended, lost))
    watched = np.cumsum((ended + lost)[:, ::-1], axis=1)[:, ::-1] - lost / 2
    ended, watched = ended[:, :-1], watched[:, :-1]
    if prior is None:
        return ended / np.maximum(watched, 1e-9)
    held, wider = prior
    return (ended + held * wider) / (watched + held)


def _edges(states: States) -> Any:
    """0 and the quantiles of what was left of those that ended."""
    rests = states.rest[states.is_ended]
    marks = np.quantile(rests, np.linspace(0, 1, N_STRETCHES + 1), method="higher")
    edges = np.unique(np.concatenate([[0.0], marks]))
    return edges if len(edges) > 1 else np.array([0.0, 1.0])


def cuts(values: Any, n_bands: int) -> Any:
    """Between bands that hold as many values each."""
    return np.unique(np.quantile(values, np.linspace(0, 1, n_bands + 1)[1:-1]))


def cells_of(states: States, since_cuts: Any, age_cuts: Any) -> tuple[Any, ...]:
    """A code for each row at each level, wider levels first."""
    since = np.searchsorted(since_cuts, states.since)
    age = np.searchsorted(age_cuts, states.age)
    stage = states.stage + 1
    at_age = stage * (AGE_BANDS + 1) + age
    in_stage = at_age * (SINCE_BANDS + 1) + since
    return stage, at_age, in_stage, in_stage * 10_000 + states.kind
