"""A row per case with its status now, and no date of its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded
from mersey.fields import Setting
from mersey.load.columns.heading_words import fit
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.status_column import share_over
from mersey.services.status_words import status_is_over
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_CLOSING: Final = 0.6


def as_current_status(clues: Clues, found: Interpretation) -> Interpretation:
    """The same, with a question where cases are over and nothing says since when.

    Unchanged where a date of the end is known, or where no status says that a case is
    over.
    """
    status = found.column(Role.STATUS)
    if not found.shape.is_row_per_case or status is None:
        return found
    if Role.CLOSED in found.roles or any(map(_may_end, found.milestones)):
        return found
    over = share_over(clues.columns[status])
    if not over or clues.no_closing:
        return found.also(shape=Shape.CURRENT) if over else found
    doubt = _question(clues, status, over) if clues.touch_dates() else None
    return found.also(shape=Shape.CURRENT, doubt=found.doubt or doubt)


def _may_end(name: str) -> bool:
    return fit(name, Role.CLOSED) >= _CLOSING or status_is_over(name) is True


def _question(clues: Clues, status: str, over: float) -> ChoiceNeeded:
    n = round(over * clues.raw.n_read)
    touches = clues.touch_dates()
    return ChoiceNeeded(
        f'When did a case close? The file does not say: "{status}" says that about '
        f"{n:,} of {clues.raw.n_read:,} cases are over, not since when.",
        options=[
            *(Setting("closed", name) for name in touches),
            Setting("closed", "none", is_name=False),
        ],
        gives=[
            *(
                f'those cases count as closed when "{name}" says; a date that moves '
                "with every touch makes them look later than they were"
                for name in touches
            ),
            "arrivals and open cases are shown, and no time to finish",
        ],
    )
