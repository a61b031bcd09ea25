"""Files made to hurt are read or refused: in seconds, within memory, in words."""

from __future__ import annotations

import contextlib
import gzip
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mersey.engine import Engine, open_duckdb
from mersey.errors import DataError, FileUnreadable, MemoryNeeded
from mersey.load import RawTable, read_raw
from mersey.load.files import growing, lines, unpacking, xml_stream
from mersey.load.files.progress import silent
from mersey.load.files.suspects import is_suspect
from mersey.load.files.text import sniff_dialect
from mersey.load.files.unpacking import unpack
from tests.unit.load.formats import attacks
from tests.unit.load.formats.conftest import Read
from tests.unit.load.formats.tables import rows_of

CEILING = 1_000_000_000
ENDLESS_RELATIONS = """
    CREATE VIEW event_object AS
    WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)
    SELECT x AS ocel_event_id, x AS ocel_object_id FROM t
"""
ENDLESS_VALUES = """
    CREATE VIEW object_Application AS
    WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)
    SELECT x AS ocel_id FROM t
"""
BLOBS = """
    CREATE VIEW object AS SELECT zeroblob(900000000) AS ocel_id, 1 AS ocel_type
"""
WORKED_OUT_COLUMN = """
    CREATE TABLE event_object(
      ocel_event_id, ocel_object_id AS (hex(zeroblob(100000000)))
    )
"""


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[Engine]:
    """An engine of a run with little memory."""
    folder = tmp_path / "narrow"
    folder.mkdir()
    engine = open_duckdb(folder, memory=CEILING)
    yield engine
    engine.close()


def _read(content: bytes, name: str, *, folder: Path, session: Engine) -> RawTable:
    path = folder / name
    path.write_bytes(content)
    return read_raw(path, session=session)


def test_a_workbook_is_refused_when_it_needs_more_memory_than_there_is(
    tmp_path: Path, narrow: Engine
) -> None:
    content = attacks.shared_text(20_000_000, 200)
    with pytest.raises(MemoryNeeded, match=r"book\.xlsx needs more memory"):
        _read(content, "book.xlsx", folder=tmp_path, session=narrow)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (attacks.far_cell(1_048_576, 16_384), "XFD1048576: 17,179,869,184 cells"),
        (attacks.far_cell(200_000, 702, " "), "ZZ200000: 140,400,000 cells"),
        (attacks.far_cell(9, 475_254), "ZZZZ61: "),  # the rows before it are in order
    ],
    ids=["last cell", "stray space", "no such column"],
)
def test_a_workbook_names_its_far_cell_when_it_has_one(
    content: bytes, said: str, read: Read
) -> None:
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(FileUnreadable, match=said):
        read(content, "book.xlsx")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert ended.ru_utime - began.ru_utime < 5


@pytest.mark.parametrize(
    "content",
    [
        attacks.far_cell(1_048_576, 1),
        attacks.formatted_area(2_000, 40),
        attacks.book(attacks.sheet(dimension='<dimension ref="A1:XFD1048576"/>')),
        attacks.book(attacks.sheet('<row r="90000"><c r="ZZ90000" s="1"></c></row>')),
    ],
    ids=["far row", "formatted area", "stated too large", "empty"],
)
def test_a_workbook_is_read_when_what_lies_far_off_is_empty_or_in_a_first_column(
    content: bytes, read: Read
) -> None:
    raw = read(content, "book.xlsx")
    assert raw.n_read in (60, 61)
    assert raw.columns[:3] == attacks.HEADINGS


def test_a_workbook_is_refused_when_it_has_thousands_of_columns(read: Read) -> None:
    with pytest.raises(FileUnreadable, match="more than 2,000 columns"):
        read(attacks.equal_headings(16_384), "book.xlsx")


def test_a_zip_is_refused_when_it_is_packed_in_a_way_that_is_not_known(
    read: Read,
) -> None:
    content = bytearray(attacks.equal_headings(3))
    version = content.index(b"PK\x01\x02") + 6
    content[version] = 141
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        read(bytes(content), "book.xlsx")


def test_a_database_is_refused_when_its_names_are_no_text(
    read: Read, tmp_path: Path
) -> None:
    content = attacks.ocel_sqlite(tmp_path)
    with pytest.raises(FileUnreadable, match=r"damaged|missing"):
        read(content.replace(b"event_object", b"event\xff\xfebject"), "log.sqlite")


def test_a_sheet_is_refused_when_a_cell_is_repeated_without_end(read: Read) -> None:
    with pytest.raises(DataError, match=r"2,000 columns|memory"):
        read(attacks.repeated_cells(2_000_000_000), "book.ods")


def test_a_line_is_refused_when_it_does_not_end(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "ENDLESS_LINE", 3_000_000)
    with pytest.raises(FileUnreadable, match="A line of the file is longer than 2 MiB"):
        read(b"".join(attacks.one_line(8_000_000)), "line.csv")


@pytest.mark.parametrize(
    ("content", "is_refused"),
    [
        (b"Job,Step\n" + b"x" * 5_000_000, True),
        (b"Job,Step\r" + b"x" * 5_000_000, True),
        (b"Job,Step\n" + b"J1,Opened\n" * 500_000, False),
        (b'[{"Job": "' + b"x" * 5_000_000 + b'"}]', False),
        (b"\0" + b"x" * 5_000_000, False),
    ],
    ids=["line", "old line", "lines", "one record", "binary"],
)
def test_unpacking_stops_when_a_line_of_a_table_does_not_end(
    content: bytes,
    is_refused: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "ENDLESS_LINE", 3_000_000)
    (tmp_path / "log.gz").write_bytes(gzip.compress(content, 1))
    with pytest.raises(FileUnreadable) if is_refused else contextlib.nullcontext():
        unpack(tmp_path / "log.gz", tmp_path, progress=silent)


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1 << 20])
def test_line_ends_are_told_when_the_file_is_looked_at_in_pieces(
    piece: int, tmp_path: Path
) -> None:
    path = tmp_path / "log.csv"
    for text, verdict in (
        ("a,b\r\n1,2\r\n3,4\r\n", False),
        ("a,b\r\n1,2\n3,4\r\n", True),
        ("a,b\n1,2\n", False),
        ("a,b\n1,2\r\n", True),
        ("a,b\n1,\0\n", True),
        ("a,b\n" + "1" * 40_000 + "\n", True),
        ("a,b\n" + ("1" * 30_000 + "\n") * 3, False),
    ):
        path.write_text(text, newline="")
        dialect = sniff_dialect(text[:5], is_whole=False)
        assert is_suspect(path, dialect, piece=piece) is verdict, (text[:9], piece)


def test_a_log_is_refused_when_one_of_its_tags_is_huge(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, "LONGEST_TAG", 2 << 20)
    value = "word " * 700_000
    with pytest.raises(FileUnreadable, match="one tag holds more than 2 MiB"):
        read(attacks.xes(attacks.attribute("note", value)), "log.xes")


@pytest.mark.parametrize(
    "name", ["nope-8", "utf-16", "idna", "base64", "undefined", "utf-7", "", 'u"8']
)
def test_a_log_is_refused_when_its_encoding_is_unknown_or_false(
    name: str, read: Read
) -> None:
    with pytest.raises(FileUnreadable):
        read(attacks.xes(encoding=name), "log.xes")


def test_a_log_is_refused_when_its_events_have_thousands_of_keys(read: Read) -> None:
    keys = [attacks.attribute(f"k{i}") for i in range(growing.MOST_COLUMNS)]
    with pytest.raises(FileUnreadable, match="keys in its records"):
        read(attacks.xes(*keys), "log.xes")


def test_records_are_refused_when_they_have_thousands_of_keys(read: Read) -> None:
    with pytest.raises(FileUnreadable, match="more than 2,000 columns"):
        read(attacks.records(4, 3_000), "log.json")


def test_rows_are_read_when_each_column_is_an_object_of_thousands(read: Read) -> None:
    assert read(attacks.by_column(2_000), "log.json").n_read == 2_000


@pytest.mark.long
def test_parquet_is_refused_when_few_bytes_stand_for_very_many_rows(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mersey.engine.backends.duckdb_reading.SECONDS", 1)
    with pytest.raises(FileUnreadable, match=r"not read within \d seconds"):
        read(attacks.repeated_rows(300), "log.parquet")


def test_records_are_read_in_parts_when_they_are_long(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mersey.load.formats.json_records.BATCH_CHARACTERS", 100)
    raw = read(attacks.records(60, 1), "log.json")
    assert (raw.n_read, len(rows_of(raw))) == (60, 60)


def test_records_are_read_when_a_key_holds_nul(read: Read) -> None:
    raw = read(b'[{"a\\u0000b": "1", "c": "2\\u0000"}, {"c": "3"}]', "log.json")
    assert raw.columns == ("ab", "c")
    assert [row["ab"] for row in rows_of(raw)] == ["1", None]


def test_half_letters_are_marked_when_records_hold_them(read: Read) -> None:
    record = {"jo\ud800b": "a\udfff", "list": ["\ud800"], "in": {"x\ud800": 1}}
    raw = read(json.dumps([record, record]).encode(), "log.json")
    assert rows_of(raw)[0] == {
        "__row": 1,
        "jo\ufffdb": "a\ufffd",
        "list": "\ufffd",
        "in.x\ufffd": "1",
    }


@pytest.mark.parametrize(
    "event",
    [
        {"relationships": {"objectId": "A1"}},
        {"relationships": [{"objectId": ["A1"]}]},
        {"relationships": [{"objectId": None}]},
        {"attributes": {"channel": "post"}},
        {"attributes": [{"name": None, "value": "post"}]},
        {"attributes": [{"name": ["x"], "value": "post"}]},
    ],
)
def test_an_object_log_is_refused_when_something_else_stands_for_a_list_or_name(
    event: dict[str, object], read: Read
) -> None:
    with pytest.raises(FileUnreadable, match="lacks what OCEL asks for"):
        read(attacks.ocel_json(**event), "log.jsonocel")


@pytest.mark.parametrize(
    "event",
    [
        {"type": "a\ud800"},
        {"type": 5, "time": None},
        {"attributes": [{"name": "\ud800", "value": "\udfff"}]},
        {"relationships": [{"objectId": "A1"}, {"objectId": "\ud800"}]},
    ],
)
def test_an_object_log_is_read_when_its_texts_are_odd(
    event: dict[str, object], read: Read
) -> None:
    assert read(attacks.ocel_json(**event), "log.jsonocel").n_read >= 1


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["ALTER TABLE object RENAME ocel_id TO id"], "“object”, the column ocel_id"),
        (
            ["ALTER TABLE event_Received RENAME ocel_id TO id"],
            "“event_Received”, the col",
        ),
        (["ALTER TABLE object_Application RENAME ocel_id TO id"], "object_Application"),
        (["DROP TABLE event_Received"], "“event_Received”, the table itself"),
        (["UPDATE event_map_type SET ocel_type = NULL"], "a type without a name"),
        (["UPDATE event_map_type SET ocel_type = 5"], "a type without a name"),
        (["UPDATE object_map_type SET ocel_type = x'00ff'"], "a type without a name"),
        (["DELETE FROM event"], "no rows"),
        (
            ["UPDATE event SET ocel_id = zeroblob(20000000)"],
            "more than 10,000,000 bytes",
        ),
    ],
)
def test_a_database_is_refused_when_its_tables_are_not_those_of_a_log(
    statements: list[str], said: str, read: Read, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=said):
        read(attacks.ocel_sqlite(tmp_path, *statements), "log.sqlite")


@pytest.mark.parametrize("value", ["NULL", "5", "x'00ff61'"])
def test_a_database_meets_no_bug_when_an_object_has_an_odd_type(
    value: str, read: Read, tmp_path: Path
) -> None:
    content = attacks.ocel_sqlite(
        tmp_path,
        f"UPDATE object SET ocel_type = {value}",  # noqa: S608
    )
    with contextlib.suppress(FileUnreadable):  # none has a type
        assert read(content, "log.sqlite").n_read == 1


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TABLE event_object", ENDLESS_RELATIONS],
        ["ALTER TABLE object_Application RENAME TO other", ENDLESS_VALUES],
        ["DROP TABLE object", BLOBS],
        [
            "DROP TABLE event_object",
            WORKED_OUT_COLUMN,
            "INSERT INTO event_object VALUES ('e1')",
        ],
    ],
    ids=["endless", "endless type", "blobs", "worked-out column"],
)
def test_a_database_is_refused_when_a_table_is_worked_out(
    statements: list[str], read: Read, tmp_path: Path
) -> None:
    with pytest.raises(FileUnreadable, match=r"worked out|bytes"):
        read(attacks.ocel_sqlite(tmp_path, *statements), "log.sqlite")


@pytest.mark.long
@pytest.mark.parametrize(
    "make",
    [
        lambda: attacks.far_cell(200_000, 702, " "),
        lambda: attacks.formatted_area(200_000, 20),
        lambda: attacks.shared_text(99 << 20, 100),
        lambda: attacks.repeated_cells(2_000_000_000),
    ],
    ids=["stray space", "formatted area", "shared text", "repeats"],
)
def test_a_workbook_of_the_real_size_is_met_in_half_a_minute(
    make: object, tmp_path: Path, session: Engine
) -> None:
    content = make()  # type: ignore[operator]
    name = "book.ods" if b"opendocument" in content[:100] else "book.xlsx"
    began = time.monotonic()
    with contextlib.suppress(DataError):
        _read(content, name, folder=tmp_path, session=session)
    assert time.monotonic() - began < 60
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    assert peak < session.memory


@pytest.mark.long
def test_texts_of_the_real_size_are_met_in_half_a_minute(
    tmp_path: Path, session: Engine
) -> None:
    path = tmp_path / "line.csv.gz"
    attacks.packed(attacks.one_line(3 << 30), path)
    began = time.monotonic()
    with pytest.raises(FileUnreadable, match="A line of the file"):
        read_raw(path, session=session)
    assert time.monotonic() - began < 60
    long_value = attacks.xes(attacks.attribute("note", "x" * (300 << 20)))
    with pytest.raises(FileUnreadable, match="one tag"):
        _read(long_value, "log.xes", folder=tmp_path, session=session)
