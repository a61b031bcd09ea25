"""Which of a workbook's sheets is the table, and its rows into the engine.

Sheets with the same headings (a sheet a year, a month, a team) are read together. Notes,
covers and lookups are passed over where one real table stands among them; where two
compete, mersey asks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from rapidfuzz import process

from mersey.errors import ChoiceNeeded, DataError, UnknownName
from mersey.fields import Setting
from mersey.findings.about_the_file.tables import (
    MERGED_CELLS,
    SHEET_CHOSEN,
    SHEETS_JOINED,
)
from mersey.findings.about_the_file.text import PREAMBLE_OF_SHEET
from mersey.load.files.format import Contents
from mersey.load.files.growing import GrowingTable, check_width
from mersey.load.files.rejections import rejections
from mersey.load.files.sheet_cells import to_column
from mersey.load.files.sheets import Sheet, SheetTable, find_table
from mersey.load.files.tails import left_out_finding
from mersey.load.files.text_findings import heading_findings
from mersey.load.personal.gate import shown_names
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.load.files.format import Source
    from mersey.vocabulary import Finding

SHEET: Final = "sheet"
DATA_ROWS: Final = 20
TIMES_LARGER: Final = 10
"""One sheet of at least 20 rows, ten times longer than any other, is the data."""
MOST_COPIED: Final = 0.5
"""Sheets that share more of their rows than this are copies, not parts."""

_Kind = list[SheetTable]


def read_sheets(source: Source, sheets: Sequence[Sheet]) -> Contents:
    """The rows of one sheet, or of several of one kind, below their headings.

    Raises:
        ChoiceNeeded: Several sheets could be the data and none was asked for.
        UnknownName: The sheet that was asked for does not exist.
        DataError: No sheet has headings with rows below them.
    """
    names = shown_names([s.name for s in sheets], "sheet", may_be_people=True)
    asked = source.table.casefold() if source.table is not None else None
    for sheet, shown in zip(sheets, names, strict=True):
        if sheet.name.casefold() == asked:  # whatever stands in its name
            source = replace(source, table=shown)
    sheets = [replace(s, name=name) for s, name in zip(sheets, names, strict=True)]
    tables = {sheet.name: found for sheet in sheets if (found := find_table(sheet))}
    chosen, said = _choose(source, list(sheets), tables)
    table, columns, renamed = _fill(source, chosen)
    first = chosen[0]
    left_out = [(row, None, why) for each in chosen for row, why in each.left_out]
    return Contents(
        table=table,
        columns=columns,
        rejected=rejections(source.session, left_out, name="raw_rejected"),
        first_line=None if chosen[1:] else first.sheet.first_row + first.place + 1,
        findings=(*said, *_findings(chosen, columns), *renamed),
    )


def _choose(
    source: Source, sheets: list[Sheet], tables: dict[str, SheetTable]
) -> tuple[_Kind, tuple[Finding, ...]]:
    kinds = _kinds(tables.values())
    if source.table is not None:
        return _asked_for(source, source.table, sheets, kinds), ()
    if not kinds:
        msg = f"{source.name} has no sheet with headings and rows."
        raise DataError(msg, next_step="Check that the data is on a visible sheet.")
    kinds.sort(key=lambda kind: -_n_rows(kind))
    if len(kinds) == 1:
        return kinds[0], ()
    full = [kind for kind in kinds if not kind[0].is_prose]
    if len(full) == 1:
        why = "the others hold few columns of words, as notes and lists of codes do"
        return full[0], (_chosen(full[0], kinds, why=why),)
    dated = [kind for kind in kinds if kind[0].has_dates]
    if len(dated) == 1 and not _is_a_part(dated[0], kinds):
        return dated[0], (_chosen(dated[0], kinds, why="it alone holds dates"),)
    longest, second = kinds[0], kinds[1]
    n_rows = _n_rows(longest)
    if n_rows < DATA_ROWS or n_rows < TIMES_LARGER * _n_rows(second):
        raise _question(source, kinds)
    why = f"it has {plural(n_rows, 'row')}, the next has {_n_rows(second):,}"
    return longest, (_chosen(longest, kinds, why=why),)


def _is_a_part(kind: _Kind, kinds: Sequence[_Kind]) -> bool:
    """Whether another table is so much longer that the dates may be those of a note."""
    return any(_n_rows(other) > TIMES_LARGER * _n_rows(kind) for other in kinds)


def _kinds(tables: Iterable[SheetTable]) -> list[_Kind]:
    """The tables by their headings; copies of each other stay apart."""
    kinds: list[_Kind] = []
    for table in tables:
        for kind in kinds:
            is_alike = kind[0].kind == table.kind and any(table.kind)
            if is_alike and not any(_is_copy(table, other) for other in kind):
                kind.append(table)
                break
        else:
            kinds.append([table])
    return kinds


def _is_copy(one: SheetTable, other: SheetTable) -> bool:
    rows = {tuple(map(str, row)) for row in one.records}
    others = {tuple(map(str, row)) for row in other.records}
    return len(rows & others) > MOST_COPIED * min(len(rows), len(others))


def _question(source: Source, kinds: Sequence[_Kind]) -> ChoiceNeeded:
    options = [Setting("table", _label(kind)) for kind in kinds]
    gives = [plural(_n_rows(kind), "row") for kind in kinds]
    n = sum(map(len, kinds))
    msg = f"{source.name} has {n} sheets with data. Which one is the log?"
    return ChoiceNeeded(msg, options=options, gives=gives)


def _chosen(kind: _Kind, kinds: Sequence[_Kind], *, why: str) -> Finding:
    n_sheets = sum(map(len, kinds))
    return SHEET_CHOSEN.found(n_sheets=n_sheets, sheet=_label(kind), why=why)


def _asked_for(
    source: Source, wanted: str, sheets: Sequence[Sheet], kinds: Sequence[_Kind]
) -> _Kind:
    for kind in kinds:
        if _label(kind).casefold() == wanted.casefold():
            return kind
        for table in kind:
            if table.sheet.name.casefold() == wanted.casefold():
                return [table]
    names = [sheet.name for sheet in sheets]
    if wanted.casefold() in (name.casefold() for name in names):
        msg = f"{source.name}, sheet “{wanted}”: no row could be its headings."
        raise DataError(msg, next_step="Give every column a heading in one row.")
    nearest = process.extractOne(wanted, names, score_cutoff=60)
    raise UnknownName.of("sheet", wanted, names, nearest=nearest[0] if nearest else "")


def _label(kind: _Kind) -> str:
    return " + ".join(table.sheet.name for table in kind)


def _n_rows(kind: _Kind) -> int:
    return sum(len(table.records) for table in kind)


def _fill(source: Source, tables: _Kind) -> tuple[Any, tuple[str, ...], Any]:
    rows = [row for table in tables for row in table.records]
    headings = [*tables[0].headings]
    n_columns = _last_used(rows, headings)
    check_width(n_columns)
    columns = {
        f"{i}": to_column([row[i] if i < len(row) else None for row in rows])
        for i in range(n_columns)
    }
    if len(tables) > 1:
        headings = [*headings, *[""] * (n_columns - len(headings)), SHEET]
        names = [table.sheet.name for table in tables for _ in table.records]
        columns[SHEET] = to_column(names)
    growing = GrowingTable(source.session, "raw")
    growing.add(columns)
    return growing.finish(headings=headings)


def _last_used(rows: Sequence[Sequence[Any]], headings: Sequence[str]) -> int:
    """Columns up to the last that has a heading or a value."""
    last = max((i for i, heading in enumerate(headings, 1) if heading), default=0)
    for row in rows:
        for i in range(len(row), last, -1):
            if row[i - 1] not in ("", None):
                last = i
                break
    return last


def _findings(tables: _Kind, columns: Sequence[str]) -> tuple[Finding, ...]:
    found = [*heading_findings(tables[0].found.n_rows, n_columns=len(columns))]
    if len(tables) > 1:
        found.append(SHEETS_JOINED.found(len(tables), column=columns[-1]))
    for table in tables:
        found.extend(_above(table))
    if n_merged := sum(table.n_merged for table in tables):
        found.append(MERGED_CELLS.found(n_merged))
    if n_left := sum(len(table.left_out) for table in tables):
        found.append(left_out_finding(n_left))
    return tuple(found)


def _above(table: SheetTable) -> tuple[Finding, ...]:
    n_above = table.found.n_above if table.found.n_rows else 0
    if not n_above:
        return ()
    row = table.sheet.first_row + table.place
    return (PREAMBLE_OF_SHEET.found(n_above, row=row, sheet=table.sheet.name),)
