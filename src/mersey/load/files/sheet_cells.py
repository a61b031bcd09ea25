"""Cells of a spreadsheet into columns of one type each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

MOMENT: Final = pa.timestamp("us")
EXACT_UP_TO: Final = 2**53
"""A spreadsheet's numbers are doubles; whole ones are exact up to here."""


def to_column(cells: Sequence[Any]) -> pa.Array:
    """The cells as dates, moments, numbers, truth values, or text where they are mixed.

    Empty cells are null. A whole number has no decimal point, whatever it is mixed with:
    reference 17 is `17`, not `17.0`.
    """
    values = [None if cell in ("", None) else cell for cell in cells]
    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {dt.date}:
        return pa.array(values, pa.date32())
    if kinds and kinds <= {dt.date, dt.datetime}:
        return pa.array([_moment(value) for value in values], MOMENT)
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    if kinds and kinds <= {int, float}:
        is_whole = all(v is None or _is_whole(v) for v in values)
        return pa.array(values, pa.float64()).cast(
            pa.int64() if is_whole else pa.float64()
        )
    return pa.array([as_text(value) for value in values], pa.string())


def as_text(cell: Any) -> str | None:
    """A cell as a person would write it, ISO for dates; None where it is empty."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)) and _is_whole(cell):
        return str(int(cell))
    return _moment_as_text(cell)


def _moment_as_text(cell: Any) -> str:
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, dt.timedelta):
        return _clock(cell)
    return str(cell)


def _clock(span: dt.timedelta) -> str:
    """Hours, minutes and seconds, as a spreadsheet shows them: 26:05:00."""
    seconds = round(span.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _is_whole(number: float) -> bool:
    return float(number).is_integer() and abs(number) <= EXACT_UP_TO


def _moment(value: dt.date | dt.datetime | None) -> dt.datetime | None:
    if value is None or isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, dt.time())
