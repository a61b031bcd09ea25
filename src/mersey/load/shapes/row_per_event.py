"""A row per event: a key that comes again, a step, and the time of each step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import ChoiceNeeded
from mersey.load.columns import lexicon
from mersey.load.columns.case_view import is_one_to_one, view_by_case
from mersey.load.columns.heading_words import fit
from mersey.load.shapes.candidates import Candidate, choose
from mersey.load.shapes.clues import CONSTANT, date_varies, stated, varies
from mersey.load.shapes.interpretation import Evidence, Interpretation
from mersey.load.shapes.keys import NAMED, SURE, keys_of, thing_with_history
from mersey.load.shapes.lifecycle import is_lifecycle
from mersey.load.shapes.mapping import Shape
from mersey.load.shapes.roles_long import optional_roles
from mersey.load.shapes.sampled import codes_of, moments_of, path_gain
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from mersey.load.columns.case_view import CaseView
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.keys import Key

_LONG: Final = 0.3  # share of rows that share their case: from here a row is an event
_MOST_ACTIVITIES: Final = 200
_ANY_ORDER: Final = -1.5
_STILL: Final = -1.5
_FEW: Final = 12  # values of a kind, rather than cases, in a file of many rows
_MANY: Final = 30  # rows of each
_BEFORE_AND_AFTER: Final = lexicon.OLD | {"value", "new value", "to value"}
_OTHERS: Final = (
    Role.CASE,
    Role.TEAM,
    Role.PERSON,
    Role.COST,
    Role.OUTCOME,
    Role.LIFECYCLE,
)


def row_per_event(clues: Clues, key: Key) -> Interpretation | None:
    """Each row is an event of the case that `key` names; None where it cannot be."""
    view = view_by_case(clues.raw, clues.profiles, key.column)
    if not _comes_again(clues, key, view):
        return None
    activity, doubt = _activity(clues, view)
    time, question = _time(clues, view, taken=activity.column if activity else "")
    if activity is not None and time is not None:
        return _of_event(clues, key, view, activity=activity, time=time)
    is_named = (
        key.named >= NAMED or key.is_stated or thing_with_history(clues) == key.column
    )
    can_be_asked = (activity or doubt) and (time or question)
    if not (is_named and can_be_asked):
        return None
    is_thing = key.is_thing and thing_with_history(clues) != key.column
    return _in_doubt(
        replace(key, is_thing=is_thing),
        view,
        activity=activity,
        time=time,
        doubt=doubt or question,
    )


def _of_event(
    clues: Clues, key: Key, view: CaseView, *, activity: Candidate, time: Candidate
) -> Interpretation | None:
    if not _is_told(clues, key, activity):
        return None
    case = Candidate(
        column=key.column, score=_confidence(key), why=_why(clues, key, view)
    )
    roles = {Role.CASE: case, Role.ACTIVITY: activity, Role.TIME: time}
    found = Interpretation(shape=Shape.LONG, roles=roles, view=view)
    found = found.also(roles=optional_roles(clues, found, view))
    return found.also(
        *_of_key(clues, key, view),
        *_of_spine(clues, found, view),
        *_of_case_dates(clues, found, view),
    )


def _in_doubt(
    key: Key,
    view: CaseView,
    *,
    activity: Candidate | None,
    time: Candidate | None,
    doubt: ChoiceNeeded | None,
) -> Interpretation:
    """As far as it can be read: a question inside it must be answered first."""
    roles = {Role.CASE: Candidate(column=key.column, score=_confidence(key), why="")}
    roles |= {Role.ACTIVITY: activity} if activity else {}
    roles |= {Role.TIME: time} if time else {}
    found = Interpretation(shape=Shape.LONG, roles=roles, view=view, doubt=doubt)
    weight = 2 * key.named - 2.5 * key.is_thing + 1.5
    return found.also(Evidence(text=f'"{key.column}" comes again.', weight=weight))


def _comes_again(clues: Clues, key: Key, view: CaseView) -> bool:
    if Role.ACTIVITY in clues.stated or view.share_repeated >= _LONG:
        return True
    named = [name for name in clues.columns if fit(name, Role.ACTIVITY) >= SURE]
    return bool(named) and key.named >= SURE and len(clues.dates_done()) == 1


def _is_told(clues: Clues, key: Key, activity: Candidate) -> bool:
    """Whether a heading speaks for it, or at least no figures speak against it.

    In a table of figures any column of classes would do for a case and another for an
    activity.
    """
    if Role.CASE in clues.stated or Role.ACTIVITY in clues.stated:
        return True
    named = fit(activity.column, Role.ACTIVITY) >= NAMED
    if key.named >= NAMED or named:
        return True
    figures = [p for n, p in clues.columns.items() if p.is_number and n != key.column]
    return not any(not profile.is_constant for profile in figures)


def _confidence(key: Key) -> float:
    return 1.0 if key.is_stated else min(1.0, 0.4 + 0.6 * key.named)


def _why(clues: Clues, key: Key, view: CaseView) -> str:
    if key.is_stated:
        return f"{clues.said_by[Role.CASE]}, with {view.mean_rows:.1f} rows each"
    named = (
        "is a usual name for a case"
        if key.named >= NAMED
        else "has many values that repeat"
    )
    return f'"{key.column}" {named}, with {view.mean_rows:.1f} rows each'


def _activity(
    clues: Clues, view: CaseView
) -> tuple[Candidate | None, ChoiceNeeded | None]:
    if said := stated(clues, Role.ACTIVITY):
        return said, None
    found = [
        Candidate(
            column=name,
            score=0.65 * fit(name, Role.ACTIVITY) + 0.35 * varies(view, name),
            why=f'"{name}" has {profile.n_values:,} values and changes within a case',
        )
        for name, profile in clues.columns.items()
        if _may_be_activity(clues, view, name)
    ]
    try:
        return choose(
            Role.ACTIVITY,
            found,
            is_same=lambda a, b: is_one_to_one(clues.profiles, a, b),
        ), None
    except ChoiceNeeded as question:
        return None, question


def _may_be_activity(clues: Clues, view: CaseView, name: str) -> bool:
    profile, named = clues.columns[name], fit(name, Role.ACTIVITY)
    if name in (view.case, *clues.stated.values()) or name in clues.dates:
        return False
    if not clues.is_event_level(name) or profile.is_free_text or is_lifecycle(profile):
        return False
    if profile.is_constant:
        return False
    if named < SURE and (profile.is_number or profile.n_values > _MOST_ACTIVITIES):
        return False
    change = varies(view, name)
    if fit(name, Role.STATUS) >= SURE and change < CONSTANT and view.share_repeated:
        return named >= SURE and not _has_another(clues, view, name)
    return named >= NAMED or (change >= CONSTANT and not _plays_another(name))


def _has_another(clues: Clues, view: CaseView, name: str) -> bool:
    """Whether another column that is named like a step changes within cases."""
    return any(
        other != name
        and fit(other, Role.ACTIVITY) >= NAMED
        and varies(view, other) >= CONSTANT
        and not is_lifecycle(profile)
        for other, profile in clues.columns.items()
        if other not in clues.dates and other != view.case
    )


def _plays_another(name: str) -> bool:
    """Whether a heading that does not say activity says something else."""
    return words_of(name) in _BEFORE_AND_AFTER or any(
        fit(name, role) >= NAMED for role in _OTHERS
    )


def _time(
    clues: Clues, view: CaseView, *, taken: str
) -> tuple[Candidate | None, ChoiceNeeded | None]:
    if said := stated(clues, Role.TIME):
        return said, None
    names = [
        name
        for name in clues.dates_done()
        if name != taken
        and name not in clues.stated.values()
        and words_of(name) not in lexicon.IGNORED_TIMES
    ]
    most = max((varies(view, name) for name in names), default=0.0)
    moving = [name for name in names if varies(view, name) >= most / 2]
    ends = [name for name in moving if not _is_start(name)] or moving
    proper = [n for n in ends if n not in set(clues.touch_dates())] or ends
    found = [
        Candidate(
            column=name,
            score=0.6 * fit(name, Role.TIME) + 0.4 * varies(view, name),
            why=_why_time(name, among=names, moving=moving),
        )
        for name in proper
    ]
    try:
        return choose(Role.TIME, found), None
    except ChoiceNeeded as question:
        return None, question


def _is_start(name: str) -> bool:
    return fit(name, Role.START) > fit(name, Role.TIME)


def _why_time(name: str, *, among: list[str], moving: list[str]) -> str:
    if len(among) == 1:
        return f'"{name}" is the only column that says when something was done'
    if len(moving) == 1:
        return f'"{name}" is the only date that changes from row to row within a case'
    return f'"{name}" changes from row to row and is a usual name for when a step ended'


def _of_key(clues: Clues, key: Key, view: CaseView) -> list[Evidence]:
    name = f'"{key.column}"'
    found = [Evidence(text=f"{name} is a usual name for a case.", weight=2 * key.named)]
    if view.share_repeated >= _LONG:
        weight = 1.0 if view.mean_rows < 2 else 1.5
        found.append(Evidence(text=f"{name} comes again in other rows.", weight=weight))
    if key.is_thing and thing_with_history(clues) == key.column:
        text = f"Each row is a change of the thing that {name} names."
        found.append(Evidence(text=text, weight=0.5))
    elif key.is_thing:
        found.append(Evidence(text=f"{name} names another thing.", weight=-3.0))
    if key.is_person:
        found.append(Evidence(text=f"{name} names whom it is about.", weight=-0.3))
    if key.named < NAMED and not (key.is_code or key.is_stated):
        found.append(Evidence(text=f"Nothing says that {name} is a key.", weight=-1.2))
    if view.mean_rows > _MANY and view.n_cases < _FEW and not key.is_stated:
        found.append(Evidence(text=f"{name} has few values, each often.", weight=-1.5))
    if own := _own_key(clues, key):
        text = f'"{own}" names each row, and is a usual name for a case.'
        found.append(Evidence(text=text, weight=-1.5 * fit(own, Role.CASE) - 0.5))
    return found


def _own_key(clues: Clues, key: Key) -> str | None:
    """A column that names every row, and is called like a case: it would be the key."""
    if key.is_stated:
        return None
    rivals = [
        other
        for other in keys_of(clues)
        if other.column != key.column
        and other.is_unique
        and not other.is_of_rows
        and other.named >= NAMED
        and not (other.profile.numbers_rows and other.named < SURE)
    ]
    return rivals[0].column if rivals else None


def _of_spine(clues: Clues, found: Interpretation, view: CaseView) -> list[Evidence]:
    activity, time = found.roles[Role.ACTIVITY].column, found.roles[Role.TIME].column
    named = fit(activity, Role.ACTIVITY)
    evidence = [
        Evidence(text=f'"{activity}" is a usual name for a step.', weight=1.2 * named),
        Evidence(
            text=f'"{activity}" changes within a case.',
            weight=0.6 * varies(view, activity),
        ),
        Evidence(
            text=f'"{time}" changes within a case.', weight=1.0 * varies(view, time)
        ),
        Evidence(
            text=f'"{time}" is a usual name for the time of a step.',
            weight=0.5 * fit(time, Role.TIME),
        ),
    ]
    rows = view.rows
    if rows is None or not len(rows):
        return evidence
    times = moments_of(clues, rows, [time])[time]
    if _stands_still(found, view, activity):
        text = f'"{activity}" hardly ever changes within a case.'
        evidence.append(Evidence(text=text, weight=_STILL))
    gain = path_gain(codes_of(rows[view.case]), codes_of(rows[activity]), times)
    if gain is None:
        return evidence
    text = "Cases begin or end alike." if gain > 0 else "Steps come in any order."
    weight = 2.0 * gain if gain > 0 else _ANY_ORDER
    return [
        *evidence,
        Evidence(text=text, weight=float(np.clip(weight, _ANY_ORDER, 1.5))),
    ]


def _stands_still(found: Interpretation, view: CaseView, activity: str) -> bool:
    """Whether rows share their case but not its steps: one list by two of its columns."""
    return (
        found.roles[Role.CASE].score < 1.0
        and view.share_repeated >= _LONG
        and varies(view, activity) < CONSTANT
    )


def _of_case_dates(
    clues: Clues, found: Interpretation, view: CaseView
) -> list[Evidence]:
    """The right key makes opened and closed the same in all rows of a case."""
    mine = {found.column(Role.TIME), found.column(Role.START)}
    evidence = []
    several = [n for n in clues.dates_done() if n not in mine]
    for name in several:
        named = max(fit(name, Role.OPENED), fit(name, Role.CLOSED))
        if named < NAMED or name in clues.stated.values():
            continue
        if date_varies(clues, view, name) <= CONSTANT:
            text = f'"{name}" is the same in all rows of a case.'
            evidence.append(Evidence(text=text, weight=0.75))
        else:
            text = f'"{name}" differs between the rows of a case.'
            evidence.append(Evidence(text=text, weight=-1.5))
    return evidence
