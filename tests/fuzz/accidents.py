"""Files broken at random inside what they are: a seed in, bytes out.

What breaks any bytes or any text is in `tests.exports.mutations`; here is what only a
format knows: parts of a zip file, values of JSON, tags of XML, tables of SQLite.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from random import Random
from typing import Any, Final

from tests.exports.mutations import mutated as mutated_text

__all__ = ["broken"]

BROKEN_ALREADY: Final = (
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    sqlite3.Error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the second accident makes of a file that the first has left unreadable."""

ODD: Final = (
    None,
    True,
    0,
    -1,
    1e308,
    2**70,
    "",
    " ",
    "\ud800",
    "\0",
    "a" * 3_000,
    "2024-02-30",
    [],
    {},
    [None],
    [[]],
    {"": ""},
    {"id": None},
    [{"a": [{"b": "\udfff"}]}],
)
WORDS: Final = (b"", b"0", b"-1", b"99999999999", b"\xff\xfe", b"&#x0;", b"&x;", b"]]>")
NAMES: Final = (b"UTF-16", b"utf-7", b"idna", b"x", b"", b"cp037", b"rot13", b"utf-32")
ROWS_AND_COLUMNS: Final = re.compile(rb'(r|ref|s|t|number-\w+-repeated)="[^"]*"')
VALUE: Final = re.compile(rb'"[^"<>]{0,200}"')
TAG: Final = re.compile(rb"<[^<>]{1,200}>")


def broken(content: bytes, rng: Random) -> bytes:
    """The content after an accident that fits its kind, or any bytes."""
    if rng.random() < 0.2:
        return mutated_text(content, rng)
    for mark, accident in ACCIDENTS.items():
        if content.startswith(mark):
            try:
                return accident(content, rng)
            except BROKEN_ALREADY:
                break
    return mutated_text(content, rng)


def _of_zip(content: bytes, rng: Random) -> bytes:
    """One part of the archive broken, and the whole packed again."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = old.read(name)
            part = _of_xml(part, rng) if name == chosen else part
            if name != chosen or rng.random() < 0.95:
                new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _of_gzip(content: bytes, rng: Random) -> bytes:
    return gzip.compress(broken(gzip.decompress(content), rng), 1, mtime=0)


def _of_json(content: bytes, rng: Random) -> bytes:
    try:
        value = json.loads(content)
    except ValueError:
        lines = content.split(b"\n")
        i = rng.randrange(len(lines))
        lines[i] = json.dumps(_changed(json.loads(lines[i]), rng)).encode()
        return b"\n".join(lines)
    for _ in range(rng.randint(1, 3)):
        value = _changed(value, rng)
    return json.dumps(value).encode()


def _changed(value: Any, rng: Random) -> Any:
    """The value with something odd in one place of it."""
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        if rng.random() < 0.15:
            new = rng.choice(("", "\ud800", "__row", ".order", "id", key.upper()))
            return {(new if k == key else k): v for k, v in value.items()}
        if rng.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        return {**value, key: _changed(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        new = _changed(value[at], rng)
        return [*value[:at], new, *value[at + (rng.random() < 0.9) :]]
    return rng.choice((*ODD, value, [value], {"in": value}))


def _of_xml(content: bytes, rng: Random) -> bytes:
    for _ in range(rng.randint(1, 3)):
        content = rng.choice(XML_ACCIDENTS)(content, rng)
    return content


def _one(
    pattern: re.Pattern[bytes], content: bytes, rng: Random
) -> re.Match[bytes] | None:
    found = list(pattern.finditer(content[:200_000]))
    return rng.choice(found) if found else None


def _value_changed(content: bytes, rng: Random) -> bytes:
    found = _one(rng.choice((VALUE, ROWS_AND_COLUMNS)), content, rng)
    if found is None:
        return content
    name = found[0].partition(b'"')[0]
    new = rng.choice((*WORDS, b"XFD1048576", b"A0", b"ZZZZ9", b"s", b"str", b"e"))
    return content[: found.start()] + name + b'"' + new + b'"' + content[found.end() :]


def _tag_changed(content: bytes, rng: Random) -> bytes:
    found = _one(TAG, content, rng)
    if found is None:
        return content
    tag = found[0]
    new = rng.choice((b"", tag * 2, tag * 60, b"<!--x-->", tag[:-1] + b"/>", b"<x>"))
    return content[: found.start()] + new + content[found.end() :]


def _encoding_changed(content: bytes, rng: Random) -> bytes:
    declared = b'<?xml version="1.0" encoding="' + rng.choice(NAMES) + b'"?>'
    return declared + re.sub(rb"^<\?xml[^>]*>", b"", content)


def _text_changed(content: bytes, rng: Random) -> bytes:
    return mutated_text(content, rng)


XML_ACCIDENTS: Final = (
    _value_changed,
    _value_changed,
    _tag_changed,
    _tag_changed,
    _encoding_changed,
    _text_changed,
)


def _of_database(content: bytes, rng: Random) -> bytes:
    """Some statements, or some bytes, of a database changed."""
    if rng.random() < 0.4:
        made = bytearray(content)
        for _ in range(rng.randint(1, 20)):
            made[rng.randrange(16, len(made))] = rng.randrange(256)
        return bytes(made)
    with sqlite3.connect(":memory:") as database:
        database.deserialize(content)
        for _ in range(rng.randint(1, 3)):
            try:
                database.execute(_statement(database, rng))
            except (sqlite3.Error, UnicodeDecodeError):
                continue
        database.commit()
        return database.serialize()


def _statement(database: sqlite3.Connection, rng: Random) -> str:
    tables = [n for (n,) in database.execute("SELECT name FROM sqlite_master")]
    table = rng.choice(tables)
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    column = rng.choice(columns or ["x"])
    odd = rng.choice(
        ("NULL", "5", "x'00ff'", "''", "'\ufffd'", "1e300", "zeroblob(99)")
    )
    return rng.choice(
        (
            f'UPDATE "{table}" SET "{column}" = {odd}',
            f'UPDATE "{table}" SET "{column}" = {odd}',
            f'DELETE FROM "{table}"',
            f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "y"',
            f'ALTER TABLE "{table}" RENAME TO "z"',
            f'DROP TABLE "{table}"',
            f'INSERT INTO "{table}" SELECT * FROM "{table}"',
            f'CREATE VIEW "v{rng.random()}" AS SELECT * FROM "{table}"',
        )
    )


ACCIDENTS: Final[dict[bytes, Callable[[bytes, Random], bytes]]] = {
    b"PK": _of_zip,
    b"\x1f\x8b": _of_gzip,
    b"{": _of_json,
    b"[": _of_json,
    b"<": _of_xml,
    b"SQLite": _of_database,
}
