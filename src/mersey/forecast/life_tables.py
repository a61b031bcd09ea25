"""How long open cases still take: life tables by stage, time in it and age, with shrinkage.

A life table counts, in each stretch of time to come, the cases under watch and those that
end; a case watched for a part counts for that part, so that open cases are not lost
(actuarial estimate). Which table a case has, see `cells`. Every end counts: a withdrawn
case does not pass its limit. Source: Cox (1972) §6 for discrete hazards; van Houwelingen
(2007) for landmarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.risk_cells import LEANING, fit_cells, place

if TYPE_CHECKING:
    from mersey.forecast.as_known import States
    from mersey.forecast.risk_cells import Cells, PlacedCells

N_STRETCHES: Final = 100
"""Stretches of time to come, each with as many ends."""

MOST_TIMES: Final = 10.0
"""Times as long as was seen: no more days are told."""


@dataclass(frozen=True, kw_only=True)
class LifeTables:
    """Fitted tables.

    Attributes:
        edges: Ends of the stretches in days, the first being 0.
        survivals: (tables, edges) share still open at each edge.
        cells: Which table a state has.
    """

    edges: Any
    survivals: Any
    cells: Cells

    @property
    def longest_known(self) -> float:
        """Days up to which ends were seen; what lies beyond goes on at the mean rate."""
        return float(self.edges[-1])

    def still_open(self, states: States, days: Any) -> Any:
        """The share of such cases still open after `days` more; 1 for 0 or less."""
        table = self.cells.tables(states)
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
        table = self.cells.tables(states)
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


def fit_life_tables(
    states: States, placed: PlacedCells | None = None, *, leaning: float = LEANING
) -> LifeTables:
    """Tables from past states, whose `rest` is as far as was known.

    Args:
        states: Past states; at least one must have ended.
        placed: The same in their cells, where that is known already.
        leaning: Cases that the wider table counts for.
    """
    edges = _edges(states)
    stretch = np.clip(np.searchsorted(edges, states.rest, side="left"), 1, None) - 1
    hazards_of = partial(_hazards, stretch=stretch, states=states, n_edges=len(edges))
    everyone = np.zeros(states.n, np.int64)
    widest = hazards_of(everyone, at=slice(None), prior=None)
    placed = placed or place(states)
    hazards = fit_cells(placed, hazards_of, widest=widest, leaning=leaning)
    survivals = np.cumprod(1 - hazards, axis=1)
    return LifeTables(
        edges=edges,
        survivals=np.hstack([np.ones((len(survivals), 1)), survivals]),
        cells=placed.cells,
    )


def _hazards(
    cell: Any,
    *,
    at: Any,
    prior: tuple[Any, Any] | None,
    stretch: Any,
    states: States,
    n_edges: int,
) -> Any:
    """Share of those under watch that end, by cell and stretch.

    Args:
        cell: Cell of each of those rows.
        at: Places of the rows.
        prior: Rows that each cell's wider table counts for, and its hazards.
        stretch: The stretch in which its watch ended.
        states: All rows.
        n_edges: Edges of the stretches.
    """
    n_cells, n = int(cell.max()) + 1, n_edges
    place = cell * n + np.minimum(stretch[at], n - 1)  # the last: beyond every edge
    is_ended = states.is_ended[at]
    ended = np.bincount(place[is_ended], minlength=n_cells * n)
    lost = np.bincount(place[~is_ended], minlength=n_cells * n)
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
