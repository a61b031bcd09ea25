"""A snapshot repeated by date: the whole list of cases, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.load.columns import lexicon
from mersey.load.columns.translations import in_english
from mersey.load.shapes.interpretation import Evidence
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.sampled import codes_of
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_SAME: Final = 0.25
"""Share of rows whose step is that of the row before: a list that is taken again."""
_MANY_CASES: Final = (
    3  # cases a day, on average: a list, and not one step after another
)


def as_snapshots(_: Clues, found: Interpretation) -> Interpretation:
    """The same, of which only changes are steps; unchanged where no list was repeated."""
    time, activity = found.column(Role.TIME), found.column(Role.ACTIVITY)
    if found.shape is not Shape.LONG or time is None or activity is None:
        return found
    if not _is_repeated(found, time, activity):
        return found
    text = f'"{time}" comes with many cases at once, whose steps mostly stay the same.'
    return found.also(Evidence(text=text, weight=0.8), shape=Shape.SNAPSHOT)


def _is_repeated(found: Interpretation, time: str, activity: str) -> bool:
    view = found.view
    if view is None or view.rows is None or len(view.rows) < 2:
        return False
    cases = codes_of(view.rows[view.case])
    days = codes_of(view.rows[time])
    steps = codes_of(view.rows[activity])
    pairs = len(np.unique(np.stack([cases, days]), axis=1).T)
    if pairs < len(cases) or len(cases) < _MANY_CASES * (days.max() + 1):
        return False
    order = np.lexsort((np.arange(len(cases)), cases))
    same_case = cases[order][1:] == cases[order][:-1]
    same_step = same_case & (steps[order][1:] == steps[order][:-1])
    share = same_step.sum() / max(same_case.sum(), 1)
    words = words_of(time)
    named = words in lexicon.SNAPSHOT or in_english(words) in lexicon.SNAPSHOT
    return bool(share >= (_SAME if named else 2 * _SAME))
