"""Roles in a file with a row per event: which case, what was done, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded
from mersey.load.candidates import Candidate, best, choose, is_clear
from mersey.load.case_view import CaseView, is_one_to_one, view_by_case
from mersey.load.clues import varies
from mersey.load.heading_words import fit, words_of
from mersey.load.lexicon import IGNORED_TIMES
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.clues import Clues

__all__ = ["Spine", "case_candidates", "find_spine", "optional_roles"]

_LONG: Final = 0.4  # share of rows that share their case: from here a row is an event
_CONSTANT: Final = 0.1  # a column that changes in fewer cases belongs to the case
_NAMED: Final = 0.5  # a heading that fits from here names its role
_SURE: Final = 0.85
_KEY: Final = 0.7
_UNIQUE: Final = 0.9
_MOST_ACTIVITIES: Final = 200
_TRIED: Final = 3
_MOST_BLANK: Final = 0.2
_OUTCOMES: Final = 50


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
    candidates = case_candidates(clues)
    if _has_key(clues):  # a long reading must then be as well named as the wide one
        candidates = [c for c in candidates if c.score == 1.0 or _is_named(c)]
    for candidate in candidates[:_TRIED]:
        if any(is_clear(spine.case, candidate) for spine in found.values()):
            break
        try:
            spine = _spine(clues, candidate)
        except ChoiceNeeded as question:  # another case may leave no question open
            if _is_named(candidate):
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


def _has_key(clues: Clues) -> bool:
    """Whether a column that is named like a case differs in nearly every row."""
    return any(
        fit(name, Role.CASE) >= _KEY and profile.distinct_ratio >= _UNIQUE
        for name, profile in clues.columns.items()
        if name not in clues.dates
    )


def _is_named(candidate: Candidate) -> bool:
    is_other = _is_rather_another(candidate.column)
    return not is_other and fit(candidate.column, Role.CASE) >= _NAMED


def _spine(clues: Clues, case: Candidate) -> Spine | None:
    view = view_by_case(clues.raw, clues.profiles, case.column)
    if not _is_long(clues, case, view):
        return None
    activity = _activity(clues, view)
    time = _time(clues, view, taken=activity.column) if activity else None
    if activity is None or time is None:
        return None
    return Spine(case=_with_rows(case, view), activity=activity, time=time, view=view)


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
        if name in clues.dates or profile.share_blank > _MOST_BLANK:
            continue
        if (
            profile.is_free_text
            or profile.numbers_rows
            or name in clues.stated.values()
        ):
            continue
        named = 0.0 if _is_rather_another(name) else fit(name, Role.CASE)
        if profile.is_constant and named < _SURE:
            continue
        repeats = 0.3 if profile.distinct_ratio < 0.9 and profile.n_values > 1 else 0.0
        many = 0.1 * profile.n_values / max(most, 1)
        why = (
            f'"{name}" is a usual name for a case'
            if named >= _NAMED
            else f'"{name}" has many values that repeat'
        )
        found.append(
            Candidate(column=name, score=0.6 * named + repeats + many, why=why)
        )
    return sorted(found, key=lambda candidate: -candidate.score)


def optional_roles(clues: Clues, spine: Spine) -> dict[Role, Candidate]:
    """The other roles that columns of the file play; those without one are left out."""
    roles = {
        Role.CASE: spine.case,
        Role.ACTIVITY: spine.activity,
        Role.TIME: spine.time,
    }
    _add(roles, Role.START, _start(clues, spine, taken=_columns(roles)))
    for role in (Role.OPENED, Role.CLOSED):
        _add(roles, role, _case_date(clues, spine, role, taken=_columns(roles)))
    for role in (Role.LIFECYCLE, Role.TEAM, Role.PERSON, Role.COST, Role.OUTCOME):
        _add(roles, role, _other(clues, spine, role, taken=_columns(roles)))
    return roles


def _add(roles: dict[Role, Candidate], role: Role, candidate: Candidate | None) -> None:
    if candidate is not None:
        roles[role] = candidate


def _columns(roles: dict[Role, Candidate]) -> set[str]:
    return {candidate.column for candidate in roles.values()}


def _is_long(clues: Clues, case: Candidate, view: CaseView) -> bool:
    if Role.ACTIVITY in clues.stated or view.share_repeated >= _LONG:
        return True
    named = [name for name in clues.columns if fit(name, Role.ACTIVITY) >= _SURE]
    return (
        bool(named) and fit(case.column, Role.CASE) >= _SURE and len(clues.dates) == 1
    )


def _with_rows(case: Candidate, view: CaseView) -> Candidate:
    why = f"{case.why}, with {view.mean_rows:.1f} rows each"
    return Candidate(column=case.column, score=min(case.score, 1.0), why=why)


def _stated(clues: Clues, role: Role) -> Candidate | None:
    if role not in clues.stated:
        return None
    return Candidate(column=clues.stated[role], score=1.0, why=clues.said_by[role])


def _activity(clues: Clues, view: CaseView) -> Candidate | None:
    if stated := _stated(clues, Role.ACTIVITY):
        return stated
    found = []
    for name, profile in clues.columns.items():
        named, change = fit(name, Role.ACTIVITY), varies(view, name)
        if name in (view.case, *clues.stated.values()) or name in clues.dates:
            continue
        if not clues.is_event_level(name) or profile.is_free_text:
            continue
        if named < _SURE and (profile.is_number or profile.n_values > _MOST_ACTIVITIES):
            continue
        if named < _NAMED and (change < _CONSTANT or _plays_another(name)):
            continue
        why = f'"{name}" has {profile.n_values:,} values and changes within a case'
        found.append(
            Candidate(column=name, score=0.65 * named + 0.35 * change, why=why)
        )
    return choose(
        Role.ACTIVITY, found, is_same=lambda a, b: is_one_to_one(clues.profiles, a, b)
    )


def _is_rather_another(name: str) -> bool:
    """Whether a heading fits another role better than the case."""
    others = (Role.ACTIVITY, Role.TEAM, Role.PERSON, Role.COST, Role.OUTCOME)
    return max(fit(name, role) for role in others) > fit(name, Role.CASE)


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
    return any(fit(name, role) >= _NAMED for role in others)


def _time(clues: Clues, view: CaseView, *, taken: str) -> Candidate | None:
    if stated := _stated(clues, Role.TIME):
        return stated
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


def _start(clues: Clues, spine: Spine, *, taken: set[str]) -> Candidate | None:
    if stated := _stated(clues, Role.START):
        return stated
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, Role.START),
                why=f'"{name}" is a usual name for the start of a step, and changes with it',
            )
            for name in clues.dates_done()
            if name not in taken
            and fit(name, Role.START) >= _NAMED
            and varies(spine.view, name) > _CONSTANT
        ]
    )


def _case_date(
    clues: Clues, spine: Spine, role: Role, *, taken: set[str]
) -> Candidate | None:
    if stated := _stated(clues, role):
        return stated
    said = "opened" if role == Role.OPENED else "closed"
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, role),
                why=f'"{name}" says when the case {said}, and is the same in all its rows',
            )
            for name in clues.dates_done()
            if name not in taken
            and fit(name, role) >= _NAMED
            and varies(spine.view, name) <= _CONSTANT
        ]
    )


def _other(
    clues: Clues, spine: Spine, role: Role, *, taken: set[str]
) -> Candidate | None:
    if stated := _stated(clues, role):
        return stated
    if role in (Role.PERSON, Role.TEAM, Role.COST):
        names = [name for name in clues.columns if clues.is_event_level(name)]
    else:
        names = list(clues.columns)
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, role) + 0.1 * varies(spine.view, name),
                why=f'"{name}" is a usual name for it',
            )
            for name in names
            if name not in taken
            and name not in clues.dates
            and _may_be(clues, spine, role, name=name)
        ]
    )


def _may_be(clues: Clues, spine: Spine, role: Role, *, name: str) -> bool:
    profile = clues.columns[name]
    if fit(name, role) < _NAMED or (profile.is_constant and role != Role.LIFECYCLE):
        return False
    if role == Role.COST:
        return profile.is_number
    if role == Role.OUTCOME:
        few = profile.n_values <= _OUTCOMES
        return few and varies(spine.view, name) <= _CONSTANT
    return not profile.is_free_text
