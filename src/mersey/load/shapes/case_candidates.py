"""Which columns could name the case, by their headings and by how often values repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues

__all__ = ["NAMED", "SURE", "case_candidates", "has_key", "is_named"]

NAMED: Final = 0.5
"""A heading that fits from here names its role."""
SURE: Final = 0.85
"""And from here it can hardly mean anything else."""
_KEY: Final = 0.7
_UNIQUE: Final = 0.9
_MOST_BLANK: Final = 0.2  # share of rows without a case, from which it is none
_MOST_BLANK_NAMED: Final = 0.6  # and where the heading says that it is one


def case_candidates(clues: Clues) -> list[Candidate]:
    """Columns that could name the case, the likeliest first."""
    if Role.CASE in clues.stated:
        column = clues.stated[Role.CASE]
        return [Candidate(column=column, score=1.0, why=clues.said_by[Role.CASE])]
    found = []
    most = max(
        (p.n_values for p in clues.columns.values() if p.style is None), default=1
    )
    for name, profile in clues.columns.items():
        named = 0.0 if _is_rather_another(name) else fit(name, Role.CASE)
        if not _may_name_cases(clues, name, named=named):
            continue
        repeats = 0.3 if profile.distinct_ratio < 0.9 and profile.n_values > 1 else 0.0
        many = 0.1 * profile.n_values / max(most, 1)
        why = (
            f'"{name}" is a usual name for a case'
            if named >= NAMED
            else f'"{name}" has many values that repeat'
        )
        found.append(
            Candidate(column=name, score=0.6 * named + repeats + many, why=why)
        )
    return sorted(found, key=lambda candidate: -candidate.score)


def has_key(clues: Clues) -> bool:
    """Whether a column that is named like a case differs in nearly every row."""
    return any(
        fit(name, Role.CASE) >= _KEY and profile.distinct_ratio >= _UNIQUE
        for name, profile in clues.columns.items()
        if name not in clues.dates
    )


def is_named(candidate: Candidate) -> bool:
    """Whether its heading says that the column names the case."""
    is_other = _is_rather_another(candidate.column)
    return not is_other and fit(candidate.column, Role.CASE) >= NAMED


def _is_rather_another(name: str) -> bool:
    """Whether a heading fits another role better than the case."""
    others = (Role.ACTIVITY, Role.TEAM, Role.PERSON, Role.COST, Role.OUTCOME)
    return max(fit(name, role) for role in others) > fit(name, Role.CASE)


def _may_name_cases(clues: Clues, name: str, *, named: float) -> bool:
    profile = clues.columns[name]
    if name in clues.dates or name in clues.stated.values() or profile.is_free_text:
        return False
    if profile.share_blank > (_MOST_BLANK_NAMED if named >= SURE else _MOST_BLANK):
        return False
    return named >= SURE or not profile.is_constant
