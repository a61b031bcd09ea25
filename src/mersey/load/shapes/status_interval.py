"""A row per status of a case: from when to when it stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.load.shapes.candidates import Candidate
from mersey.load.shapes.interpretation import Evidence
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.sampled import codes_of, moments_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

__all__ = ["as_intervals"]

_JOINED: Final = 0.8
"""Share of rows that end when the next of their case begins, from which they are one
status after another, and not pieces of work with waits between."""
_FEWEST: Final = 3


def as_intervals(clues: Clues, found: Interpretation) -> Interpretation:
    """The same, each row timed by when its status began.

    Unchanged where the rows of a case do not follow each other without a gap.
    """
    start, end = found.column(Role.START), found.column(Role.TIME)
    view = found.view
    if found.shape is not Shape.SPAN or view is None or start is None or end is None:
        return found
    if Role.TIME in clues.stated or not _are_joined(clues, found, start, end):
        return found
    text = f'"{end}" of a row is "{start}" of the next in its case.'
    roles = {r: c for r, c in found.roles.items() if r is not Role.START}
    roles[Role.TIME] = Candidate(
        column=start,
        score=found.roles[Role.START].score,
        why=f'"{start}" says when a status began; "{end}" is when the next one did',
    )
    return found.also(
        Evidence(text=text, weight=0.5), roles=roles, shape=Shape.INTERVAL
    )


def _are_joined(clues: Clues, found: Interpretation, start: str, end: str) -> bool:
    view = found.view
    if view is None or view.rows is None or not len(view.rows):
        return False
    moments = moments_of(clues, view.rows, [start, end])
    cases = codes_of(view.rows[view.case])
    order = np.lexsort((moments[start], cases))
    same = cases[order][1:] == cases[order][:-1]
    gaps = moments[start][order][1:] - moments[end][order][:-1]
    known = same & ~np.isnan(gaps)
    return bool(known.sum() >= _FEWEST and np.mean(gaps[known] == 0) >= _JOINED)
