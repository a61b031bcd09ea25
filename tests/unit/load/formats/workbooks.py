"""The smallest workbooks that a spreadsheet would open, written by hand."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

XML = '<?xml version="1.0"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STYLES = '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="14"/><xf numFmtId="21"/></cellXfs>'


class Merged(NamedTuple):
    """A value whose cell spans rows and columns; those beside and below stay empty."""

    value: Any
    rows: int = 1
    columns: int = 1


class Dated(NamedTuple):
    """A date as Excel keeps it: days since 1900, and a style."""

    serial: float
    style: int  # 1 with the time of day, 2 without, 3 the time of day alone


def xlsx(sheets: Mapping[str, Sequence[Sequence[Any]]], **sizes: int) -> bytes:
    """A workbook of those sheets; `padding=n` adds a part of n zeros."""
    named = list(enumerate(sheets.items(), start=1))
    parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="{TYPES}"/>',
        "_rels/.rels": f'{XML}<Relationships xmlns="{PACKAGE}"><Relationship Id="r" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{n}" sheetId="{i}" r:id="s{i}"/>' for i, (n, _) in named
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f'<Relationship Id="s{i}" Type="{OFFICE}/worksheet" Target="worksheets/s{i}.xml"/>'
            for i, _ in named
        )
        + f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{XML}<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>',
        **{f"xl/worksheets/s{i}.xml": _sheet(rows) for i, (_, rows) in named},
    }
    if sizes:
        parts["xl/media/padding.bin"] = "\0" * sizes["padding"]
    return _zipped(parts)


def ods(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """An OpenDocument spreadsheet of one sheet of text."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(cell)}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'{XML}<office:document-content xmlns:office="{urn}office:1.0" '
        f'xmlns:table="{urn}table:1.0" xmlns:text="{urn}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="{name}">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'{XML}<manifest:manifest xmlns:manifest="{urn}manifest:1.0"/>'
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def _sheet(rows: Sequence[Sequence[Any]]) -> str:
    body = "".join(
        f'<row r="{r}">'
        + "".join(_cell(f"{chr(64 + c)}{r}", value) for c, value in enumerate(row, 1))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    spans = "".join(
        f'<mergeCell ref="{chr(64 + c)}{r}:'
        f'{chr(63 + c + value.columns)}{r + value.rows - 1}"/>'
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if isinstance(value, Merged)
    )
    merged = f"<mergeCells>{spans}</mergeCells>" if spans else ""
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{merged}</worksheet>'


def _cell(place: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Merged):
        return _cell(place, value.value)
    if isinstance(value, Dated):
        return f'<c r="{place}" s="{value.style}"><v>{value.serial}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _zipped(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def xls(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of Excel 97 with one sheet, `Log`, in its OLE container."""
    stream = _old_stream(rows).ljust(8 * 512, b"\0")
    n_sectors = len(stream) // 512
    chain = [*range(3, n_sectors + 2), -2]
    fat = [-3, -2, *chain]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIiIiI", 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    head += struct.pack("<109i", 0, *[-1] * 108)
    entries = _entry("Root Entry", 5, child=1, start=-2, size=0)
    entries += _entry("Workbook", 2, child=-1, start=2, size=len(stream))
    table = struct.pack(f"<{len(fat)}i", *fat).ljust(512, b"\xff")
    return head + table + entries.ljust(512, b"\0") + stream


def _old_stream(rows: Sequence[Sequence[str | float]]) -> bytes:
    book = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 0) + value.encode("latin-1")
                sheet += _record(0x0204, place + text)
            else:
                sheet += _record(0x0203, place + struct.pack("<d", value))
    start = len(book) + 4 + 11 + 4
    listed = _record(0x0085, struct.pack("<IBBBB", start, 0, 0, 3, 0) + b"Log")
    return book + listed + _record(0x0A, b"") + sheet + _record(0x0A, b"")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    entry += struct.pack("<iii", -1, -1, child) + bytes(36)
    return entry + struct.pack("<iII", start, size, 0)
