"""From what a file looks like to a mapping of its columns, with a reason for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import NotACaseLog
from mersey.load.shapes.attributes import Sorted, sort_columns
from mersey.load.shapes.figures import no_time, one_column
from mersey.load.shapes.mapping import ColumnMapping, Reason, Shape
from mersey.load.shapes.roles_long import optional_roles
from mersey.load.shapes.roles_wide import find_case, find_milestones, find_outcome
from mersey.load.shapes.spine import Spine, find_spine
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.shapes.candidates import Candidate
    from mersey.load.shapes.clues import Clues

__all__ = ["Inferred", "infer_mapping", "null_texts"]

_NOT_STATED: Final = "Europe/London"
_COLUMN_OF: Final = {
    Role.CASE: "case",
    Role.ACTIVITY: "activity",
    Role.TIME: "time",
    Role.START: "start",
    Role.OPENED: "opened",
    Role.CLOSED: "closed",
    Role.PERSON: "person",
    Role.TEAM: "team",
    Role.COST: "cost",
    Role.LIFECYCLE: "lifecycle",
    Role.OUTCOME: "outcome",
}


@dataclass(frozen=True, kw_only=True)
class Inferred:
    """A mapping, and what became of the columns that play no role in it."""

    mapping: ColumnMapping
    columns: Sorted


def infer_mapping(clues: Clues) -> Inferred:
    """The mapping of a file.

    Raises:
        ChoiceNeeded: Two readings are equally likely.
        NotACaseLog: There is no case, no activity or no time in it.
    """
    if len(clues.raw.columns) < 2:
        raise one_column(clues.profiles)
    if not clues.dates:
        raise no_time(clues.profiles)
    spine = find_spine(clues)
    return _wide(clues) if spine is None else _long(clues, spine)


def _long(clues: Clues, spine: Spine) -> Inferred:
    roles = optional_roles(clues, spine)
    taken = {candidate.column for candidate in roles.values()}
    columns = sort_columns(clues, taken=taken, view=spine.view)
    named: dict[str, Any] = {
        _COLUMN_OF[role]: candidate.column for role, candidate in roles.items()
    }
    return _inferred(
        clues, columns, roles=roles, taken=taken, shape=Shape.LONG, **named
    )


def _wide(clues: Clues) -> Inferred:
    if Role.ACTIVITY in clues.stated and Role.TIME not in clues.stated:
        msg = (
            f'"{clues.stated[Role.ACTIVITY]}" was named as the activity, but no column '
            "says when each activity was done."
        )
        raise NotACaseLog(msg, next_step="Name the column of times: --time COLUMN.")
    case = find_case(clues)
    milestones = find_milestones(clues, case)
    taken = {*milestones, *([case.column] if case else [])}
    roles = {Role.CASE: case} if case else {}
    if outcome := find_outcome(clues, taken=taken):
        roles[Role.OUTCOME] = outcome
        taken.add(outcome.column)
    columns = sort_columns(clues, taken=taken, view=None)
    named: dict[str, Any] = {
        "case": None,
        **{_COLUMN_OF[role]: candidate.column for role, candidate in roles.items()},
    }
    return _inferred(
        clues,
        columns,
        roles=roles,
        taken=taken,
        shape=Shape.WIDE,
        milestones=milestones,
        **named,
    )


def _inferred(
    clues: Clues,
    columns: Sorted,
    *,
    roles: Mapping[Role, Candidate],
    taken: set[str],
    shape: Shape,
    **named: Any,
) -> Inferred:
    used = taken | set(columns.attributes) | set(columns.due)
    literal = {named.get("case"), named.get("activity"), named.get("lifecycle")}
    mapping = ColumnMapping(
        shape=shape,
        attributes=columns.attributes,
        due=columns.due,
        deadline=clues.stated.get(Role.DEADLINE),
        service=clues.options.service,
        dropped=columns.dropped,
        dates={
            name: column.style for name, column in clues.dates.items() if name in used
        },
        nulls=null_texts(clues, used - literal),
        time_zone=clues.options.time_zone or _NOT_STATED,
        reasons=_reasons(roles, shape=shape, milestones=named.get("milestones")),
        keep_text={
            name: why
            for name, why in clues.options.keep_text.items()
            if name in columns.attributes
        },
        keep_ids=clues.options.keep_ids,
        **named,
    )
    return Inferred(mapping=mapping, columns=columns)


def null_texts(clues: Clues, columns: set[str]) -> dict[str, tuple[str, ...]]:
    """Column → texts that mean nothing in it.

    A text column takes over the tokens of the file's date columns.
    """
    tokens = tuple(
        dict.fromkeys(
            token for column in clues.dates.values() for token in column.nulls
        )
    )
    found = {}
    for name in clues.raw.columns:
        if name not in columns:
            continue
        mine = clues.dates[name].nulls if name in clues.dates else tokens
        if mine:
            found[name] = mine
    return found


def _reasons(
    roles: Mapping[Role, Candidate],
    *,
    shape: Shape,
    milestones: tuple[str, ...] | None,
) -> dict[Role, Reason]:
    reasons = {
        role: Reason(
            text=_capital(candidate.why),
            confidence=round(min(candidate.score, 1.0), 2),
        )
        for role, candidate in roles.items()
    }
    if shape == Shape.LONG:
        return reasons
    if Role.CASE not in roles:
        reasons[Role.CASE] = Reason(
            text="No column names the case, so each row is a case of its own.",
            confidence=0.5,
        )
    reasons[Role.MILESTONE] = Reason(
        text="Each row is a case, and these columns say when it reached a milestone.",
        confidence=0.9 if len(milestones or ()) > 1 else 0.5,
    )
    return reasons


def _capital(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}".rstrip(".") + "."
