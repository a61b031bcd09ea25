"""Write a sheet as the file a case system would export. Same sheet, same bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mersey.samples.sample_service import Cell, SampleSheet

_EXCEL_EPOCH: Final = date(
    1899, 12, 30
)  # day 0 of Excel's calendar, after its 1900 bug
_ZIP_DATE: Final = (2026, 1, 1, 0, 0, 0)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def delimited(
    *, delimiter: str = ",", encoding: str = "utf-8"
) -> Callable[[SampleSheet], bytes]:
    """A writer of delimited text with Windows line ends, in that encoding."""

    def write(sheet: SampleSheet) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        writer.writerow(sheet.columns)
        writer.writerows(sheet.rows)
        return out.getvalue().encode(encoding)

    return write


def csv_bytes(sheet: SampleSheet) -> bytes:
    """Comma-separated UTF-8 without a byte-order mark."""
    return delimited()(sheet)


def tsv_gz_bytes(sheet: SampleSheet) -> bytes:
    """Tab-separated UTF-8, gzipped without a time stamp."""
    return gzip.compress(delimited(delimiter="\t")(sheet), compresslevel=6, mtime=0)


def json_lines(sheet: SampleSheet) -> bytes:
    """One JSON object a row; a key that has no value is null."""
    lines = (
        json.dumps(dict(zip(sheet.columns, row, strict=True)), ensure_ascii=False)
        for row in sheet.rows
    )
    return "".join(f"{line}\n" for line in lines).encode()


def xlsx_bytes(sheet: SampleSheet) -> bytes:
    """A workbook of one sheet, dates as dates. Source: ECMA-376, part 1, chapter 18."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Register" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml"
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": _sheet(sheet),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _XML + text)
    return out.getvalue()


def _content_types() -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "xl/workbook.xml": f"{kind}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{kind}.worksheet+xml",
        "xl/styles.xml": f"{kind}.styles+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/{part}" ContentType="{content}"/>'
            for part, content in overrides.items()
        )
        + "</Types>"
    )


def _relations(*kinds_and_targets: str) -> str:
    pairs = zip(kinds_and_targets[::2], kinds_and_targets[1::2], strict=True)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _styles() -> str:
    """Style 0 is plain, 1 a date (number format 14), 2 a date with its time (22).

    The two fills are those that every workbook must begin with: none, and a grey. A fill
    with nothing in it is against the schema, and spreadsheet libraries refuse the file.
    """
    plain = 'fontId="0" fillId="0" borderId="0"'
    dated = f'{plain} xfId="0" applyNumberFormat="1"'
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border>'
        "</borders>"
        f'<cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="3"><xf numFmtId="0" {plain} xfId="0"/>'
        f'<xf numFmtId="14" {dated}/><xf numFmtId="22" {dated}/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )


def _sheet(sheet: SampleSheet) -> str:
    rows: list[Sequence[Cell]] = [sheet.columns, *sheet.rows]
    body = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{_letters(i)}{number}", cell) for i, cell in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'


def _cell(place: str, value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        style = 2 if isinstance(value, datetime) else 1
        return f'<c r="{place}" s="{style}"><v>{_serial(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return (
        f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t>'
        "</is></c>"
    )


def _serial(value: date) -> float:
    """Days since Excel's day 0, with the time of day as a fraction."""
    day = value.date() if isinstance(value, datetime) else value
    part = (value.hour * 60 + value.minute) / 1440 if isinstance(value, datetime) else 0
    return (day - _EXCEL_EPOCH).days + part


def _letters(index: int) -> str:
    """Excel's name of a column: A for 0, Z for 25, AA for 26."""
    high, low = divmod(index, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)
