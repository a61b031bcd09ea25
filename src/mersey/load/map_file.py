"""MAP.toml: how a file is read, stated so that it is read the same way again."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, Final, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process

from mersey.errors import MappingError
from mersey.load.dates.style import DateStyle
from mersey.load.personal.gate import shown_file
from mersey.load.personal.generalise import generalised_text
from mersey.load.shapes.mapping import ONE_EACH, ColumnMapping, Shape
from mersey.scratch import write_whole
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mersey.services import ServiceUse

SCHEMA: Final = "mersey.map/1"
_ROLE_OF: Final = {name: Role(name) for name in ONE_EACH}
_STRICT: Final = ConfigDict(extra="forbid", strict=True)


class _Columns(BaseModel):
    """Which column plays which role."""

    model_config = _STRICT
    case: str | None = None
    activity: str | None = None
    time: str | None = None
    start: str | None = None
    opened: str | None = None
    closed: str | None = None
    deadline: str | None = None
    person: str | None = None
    team: str | None = None
    cost: str | None = None
    lifecycle: str | None = None
    outcome: str | None = None
    status: str | None = None
    field: str | None = None
    milestones: list[str] = Field(default_factory=list)
    attributes: list[str] = Field(default_factory=list)
    due: list[str] = Field(default_factory=list)


class _Dates(BaseModel):
    """How one column writes its dates."""

    model_config = _STRICT
    format: str
    has_time: bool = True
    has_zone: bool = False
    clock: str = ""


class _Map(BaseModel):
    """A MAP.toml."""

    model_config = _STRICT
    schema_: Literal["mersey.map/1"] = Field(default="mersey.map/1", alias="schema")
    shape: Literal[
        "long", "span", "interval", "change", "lifecycle", "snapshot", "wide", "current"
    ]
    newest_first: bool = False
    closes_alone: bool = False
    changes: list[str] = Field(default_factory=list)
    time_zone: str = "Europe/London"
    keep_ids: bool = False
    service: str | None = None
    limits: list[str] = Field(default_factory=list)
    columns: _Columns
    dates: dict[str, _Dates] = Field(default_factory=dict)
    nulls: dict[str, list[str]] = Field(default_factory=dict)
    keep: dict[str, str] = Field(default_factory=dict)
    dropped: dict[str, str] = Field(default_factory=dict)
    events: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, str] = Field(default_factory=dict)


def read_map(path: Path) -> ColumnMapping:
    """The mapping a MAP.toml states.

    Raises:
        MappingError: It cannot be read, has a key it should not have, lacks one, or
            states a mapping that cannot be; names each key and the nearest right one.
    """
    try:
        stated = _Map.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        msg = f"The map {shown_file(path.name)} cannot be read: {error.strerror}."
        raise MappingError(msg, next_step="Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{shown_file(path.name)} is not a TOML file: {error}."
        raise MappingError(
            msg, next_step="Write a fresh one with: mersey look FILE ⟦write_map⟧"
        ) from error
    except ValidationError as error:
        msg = (
            f"{shown_file(path.name)} has {error.error_count()} mistakes:\n"
            + "\n".join(f"  {generalised_text(line)[0]}" for line in _mistakes(error))
        )
        raise MappingError(
            msg, next_step="Write a fresh one with: mersey look FILE ⟦write_map⟧"
        ) from error
    return _mapping(stated, path)


def write_map(
    mapping: ColumnMapping, path: Path, *, use: ServiceUse | None = None
) -> None:
    """Write the mapping to `path`, its reasons as comments.

    Args:
        mapping: How the file was read.
        path: Where it goes.
        use: The pack that was applied: its events are written too, and what it only
            suggests as comments, for a person to confirm.
    """
    lines = [
        *_lines(mapping),
        *(_events(use) if use else _table("events", mapping.events)),
        *(_fields(use, mapping) if use else _table("fields", mapping.fields)),
    ]
    write_whole(path, ("\n".join(lines) + "\n").encode())


def _mapping(stated: _Map, path: Path) -> ColumnMapping:
    columns = stated.columns
    needed = (
        {"milestones": columns.milestones}
        if Shape(stated.shape).is_row_per_case
        else {name: getattr(columns, name) for name in ("case", "activity", "time")}
    )
    missing = [name for name, value in needed.items() if not value]
    if missing:
        msg = f"{shown_file(path.name)}: a {stated.shape} file needs {', '.join(missing)} in [columns]."
        raise MappingError(msg, next_step="Name the column for each.")
    if stated.time_zone not in available_timezones():
        near = process.extractOne(stated.time_zone, sorted(available_timezones()))
        msg = f'{shown_file(path.name)}: there is no time zone "{stated.time_zone}".'
        raise MappingError(msg, next_step=f'Did you mean "{near[0]}"?')
    return ColumnMapping(
        shape=Shape(stated.shape),
        newest_first=stated.newest_first,
        closes_alone=stated.closes_alone,
        changes=tuple(stated.changes),
        time_zone=stated.time_zone,
        keep_ids=stated.keep_ids,
        milestones=tuple(columns.milestones),
        attributes=tuple(columns.attributes),
        due=tuple(columns.due),
        service=stated.service,
        limits=tuple(stated.limits),
        events=stated.events,
        fields=stated.fields,
        dates={
            name: DateStyle(
                format=style.format,
                has_time=style.has_time,
                has_zone=style.has_zone,
                clock=style.clock,
            )
            for name, style in stated.dates.items()
        },
        nulls={name: tuple(texts) for name, texts in stated.nulls.items()},
        keep=stated.keep,
        dropped=stated.dropped,
        **{name: getattr(columns, name) for name in ONE_EACH},
    )


def _mistakes(error: ValidationError) -> Iterator[str]:
    for mistake in error.errors():
        where = ".".join(str(part) for part in mistake["loc"])
        if mistake["type"] != "extra_forbidden":
            yield f"{where}: {mistake['msg'].lower()}"
            continue
        known = _keys_at(mistake["loc"][:-1])
        near = process.extractOne(str(mistake["loc"][-1]), known, score_cutoff=60)
        meant = (
            f'; did you mean "{near[0]}"?' if near else f"; known: {', '.join(known)}"
        )
        yield f"{where}: no such key{meant}"


def _keys_at(where: tuple[int | str, ...]) -> list[str]:
    if not where:
        return [field.alias or name for name, field in _Map.model_fields.items()]
    model = _Columns if where[0] == "columns" else _Dates
    return list(model.model_fields)


def _lines(mapping: ColumnMapping) -> Iterator[str]:
    yield "# How mersey reads this file. Change it, then: mersey look FILE --map THIS"
    yield f"schema = {_text(SCHEMA)}"
    yield f"shape = {_text(mapping.shape.value)}"
    if mapping.newest_first:
        yield "newest_first = true"
    if mapping.closes_alone:
        yield "closes_alone = true"
    if mapping.changes:
        yield f"changes = {_text(list(mapping.changes))}"
    yield f"time_zone = {_text(mapping.time_zone)}"
    yield f"keep_ids = {str(mapping.keep_ids).lower()}"
    if mapping.service:
        yield f"service = {_text(mapping.service)}"
    if mapping.limits:
        yield "# Limits of yours that no law sets, and that count all the same."
        yield f"limits = {_text(list(mapping.limits))}"
    yield ""
    yield "[columns]"
    yield from _columns(mapping)
    yield from _dates(mapping.dates)
    yield from _table("nulls", {n: list(texts) for n, texts in mapping.nulls.items()})
    yield from _table("keep", mapping.keep)
    yield from _table("dropped", mapping.dropped)


def _dates(styles: Mapping[str, DateStyle]) -> Iterator[str]:
    for name, style in styles.items():
        yield ""
        yield f"[dates.{_text(name)}]"
        if style.said:
            yield f"# {style.said}"
        yield f"format = {_text(style.format)}"
        yield f"has_time = {str(style.has_time).lower()}"
        yield f"has_zone = {str(style.has_zone).lower()}"
        if style.clock:
            yield f"clock = {_text(style.clock)}"


def _events(use: ServiceUse) -> Iterator[str]:
    yield ""
    yield f"# Step of the file = event of the service pack {_text(use.service.id)}."
    yield "[events]"
    for step, event in use.events.items():
        yield f"{_text(step)} = {_text(event)}"
    if use.suggested or use.unknown:
        yield "# Not known, and so in no clock. Take away the # to confirm, or name another event:"
    for step, (event, likeness) in use.suggested.items():
        yield f"# {_text(step)} = {_text(event)}  # likeness {likeness:.2f}"
    for step in use.unknown:
        yield f"# {_text(step)} = "


def _fields(use: ServiceUse, mapping: ColumnMapping) -> Iterator[str]:
    """What a person said of columns, and what they may be, for a person to confirm."""
    if not mapping.fields and not use.fields_suggested:
        return
    yield from (
        "",
        f"# Column of the file = field of the pack {_text(use.service.id)}.",
    )
    yield "[fields]"
    for column, field in mapping.fields.items():
        yield f"{_text(column)} = {_text(field)}"
    if use.fields_suggested:
        yield "# Only like a field, and so read by no clock. Take away the # to confirm:"
    for column, (field, likeness) in use.fields_suggested.items():
        yield f"# {_text(column)} = {_text(field)}  # likeness {likeness:.2f}"


def _columns(mapping: ColumnMapping) -> Iterator[str]:
    for name in ONE_EACH:
        reason = mapping.reasons.get(_ROLE_OF[name])
        if reason is not None:
            yield f"# {reason.text} (confidence {reason.confidence:.2f})"
        column = getattr(mapping, name)
        if column is not None:
            yield f"{name} = {_text(column)}"
    if mapping.milestones:
        reason = mapping.reasons.get(Role.MILESTONE)
        if reason is not None:
            yield f"# {reason.text} (confidence {reason.confidence:.2f})"
        yield f"milestones = {_text(list(mapping.milestones))}"
    yield f"attributes = {_text(list(mapping.attributes))}"
    if mapping.due:
        yield "# Dates that ought to be, or were agreed: limits of the case, no steps of it."
        yield f"due = {_text(list(mapping.due))}"


def _table(name: str, entries: Mapping[str, Any]) -> Iterator[str]:
    if not entries:
        return
    yield ""
    yield f"[{name}]"
    for key, value in entries.items():
        yield f"{_text(key)} = {_text(value)}"


def _text(value: Any) -> str:
    """A string or a list of strings in TOML, which here is JSON's way to write them."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
