"""A row per status of a case: from when to when it stood there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate
from mersey.load.shapes.interpretation import Evidence
from mersey.load.shapes.keys import SURE
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.sampled import codes_of, moments_of
from mersey.services.status_words import status_is_over
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_JOINED: Final = 0.8
"""Share of rows that end when the next of their case begins, from which they are one
status after another, and not pieces of work with waits between."""
_FEWEST: Final = 3
_LAST_OPEN: Final = 0.9
"""Share of last rows without an end, from which an end says only what came next."""


def as_intervals(clues: Clues, found: Interpretation) -> Interpretation:
    """The same, each row timed by when its status began.

    Unchanged where the rows of a case do not follow each other without a gap. Where last
    rows have an end too, a case is over when its last status ended.
    """
    start, end = found.column(Role.START), found.column(Role.TIME)
    if found.shape is not Shape.SPAN or start is None or end is None:
        return found
    if Role.TIME in clues.stated:
        return found
    follow = _following(clues, found, start, end)
    if follow is None or follow.share_joined < _JOINED:
        return found
    have_ends = follow.share_last_open < _LAST_OPEN
    if have_ends and _is_work(found):
        return found
    roles = {r: c for r, c in found.roles.items() if r is not Role.START}
    roles[Role.TIME] = Candidate(
        column=start,
        score=found.roles[Role.START].score,
        why=f'"{start}" says when a status began; "{end}" is when the next one did',
    )
    if have_ends and not follow.ends_finally and Role.CLOSED not in roles:
        roles[Role.CLOSED] = Candidate(
            column=end,
            score=0.8,
            why=f'"{end}" of the last row of a case is when nothing followed any more',
        )
    text = f'"{end}" of a row is "{start}" of the next in its case.'
    return found.also(
        Evidence(text=text, weight=0.5), roles=roles, shape=Shape.INTERVAL
    )


@dataclass(frozen=True, kw_only=True)
class _Following:
    """How the rows of a case follow each other.

    Attributes:
        share_joined: Rows that end just when the next of their case begins.
        share_last_open: Last rows of a case without an end.
        ends_finally: Whether most statuses that come last say that a case is over: it
            ended when that status began.
    """

    share_joined: float
    share_last_open: float
    ends_finally: bool


def _is_work(found: Interpretation) -> bool:
    """Whether rows are called pieces of work, and not statuses."""
    name = found.column(Role.ACTIVITY) or ""
    return fit(name, Role.ACTIVITY) >= SURE > fit(name, Role.STATUS)


def _following(
    clues: Clues, found: Interpretation, start: str, end: str
) -> _Following | None:
    view = found.view
    if view is None or view.rows is None or not len(view.rows):
        return None
    moments = moments_of(clues, view.rows, [start, end])
    if not {start, end} <= moments.keys():
        return None
    cases = codes_of(view.rows[view.case])
    order = np.lexsort((np.arange(len(cases)), moments[start], cases))
    begun, ended = moments[start][order], moments[end][order]
    same = cases[order][1:] == cases[order][:-1]
    gaps = (begun[1:] - ended[:-1])[same]
    known = gaps[~np.isnan(gaps)]
    if len(known) < _FEWEST:
        return None
    last = np.append(~same, True)
    steps = view.rows[found.column(Role.ACTIVITY)].take(order[last & ~np.isnan(ended)])
    over = [status_is_over(step) for step in steps.to_pylist()]
    return _Following(
        share_joined=float(np.mean(known == 0)),
        share_last_open=float(np.mean(np.isnan(ended[last]))),
        ends_finally=over.count(True) > len(over) / 2,
    )
