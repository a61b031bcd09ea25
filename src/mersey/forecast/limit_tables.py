"""How many of those still open now pass their limit? Survival on the clock of the limit.

Days are counted from each case's limit, so that what people do on its last day stands in
one place: a case of so many days to its limit passes it with the chance S(limit) / S(now).
The survival is Kaplan–Meier with late entry (only what happened in the window counts),
its stretches cut at every day around the limit and where many end. Where a stage or an
age says more, its own table does, leaning on the wider one as `cells` says. The widest
table alone is the rule "by age". Source: Kaplan and Meier (1958); Klein and Moeschberger
(2003) §4.6 for late entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.life_tables import MOST_TIMES
from mersey.forecast.risk_cells import LEANING, fit_cells

if TYPE_CHECKING:
    from mersey.forecast.as_known import States
    from mersey.forecast.risk_cells import Cells, PlacedCells

N_STRETCHES: Final = 100
N_ENTRIES: Final = 20
"""Quantiles of when watching began: there too a stretch begins."""

MOST_HAZARD: Final = 1 - 1e-6
"""Where all ended, so that what came after can still be told."""

DAYS_AROUND: Final = 14
"""Days before and after the limit, each of which is a stretch of its own."""


@dataclass(frozen=True, kw_only=True)
class Watched:
    """When cases were watched, in days from their limit: one row a case or a look at one.

    Attributes:
        entry: From when on. leaving: Until when, the end being in it.
        is_ended: Whether they left by ending.
    """

    entry: Any
    leaving: Any
    is_ended: Any

    def where(self, wanted: Any) -> Watched:
        """The rows that are wanted."""
        return Watched(
            entry=self.entry[wanted],
            leaving=self.leaving[wanted],
            is_ended=self.is_ended[wanted],
        )


@dataclass(frozen=True, kw_only=True)
class LimitTables:
    """Fitted tables; table 0 is the rule by age alone.

    Attributes:
        edges: Ends of the stretches in days from the limit, 0 among them.
        hazards: (tables, edges) hazard gathered up to each edge: minus the logarithm of
            the share still open.
        cells: Which table a state has.
    """

    edges: Any
    hazards: Any
    cells: Cells

    def risk(self, states: States, left: Any, *, by_age: bool = False) -> Any:
        """The chance of each to be open after its limit; 1 where none is `left`."""
        table = self._tables(states, by_age=by_age)
        hazard = self._hazard(table, np.zeros(len(left))) - self._hazard(table, -left)
        return np.where(left <= 0, 1.0, np.exp(-hazard))

    def days_left(
        self, states: States, left: Any, share: float, *, by_age: bool = False
    ) -> Any:
        """Days by which `share` of such cases have ended.

        Where fewer have, as far as was seen, the mean rate goes on; at most ten times as
        long as was seen.
        """
        table = self._tables(states, by_age=by_age)
        hazards = self.hazards[table]
        wanted = self._hazard(table, -left) - np.log(1 - share)
        right = (hazards < wanted[:, None]).sum(axis=1)
        is_reached = right < len(self.edges)
        right = np.clip(right, 1, len(self.edges) - 1)
        rows = np.arange(len(table))
        low, high = hazards[rows, right - 1], hazards[rows, right]
        part = (wanted - low) / np.maximum(high - low, 1e-12)
        width = self.edges[right] - self.edges[right - 1]
        days = self.edges[right - 1] + part * width + left
        seen = float(self.edges[-1] - self.edges[0])
        rate = np.maximum(hazards[:, -1] / seen, 1e-12)
        begin = np.maximum(self.edges[-1] + left, 0.0)
        later = begin + (wanted - hazards[:, -1]) / rate
        return np.where(is_reached, days, np.minimum(later, MOST_TIMES * seen))

    def _hazard(self, table: Any, at: Any) -> Any:
        """The hazard gathered up to `at` days from the limit."""
        right = np.clip(np.searchsorted(self.edges, at), 1, len(self.edges) - 1)
        low, high = self.hazards[table, right - 1], self.hazards[table, right]
        width = self.edges[right] - self.edges[right - 1]
        part = np.clip((at - self.edges[right - 1]) / width, 0.0, 1.0)
        return low + (high - low) * part

    def _tables(self, states: States, *, by_age: bool) -> Any:
        return np.zeros(states.n, np.int64) if by_age else self.cells.tables(states)


def fit_limit_tables(
    cases: Watched, looks: Watched, placed: PlacedCells, *, leaning: float = LEANING
) -> LimitTables:
    """Tables of what was known.

    Args:
        cases: Each case while it was watched: the rule by age.
        looks: The same of looks at open cases, from the moment of the look on.
        placed: What was known at each look, row by row, in cells.
        leaning: Cases that the wider table counts for.
    """
    edges = _edges(cases, looks)
    everyone = np.zeros(len(cases.entry), np.int64)
    widest = _hazards(everyone, prior=None, rows=cases, edges=edges)

    def hazards_of(cell: Any, *, at: Any, prior: tuple[Any, Any]) -> Any:
        return _hazards(cell, prior=prior, rows=looks.where(at), edges=edges)

    hazards = fit_cells(placed, hazards_of, widest=widest, leaning=leaning)
    gathered = np.cumsum(-np.log1p(-hazards), axis=1)
    return LimitTables(
        edges=edges,
        hazards=np.hstack([np.zeros((len(gathered), 1)), gathered]),
        cells=placed.cells,
    )


def _edges(cases: Watched, looks: Watched) -> Any:
    """Every day around the limit, and the quantiles of when cases ended."""
    ends = cases.leaving[cases.is_ended]
    marks = np.quantile(ends, np.linspace(0, 1, N_STRETCHES + 1), method="higher")
    begun = np.quantile(cases.entry, np.linspace(0, 1, N_ENTRIES), method="lower")
    around = np.arange(-DAYS_AROUND, DAYS_AROUND + 1.0)
    first = min(cases.entry.min(), looks.entry.min(), 0.0)
    last = max(cases.leaving.max(), looks.leaving.max(), 0.0) + 1.0
    marks = np.concatenate([[first, last], marks, begun, around])
    return np.unique(marks[(marks >= first) & (marks <= last)])


def _hazards(
    cell: Any, *, prior: tuple[Any, Any] | None, rows: Watched, edges: Any
) -> Any:
    """Share of those under watch that end, by cell and stretch.

    Whoever was watched for a part of a stretch counts for that part. With a `prior`, the
    rows that the wider table counts for and its hazards, the shares lean on it.
    """
    n_cells, n = int(cell.max(initial=0)) + 1, len(edges) - 1
    width = np.diff(edges)
    came = np.clip(np.searchsorted(edges, rows.entry, side="right") - 1, 0, n - 1)
    left = np.clip(np.searchsorted(edges, rows.leaving, side="left") - 1, came, n - 1)
    missed = (rows.entry - edges[came]) / width[came]
    missed_after = np.where(
        rows.is_ended, 0.0, (edges[left + 1] - rows.leaving) / width[left]
    )

    def counted(at: Any, weights: Any) -> Any:
        place = cell * (n + 1) + at
        both = np.bincount(place, weights=weights, minlength=n_cells * (n + 1))
        return both.reshape(n_cells, n + 1)

    one = np.ones(len(came))
    present = np.cumsum(counted(came, one) - counted(left + 1, one), axis=1)
    watched = present - counted(came, missed) - counted(left, missed_after)
    watched = np.maximum(watched[:, :n], 0.0)
    ended = counted(left, rows.is_ended.astype(float))[:, :n]
    if prior is None:
        return np.clip(ended / np.maximum(watched, 1e-9), 0.0, MOST_HAZARD)
    held, wider = prior
    return np.clip((ended + held * wider) / (watched + held), 0.0, MOST_HAZARD)
