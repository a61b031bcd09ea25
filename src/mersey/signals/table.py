"""Rows of any table → series: numbers read, gaps left out, periods put in order.

Errors name columns and lines, never what stands in them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import DataError
from mersey.signals.period_words import as_date, order_of
from mersey.signals.series import Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["ReadRow", "SeriesRow", "SeriesTable", "numbers_in", "series_in"]

NO_VALUE: Final = {"", "na", "n/a", "nan", "null", "none", "-", "–"}
WITH_COMMAS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
LINES_NAMED: Final = 5


@dataclass(frozen=True, kw_only=True)
class SeriesRow:
    """One row, as text; None where no column was named."""

    line: int
    value: str
    period: str | None = None
    denominator: str | None = None
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class SeriesTable:
    """The series of a table.

    Attributes:
        series: In the order in which their names first appear.
        n_left_out: Rows without a value, left out.
        is_file_order: True where periods are neither dates nor numbers, so the file's
            own order stands.
    """

    series: tuple[Series, ...]
    n_left_out: int
    is_file_order: bool


@dataclass(frozen=True, kw_only=True)
class ReadRow:
    """One row that has a value, as numbers; `by` is empty where no column was named."""

    line: int
    period: str
    value: float
    denominator: float | None
    by: str


def series_in(rows: Iterable[SeriesRow]) -> SeriesTable:
    """The series in the rows, each oldest first.

    Raises:
        DataError: A value is no number, a denominator is not over 0, a period is missing
            or comes twice, or no row has a value.
    """
    every = list(rows)
    read = numbers_in(every)
    keys = [order_of(row.period) for row in read]
    kinds = {None if key is None else key[0] for key in keys}
    is_sortable = len(kinds) == 1 and None not in kinds
    by: dict[str, list[ReadRow]] = defaultdict(list)
    for row in read:
        by[row.by].append(row)
    return SeriesTable(
        series=tuple(
            _series(name, rows, is_sortable=is_sortable) for name, rows in by.items()
        ),
        n_left_out=len(every) - len(read),
        is_file_order=not is_sortable,
    )


def numbers_in(rows: Sequence[SeriesRow]) -> list[ReadRow]:
    """The rows that have a value, as numbers, in the same order.

    Raises:
        DataError: A value is no number, a denominator is not over 0, or no row has a
            value.
    """
    kept = [row for row in rows if not _is_blank(row)]
    if not kept:
        msg = "No row has a value."
        raise DataError(msg, next_step="Name the column of numbers with --value.")
    _refuse(kept)
    read = [_read(row) for row in kept]
    _refuse_zeros(read)
    return read


def _series(name: str, rows: list[ReadRow], *, is_sortable: bool) -> Series:
    if is_sortable:
        rows = sorted(rows, key=lambda row: order_of(row.period) or (0, 0.0, 0))
    _refuse_twins(name, rows)
    dates = [as_date(row.period) for row in rows]
    known = tuple(day for day in dates if day is not None)
    below = [row.denominator for row in rows if row.denominator is not None]
    return Series(
        name=name,
        periods=tuple(row.period for row in rows),
        values=np.array([row.value for row in rows]),
        denominators=np.array(below) if below else None,
        dates=known if len(known) == len(rows) else None,
    )


def _is_gap(period: str | None) -> bool:
    return period is not None and not period.strip()


def _is_blank(row: SeriesRow) -> bool:
    cells = [row.value] if row.denominator is None else [row.value, row.denominator]
    return any(cell.strip().lower() in NO_VALUE for cell in cells)


def _refuse(rows: Sequence[SeriesRow]) -> None:
    """Every line with a fault that makes its row unreadable, reported at once."""
    faults = [
        ("without a period", [r.line for r in rows if _is_gap(r.period)]),
        (
            "without a number as value",
            [r.line for r in rows if _number(r.value) is None],
        ),
        (
            "without a number as denominator",
            [r.line for r in rows if r.denominator and _number(r.denominator) is None],
        ),
    ]
    said = [f"{_rows(lines)} {what} ({_at(lines)})" for what, lines in faults if lines]
    if said:
        msg = f"The table cannot be charted: {'; '.join(said)}."
        raise DataError(
            msg,
            next_step="Write numbers plainly, such as 1234.5, and leave a cell empty "
            "where nothing is known.",
        )


def _refuse_zeros(rows: Sequence[ReadRow]) -> None:
    lines = [r.line for r in rows if r.denominator is not None and r.denominator <= 0]
    if lines:
        msg = f"{_rows(lines)} with a denominator of 0 or less ({_at(lines)})."
        raise DataError(
            msg, next_step="Leave those periods out: nothing can be said of them."
        )


def _refuse_twins(name: str, rows: Sequence[ReadRow]) -> None:
    met: dict[object, int] = {}
    twins = []
    for row in rows:
        key = order_of(row.period) or row.period
        if key in met:
            twins.append(row.line)
        met.setdefault(key, row.line)
    if twins:
        where = " of one series" if name else ""
        msg = f"{_rows(twins)}{where} with a period that came before ({_at(twins)})."
        raise DataError(
            msg,
            next_step="Add the rows of a period up first, or name the column that tells "
            "the series apart with --by.",
        )


def _read(row: SeriesRow) -> ReadRow:
    return ReadRow(
        line=row.line,
        period=(row.period or "").strip(),
        value=_number(row.value) or 0.0,
        denominator=None if row.denominator is None else _number(row.denominator),
        by=(row.by or "").strip(),
    )


def _number(text: str) -> float | None:
    said = text.strip()
    if WITH_COMMAS.fullmatch(said):
        said = said.replace(",", "")
    try:
        number = float(said)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _rows(lines: Sequence[int]) -> str:
    return "1 row" if len(lines) == 1 else f"{len(lines)} rows"


def _at(lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in sorted(lines)[:LINES_NAMED])
    more = len(lines) - LINES_NAMED
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {shown}" + (f" and {more} more" if more > 0 else "")
