"""Roles in a file with a row per case and a date column for each milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate, best
from mersey.load.shapes.case_candidates import case_candidates
from mersey.load.shapes.figures import no_milestones, period_column, table_of_figures
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues

__all__ = ["find_case", "find_milestones", "find_outcome"]

_NAMED: Final = 0.5
_MOSTLY_UNIQUE: Final = 0.5
_UNIQUE: Final = 0.98
_OUTCOMES: Final = 50


def find_case(clues: Clues) -> Candidate | None:
    """The column that names the case; None where each row is a case of its own."""
    if Role.CASE in clues.stated:
        return case_candidates(clues)[0]
    named, coded = [], []
    for candidate in case_candidates(clues):
        profile = clues.columns[candidate.column]
        name_fit = fit(candidate.column, Role.CASE)
        if name_fit >= _NAMED and profile.distinct_ratio >= _MOSTLY_UNIQUE:
            score = 0.6 * name_fit + 0.4 * profile.distinct_ratio
            why = f'"{candidate.column}" is a usual name for a case, and names nearly every row'
            named.append(Candidate(column=candidate.column, score=score, why=why))
        elif profile.distinct_ratio >= _UNIQUE and _is_code(profile):
            why = f'"{candidate.column}" is a code that differs in every row'
            coded.append(Candidate(column=candidate.column, score=0.4, why=why))
    return best(named) or best(coded)


def find_milestones(clues: Clues, case: Candidate | None) -> tuple[str, ...]:
    """Date columns that say when something was done, in file order.

    Raises:
        NotACaseLog: There is none, or the file is a table of figures by period.
    """
    if case is None:
        _refuse_figures(clues)
    found = tuple(name for name in clues.dates_done() if clues.dates[name].n_read)
    if not found:
        raise no_milestones(clues.profiles)
    return found


def find_outcome(clues: Clues, *, taken: set[str]) -> Candidate | None:
    """The column that says how the case ended; None where there is none."""
    if Role.OUTCOME in clues.stated:
        column = clues.stated[Role.OUTCOME]
        return Candidate(column=column, score=1.0, why=clues.said_by[Role.OUTCOME])
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, Role.OUTCOME),
                why=f'"{name}" is a usual name for how a case ended',
            )
            for name, profile in clues.columns.items()
            if name not in taken
            and name not in clues.dates
            and fit(name, Role.OUTCOME) >= _NAMED
            and 1 < profile.n_values <= _OUTCOMES
            and not profile.is_free_text
        ]
    )


def _refuse_figures(clues: Clues) -> None:
    figures = [p for p in clues.columns.values() if p.is_number and not p.is_constant]
    period = period_column(clues.profiles)
    dates = list(clues.dates)
    if period is None and len(dates) == 1:
        unique = clues.columns[dates[0]].distinct_ratio >= _UNIQUE
        period = dates[0] if unique else None
    if figures and period is not None:
        raise table_of_figures(clues.profiles, period)


def _is_code(profile: ColumnProfile) -> bool:
    """Whether the values look like codes: digits in all, and no measured numbers."""
    if profile.is_number:
        return profile.numbers_rows
    return all(any(c.isdigit() for c in value) for value in profile.values)
