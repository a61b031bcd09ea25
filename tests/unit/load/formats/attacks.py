"""Files made to hurt, or hurt by accident: small as a rule, as large as a test asks.

Source of the kinds: a trial of hostile and unlucky input on 29 November 2026.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from mersey.load.formats.ocel_json import EXAMPLE as OCEL_JSON
from mersey.load.formats.ocel_sqlite import EXAMPLE as OCEL_SQLITE
from tests.unit.load.formats.workbooks import MAIN, OFFICE, XML, ods, xlsx

HEADINGS = ("Job", "Step", "When")


def rows(n: int = 60) -> list[list[str]]:
    """Jobs that were opened and closed."""
    return [
        [f"J{i // 2}", ("Opened", "Closed")[i % 2], f"2024-03-{1 + i % 28:02d}"]
        for i in range(n)
    ]


def letters(column: int) -> str:
    """What a sheet calls its column, from 1."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def cell(row: int, column: int, text: str) -> str:
    """A cell of a sheet with text in it."""
    place = f"{letters(column)}{row}"
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(extra: str = "", *, dimension: str = "") -> bytes:
    """A sheet of jobs, with more below them."""
    lines = "".join(
        f'<row r="{y}">{"".join(cell(y, x, t) for x, t in enumerate(line, 1))}</row>'
        for y, line in enumerate([HEADINGS, *rows()], start=1)
    )
    return (
        f'{XML}<worksheet xmlns="{MAIN}">{dimension}<sheetData>{lines}{extra}'
        "</sheetData></worksheet>"
    ).encode()


def with_parts(book: bytes, changed: Mapping[str, bytes]) -> bytes:
    """A zipped file with some of its parts replaced, or added."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *changed]):
            content = changed.get(name) or old.read(name)
            packing = zipfile.ZIP_STORED if name == "mimetype" else None
            new.writestr(name, content, packing)
    return made.getvalue()


def book(sheet_xml: bytes) -> bytes:
    """A workbook of one sheet, given as its XML."""
    return with_parts(xlsx({"Log": [HEADINGS]}), {"xl/worksheets/s1.xml": sheet_xml})


def far_cell(
    row: int, column: int, text: str = "x", *, is_stated: bool = False
) -> bytes:
    """A workbook with one cell far from its table."""
    place = f"{letters(column)}{row}"
    stated = f'<dimension ref="A1:{place}"/>' if is_stated else ""
    far = f'<row r="{row}">{cell(row, column, text)}</row>'
    return book(sheet(far, dimension=stated))


def formatted_area(n_rows: int, n_columns: int) -> bytes:
    """A workbook whose empty cells have a format, to a space at the far end."""
    lines = "".join(
        f'<row r="{y}">'
        + "".join(f'<c r="{letters(x)}{y}" s="1"/>' for x in range(1, n_columns + 1))
        + "</row>"
        for y in range(100, n_rows)
    )
    last = f'<row r="{n_rows}">{cell(n_rows, n_columns, " ")}</row>'
    return book(sheet(lines + last))


def shared_text(n_bytes: int, n_cells: int) -> bytes:
    """A workbook whose cells all share one long text."""
    rng = Random("shared")
    text = bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz", k=1000)) * (n_bytes // 1000)
    strings = f'{XML}<sst xmlns="{MAIN}"><si><t>'.encode() + text + b"</t></si></sst>"
    lines = "".join(
        f'<row r="{y}"><c r="A{y}" t="s"><v>0</v></c><c r="B{y}" t="s"><v>0</v></c></row>'
        for y in range(1, n_cells // 2)
    )
    plain = xlsx({"Log": [HEADINGS]})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        links = archive.read("xl/_rels/workbook.xml.rels").decode()
    link = f'<Relationship Id="t" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    links = links.replace("</Relationships>", f"{link}</Relationships>")
    body = f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    parts = {
        "xl/worksheets/s1.xml": body.encode(),
        "xl/_rels/workbook.xml.rels": links.encode(),
        "xl/sharedStrings.xml": strings,
    }
    return with_parts(plain, parts)


def equal_headings(n_columns: int) -> bytes:
    """A workbook of columns that are all called the same."""
    lines = "".join(
        f'<row r="{y}">{"".join(cell(y, x, text) for x in range(1, n_columns + 1))}</row>'
        for y, text in ((1, "Step"), (2, "a"), (3, "b"))
    )
    body = f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return book(body.encode())


def repeated_cells(n: int) -> bytes:
    """An OpenDocument sheet whose first cell is repeated in so many columns."""
    plain = ods("Log", [HEADINGS, *rows()])
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        content = archive.read("content.xml")
    mark = b"<table:table-cell "
    more = mark + b'table:number-columns-repeated="%d" ' % n
    return with_parts(plain, {"content.xml": content.replace(mark, more, 1)})


def one_line(n_bytes: int) -> Iterator[bytes]:
    """Delimited text whose second row is one line of so many bytes."""
    yield b"Job,Step,When\nJ1,Opened,2024-03-01\n"
    block = b"".join(
        b"%07d " % i for i in range(1 << 17)
    )  # packs well, and not too well
    for _ in range(n_bytes >> 20):
        yield block


def packed(parts: Iterator[bytes], path: Path) -> None:
    """Write the parts to `path` in gzip."""
    with gzip.open(path, "wb", compresslevel=1) as file:
        for part in parts:
            file.write(part)


def repeated_rows(n_millions: int) -> bytes:
    """Parquet that says the same of so many million rows."""
    made = pa.BufferOutputStream()
    text = pa.array(["the same"]).dictionary_encode()
    part = pa.table({"Job": text.take(pa.array([0] * 1_000_000))})
    with parquet.ParquetWriter(made, part.schema, compression="zstd") as writer:
        for _ in range(n_millions):
            writer.write_table(part)
    return bytes(made.getvalue())


def xes(*attributes: str, encoding: str = "UTF-8") -> bytes:
    """A log of one case and one event, which has more attributes than it needs."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><log><trace>'
        '<string key="concept:name" value="c1"/><event>'
        '<string key="concept:name" value="a"/>'
        '<date key="time:timestamp" value="2024-01-01T00:00:00Z"/>'
        f"{''.join(attributes)}</event></trace></log>"
    ).encode()


def attribute(key: str, value: str = "v") -> str:
    """An attribute of an event."""
    return f'<string key="{key}" value="{value}"/>'


def records(n: int, n_keys: int) -> bytes:
    """JSON records of jobs with so many more keys."""
    more = {f"k{i}": "v" for i in range(n_keys)}
    made = [dict(zip(HEADINGS, row, strict=True)) | more for row in rows(n)]
    return json.dumps(made).encode()


def by_column(n: int) -> bytes:
    """Jobs as JSON that has an object for each column."""
    columns = zip(*rows(n), strict=True)
    made = {
        name: {str(i): value for i, value in enumerate(column)}
        for name, column in zip(HEADINGS, columns, strict=True)
    }
    return json.dumps(made).encode()


def ocel_json(**event: Any) -> bytes:
    """The example of OCEL in JSON with something else in its event."""
    log = json.loads(OCEL_JSON)
    log["events"][0].update(event)
    return json.dumps(log).encode()


def ocel_sqlite(folder: Path, *statements: str) -> bytes:
    """The example of OCEL in SQLite after those statements."""
    path = folder / "made.sqlite"
    path.write_bytes(OCEL_SQLITE)
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    content = path.read_bytes()
    path.unlink()
    return content
