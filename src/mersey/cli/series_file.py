"""A file of figures → rows for the charts: the sheet, the columns and the periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from mersey.cli.shell import progress_bar, scratch_folder
from mersey.errors import ChoiceNeeded, DataError, MerseyError, UnknownName, UsageError
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from mersey.load import RawTable
    from mersey.signals.results import Warned
    from mersey.signals.table import SeriesRow

FIELDS = ("period", "value", "denominator", "by")
MOST_ROWS = 200_000
"""All councils of a country, month by month, for forty years."""


@dataclass(frozen=True, kw_only=True)
class NamedColumns:
    """The columns as a person named them; None where nothing was said."""

    period: str | None
    value: str | None
    denominator: str | None
    by: str | None
    year: str | None

    def in_table(self, names: Sequence[str]) -> dict[str, str]:
        """Each named column as the table writes it.

        Raises:
            UnknownName: The table has no such column.
        """
        from mersey.load.columns.heading_words import find_column

        said = {field: getattr(self, field) for field in (*FIELDS, "year")}
        return {
            field: find_column(name, names)
            for field, name in said.items()
            if name is not None
        }


@dataclass(frozen=True, kw_only=True)
class SeriesFile:
    """The rows of a file, and what must be said of how they were read.

    Attributes:
        headings: Of the columns that hold each field, as the file writes them.
    """

    rows: tuple[SeriesRow, ...]
    headings: Mapping[str, str]
    notes: tuple[Warned, ...]


def read_series_file(
    file: Path,
    named: NamedColumns,
    *,
    table: str | None,
    is_places: bool,
    memory: int | None = None,
) -> SeriesFile:
    """The rows of the file's named columns, as text.

    Args:
        file: A table in any of the formats.
        named: The columns that a person named.
        table: The sheet that is meant; None for the one that fits.
        is_places: Whether a row is a place.
        memory: Bytes that the run may hold; None for a quarter of the machine.

    Raises:
        DataError: It has far more rows than a series, or a table of them, can have.
        UnknownName: No column, or sheet, has that name.
        ChoiceNeeded: Several sheets could be meant.
        UsageError: A column that is needed was not named.
    """
    from mersey.engine import open_duckdb
    from mersey.load import read_raw

    with scratch_folder() as folder, progress_bar() as progress:
        session = open_duckdb(folder, memory=memory)
        try:

            def read(sheet: str | None) -> RawTable:
                return read_raw(file, session=session, table=sheet, progress=progress)

            raw, notes = _sheet(read, named, table)
            _refuse_a_log(raw)
            found = _found(raw, named, is_places=is_places)
            of_raw = _of_raw(raw)
        finally:
            session.close()
    return SeriesFile(
        rows=_told(found, is_places=is_places),
        headings=found.headings,
        notes=(*notes, *of_raw, *found.notes),
    )


def _told(found: SeriesFile, *, is_places: bool) -> tuple[SeriesRow, ...]:
    """The rows; a series that is called after somebody is `person 1`."""
    from mersey.load.columns.known_words import is_place
    from mersey.load.personal.gate import shown_labels

    may_be = is_places or is_place(found.headings.get("by", ""))
    shown = shown_labels((row.by for row in found.rows if row.by), is_place=may_be)
    return tuple(
        replace(row, by=shown.get(row.by, row.by)) if row.by else row
        for row in found.rows
    )


def _sheet(
    read: Callable[[str | None], RawTable], named: NamedColumns, table: str | None
) -> tuple[RawTable, tuple[Warned, ...]]:
    """The sheet that is meant: the one asked for, or the only one with the columns."""
    from mersey.signals.results import Warned

    try:
        return read(table), ()
    except ChoiceNeeded as choice:
        names = [one.value for one in choice.options if one.field == "table"]
        fitting = [name for name in names if _fits(read, named, name)]
        if len(fitting) != 1:
            raise
        text = (
            f"Of {len(names)} sheets “{fitting[0]}” was read: it alone has the columns."
        )
        return read(fitting[0]), (Warned(id="sheet_chosen", text=text),)


def _refuse_a_log(raw: RawTable) -> None:
    """Say so where the file has more rows than any table of figures."""
    n = raw.n_read
    if n > MOST_ROWS:
        msg = f"The file has {n:,} rows, and a table of figures at most {MOST_ROWS:,}."
        hint = (
            "If each row is a case or a step, mersey look counts them by period; else "
            "export the figures by month, or fewer of them."
        )
        raise DataError(msg, next_step=hint)


def _fits(
    read: Callable[[str | None], RawTable], named: NamedColumns, sheet: str
) -> bool:
    from mersey.signals.turned import period_headings

    try:
        columns = read(sheet).columns
    except MerseyError:
        return False  # a sheet of notes
    try:
        return bool(named.in_table(columns)) or bool(period_headings(columns))
    except UnknownName:
        return bool(named.period is None and period_headings(columns))


def _of_raw(raw: RawTable) -> tuple[Warned, ...]:
    """What the reading of the file itself has to say."""
    from mersey.signals.results import Warned

    found = [Warned(id=finding.id, text=finding.message) for finding in raw.findings]
    n = raw.session.count(raw.rejected)
    if n:
        rows = plural(n, "row does", "rows do")
        text = f"{rows} not fit the headings and could not be read: left out."
        found.append(Warned(id="rejected_rows", text=text))
    return tuple(found)


def _found(raw: RawTable, named: NamedColumns, *, is_places: bool) -> SeriesFile:
    from mersey.signals.turned import period_headings

    across = () if is_places else period_headings(raw.columns)
    if across and not _has(raw, named.period) and not _is_column(raw, named.value):
        return _across(raw, named, across)
    if named.value is None:
        msg = "A series needs its figures."
        raise UsageError(msg, next_step="Name the column that holds them with --value.")
    if named.period is None and not is_places:
        msg = "A series needs its periods."
        raise UsageError(
            msg, next_step="Name the column that holds them with --period."
        )
    return _down(raw, named, is_places=is_places)


def _has(raw: RawTable, name: str | None) -> bool:
    return name is not None and _is_column(raw, name)


def _is_column(raw: RawTable, name: str | None) -> bool:
    return name is not None and name.casefold() in {
        column.casefold() for column in raw.columns
    }


def _across(raw: RawTable, named: NamedColumns, periods: Sequence[str]) -> SeriesFile:
    """A table with a column per period."""
    from mersey.load.columns.heading_words import find_column
    from mersey.signals.turned import turn

    if named.denominator is not None:
        msg = (
            "Periods stand across the columns: a denominator has no column of its own."
        )
        raise UsageError(
            msg, next_step="Chart the counts alone, or write one row per period."
        )
    lines, cells = _cells(raw, raw.columns)
    rows = [
        dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)
    ]
    by = None if named.by is None else find_column(named.by, raw.columns)
    made = turn(rows, periods, lines, by=by, row=named.value)
    heading = named.period or "the headings"
    return SeriesFile(rows=made.rows, headings={"period": heading}, notes=made.notes)


def _down(raw: RawTable, named: NamedColumns, *, is_places: bool) -> SeriesFile:
    """A table with a row per period."""
    from mersey.signals.periods.joined import join_periods
    from mersey.signals.periods.period_headings import unit_in_heading
    from mersey.signals.table import SeriesRow

    used = named.in_table(raw.columns)
    others = [
        name
        for name in raw.columns
        if name == used.get("year")
        or (name not in used.values() and unit_in_heading(name) is not None)
    ]
    lines, cells = _cells(raw, [*used.values(), *others])
    notes: tuple[Warned, ...] = ()
    periods = cells[used["period"]] if "period" in used else None
    if periods is not None and not is_places:
        blank = [""] * len(lines)
        joined = join_periods(
            used["period"],
            periods,
            {name: cells[name] for name in others},
            groups=cells[used["by"]] if "by" in used else blank,
            year=used.get("year"),
        )
        periods, notes = list(joined.texts), joined.notes
    columns = {field: cells[used[field]] for field in FIELDS if field in used}
    if periods is not None:
        columns["period"] = periods
    rows = tuple(
        SeriesRow(line=line, **{field: column[i] for field, column in columns.items()})
        for i, line in enumerate(lines)
    )
    return SeriesFile(rows=rows, headings=used, notes=notes)


def _cells(
    raw: RawTable, names: Sequence[str]
) -> tuple[list[int], dict[str, list[str]]]:
    """The lines of the rows, and the named columns as text."""
    from mersey.engine.queries import query
    from mersey.load.files.raw import ROW

    wanted = list(dict.fromkeys(names))
    rows = query(
        "SELECT {row}, {wanted} FROM {rows} ORDER BY {row}",
        row=ROW,
        wanted=wanted,
        rows=raw.table,
    )
    table = raw.session.to_pyarrow(rows)
    before = (raw.first_line or 1) - 1
    lines = [row + before for row in table[ROW].to_pylist()]
    return lines, {
        name: [_as_text(cell) for cell in table[name].to_pylist()] for name in wanted
    }


def _as_text(cell: Any) -> str:
    """A cell as a person would write it; a date-time at midnight is its date."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
