"""Small logs for tests: from plain tuples, or drawn at random."""

from __future__ import annotations

import atexit
import functools
import hashlib
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from mersey.engine import Engine, open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.load.rows.loaded import LoadedLog, RowCounts
from mersey.load.shapes.mapping import ColumnMapping, Shape
from mersey.services.status_words import status_is_over
from mersey.vocabulary import Extract
from tests.engines.asked import given

NOW = datetime(2030, 1, 1, tzinfo=UTC)

WORDS = ("activity", "team", "resource", "lifecycle")

EVENTS = pa.schema(
    {
        "case_id": pa.int64(),
        "event_id": pa.int64(),
        "activity": pa.string(),
        "event_time": pa.timestamp("us"),
        "local_date": pa.date32(),
        "start_time": pa.timestamp("us"),
        "resource": pa.string(),
        "team": pa.string(),
        "cost": pa.float64(),
        "lifecycle": pa.string(),
    }
)

CASES = {
    "case_id": pa.int64(),
    "pseudonym": pa.string(),
    "opened": pa.timestamp("us"),
    "opened_date": pa.date32(),
    "closed": pa.timestamp("us"),
    "closed_date": pa.date32(),
    "opening_lost": pa.bool_(),
    "outcome": pa.string(),
    "status": pa.string(),
    "is_over": pa.bool_(),
}


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a file would state of its cases: case name → value."""

    opened: dict[Any, str] = field(default_factory=dict)
    closed: dict[Any, str] = field(default_factory=dict)
    outcome: dict[Any, str] = field(default_factory=dict)
    status: dict[Any, str] = field(default_factory=dict)
    attributes: dict[str, dict[Any, str]] = field(default_factory=dict)


def make_log(
    rows: list[tuple],
    *,
    end: tuple[str, ...] | list[str] = (),
    as_at: date | str | None = None,
    now: datetime = NOW,
    **told: Any,
) -> EventLog:
    """A prepared log from rows (case, activity, time[, team, person, start]).

    Times are naive UTC: datetimes or texts such as "2024-01-31T09:00"; a date alone is
    midnight. `told` is what `make_loaded` takes: date_only, wide, zone, stated.
    """
    loaded = make_loaded(rows, **told)
    day = date.fromisoformat(as_at) if isinstance(as_at, str) else as_at
    return prepare(loaded, _folder(), end=tuple(end), as_at=day, now=now)


def lacking_in(log: EventLog, extract: Extract) -> EventLog:
    """The log, were its cases chosen so."""
    return replace(log, facts=replace(log.facts, extract=extract))


def make_loaded(
    rows: list[tuple],
    *,
    date_only: bool = False,
    wide: bool = False,
    zone: str = "Europe/London",
    stated: Stated | None = None,
) -> LoadedLog:
    """What `load` would hand on for these rows; see `make_log`.

    `stated` gives what columns of the file say of the cases.
    """
    told = stated or Stated()
    numbers = {
        name: place for place, name in enumerate(dict.fromkeys(r[0] for r in rows))
    }
    session = open_duckdb(_folder())
    events = _events(rows, numbers, date_only=date_only, zone=zone)
    none = pa.schema(
        {"line": pa.int64(), "column": pa.string(), "reason": pa.string()}
    ).empty_table()
    n = len(rows)
    cases = _cases(numbers, told, zone=zone)
    return LoadedLog(
        name="made.csv",
        session=session,
        events=session.remember(
            "raw_events",
            given(session, "given_events", events),
            texts={name: events[name].combine_chunks() for name in WORDS},
        ),
        cases=given(session, "raw_cases", cases),
        counts=RowCounts(read=n, loaded=n, rejected=0, duplicate=0),
        rejected=given(session, "raw_rejected", none),
        mapping=ColumnMapping(
            shape=Shape.WIDE if wide else Shape.LONG,
            case="case",
            activity=None if wide else "activity",
            time=None if wide else "time",
            closed="closed" if told.closed else None,
            opened="opened" if told.opened else None,
            outcome="outcome" if told.outcome else None,
            status="status" if told.status else None,
            time_zone=zone,
        ),
        findings=(),
        date_only=date_only,
        content_hash=hashlib.blake2b(repr(rows).encode()).hexdigest(),
    )


def _events(
    rows: list[tuple], numbers: dict, *, date_only: bool, zone: str
) -> pa.Table:
    made = []
    for place, row in enumerate(rows):
        case, activity, time, team, person, start = (*row, None, None, None)[:6]
        moment = _moment(time)
        made.append(
            {
                "case_id": numbers[case],
                "event_id": place,
                "activity": activity,
                "event_time": moment,
                "local_date": moment.date() if date_only else _local(moment, zone),
                "start_time": _moment(start),
                "resource": person,
                "team": team,
                "cost": None,
                "lifecycle": None,
            }
        )
    return pa.Table.from_pylist(made, schema=EVENTS)


def _cases(numbers: dict, told: Stated, *, zone: str) -> pa.Table:
    made = []
    for name, number in numbers.items():
        opened, closed = _moment(told.opened.get(name)), _moment(told.closed.get(name))
        made.append(
            {
                "case_id": number,
                "pseudonym": f"case-{name}",
                "opened": opened,
                "opened_date": opened and _local(opened, zone),
                "closed": closed,
                "closed_date": closed and _local(closed, zone),
                "opening_lost": False,
                "outcome": told.outcome.get(name),
                "status": told.status.get(name),
                "is_over": status_is_over(told.status.get(name)),
                **{
                    f"attribute__{key}": values.get(name)
                    for key, values in told.attributes.items()
                },
            }
        )
    extra = {f"attribute__{key}": pa.string() for key in told.attributes}
    return pa.Table.from_pylist(made, schema=pa.schema(CASES | extra))


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _local(moment: datetime, zone: str) -> date:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


@functools.cache
def shared_session() -> Engine:
    """A session for tables that a test makes up itself."""
    return open_duckdb(_folder())


def _folder() -> Path:
    """A new folder inside one that goes when the tests are over."""
    return Path(tempfile.mkdtemp(dir=_root()))


@functools.cache
def _root() -> Path:
    root = Path(tempfile.mkdtemp(prefix="mersey-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    return root
