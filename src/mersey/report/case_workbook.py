"""The list of open cases as a workbook: dates and numbers that a spreadsheet can sort.

No cell is a formula or a link: texts are written as texts, and what a spreadsheet would
run if it were copied begins with an apostrophe. Needs the extra `xlsx`.
"""

from __future__ import annotations

import importlib
import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import UsageError
from mersey.formulas import WORKBOOK, as_text_cell
from mersey.report.case_list import COLUMNS, case_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.answer import Worklist
    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

SHEET: Final = "Open cases"

FORMATS: Final = {
    "opened": "d mmm yyyy",
    "due": "d mmm yyyy",
    "days open": "0.0",
    "days in stage": "0.0",
    "risk of passing its limit": "0%",
}
"""How the numbers of a column are shown."""

WIDEST: Final = 48
"""Characters of the widest column."""

ROOM: Final = 3
"""Characters beside a heading for the arrow of its filter."""


def case_list_xlsx(found: Worklist, log: EventLog, use: ServiceUse | None) -> bytes:
    """Every open case, a row each, the most pressing first; the same list as the CSV.

    Same list, same bytes: the workbook is dated by the log's own as-at date.

    Raises:
        UsageError: The extra that writes workbooks is not installed.
    """
    out = io.BytesIO()
    book = _writer().Workbook(out, WORKBOOK)
    made = datetime.combine(found.as_at, time())
    book.set_properties({"title": SHEET, "created": made})
    sheet = book.add_worksheet(SHEET)
    rows = case_rows(found, log, use)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    shown = {
        place: book.add_format({"num_format": FORMATS[name]})
        for place, name in enumerate(COLUMNS)
        if name in FORMATS
    }
    for place, name in enumerate(COLUMNS):
        sheet.write_string(0, place, name, bold)
        sheet.set_column(place, place, _width(name, [row[place] for row in rows]))
    for line, row in enumerate(rows, 1):
        _write(sheet, line, row, shown)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _writer() -> Any:
    try:
        return importlib.import_module("xlsxwriter")
    except ImportError as error:
        msg = "Writing a workbook needs what the extra xlsx brings."
        hint = (
            'Install it: pip install "mersey[xlsx]". Without it: ⟦out⟧ FILE.csv, which a '
            "spreadsheet opens too, or ⟦csv⟧."
        )
        raise UsageError(msg, next_step=hint) from error


def _write(sheet: Any, line: int, row: Sequence[Any], shown: Mapping[int, Any]) -> None:
    """One case: dates as dates, numbers as numbers, texts as texts; nothing if unknown."""
    for place, value in enumerate(row):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            sheet.write_string(line, place, as_text_cell(value))
        elif isinstance(value, date):
            moment = datetime.combine(value, time())
            sheet.write_datetime(line, place, moment, shown.get(place))
        else:
            sheet.write_number(line, place, value, shown.get(place))


def _width(name: str, values: Sequence[Any]) -> int:
    """Characters that show a column whole, to a limit."""
    longest = max((len(str(v)) for v in values if isinstance(v, str)), default=0)
    return min(WIDEST, max(len(name) + ROOM, longest + 1))
