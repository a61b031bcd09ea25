"""In which order do the rows of a case stand: as it went, or the newest first?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.load.files.raw import ROW
from mersey.load.shapes.sampled import codes_of, moments_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_MOSTLY: Final = 0.8


def is_newest_first(clues: Clues, found: Interpretation) -> bool:
    """Whether the rows of each case stand in the reverse of their order.

    Judged on rows of the same case with different times; where a case has all its rows
    at one time, by the file as a whole. It matters only where times tie.
    """
    time, view = found.column(Role.TIME), found.view
    if time is None or view is None or view.rows is None or not len(view.rows):
        return False
    rows = view.rows.sort_by(ROW)
    times = moments_of(clues, rows, [time]).get(time)
    if times is None:
        return False
    cases = codes_of(rows[view.case])
    order = np.argsort(cases, kind="stable")
    steps = np.diff(times[order])[np.diff(cases[order]) == 0]
    moved = steps[~np.isnan(steps) & (steps != 0)]
    if not moved.size:
        whole = np.diff(times[~np.isnan(times)])
        moved = whole[whole != 0]
    return bool(moved.size and np.mean(moved < 0) >= _MOSTLY)
