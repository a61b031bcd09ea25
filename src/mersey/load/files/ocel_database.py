"""The tables of an OCEL 2.0 log in SQLite, and nothing else of the database.

A database may hold programs: views and virtual tables that never end, or that make
values larger than memory. Only plain tables are read, by a connection that allows
nothing else, and only for as long as a file of that size deserves.
"""

from __future__ import annotations

import heapq
import sqlite3
import time
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import FileUnreadable
from mersey.load.files.object_log import ObjectLog
from mersey.load.files.reader_limits import limits_for
from mersey.load.personal.gate import shown_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.load.files.format import Contents, Source

TABLES: Final = ("event", "event_map_type", "event_object", "object", "object_map_type")
NOT_ATTRIBUTES: Final = frozenset(
    {"ocel_id", "ocel_time", "ocel_changed_field", "ocel_place"}
)
LONGEST_VALUE: Final = 10_000_000
"""Bytes; SQLite refuses to make or read a longer one."""

STEPS_BETWEEN_LOOKS: Final = 100_000
"""Steps of SQLite's machine, a few milliseconds, after which the time is looked at."""


def read_database(source: Source) -> Contents:
    """The events, objects, values and relations of the log.

    Raises:
        FileUnreadable: Cut short, damaged, without the tables or columns of OCEL 2.0, or
            with views in their place; or it takes longer than its size deserves.
    """
    _check_length(source)
    log = ObjectLog(source.session)
    address = f"{source.path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            _guard(database, seconds=limits_for(source).seconds)
            _check_tables(source, database)
            _Reader(source, database, log).run()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # a name that is no text
        raise _unreadable(source, error) from None
    return log.finish()


def _guard(database: sqlite3.Connection, *, seconds: float) -> None:
    """Let the connection read plain tables for so many seconds, and do nothing else."""
    database.text_factory = lambda written: written.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    database.execute("PRAGMA trusted_schema = OFF")
    database.set_authorizer(_of_tables)
    ends = time.monotonic() + seconds
    database.set_progress_handler(
        lambda: int(time.monotonic() > ends), STEPS_BETWEEN_LOOKS
    )


def _of_tables(
    action: int, _one: str | None, other: str | None, _in: str | None, via: str | None
) -> int:
    """Whether SQLite may do this: read a table, and count its rows; never for a view."""
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ) and via is None:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and other == "row_number":
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _unreadable(source: Source, error: Exception) -> FileUnreadable:
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_INTERRUPT:
        msg = f"{source.name} takes longer to read than an SQLite file of its size may."
        hint = "Export the log again, with plain tables only."
        return FileUnreadable(msg, next_step=hint)
    if code == sqlite3.SQLITE_AUTH:
        msg = (
            f"{source.name}: a table of the log is worked out by the database itself, "
            "and only plain tables are read."
        )
        return FileUnreadable(msg, next_step="Export the log again, with plain tables.")
    if code == sqlite3.SQLITE_TOOBIG:
        msg = f"{source.name} holds a value of more than {LONGEST_VALUE:,} bytes."
        return FileUnreadable(msg, next_step="Export the log again without it.")
    msg = f"{source.name} is damaged: SQLite cannot read all of its tables."
    return FileUnreadable(msg, next_step="Copy or export it again.")


def _check_length(source: Source) -> None:
    head = source.sample.head
    page = int.from_bytes(head[16:18], "big")
    expected = (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    size = source.path.stat().st_size
    if size < expected:
        msg = f"{source.name} stops early: {size:,} of its {expected:,} bytes are here."
        raise FileUnreadable(msg, next_step="Copy or export it again.")


def _check_tables(source: Source, database: sqlite3.Connection) -> None:
    query = "SELECT name, type, sql FROM sqlite_master"
    kinds = {
        str(name): type_ == "table" and not _is_virtual(sql)
        for name, type_, sql in database.execute(query)
        if type_ in ("table", "view")
    }
    missing = [name for name in TABLES if name not in kinds]
    if missing:
        names = ", ".join(shown_names(sorted(kinds)[:20], "table")) or "none"
        msg = (
            f"{source.name} is an SQLite database without the tables of an OCEL 2.0 log: "
            f"{', '.join(missing)} missing. It has: {names}."
        )
        hint = "Export the table of cases or events as CSV, and give that to mersey."
        raise FileUnreadable(msg, next_step=hint)
    worked_out = [name for name in TABLES if not kinds[name]]
    if worked_out:
        msg = (
            f"{source.name}: {', '.join(worked_out)} should be a plain table, and is "
            "worked out by the database itself (a view)."
        )
        raise FileUnreadable(msg, next_step="Export the log again, with plain tables.")


def _is_virtual(sql: object) -> bool:
    words = str(sql or "").split(None, 2)
    return len(words) > 1 and words[1].casefold() == "virtual"


class _Reader:
    """The tables of one log, on their way out of the database."""

    def __init__(
        self, source: Source, database: sqlite3.Connection, log: ObjectLog
    ) -> None:
        self.source = source
        self.database = database
        self.log = log

    def run(self) -> None:
        """All of them, events in the order of the table of all events."""
        of_types = [self._events(*names) for names in self._types("event")]
        for _, type_, row in heapq.merge(*of_types, key=itemgetter(0)):
            self.log.add_event(
                str(row["ocel_id"]),
                activity=type_,
                time=_text(row.get("ocel_time")),
                attributes=_attributes(row),
            )
        for row in self._rows("object", ("ocel_id", "ocel_type")):
            self.log.add_object(
                str(row["ocel_id"]), type_=_text(row["ocel_type"]), values=()
            )
        for _, table in self._types("object"):
            for row in self._rows(f"object_{table}", ("ocel_id",)):
                self._add_values(row)
        wanted = ("ocel_event_id", "ocel_object_id")
        for row in self._rows("event_object", wanted):
            self.log.add_relation(*(str(row[name]) for name in wanted))

    def _types(self, kind: str) -> list[tuple[str, str]]:
        """The types of event or object, and what their tables are called by."""
        wanted = ("ocel_type", "ocel_type_map")
        rows = self._rows(f"{kind}_map_type", wanted)
        found = [(row["ocel_type"], row["ocel_type_map"]) for row in rows]
        if not all(isinstance(name, str) for names in found for name in names):
            msg = f"{self.source.name}: {kind}_map_type holds a type without a name."
            hint = "Each type and each table of its own needs one, as text."
            raise FileUnreadable(msg, next_step=hint)
        return sorted(found)

    def _events(
        self, type_: str, table: str
    ) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """Events of one type with their position in the table of all, rising."""
        self._check("event", ("ocel_id",))
        self._check(f"event_{table}", ("ocel_id",))
        query = (
            "SELECT place.n AS ocel_place, own.* "  # noqa: S608  (quoted)
            f"FROM {_quoted(f'event_{table}')} AS own JOIN "
            "(SELECT row_number() OVER () AS n, ocel_id FROM event) AS place "
            "ON place.ocel_id = own.ocel_id ORDER BY place.n"
        )
        for row in self._found(query):
            yield row["ocel_place"], type_, row

    def _add_values(self, row: dict[str, Any]) -> None:
        """A row holds all attributes, or the one that `ocel_changed_field` names."""
        changed = row.get("ocel_changed_field")
        time_ = _text(row.get("ocel_time")) or ""
        for name, value in _attributes(row).items():
            if changed in (None, "", name):
                self.log.add_value(str(row["ocel_id"]), (name, time_, value))

    def _rows(self, table: str, wanted: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        self._check(table, wanted)
        return self._found(f"SELECT * FROM {_quoted(table)}")  # noqa: S608  (quoted)

    def _found(self, query: str) -> Iterator[dict[str, Any]]:
        cursor = self.database.execute(query)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            yield dict(zip(names, row, strict=True))

    def _check(self, table: str, wanted: tuple[str, ...]) -> None:
        """Refuse a table that is not there, or that lacks a column.

        Raises:
            FileUnreadable: Says which.
        """
        query = f"SELECT * FROM {_quoted(table)} LIMIT 0"  # noqa: S608  (quoted)
        try:
            columns = [c[0] for c in self.database.execute(query).description]
        except sqlite3.OperationalError:
            columns = []
        missing = [name for name in wanted if name not in columns]
        if missing:
            what = f"the column {', '.join(missing)}" if columns else "the table itself"
            (shown,) = shown_names([table], "table")
            msg = f"{self.source.name}: of the table “{shown}”, {what} is missing."
            raise FileUnreadable(msg, next_step="Export the log again as OCEL 2.0.")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _attributes(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        name: _text(value) for name, value in row.items() if name not in NOT_ATTRIBUTES
    }


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
