"""A row per case: a key of its own, and a date column for each milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.load.columns.heading_words import fit
from mersey.load.shapes.began_and_ended import began_and_ended
from mersey.load.shapes.candidates import Candidate, best
from mersey.load.shapes.clues import stated
from mersey.load.shapes.interpretation import Evidence, Interpretation
from mersey.load.shapes.keys import NAMED, SURE, thing_with_history
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.sampled import moments_of, share_in_order
from mersey.load.shapes.status_column import find_status
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.load.columns.profile import ColumnProfile
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.keys import Key

_OPENING: Final = 0.7
"""A heading from here says when the case opened."""
_CLOSING: Final = 0.6
_IN_ORDER: Final = 0.9
_ALWAYS: Final = 0.98
_OUTCOMES: Final = 50
_PLACES: Final = frozenset({"latitude", "longitude", "lat", "lon", "lng", "x", "y",
    "easting", "northing", "id", "code", "zip", "postcode", "number", "no"})  # fmt: skip
_ONE_ACTIVITY: Final = 0.9
_SOME_BLANK: Final = 0.01  # of rows: they would be left out


def row_per_case(clues: Clues, key: Key | None) -> Interpretation | None:
    """Each row is a case, named by `key`, or by nothing; None where it cannot be."""
    if key is not None and not (key.is_mostly_unique or key.is_stated):
        return None
    milestones = clues.milestone_dates()
    if not milestones or (key is not None and _is_measured(key)):
        return None
    roles = _roles(clues, key, milestones)
    return Interpretation(
        shape=Shape.WIDE,
        roles=roles,
        milestones=tuple(milestones),
        evidence=(
            *_of_key(clues, key),
            *_of_dates(clues, milestones, roles),
            *_of_columns(clues, milestones, roles),
        ),
    )


def _is_measured(key: Key) -> bool:
    """Whether it holds numbers that nothing calls a key: they may be measured."""
    is_called = key.is_stated or key.named >= NAMED
    return key.profile.is_number and not (is_called or key.is_code)


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
            and fit(name, Role.OUTCOME) >= NAMED
            and 1 < profile.n_values <= _OUTCOMES
            and not profile.is_free_text
        ]
    )


def _roles(
    clues: Clues, key: Key | None, milestones: Sequence[str]
) -> dict[Role, Candidate]:
    roles = _case_and_dates(clues, key, milestones)
    taken = {candidate.column for candidate in roles.values()}
    if status := find_status(clues, taken=taken):
        roles[Role.STATUS] = status
        taken.add(status.column)
    if outcome := find_outcome(clues, taken=taken):
        roles[Role.OUTCOME] = outcome
    for role in (Role.TEAM, Role.PERSON):  # of the whole case, where a person says so
        if said := stated(clues, role):
            roles[role] = said
    return roles


def _case_and_dates(
    clues: Clues, key: Key | None, milestones: Sequence[str]
) -> dict[Role, Candidate]:
    roles: dict[Role, Candidate] = {}
    if key is not None:
        roles[Role.CASE] = Candidate(
            column=key.column, score=_confidence(key), why=_why(clues, key)
        )
    for role, least in ((Role.OPENED, _OPENING), (Role.CLOSED, _CLOSING)):
        taken = {candidate.column for candidate in roles.values()}
        if found := _case_date(clues, role, milestones, least=least, taken=taken):
            roles[role] = found
    if not {Role.OPENED, Role.CLOSED} & roles.keys() and not clues.no_closing:
        roles |= _began_and_ended(clues, milestones, key.column if key else "")
    return roles


def _began_and_ended(
    clues: Clues, milestones: Sequence[str], case: str
) -> dict[Role, Candidate]:
    """Opened and closed, where only two headings together say it; else nothing."""
    pair = began_and_ended(milestones, case=case)
    if pair is None:
        return {}
    moments = moments_of(clues, clues.profiles.sample, pair)
    share = share_in_order(moments[pair[0]], moments[pair[1]])
    if share is None or share < _IN_ORDER:
        return {}
    why = f'"{pair[0]}" and "{pair[1]}" say when each row began and ended'
    roles = zip((Role.OPENED, Role.CLOSED), pair, strict=True)
    return {role: Candidate(column=name, score=0.7, why=why) for role, name in roles}


def _case_date(
    clues: Clues, role: Role, names: Sequence[str], *, least: float, taken: set[str]
) -> Candidate | None:
    if role in clues.stated:
        column = clues.stated[role]
        return Candidate(column=column, score=1.0, why=clues.said_by[role])
    what = "opened" if role is Role.OPENED else "closed"
    other = Role.CLOSED if role is Role.OPENED else Role.OPENED
    found = [
        Candidate(
            column=name,
            score=fit(name, role),
            why=f'"{name}" is a usual name for when a case {what}',
        )
        for name in names
        if name not in taken and fit(name, role) >= max(least, fit(name, other))
    ]
    if role is Role.OPENED and len(found) > 1:
        found = _never_after(clues, found)
    if role is Role.CLOSED:
        found = [c for c in found if c.score >= SURE or _comes_last(clues, c, names)]
    return best(found)


def _comes_last(clues: Clues, closing: Candidate, names: Sequence[str]) -> bool:
    """Whether hardly any milestone comes after what may be the closing.

    "Review completed" is followed by the decision: it ends a step, not the case.
    """
    moments = moments_of(clues, clues.profiles.sample, names)
    closed = moments[closing.column]
    latest = np.fmax.reduce([moments[name] for name in names])
    n_closed = np.count_nonzero(~np.isnan(closed))
    n_followed = np.count_nonzero(latest > closed)
    return bool(n_followed <= (1 - _IN_ORDER) * n_closed)


def _never_after(clues: Clues, found: list[Candidate]) -> list[Candidate]:
    """Of several openings those that hardly ever come after another of them.

    A case that was created and then begun opened when it was created.
    """
    names = [candidate.column for candidate in found]
    moments = moments_of(clues, clues.profiles.sample, names)
    first = [
        candidate
        for candidate in found
        if all(
            _comes_first(moments, candidate.column, other)
            for other in names
            if other != candidate.column
        )
    ]
    return first or found


def _comes_first(moments: dict[str, Any], name: str, other: str) -> bool:
    share = share_in_order(moments[name], moments[other])
    return share is None or share >= _IN_ORDER


def _confidence(key: Key) -> float:
    return 1.0 if key.is_stated else max(0.4, 0.6 * key.named + 0.4)


def _why(clues: Clues, key: Key) -> str:
    if key.is_stated:
        return clues.said_by[Role.CASE]
    if key.named >= NAMED:
        return f'"{key.column}" is a usual name for a case, and names nearly every row'
    return f'"{key.column}" is a code that differs in every row'


def _of_key(clues: Clues, key: Key | None) -> list[Evidence]:
    if key is None:
        return [Evidence(text="No column names the case.", weight=-0.5)]
    name = f'"{key.column}"'
    found = [Evidence(text=f"{name} is a usual name for a case.", weight=2 * key.named)]
    if key.is_unique:
        found.append(Evidence(text=f"{name} differs in every row.", weight=1.0))
    else:
        found.append(Evidence(text=f"{name} comes twice in some rows.", weight=-0.7))
    if key.profile.share_blank >= _SOME_BLANK:
        found.append(Evidence(text=f"{name} is blank in some rows.", weight=-0.7))
    if key.is_code:
        found.append(Evidence(text=f"The values of {name} are codes.", weight=0.3))
    elif key.named < NAMED:
        found.append(Evidence(text=f"Nothing says that {name} is a key.", weight=-1.2))
    return [*found, *_of_another(clues, key)]


def _of_another(clues: Clues, key: Key) -> list[Evidence]:
    """What speaks against a key that names something beside the case."""
    name, found = f'"{key.column}"', []
    if key.is_thing:
        found.append(Evidence(text=f"{name} names another thing.", weight=-2.5))
    if key.is_person:
        found.append(Evidence(text=f"{name} names whom it is about.", weight=-0.3))
    if key.is_of_rows and (
        _names_another_case(clues, key) or thing_with_history(clues) is not None
    ):
        text = f"{name} names an entry, and another column a case."
        found.append(Evidence(text=text, weight=-1.5))
    return found


def _names_another_case(clues: Clues, key: Key) -> bool:
    return any(
        name != key.column
        and fit(name, Role.CASE) >= SURE
        and profile.distinct_ratio < _ONE_ACTIVITY
        for name, profile in clues.columns.items()
        if name not in clues.dates
    )


def _of_dates(
    clues: Clues, milestones: Sequence[str], roles: dict[Role, Candidate]
) -> list[Evidence]:
    found = []
    if len(milestones) > 1:
        found.append(
            Evidence(
                text=f"{len(milestones)} columns say when something was done.",
                weight=1.0,
            )
        )
    for role, what in ((Role.OPENED, "opened"), (Role.CLOSED, "closed")):
        if role in roles:
            text = f'"{roles[role].column}" says when a case {what}.'
            found.append(Evidence(text=text, weight=0.75))
    if Role.OPENED in roles and Role.CLOSED in roles:
        found += _of_order(clues, roles[Role.OPENED].column, roles[Role.CLOSED].column)
    return found


def _of_order(clues: Clues, opened: str, closed: str) -> list[Evidence]:
    moments = moments_of(clues, clues.profiles.sample, [opened, closed])
    if opened not in moments or closed not in moments:
        return []
    share = share_in_order(moments[opened], moments[closed])
    if share is None:
        return []
    if share >= _IN_ORDER:
        text = f'"{closed}" is not before "{opened}" in the same row.'
        return [Evidence(text=text, weight=1.0 if share >= _ALWAYS else 0.6)]
    text = f'"{closed}" is before "{opened}" in many rows.'
    return [Evidence(text=text, weight=-1.0 if share < 0.5 else 0.0)]


def _of_columns(
    clues: Clues, milestones: Sequence[str], roles: dict[Role, Candidate]
) -> list[Evidence]:
    """A status of each row speaks for it; a step and one time speak against it."""
    found = []
    if Role.STATUS in roles:
        text = f'"{roles[Role.STATUS].column}" says where each row stands.'
        found.append(Evidence(text=text, weight=0.5))
    steps = [
        name
        for name in clues.columns
        if fit(name, Role.ACTIVITY) >= _ONE_ACTIVITY
        and fit(name, Role.STATUS) < SURE
        and name not in clues.dates
        and not clues.columns[name].is_free_text
    ]
    if steps and len(milestones) <= 2:
        text = f'"{steps[0]}" is a usual name for a step.'
        found.append(Evidence(text=text, weight=-1.2))
    if len(milestones) == 1 and Role.CASE not in roles and Role.STATUS not in roles:
        figures = [n for n, p in clues.columns.items() if _is_figure(n, p)]
        if figures:
            text = f'"{figures[0]}" is a figure, and each row has one date.'
            found.append(Evidence(text=text, weight=-1.5))
    is_called = Role.CASE in roles and fit(roles[Role.CASE].column, Role.CASE) >= SURE
    says = {Role.OPENED, Role.CLOSED, Role.STATUS} & set(roles)
    if len(milestones) == 1 and not says and not is_called:
        text = (
            f'"{milestones[0]}" is the only date, and says neither opened nor closed.'
        )
        found.append(Evidence(text=text, weight=-2.0))
    for role in (Role.ACTIVITY, Role.TIME):
        if role in clues.stated:
            text = f'"{clues.stated[role]}" was named as the {role.value}.'
            found.append(Evidence(text=text, weight=-20.0))
    return found


def _is_figure(name: str, profile: ColumnProfile) -> bool:
    """Whether a column holds measured numbers, not a place on the map or a code."""
    if not profile.is_number or profile.is_constant or profile.numbers_rows:
        return False
    return not set(words_of(name).split()) & _PLACES
