"""Is our change working? What evidence says of each experiment that is under way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.evidence.states import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.evidence.looking import Looked
    from mersey.evidence.sealed import Sealed


@dataclass(frozen=True, kw_only=True)
class Trying:
    """An experiment, and what may be seen of it now.

    Attributes:
        id, title: Of its plan. state: Where it stands.
        sealed: What may be seen before the first look. looked: What a look has found.
            Both None before the start, after the decision, or where `why_not` says why.
        starts: The first day of the change, as planned; None for an idea.
        review_by: By when it is to be decided.
    """

    id: str
    title: str
    state: State
    sealed: Sealed | None = None
    looked: Looked | None = None
    starts: date | None = None
    review_by: date | None = None
    why_not: str = ""

    @property
    def is_under_way(self) -> bool:
        """Frozen or running, and not decided."""
        return self.state in {
            State.FROZEN,
            State.RUNNING,
            State.TOO_EARLY,
            State.VERDICT,
        }


def under_way(trying: Sequence[Trying]) -> tuple[Trying, ...]:
    """Those to be decided first, then those that run, then those about to begin."""
    order = (State.VERDICT, State.TOO_EARLY, State.RUNNING, State.FROZEN)
    kept = [one for one in trying if one.is_under_way]
    return tuple(sorted(kept, key=lambda one: (order.index(one.state), one.id)))
