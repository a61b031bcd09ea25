"""Which column says where each case stands now, and whether it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate, best
from mersey.services.status_words import status_is_over
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues

_NAMED: Final = 0.5
_TOLD: Final = 0.5  # share of rows whose status says whether the case is over
_MOST_STATUSES: Final = 60


def find_status(clues: Clues, *, taken: set[str]) -> Candidate | None:
    """The column of statuses; None where no column tells whether cases are over."""
    if Role.STATUS in clues.stated:
        column = clues.stated[Role.STATUS]
        return Candidate(column=column, score=1.0, why=clues.said_by[Role.STATUS])
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, Role.STATUS) + 0.1 * share_told(profile),
                why=f'"{name}" says where each case stands, and whether it is over',
            )
            for name, profile in clues.columns.items()
            if name not in taken
            and name not in clues.dates
            and name not in clues.stated.values()
            and not profile.is_free_text
            and profile.n_values <= _MOST_STATUSES
            and fit(name, Role.STATUS) >= _NAMED
            and share_told(profile) >= _TOLD
        ]
    )


def share_told(profile: ColumnProfile) -> float:
    """Share of the rows whose value says that a case is over, or that it is not."""
    return _share(profile, told=(True, False))


def share_over(profile: ColumnProfile) -> float:
    """Share of the rows whose value says that a case is over."""
    return _share(profile, told=(True,))


def _share(profile: ColumnProfile, *, told: tuple[bool, ...]) -> float:
    n = sum(profile.counts)
    met = zip(profile.values, profile.counts, strict=True)
    said = sum(count for value, count in met if status_is_over(value) in told)
    return said / n if n else 0.0
