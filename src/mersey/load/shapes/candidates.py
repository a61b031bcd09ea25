"""Which columns could play a role, how likely each is, and when to ask a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded
from mersey.fields import Setting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mersey.vocabulary import Role

_SAME: Final = 0.03  # scores closer than this are equally likely


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A column that may play a role.

    Attributes:
        column: Its heading.
        score: How likely, 0 to 1.
        why: One plain sentence.
    """

    column: str
    score: float
    why: str


def is_clear(first: Candidate, second: Candidate) -> bool:
    """Whether the first is so much likelier that the second is no rival."""
    return first.score - second.score >= _SAME


def best(candidates: Sequence[Candidate]) -> Candidate | None:
    """The likeliest; the first of the file where several are equal; None of none."""
    return max(candidates, key=lambda candidate: candidate.score, default=None)


def choose(
    role: Role,
    candidates: Sequence[Candidate],
    *,
    is_same: Callable[[str, str], bool] = lambda first, second: first == second,
) -> Candidate | None:
    """The likeliest candidate; None where there is none.

    Args:
        role: The role to fill.
        candidates: In file order.
        is_same: Whether two columns name the same things, so that either will do.

    Raises:
        ChoiceNeeded: Two different columns are equally likely.
    """
    first = best(candidates)
    if first is None:
        return None
    rivals = [
        candidate
        for candidate in candidates
        if not is_clear(first, candidate)
        and candidate is not first
        and not is_same(first.column, candidate.column)
    ]
    if rivals:
        names = [first.column, *(rival.column for rival in rivals)]
        listed = ", ".join(f'"{name}"' for name in names)
        raise ChoiceNeeded(
            f"Which column is the {role.value}? These are equally likely: {listed}.",
            options=[Setting(role.value, name) for name in names],
        )
    return first
