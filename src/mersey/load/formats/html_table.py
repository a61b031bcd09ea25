"""A web page with a table, as many systems export it under the name of a workbook.

The table is found as a sheet of a workbook is; cells are text as the page shows it. A
cell that spans rows means the same for each of them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from mersey.errors import FileUnreadable
from mersey.load.files.format import Contents, Example, Fit, Format
from mersey.load.files.sheets import Sheet
from mersey.load.files.text import decode_sample, encoding_in, encoding_of
from mersey.load.files.workbooks import read_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.load.files.format import Sample, Source

MOST_BYTES: Final = 1 << 28
MOST_SPAN: Final = 1_000
"""Columns or rows that a cell may span; a page may ask for a thousand million."""

PAGE: Final = re.compile(
    r"[\s\ufeff]*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    r"<(!doctype\s+html|html|head|body|table|meta|style|div|font|center)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)
TABLE: Final = re.compile(r"<table[\s>]", re.IGNORECASE)
ENDS_A_LINE: Final = frozenset(("br", "p", "div", "li"))


def sniff(sample: Sample) -> Fit:
    """A page that has a table, or may have one further down."""
    text = decode_sample(sample.head, sample.encoding or encoding_of(sample.head))
    if not PAGE.match(text):
        return Fit.NO
    has_table = TABLE.search(text) is not None
    return Fit.YES if has_table or not sample.is_whole else Fit.NO


def read(source: Source) -> Contents:
    """The rows of the page's one table, or of the one that was asked for.

    Raises:
        FileUnreadable: No table of the page has headings with rows below them.
        ChoiceNeeded: Several tables could be the data.
        UnknownName: The table that was asked for does not exist.
    """
    if source.path.stat().st_size > MOST_BYTES:
        msg = f"{source.name} is a web page (HTML) of more than {MOST_BYTES >> 20} MiB."
        raise FileUnreadable(msg, next_step="Export it as CSV.")
    reader = _Tables()
    reader.feed(_text(source))
    reader.close()
    sheets = [
        Sheet(name=f"table {i}", rows=rows, merged=tuple(merged))
        for i, (rows, merged) in enumerate(reader.tables, start=1)
    ]
    if not any(len(sheet.rows) > 1 for sheet in sheets):
        msg = (
            f"{source.name} is a web page (HTML), whatever its name says, and has no "
            "table with headings and rows."
        )
        hint = "The export may have asked for a login. Export it again, as CSV."
        raise FileUnreadable(msg, next_step=hint)
    return read_sheets(source, sheets)


def _text(source: Source) -> str:
    content = source.path.read_bytes()
    stated = CHARSET.search(content[:10_000])
    for codec in (source.sample.encoding, stated and stated[1].decode("ascii")):
        if codec:
            try:
                return content.decode(codec)
            except (LookupError, UnicodeDecodeError):
                continue
    return decode_sample(content, encoding_in(source.sample).of_all)


class _Tables(HTMLParser):
    """The tables of a page, each as rows of texts and the cells that span rows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[
            tuple[list[list[str | None]], list[tuple[int, int, int]]]
        ] = []
        self._taken: list[dict[int, int]] = []
        self._open: list[int] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)

    def handle_starttag(
        self, tag: str, attrs: Sequence[tuple[str, str | None]]
    ) -> None:
        if tag == "table":
            self._end_cell()
            self.tables.append(([], []))
            self._taken.append({})
            self._open.append(len(self.tables) - 1)
        elif tag == "tr" and self._open:
            self._end_cell()
            self.tables[self._open[-1]][0].append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            told = dict(attrs)
            self._cell = []
            self._spans = _span(told.get("rowspan")), _span(told.get("colspan"))
        elif tag in ENDS_A_LINE and self._cell:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        rows, merged = self.tables[self._open[-1]]
        if not rows:
            rows.append([])
        row, at = rows[-1], len(rows) - 1
        taken = self._taken[self._open[-1]]  # column → the last row that a cell takes
        while taken.get(len(row), -1) >= at:
            row.append(None)
        n_rows, n_columns = self._spans
        if n_rows > 1:
            merged.append((at, at + n_rows - 1, len(row)))
            taken[len(row)] = at + n_rows - 1
        row.extend([" ".join("".join(self._cell).split()), *[None] * (n_columns - 1)])
        self._cell = None


def _span(written: str | None) -> int:
    text = (written or "").strip()
    return min(max(int(text), 1), MOST_SPAN) if text.isdecimal() else 1


FORMAT = Format(
    name="html",
    title="Web pages with a table",
    extensions=(".html", ".htm", ".xls"),
    sniff=sniff,
    read=read,
    apart_from=0,
    is_text=True,
    example=Example(
        file_name="repairs.xls",
        content=(
            b"<html><body><h1>Repairs</h1>\n<table>\n"
            b"<tr><th>Job</th><th>Step</th><th>When</th></tr>\n"
            b"<tr><td rowspan=2>17</td><td>Reported</td><td>04/03/2024</td></tr>\n"
            b"<tr><td>Closed</td><td>06/03/2024</td></tr>\n"
            b"</table></body></html>\n"
        ),
        columns=("Job", "Step", "When"),
        n_rows=2,
    ),
)
