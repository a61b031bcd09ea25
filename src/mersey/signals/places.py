"""Rows of any table → places with their counts, for a funnel."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import DataError, UsageError
from mersey.signals.funnel import funnel
from mersey.signals.ratio_funnel import ratio_funnel
from mersey.signals.results import Warned
from mersey.signals.series_figures import gone_said
from mersey.signals.table import Meant, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.signals.funnel import Funnel
    from mersey.signals.results import Floats
    from mersey.signals.table import SeriesRow

LONGEST: Final = 200
EXPECTED_WORDS: Final = re.compile(
    r"(?:^|[^a-z])(?:expected|expect|exp|erwartet|attendu|verwacht|esperado)(?:[^a-z]|$)",
    re.IGNORECASE,
)
FAR: Final = 5.0
"""Observed and expected counts that differ so much all together are not a pair."""


def places_in(
    rows: Iterable[SeriesRow],
    meant: Meant | None = None,
    *,
    denominator: str = "",
) -> tuple[Funnel, int]:
    """The places of a table against each other, and how many rows were left out.

    Rows of one place are added up; places stand in the order in which they first come.
    Where the denominator is an expected count (it has decimals, counts are over it, or
    its heading says so) it is a funnel of observed over expected.

    Args:
        rows: Each with the place in `by`, a count in `value`, and what it is out of in
            `denominator`. Periods are not looked at.
        meant: What was said of the table.
        denominator: The heading of that column.

    Raises:
        UsageError: No column of places or no denominator was named.
        DataError: A cell is no number, a denominator is not over 0, a count is under 0,
            or counts and denominators cannot belong together.
    """
    meant = meant or Meant()
    every = list(rows)
    if any(row.by is None or row.denominator is None for row in every):
        msg = "A funnel compares shares of places: it needs ⟦by⟧ and ⟦denominator⟧."
        raise UsageError(
            msg, next_step="Name the column of places, and what each count is out of."
        )
    figures, _ = columns_of(every, replace(meant, value_is=meant.value_is or "count"))
    if figures.denominators is None:
        msg = "A funnel needs counts: percentages hide how many cases they are of."
        raise UsageError(msg, next_step="Name the column of counts with ⟦value⟧.")
    sums: dict[str, np.ndarray] = {}
    for i, row in enumerate(every):
        if figures.has_figures[i] and figures.denominators is not None:
            counted = np.array([figures.values[i], figures.denominators[i]])
            name = (row.by or "").strip()
            sums[name] = sums.get(name, np.zeros(2)) + counted
    counts, out_of = np.array(list(sums.values())).T
    made = _made(list(sums), counts, out_of, denominator)
    said = (*made.notes, *figures.notes, *gone_said(figures.why_gone))
    n_left_out = sum(not known for known in figures.has_figures)
    return replace(made, notes=said), n_left_out


def _made(names: list[str], counts: Floats, out_of: Floats, heading: str) -> Funnel:
    n_over = int((counts > out_of).sum())
    has_parts = bool((out_of != np.round(out_of)).any())
    if not n_over and not has_parts and not EXPECTED_WORDS.search(heading[:LONGEST]):
        return funnel(names, counts, out_of)
    together = float(counts.sum() / out_of.sum())
    if n_over and not 1 / FAR <= together <= FAR:
        msg = f"{n_over} of {len(names)} counts are over their denominator."
        raise DataError(
            msg,
            next_step="Swap ⟦value⟧ and ⟦denominator⟧, or name what each is out of.",
        )
    text = (
        f"The denominator is read as what was expected: {n_over} of {len(names)} counts "
        "are over it. Places are compared by observed over expected, not by shares."
    )
    note = Warned(id="observed_over_expected", text=text)
    return replace(ratio_funnel(names, counts, out_of), notes=(note,))
