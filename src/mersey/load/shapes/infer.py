"""From what a file looks like to a mapping of its columns, with a reason for each role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import NotACaseLog, UsageError
from mersey.fields import mention
from mersey.load.dates.nulls import names_nobody
from mersey.load.shapes.attributes import Sorted, sort_columns
from mersey.load.shapes.clues import BY_PERSON
from mersey.load.shapes.doubts_of_dates import doubt_of_dates
from mersey.load.shapes.mapping import ColumnMapping, MappingReason
from mersey.load.shapes.not_a_log import no_time, one_column
from mersey.load.shapes.row_order import is_newest_first
from mersey.load.shapes.weigh import best_interpretation
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

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
    Role.STATUS: "status",
    Role.FIELD: "field",
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
    _refuse_half_named(clues)
    found = best_interpretation(clues)
    _refuse_unused(clues, found)
    if doubt := doubt_of_dates(clues, found):
        raise doubt
    return _inferred(clues, found)


def _refuse_unused(clues: Clues, found: Interpretation) -> None:
    """What a person says is obeyed, or refused with the reason; never passed over."""
    used = {*found.roles, Role.DEADLINE}
    unused = [
        role
        for role in clues.stated
        if role not in used and clues.said_by[role] == BY_PERSON
    ]
    if unused:
        named = ", ".join(
            f'{mention(role.value)} "{clues.stated[role]}"' for role in unused
        )
        msg = (
            f"{named} cannot be used: each row of this file is {found.shape.in_words}."
        )
        hint = "Leave it out; or say what a row is with ⟦case⟧, ⟦activity⟧ and ⟦time⟧."
        raise UsageError(msg, next_step=hint)


def _refuse_half_named(clues: Clues) -> None:
    """A step without any time to go with it."""
    if Role.ACTIVITY in clues.stated and not clues.dates_done():
        msg = (
            f'"{clues.stated[Role.ACTIVITY]}" was named as the activity, but no column '
            "says when each activity was done."
        )
        raise NotACaseLog(msg, next_step="Name the column of times: ⟦time⟧ COLUMN.")


def _inferred(clues: Clues, found: Interpretation) -> Inferred:
    taken = found.taken()
    columns = sort_columns(clues, taken=taken, view=found.view)
    named: dict[str, Any] = {
        _COLUMN_OF[role]: candidate.column for role, candidate in found.roles.items()
    }
    used = taken | set(columns.attributes) | set(columns.due)
    literal = {named.get(role) for role in ("case", "activity", "lifecycle", "field")}
    mapping = ColumnMapping(
        shape=found.shape,
        milestones=found.milestones,
        changes=found.changes,
        newest_first=is_newest_first(clues, found),
        closes_alone=clues.said_by.get(Role.CLOSED) == BY_PERSON,
        attributes=columns.attributes,
        due=columns.due,
        deadline=clues.stated.get(Role.DEADLINE),
        service=clues.options.service,
        limits=clues.options.limits,
        dropped=columns.dropped,
        dates={
            name: column.style for name, column in clues.dates.items() if name in used
        },
        nulls=null_texts(
            clues, used - literal, who={named.get("team"), named.get("person")}
        ),
        time_zone=clues.options.time_zone or _NOT_STATED,
        reasons=_reasons(found),
        keep={name: why for name, why in clues.options.keep.items() if name in used},
        keep_ids=clues.options.keep_ids,
        **{"case": None, **named},
    )
    return Inferred(mapping=mapping, columns=columns)


def null_texts(
    clues: Clues, columns: set[str], *, who: Collection[str | None]
) -> dict[str, tuple[str, ...]]:
    """Column → texts that mean nothing in it.

    A text column takes over the tokens of the file's date columns. `who`: those of teams
    and people, in which a mark such as `n/a` names nobody.
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
        if name in who:
            marks = filter(names_nobody, clues.columns[name].values)
            mine = tuple(dict.fromkeys((*mine, *marks)))
        if mine:
            found[name] = mine
    return found


def _reasons(found: Interpretation) -> dict[Role, MappingReason]:
    reasons = {
        role: MappingReason(
            text=_capital(candidate.why),
            confidence=round(min(candidate.score, 1.0), 2),
        )
        for role, candidate in found.roles.items()
    }
    if not found.shape.is_row_per_case:
        return reasons
    if Role.CASE not in found.roles:
        reasons[Role.CASE] = MappingReason(
            text="No column names the case, so each row is a case of its own.",
            confidence=0.5,
        )
    reasons[Role.MILESTONE] = MappingReason(
        text="Each row is a case, and these columns say when it reached a milestone.",
        confidence=0.9 if len(found.milestones) > 1 else 0.5,
    )
    return reasons


def _capital(sentence: str) -> str:
    return f"{sentence[0].upper()}{sentence[1:]}".rstrip(".") + "."
