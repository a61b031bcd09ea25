"""Day or month first? One decision for the columns of a file, from all of them together.

A value such as 31/01 proves the order of its column, and of those that prove nothing.
Where no value of the file proves one, other evidence may: dates of a row in their order,
rows in the order of a date, and the days of one month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.engine.expressions import column, value
from mersey.engine.queries import query
from mersey.load.dates import writing
from mersey.load.dates.date_reading import as_written
from mersey.load.files.raw import ROW
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from mersey.engine.expressions import Expression
    from mersey.load.dates.counting import DateCounts
    from mersey.load.dates.style import Basis, DateStyle
    from mersey.load.files.raw import RawTable

_ROWS: Final = 5_000  # looked at where no value proves the order
_FEWEST: Final = 5  # pairs of dates that may decide
_CLEARER: Final = 0.05  # share of the pairs by which one order must be in better order
_DAYS_OF_A_MONTH: Final = 6  # different days in one month, or months with one same day
_DAY_US: Final = 86_400_000_000
_NEVER: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, kw_only=True)
class Order:
    """The order of day and month in one column.

    Attributes:
        is_day_first: Whether the day stands before the month.
        basis: What it rests on.
        why: How to say that to a person.
    """

    is_day_first: bool
    basis: Basis
    why: str


def settle_orders(
    raw: RawTable,
    styles: Mapping[str, DateStyle],
    counts: Mapping[str, DateCounts],
    *,
    stated: Collection[str] = (),
) -> dict[str, Order]:
    """The order of each column that writes day and month as numbers.

    Args:
        raw: The file.
        styles: Every date column's style.
        counts: What each column holds, read in its style.
        stated: Columns whose order was stated, and holds unless their values disprove it.
    """
    open_ = [n for n, style in styles.items() if writing.is_numeric_order(style.format)]
    proved = {
        name: order
        for name in open_
        if (order := _by_values(styles[name], counts[name])) is not None
    }
    said = {
        name: Order(
            is_day_first=writing.is_day_first(styles[name].format),
            basis="stated",
            why="as stated",
        )
        for name in open_
        if name in stated and name not in proved
    }
    settled = proved | said
    rest = [name for name in open_ if name not in settled]
    if not rest:
        return settled
    if len({order.is_day_first for order in settled.values()}) == 1:
        return settled | dict.fromkeys(rest, _as_the_file(settled))
    if not settled:
        return dict.fromkeys(rest, _by_evidence(raw, styles, rest))
    return settled | {name: _as_its_writer(name, settled, styles) for name in rest}


def _by_values(style: DateStyle, counts: DateCounts) -> Order | None:
    """What the values of a column prove; None where they prove neither order."""
    this, other = counts.only_this_order, counts.only_other_order
    if this == other:
        return None
    return Order(
        is_day_first=writing.is_day_first(style.format) == (this > other),
        basis="values",
        why=f"proved by {plural(max(this, other), 'value')}",
    )


def _as_the_file(settled: Mapping[str, Order]) -> Order:
    name, order = next(iter(settled.items()))
    why = f'as "{name}" proves' if order.basis == "values" else f'as in "{name}"'
    return Order(is_day_first=order.is_day_first, basis="file", why=why)


def _as_its_writer(
    name: str, settled: Mapping[str, Order], styles: Mapping[str, DateStyle]
) -> Order:
    """The order of the columns written in the same form, where those agree."""
    form = _form(styles[name].format)
    alike = {n: o for n, o in settled.items() if _form(styles[n].format) == form}
    if len({order.is_day_first for order in alike.values()}) == 1:
        return _as_the_file(alike)
    return _assumed("assumed: other columns prove both orders")


def _form(style: str) -> str:
    return re.sub("%[dm]", "%", style)


def _assumed(why: str) -> Order:
    return Order(is_day_first=True, basis="assumed", why=why)


def _by_evidence(
    raw: RawTable, styles: Mapping[str, DateStyle], names: Sequence[str]
) -> Order:
    """The order that all dates together speak for; day first where they do not."""
    day_first = _readings(raw, styles, names, is_day_first=True)
    month_first = _readings(raw, styles, names, is_day_first=False)
    for disorder, why in _EVIDENCE:
        found = disorder(day_first, month_first, names)
        if found is not None:
            return Order(is_day_first=found, basis="evidence", why=why)
    return _assumed("assumed: no value proves the order")


def _readings(
    raw: RawTable,
    styles: Mapping[str, DateStyle],
    names: Sequence[str],
    *,
    is_day_first: bool,
) -> dict[str, np.ndarray]:
    """The day (since 1970) of each date in the first rows; `_NEVER` where there is none."""
    wanted: dict[str, Expression] = {}
    for position, (name, style) in enumerate(styles.items()):
        if name in names and writing.is_day_first(style.format) != is_day_first:
            style = writing.swapped(style)  # noqa: PLW2901  (read so here only)
        wanted[f"d{position}"] = as_written(column(name), style)
    head = query(
        "SELECT {wanted} FROM {rows} WHERE {row} <= {most} ORDER BY {row}",
        wanted=wanted,
        rows=raw.table,
        row=ROW,
        most=value(_ROWS),
    )
    rows = raw.session.to_pyarrow(head)
    return {name: _days(rows[f"d{position}"]) for position, name in enumerate(styles)}


def _days(moments: Any) -> np.ndarray:
    moments = np.asarray(moments.to_numpy(), dtype="datetime64[us]")
    days = moments.astype(np.int64) // _DAY_US
    return np.where(np.isnat(moments), _NEVER, days)


def _rows_in_order(
    day_first: Mapping[str, np.ndarray],
    month_first: Mapping[str, np.ndarray],
    names: Sequence[str],
) -> bool | None:
    """By which reading one column of a row stands before another, row after row."""
    pairs = [
        (one, other)
        for one, other in combinations(day_first, 2)
        if one in names or other in names
    ]

    def disorder(reading: Mapping[str, np.ndarray]) -> tuple[int, int]:
        return _disorder([(reading[one], reading[other]) for one, other in pairs])

    return _clearer(disorder(day_first), disorder(month_first))


def _columns_in_order(
    day_first: Mapping[str, np.ndarray],
    month_first: Mapping[str, np.ndarray],
    names: Sequence[str],
) -> bool | None:
    """By which reading the rows of the file stand in the order of their dates."""

    def disorder(reading: Mapping[str, np.ndarray]) -> tuple[int, int]:
        dated = [reading[name][reading[name] != _NEVER] for name in names]
        return _disorder([(days[:-1], days[1:]) for days in dated])

    return _clearer(disorder(day_first), disorder(month_first))


def _one_month(
    day_first: Mapping[str, np.ndarray],
    month_first: Mapping[str, np.ndarray],
    names: Sequence[str],
) -> bool | None:
    """The reading by which all dates are days of one month.

    The other would have one same day of many months. The first of each month is too
    likely to be meant as such to decide anything.
    """
    by_days = [_is_one_month(day_first[name]) for name in names]
    by_months = [_is_one_month(month_first[name]) for name in names]
    if all(by_days) == all(by_months):
        return None
    return all(by_days)


_EVIDENCE: Final[tuple[tuple[Callable[..., bool | None], str], ...]] = (
    (_rows_in_order, "by the order of the dates in each row"),
    (_columns_in_order, "by the order of the rows"),
    (_one_month, "by the days of one month"),
)


def _disorder(pairs: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[int, int]:
    """How many pairs of dates stand against the order of most, and how many there are."""
    against = total = 0
    for one, other in pairs:
        both = (one != _NEVER) & (other != _NEVER)
        before = int((one[both] < other[both]).sum())
        after = int((one[both] > other[both]).sum())
        against += min(before, after)
        total += before + after
    return against, total


def _clearer(day_first: tuple[int, int], month_first: tuple[int, int]) -> bool | None:
    """Whether day first is clearly in better order; None where neither is."""
    if min(day_first[1], month_first[1]) < _FEWEST:
        return None
    shares = day_first[0] / day_first[1], month_first[0] / month_first[1]
    low, high = min(shares), max(shares)
    is_clear = high - low >= _CLEARER and low <= high / 2
    if not is_clear or abs(day_first[0] - month_first[0]) < 2:
        return None
    return shares[0] == low


def _is_one_month(days: np.ndarray) -> bool:
    found = np.unique(days[days != _NEVER]).astype("datetime64[D]")
    months = np.unique(found.astype("datetime64[M]"))
    if len(months) != 1 or len(found) < _DAYS_OF_A_MONTH:
        return False
    return bool(months[0].astype(object).month != 1)
