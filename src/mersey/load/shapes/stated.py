"""What a person, a map or the format says of the columns, checked against the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import MappingError, UsageError
from mersey.load.columns.heading_words import find_column
from mersey.load.dates.measuring import measure_dates
from mersey.load.personal.gate import shown_quotes
from mersey.load.shapes.attributes import Sorted, sort_columns
from mersey.load.shapes.clues import BY_PERSON, Clues
from mersey.load.shapes.mapping import ColumnMapping, MappingReason
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.profile import Profiles
    from mersey.load.columns.read_options import ReadOptions
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

NONE: Final = "none"
LONDON: Final = "Europe/London"
_DATE_ROLES: Final = (
    Role.TIME,
    Role.START,
    Role.OPENED,
    Role.CLOSED,
    Role.DEADLINE,
)
_BY_FORMAT: Final = "the format says so"
_BY_MAP: Final = MappingReason(text="The map says so.", confidence=1.0)


def clues_of(
    raw: RawTable,
    profiles: Profiles,
    options: ReadOptions,
    *,
    mapping: ColumnMapping | None = None,
) -> Clues:
    """Everything the roles are judged by; the dates are measured on all rows.

    Raises:
        UnknownName: An option names a column that the file does not have.
        UsageError: An option names a column as a date that holds none.
    """
    by_format = {role: name for role, name in raw.roles.items() if name in raw.columns}
    said = options.columns()
    no_key = _says_none(raw, said.get(Role.CASE))
    no_closing = _says_none(raw, said.get(Role.CLOSED))
    denied = {
        role
        for role, is_denied in ((Role.CASE, no_key), (Role.CLOSED, no_closing))
        if is_denied
    }
    by_person = {
        role: find_column(name, raw.columns)
        for role, name in said.items()
        if role not in denied
    }
    named = set(by_person.values())
    stated = {r: n for r, n in by_format.items() if n not in named} | by_person
    said_by = dict.fromkeys(by_format, _BY_FORMAT) | dict.fromkeys(by_person, BY_PERSON)
    keep = {find_column(name, raw.columns): why for name, why in options.keep.items()}
    options = replace(options, keep=keep)
    styles = _styles(profiles, stated, mapping)
    return Clues(
        raw=raw,
        profiles=profiles,
        dates=measure_dates(
            raw,
            styles,
            time_zone=options.time_zone or LONDON,
            day_first=options.day_first,
            stated=tuple(mapping.dates) if mapping else (),
        ),
        options=options,
        stated=stated,
        said_by=said_by,
        no_key=no_key,
        no_closing=no_closing,
    )


def _says_none(raw: RawTable, name: str | None) -> bool:
    """Whether a person said that no column plays a role."""
    return name is not None and name.strip().lower() == NONE and name not in raw.columns


def fit_map(
    mapping: ColumnMapping, raw: RawTable, options: ReadOptions
) -> ColumnMapping:
    """The map with its columns as the file writes them, and options put over it.

    Raises:
        MappingError: The map names a column that the file does not have.
    """
    said: dict[str, Any] = {
        role.value: None if _says_none(raw, name) else name
        for role, name in options.columns().items()
    }
    mapping = replace(
        mapping,
        **said,
        closes_alone=mapping.closes_alone or said.get("closed") is not None,
        time_zone=options.time_zone or mapping.time_zone,
        keep_ids=options.keep_ids or mapping.keep_ids,
        service=options.service or mapping.service,
        limits=tuple(dict.fromkeys((*mapping.limits, *options.limits))),
        keep={
            _column(name, raw): why
            for name, why in {**mapping.keep, **options.keep}.items()
        },
    )
    known: dict[str, Any] = {
        role.value: _known(getattr(mapping, role.value), raw)
        for role in (*_DATE_ROLES, Role.CASE, Role.ACTIVITY, Role.PERSON, Role.TEAM,
                     Role.COST, Role.LIFECYCLE, Role.OUTCOME, Role.STATUS, Role.FIELD)
    }  # fmt: skip
    return replace(
        mapping,
        **known,
        milestones=tuple(_column(name, raw) for name in mapping.milestones),
        attributes=tuple(_column(name, raw) for name in mapping.attributes),
        due=tuple(_column(name, raw) for name in mapping.due),
    )


def apply_map(mapping: ColumnMapping, clues: Clues) -> tuple[ColumnMapping, Sorted]:
    """The map completed from the file: styles not stated, and why columns are left out.

    A column that holds direct identifiers is left out even where the map asks for it.

    Raises:
        MappingError: A column that should hold dates holds none.
    """
    due = _due(mapping, clues)
    taken = _taken(mapping) | set(due)
    for name in _date_columns(mapping):
        if name not in clues.dates:
            msg = f'The map reads "{name}" as dates, but its values are not dates.'
            raise MappingError(
                msg, next_step=f'State its style under [dates."{name}"].'
            )
    asked = tuple(dict.fromkeys((*mapping.attributes, *mapping.keep)))
    columns = sort_columns(clues, taken=taken, view=None, asked=asked)
    kept = tuple(
        n
        for n in asked
        if n not in columns.identifiers and n not in due and n not in taken
    )
    dropped = {
        name: columns.dropped.get(name) or mapping.dropped.get(name, "not in the map")
        for name in clues.raw.columns
        if name not in taken and name not in kept
    }
    used = taken | set(kept)
    roles = [Role.CASE] if mapping.case else []
    roles += [Role.MILESTONE] if mapping.shape.is_row_per_case else []
    roles += [
        role
        for role in Role
        if role not in roles and isinstance(getattr(mapping, role.value, None), str)
    ]
    filled = replace(
        mapping,
        attributes=kept,
        due=due,
        dropped=dropped,
        dates={name: c.style for name, c in clues.dates.items() if name in used},
        reasons=dict.fromkeys(roles, _BY_MAP),
    )
    return filled, replace(columns, attributes=kept, due=due, dropped=dropped)


def _styles(
    profiles: Profiles, stated: Mapping[Role, str], mapping: ColumnMapping | None
) -> dict[str, DateStyle]:
    by_map = mapping.dates if mapping else {}
    styles = {
        name: by_map.get(name) or profile.style
        for name, profile in profiles.columns.items()
        if by_map.get(name) or profile.style
    }
    found = {name: style for name, style in styles.items() if style is not None}
    for role in _DATE_ROLES:
        if role in stated and stated[role] not in found:
            msg = f'"{stated[role]}" was named as the {role.value}, but its values are not dates.'
            dates = ", ".join(f'"{name}"' for name in found) or "none"
            raise UsageError(msg, next_step=f"Columns that hold dates: {dates}.")
    return found


def _due(mapping: ColumnMapping, clues: Clues) -> tuple[str, ...]:
    """Dates that ought to be: as the map says, and those among its attributes."""
    said = {*mapping.due, mapping.deadline}
    said |= {name for name in mapping.attributes if clues.is_due_date(name)}
    return tuple(name for name in clues.raw.columns if name in said)


def _taken(mapping: ColumnMapping) -> set[str]:
    roles = [getattr(mapping, role.value, None) for role in Role]
    return {name for name in roles if isinstance(name, str)} | set(mapping.milestones)


def _date_columns(mapping: ColumnMapping) -> list[str]:
    named = [getattr(mapping, role.value) for role in _DATE_ROLES]
    return [name for name in named if name is not None] + [
        *mapping.milestones,
        *mapping.due,
    ]


def _known(name: str | None, raw: RawTable) -> str | None:
    return None if name is None else _column(name, raw)


def _column(name: str, raw: RawTable) -> str:
    try:
        return find_column(name, raw.columns)
    except UsageError as error:
        msg = f'The map names the column "{name}", which {raw.name} does not have.'
        msg = shown_quotes(msg)
        raise MappingError(msg, next_step=error.next_step) from error
