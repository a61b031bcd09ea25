"""A row per activity, with its start and its end: an end may be empty, not yet reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.load.shapes.interpretation import Evidence
from mersey.load.shapes.mapping import Shape
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation


def as_activities(clues: Clues, found: Interpretation) -> Interpretation:
    """The same, with work begun and not finished; unchanged where no start is known."""
    start, time = found.column(Role.START), found.column(Role.TIME)
    if start is None or time is None or start not in clues.dates:
        return found
    text = f'"{start}" and "{time}" say when each piece of work began and ended.'
    return found.also(Evidence(text=text, weight=0.5), shape=Shape.SPAN)
