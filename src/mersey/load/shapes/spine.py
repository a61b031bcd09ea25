"""The spine of a file with a row per event: which case, what was done, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded
from mersey.load.columns.case_view import CaseView, is_one_to_one, view_by_case
from mersey.load.columns.heading_words import fit, words_of
from mersey.load.columns.lexicon import IGNORED_TIMES
from mersey.load.shapes.candidates import Candidate, choose, is_clear
from mersey.load.shapes.case_candidates import (
    NAMED,
    SURE,
    case_candidates,
    has_key,
    is_named,
)
from mersey.load.shapes.clues import varies
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.shapes.clues import Clues

__all__ = ["CONSTANT", "Spine", "find_spine", "stated"]

CONSTANT: Final = 0.1
"""A column that changes in a smaller share of cases belongs to the case."""
_LONG: Final = 0.4  # share of rows that share their case: from here a row is an event
_MOST_ACTIVITIES: Final = 200
_TRIED: Final = 3


@dataclass(frozen=True, kw_only=True)
class Spine:
    """The case, the activity and the time of a file with a row per event."""

    case: Candidate
    activity: Candidate
    time: Candidate
    view: CaseView


def find_spine(clues: Clues) -> Spine | None:
    """The three columns; None where the file does not have a row per event.

    Raises:
        ChoiceNeeded: Two readings are equally likely.
    """
    found: dict[str, Spine] = {}
    questions: list[ChoiceNeeded] = []
    for candidate in _to_try(clues):
        if any(is_clear(spine.case, candidate) for spine in found.values()):
            break
        try:
            spine = _spine(clues, candidate)
        except ChoiceNeeded as question:  # another case may leave no question open
            if is_named(candidate):
                questions.append(question)
            continue
        if spine is not None:
            found[candidate.column] = spine
    if questions and not found:
        raise questions[0]
    chosen = choose(
        Role.CASE,
        [spine.case for spine in found.values()],
        is_same=lambda a, b: is_one_to_one(clues.profiles, a, b),
    )
    return found[chosen.column] if chosen else None


def _to_try(clues: Clues) -> list[Candidate]:
    candidates = case_candidates(clues)
    if Role.CASE in clues.stated:
        return candidates
    if has_key(clues):  # a long reading must then be as well named as the wide one
        candidates = [candidate for candidate in candidates if is_named(candidate)]
    return [c for c in candidates[:_TRIED] if not clues.columns[c.column].numbers_rows]


def _spine(clues: Clues, case: Candidate) -> Spine | None:
    view = view_by_case(clues.raw, clues.profiles, case.column)
    if not _is_long(clues, case, view):
        return None
    activity = _activity(clues, view)
    time = _time(clues, view, taken=activity.column) if activity else None
    if activity is None or time is None:
        return None
    if not _is_told(clues, case, activity):
        return None
    return Spine(case=_with_rows(case, view), activity=activity, time=time, view=view)


def _is_told(clues: Clues, case: Candidate, activity: Candidate) -> bool:
    """Whether a heading speaks for it, or at least no figures speak against it.

    In a table of figures any column of classes would do for a case and another for an
    activity.
    """
    if Role.CASE in clues.stated or Role.ACTIVITY in clues.stated:
        return True
    if is_named(case) or fit(activity.column, Role.ACTIVITY) >= NAMED:
        return True
    figures = [p for n, p in clues.columns.items() if p.is_number and n != case.column]
    return not clues.columns[case.column].has_decimals and not any(
        not profile.is_constant for profile in figures
    )


def _is_long(clues: Clues, case: Candidate, view: CaseView) -> bool:
    if Role.ACTIVITY in clues.stated or view.share_repeated >= _LONG:
        return True
    named = [name for name in clues.columns if fit(name, Role.ACTIVITY) >= SURE]
    return bool(named) and fit(case.column, Role.CASE) >= SURE and len(clues.dates) == 1


def _with_rows(case: Candidate, view: CaseView) -> Candidate:
    why = f"{case.why}, with {view.mean_rows:.1f} rows each"
    return Candidate(column=case.column, score=min(case.score, 1.0), why=why)


def _activity(clues: Clues, view: CaseView) -> Candidate | None:
    if said := stated(clues, Role.ACTIVITY):
        return said
    found = []
    for name, profile in clues.columns.items():
        named, change = fit(name, Role.ACTIVITY), varies(view, name)
        if name in (view.case, *clues.stated.values()) or name in clues.dates:
            continue
        if not clues.is_event_level(name) or profile.is_free_text:
            continue
        if named < SURE and (profile.is_number or profile.n_values > _MOST_ACTIVITIES):
            continue
        if named < NAMED and (change < CONSTANT or _plays_another(name)):
            continue
        why = f'"{name}" has {profile.n_values:,} values and changes within a case'
        found.append(
            Candidate(column=name, score=0.65 * named + 0.35 * change, why=why)
        )
    return choose(
        Role.ACTIVITY, found, is_same=lambda a, b: is_one_to_one(clues.profiles, a, b)
    )


def _plays_another(name: str) -> bool:
    """Whether a heading that does not say activity says something else."""
    others = (
        Role.CASE,
        Role.TEAM,
        Role.PERSON,
        Role.COST,
        Role.OUTCOME,
        Role.LIFECYCLE,
    )
    return any(fit(name, role) >= NAMED for role in others)


def _time(clues: Clues, view: CaseView, *, taken: str) -> Candidate | None:
    if said := stated(clues, Role.TIME):
        return said
    names = [
        name
        for name in clues.dates_done()
        if name != taken
        and name not in clues.stated.values()
        and words_of(name) not in IGNORED_TIMES
    ]
    most = max((varies(view, name) for name in names), default=0.0)
    moving = [name for name in names if varies(view, name) >= most / 2]
    ends = [name for name in moving if not _is_start(name)] or moving
    found = [
        Candidate(
            column=name,
            score=0.6 * fit(name, Role.TIME) + 0.4 * varies(view, name),
            why=_why_time(name, among=names, moving=moving),
        )
        for name in ends
    ]
    return choose(Role.TIME, found)


def _is_start(name: str) -> bool:
    return fit(name, Role.START) > fit(name, Role.TIME)


def _why_time(name: str, *, among: list[str], moving: list[str]) -> str:
    if len(among) == 1:
        return f'"{name}" is the only column that says when something was done'
    if len(moving) == 1:
        return f'"{name}" is the only date that changes from row to row within a case'
    return f'"{name}" changes from row to row and is a usual name for when a step ended'


def stated(clues: Clues, role: Role) -> Candidate | None:
    """The column that a person, a map or the format names for the role, if any does."""
    if role not in clues.stated:
        return None
    return Candidate(column=clues.stated[role], score=1.0, why=clues.said_by[role])
