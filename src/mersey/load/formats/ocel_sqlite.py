"""Object-centric logs in SQLite (OCEL 2.0): a table per type of event and of object."""

from __future__ import annotations

import base64
import heapq
import sqlite3
import zlib
from contextlib import closing
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import FileUnreadable
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.ocel import ObjectLog, flatten
from mersey.load.files.signatures import SQLITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.load.files.format import Sample, Source

__all__ = ["FORMAT"]

TABLES: Final = ("event", "event_map_type", "event_object", "object", "object_map_type")
NOT_ATTRIBUTES: Final = frozenset(
    {"ocel_id", "ocel_time", "ocel_changed_field", "ocel_place"}
)


def sniff(sample: Sample) -> Fit:
    """Any SQLite database: without OCEL's tables, reading says which it has."""
    return Fit.YES if sample.head.startswith(SQLITE) else Fit.NO


def read(source: Source) -> Contents:
    """The events of one type of object.

    Raises:
        FileUnreadable: Cut short, damaged, or without the tables of OCEL 2.0.
        ChoiceNeeded: There are several types of object and none was asked for.
    """
    _check_length(source)
    log = ObjectLog(source.session)
    address = f"{source.path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as database:
            _check_tables(source, database)
            _read_all(database, log)
    except sqlite3.Error:
        msg = f"{source.name} is damaged: SQLite cannot read all of its tables."
        raise FileUnreadable(msg, next_step="Copy or export it again.") from None
    return flatten(source, log)


def _check_length(source: Source) -> None:
    head = source.sample.head
    page = int.from_bytes(head[16:18], "big")
    expected = (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    size = source.path.stat().st_size
    if size < expected:
        msg = f"{source.name} stops early: {size:,} of its {expected:,} bytes are here."
        raise FileUnreadable(msg, next_step="Copy or export it again.")


def _check_tables(source: Source, database: sqlite3.Connection) -> None:
    query = (
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
    )
    found = [name for (name,) in database.execute(query)]
    missing = [name for name in TABLES if name not in found]
    if missing:
        msg = (
            f"{source.name} is an SQLite database without the tables of an OCEL 2.0 log: "
            f"{', '.join(missing)} missing. It has: {', '.join(found[:20]) or 'none'}."
        )
        hint = "Export the table of cases or events as CSV, and give that to mersey."
        raise FileUnreadable(msg, next_step=hint)


def _read_all(database: sqlite3.Connection, log: ObjectLog) -> None:
    of_types = [_events(database, *names) for names in _types(database, "event")]
    for _, type_, row in heapq.merge(*of_types, key=itemgetter(0)):
        log.add_event(
            str(row["ocel_id"]),
            activity=type_,
            time=_text(row.get("ocel_time")),
            attributes=_attributes(row),
        )
    for id_, type_ in database.execute("SELECT ocel_id, ocel_type FROM object"):
        log.add_object(str(id_), type_=_text(type_), values=())
    for _, table in _types(database, "object"):
        query = f"SELECT * FROM {_quoted(f'object_{table}')}"  # noqa: S608  (quoted)
        for row in _rows(database, query):
            _add_values(row, log)
    relations = "SELECT ocel_event_id, ocel_object_id FROM event_object"
    for event, object_ in database.execute(relations):
        log.add_relation(str(event), str(object_))


def _types(database: sqlite3.Connection, kind: str) -> list[tuple[str, str]]:
    query = f"SELECT ocel_type, ocel_type_map FROM {kind}_map_type ORDER BY ocel_type"  # noqa: S608  (ours)
    return list(database.execute(query))


def _events(
    database: sqlite3.Connection, type_: str, table: str
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Events of one type with their position in the table of all events, rising."""
    query = (
        "SELECT place.n AS ocel_place, own.* "  # noqa: S608  (quoted)
        f"FROM {_quoted(f'event_{table}')} AS own JOIN "
        "(SELECT row_number() OVER () AS n, ocel_id FROM event) AS place "
        "ON place.ocel_id = own.ocel_id ORDER BY place.n"
    )
    for row in _rows(database, query):
        yield row["ocel_place"], type_, row


def _rows(database: sqlite3.Connection, query: str) -> Iterator[dict[str, Any]]:
    cursor = database.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _attributes(row: dict[str, Any]) -> dict[str, str | None]:
    return {
        name: _text(value) for name, value in row.items() if name not in NOT_ATTRIBUTES
    }


def _add_values(row: dict[str, Any], log: ObjectLog) -> None:
    """A row holds all attributes, or the one that `ocel_changed_field` names."""
    changed = row.get("ocel_changed_field")
    time = _text(row.get("ocel_time")) or ""
    for name, value in _attributes(row).items():
        if changed in (None, "", name):
            log.add_value(str(row["ocel_id"]), (name, time, value))


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)


# One application with a ward, and one event with a channel that concerns it.
EXAMPLE: Final = zlib.decompress(
    base64.b85decode(
        "c-rljQESss6vxkL(sULI4I&{Am5fp_Y?XW06<G&jl!6ZfaTbO{ELnP|(KN}rY-9K|{0M#*zkq%X!"
        "55zdLGaBNZ<EF*ZNvvbG|P{Z+<S7GbMEEvzs;kEJ9fadLvJ!R1FZukK!iJ*1^{(_RbkE*eu)Vm;r"
        "G<xriJC{kMVn$BN__+4Ju+S?9Er;R&W`pp&&OH-DMWDPuVEy{}<p^kbCO9`AvfwzVFzU8Q7j1_5U"
        "+)E66ujQD`(`-KX{c3Ah#H6%~bMGa>pV{eJ^)1($>>in1&-YEb*Q7Jk&f2YiRGvBf8Q@Zis~ugu2"
        "rU)#@6l$5nKJPXVNhj|Atm=z4irauhM{YAHYZ?|s@`r5#_yVKVef;T*iIpJ*m=WH6(p9qqo>v$3t"
        "V5iKTzmxXFRQh!6m)UQZBt=#6abo$=UC3B$l*Jy+bLiVBDT;!7^VNm7((+m|UXJwt5x5oPkn3FQ-"
        "D`|)kd4hY>9on_fNb?>w@1jn?;Quz{tNIH@C|nO@SpIiQc)<yi`As$6aQ+<PpVnMPsA6bVUOARnK"
        "_xc)^pQ+#zw<Kn>i!>sT7_D=ZVuG{+ddAD;cLj9LuOTt>Q9Ae_5_5trlLWi2~7rlXEE}dGd&ep2P"
        ")a8;;$h6VtKzZYDGRe*kU;d1DpJa#sa|(yd#hO(?ekA-&M{?=v&-+#hp~DQf"
    )
)

FORMAT = Format(
    name="ocel_sqlite",
    title="OCEL 2.0 in SQLite",
    extensions=(".sqlite", ".db", ".sqlite3"),
    sniff=sniff,
    read=read,
    example=Example(
        file_name="applications.sqlite",
        content=EXAMPLE,
        columns=(
            "case:concept:name",
            "concept:name",
            "time:timestamp",
            "channel",
            "case:ward",
        ),
        n_rows=1,
    ),
)
