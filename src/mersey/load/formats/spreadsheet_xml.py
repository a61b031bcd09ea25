"""Spreadsheets in the XML of Excel 2003 (SpreadsheetML), often under the name `.xls`.

Sheets are chosen, and headings found, as in any workbook. Dates and numbers keep their
types. Source: Microsoft, XML Spreadsheet Reference (2003).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from mersey.errors import FileUnreadable
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.sheets import Sheet
from mersey.load.files.text import decode_sample, encoding_of
from mersey.load.files.workbooks import read_sheets
from mersey.load.files.xml_stream import parse
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.load.files.format import Sample, Source

SPACE: Final = "urn:schemas-microsoft-com:office:spreadsheet"
MOST_COLUMNS: Final = 16_384
MOST_ROWS: Final = 1_048_576
MOST_BLANK: Final = 3 * MOST_ROWS


def sniff(sample: Sample) -> Fit:
    """XML that declares the names of Excel 2003 and a workbook."""
    text = decode_sample(sample.head, encoding_of(sample.head))
    is_xml = text.lstrip("\ufeff \t\r\n").startswith("<")
    return Fit.YES if is_xml and SPACE in text and "Workbook" in text else Fit.NO


def read(source: Source) -> Contents:
    """The rows of one sheet, or of several of one kind, below their headings.

    Raises:
        FileUnreadable: The XML is broken.
        ChoiceNeeded: Several sheets could be the data and none was asked for.
        UnknownName: The sheet that was asked for does not exist.
        DataError: No sheet has headings with rows below them.
    """
    reader = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parse(parser, source, so_far=reader.so_far)
    return read_sheets(source, reader.sheets)


class _Sheets:
    """Expat's callbacks: sheets, rows and cells at the places that the XML states."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._name = ""
        self._rows: list[list[Any]] = []
        self._merged: list[tuple[int, int, int]] = []
        self._data: list[str] | None = None
        self._kind = "String"
        self._column = self._next = 0
        self._n_blank = 0

    def so_far(self) -> str:
        return f"{plural(len(self._rows), 'row')} came before it."

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        match tag.rpartition(" ")[2]:
            case "Worksheet":
                self._name = told.get("Name", f"sheet {len(self.sheets) + 1}")
                self._rows, self._merged = [], []
            case "Row":
                self._start_row(told)
            case "Cell":
                self._start_cell(told)
            case "Data":
                self._data, self._kind = [], told.get("Type", "String")

    def _start_row(self, told: dict[str, str]) -> None:
        blanks = max(_place(told, most=MOST_ROWS) - len(self._rows) - 1, 0)
        self._n_blank += blanks
        if self._n_blank > MOST_BLANK:
            msg = f"Its sheets have more than {MOST_BLANK:,} empty rows between others."
            raise FileUnreadable(msg, next_step="Save the table as CSV.")
        self._rows.extend([] for _ in range(blanks))
        self._rows.append([])
        self._column = 0

    def _start_cell(self, told: dict[str, str]) -> None:
        if not self._rows:
            self._rows.append([])
        self._column = max(self._column, _place(told, most=MOST_COLUMNS) - 1)
        row = self._rows[-1]
        row.extend([None] * (self._column + 1 - len(row)))
        down = _number(told.get("MergeDown"))
        if down:
            at = len(self._rows) - 1
            self._merged.append((at, at + down, self._column))
        self._next = self._column + 1 + _number(told.get("MergeAcross"))

    def text(self, text: str) -> None:
        if self._data is not None:
            self._data.append(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "Data" and self._data is not None and self._rows[-1:] != [[]]:
            self._rows[-1][-1] = _value("".join(self._data), self._kind)
            self._data = None
        elif name == "Cell":
            self._column = self._next
        elif name == "Worksheet":
            sheet = Sheet(name=self._name, rows=self._rows, merged=tuple(self._merged))
            self.sheets.append(sheet)


def _place(told: dict[str, str], *, most: int) -> int:
    return min(_number(told.get("Index")), most)


def _number(written: str | None) -> int:
    text = (written or "").strip()
    return int(text[:9]) if text.isdecimal() else 0


def _value(text: str, kind: str) -> Any:
    """A date, a moment, a number or a text; what does not fit its kind stays text."""
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() else number
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text)
            return moment.date() if moment.time() == dt.time() else moment
    except (ValueError, OverflowError):
        return text
    if kind == "Boolean":
        return text.strip() == "1"
    return None if kind == "Error" else text


FORMAT = Format(
    name="spreadsheet_xml",
    title="Excel 2003 XML",
    extensions=(".xml", ".xls"),
    sniff=sniff,
    read=read,
    apart_from=0,
    example=Example(
        file_name="repairs.xls",
        content=b"""<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <Worksheet ss:Name="Log"><Table>
  <Row><Cell><Data ss:Type="String">Job</Data></Cell>
       <Cell><Data ss:Type="String">Step</Data></Cell>
       <Cell><Data ss:Type="String">When</Data></Cell></Row>
  <Row><Cell><Data ss:Type="Number">17</Data></Cell>
       <Cell><Data ss:Type="String">Reported</Data></Cell>
       <Cell><Data ss:Type="DateTime">2024-03-04T09:15:00.000</Data></Cell></Row>
  <Row><Cell><Data ss:Type="Number">17</Data></Cell>
       <Cell ss:Index="3"><Data ss:Type="DateTime">2024-03-06T10:00:00.000</Data></Cell></Row>
 </Table></Worksheet>
</Workbook>
""",
        columns=("Job", "Step", "When"),
        n_rows=2,
    ),
)
