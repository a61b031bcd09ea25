"""The other roles in a file with a row per event: people, teams, dates of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate, best
from mersey.load.shapes.clues import CONSTANT, date_varies, stated, varies
from mersey.load.shapes.keys import NAMED
from mersey.load.shapes.lifecycle import is_lifecycle
from mersey.load.shapes.sampled import moments_of, share_in_order
from mersey.load.shapes.status_column import find_status
from mersey.services.touch_words import is_touch
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.case_view import CaseView
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_ALWAYS: Final = 0.98
_FILLED: Final = 0.98
_OUTCOMES: Final = 50  # more different values are no outcome


def optional_roles(
    clues: Clues, found: Interpretation, view: CaseView
) -> dict[Role, Candidate]:
    """The roles found so far and the others that columns of the file play."""
    roles = dict(found.roles)
    _add(roles, Role.START, _start(clues, found, view, taken=_columns(roles)))
    for role in (Role.OPENED, Role.CLOSED):
        _add(roles, role, _case_date(clues, view, role, taken=_columns(roles)))
    for role in (Role.LIFECYCLE, Role.TEAM, Role.PERSON, Role.COST, Role.OUTCOME):
        _add(roles, role, _other(clues, view, role, taken=_columns(roles)))
    _add(roles, Role.STATUS, _status(clues, view, taken=_columns(roles)))
    return roles


def _status(clues: Clues, view: CaseView, *, taken: set[str]) -> Candidate | None:
    """A status that is the same in all rows of a case says where the case stands."""
    found = find_status(clues, taken=taken)
    if found is None or Role.STATUS in clues.stated:
        return found
    return found if varies(view, found.column) <= CONSTANT else None


def _add(roles: dict[Role, Candidate], role: Role, candidate: Candidate | None) -> None:
    if candidate is not None:
        roles[role] = candidate


def _columns(roles: dict[Role, Candidate]) -> set[str]:
    return {candidate.column for candidate in roles.values()}


def _start(
    clues: Clues, found: Interpretation, view: CaseView, *, taken: set[str]
) -> Candidate | None:
    if said := stated(clues, Role.START):
        return said
    moving = [
        name
        for name in clues.dates_done()
        if name not in taken and varies(view, name) > CONSTANT
    ]
    named = [
        Candidate(
            column=name,
            score=fit(name, Role.START),
            why=f'"{name}" is a usual name for the start of a step, and changes with it',
        )
        for name in moving
        if fit(name, Role.START) >= NAMED
    ]
    return best(named) or _start_by_order(clues, found, view, moving)


def _start_by_order(
    clues: Clues, found: Interpretation, view: CaseView, moving: list[str]
) -> Candidate | None:
    """The one other date of each row that is never after the time of the step."""
    time = found.column(Role.TIME)
    names = [name for name in moving if not is_touch(name)]
    if time is None or len(names) != 1 or view.rows is None:
        return None
    moments = moments_of(clues, view.rows, [time, names[0]])
    begun, done = moments[names[0]], moments[time]
    share = share_in_order(begun, done)
    is_filled = np.mean(~np.isnan(begun)) >= _FILLED
    if share is None or share < _ALWAYS or not is_filled or np.array_equal(begun, done):
        return None
    why = f'"{names[0]}" changes with the step and is never after "{time}"'
    return Candidate(column=names[0], score=0.5, why=why)


def _case_date(
    clues: Clues, view: CaseView, role: Role, *, taken: set[str]
) -> Candidate | None:
    if said := stated(clues, role):
        return said
    what = "opened" if role == Role.OPENED else "closed"
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, role),
                why=f'"{name}" says when the case {what}, and is the same in all its rows',
            )
            for name in clues.dates_done()
            if name not in taken
            and fit(name, role) >= NAMED
            and date_varies(clues, view, name) <= CONSTANT
        ]
    )


def _other(
    clues: Clues, view: CaseView, role: Role, *, taken: set[str]
) -> Candidate | None:
    if said := stated(clues, role):
        return said
    if role in (Role.PERSON, Role.TEAM, Role.COST):
        names = [name for name in clues.columns if clues.is_event_level(name)]
    else:
        names = list(clues.columns)
    return best(
        [
            Candidate(
                column=name,
                score=fit(name, role) + 0.1 * varies(view, name),
                why=f'"{name}" is a usual name for it',
            )
            for name in names
            if name not in taken
            and name not in clues.dates
            and _may_be(clues, view, role, name=name)
        ]
    )


def _may_be(clues: Clues, view: CaseView, role: Role, *, name: str) -> bool:
    profile = clues.columns[name]
    if role == Role.LIFECYCLE and is_lifecycle(profile):
        return True
    if fit(name, role) < NAMED or (profile.is_constant and role != Role.LIFECYCLE):
        return False
    if role == Role.COST:
        return profile.is_number
    if role == Role.OUTCOME:
        few = profile.n_values <= _OUTCOMES
        return few and varies(view, name) <= CONSTANT
    return not profile.is_free_text
