"""What did we promise last Monday, and what is our next small step?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer.board.typed import Promise
    from mersey.answer.board.week import BoardWeek

ENOUGH: Final = 2
"""Promises at a time: more are seldom kept."""


@dataclass(frozen=True, kw_only=True)
class SmallSteps:
    """The promises of a board.

    Attributes:
        before: Made before this Monday and not done then, or done since the last: in the
            order in which they were made. this_week: Made since this Monday.
    """

    before: tuple[Promise, ...]
    this_week: tuple[Promise, ...]

    @property
    def n_done(self) -> int:
        """Of those made before."""
        return sum(one.done is not None for one in self.before)

    @property
    def has_room(self) -> bool:
        """Whether another promise can be made this week."""
        return len(self.this_week) < ENOUGH


def small_steps(promises: Sequence[Promise], week: BoardWeek) -> SmallSteps:
    """Last week's promises, done or not yet, and this week's."""
    made = sorted(promises, key=lambda one: (one.made, one.id))
    known = [one for one in made if one.made <= week.now]
    return SmallSteps(
        before=tuple(
            one
            for one in known
            if one.made < week.monday
            and (one.done is None or one.done >= week.since or one.made >= week.since)
        ),
        this_week=tuple(one for one in known if one.made >= week.monday),
    )
