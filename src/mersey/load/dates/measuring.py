"""How does each column write its dates? Decided on the whole columns, all together.

The sample gave the candidates; forms that it missed, day first or month first, offsets,
words among the dates and the span of each column are counted here over all rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.load.dates import writing
from mersey.load.dates.counting import count_dates
from mersey.load.dates.moments import DateColumn
from mersey.load.dates.ordering import Order, settle_orders
from mersey.load.dates.unread import Unread, unread_in, widened

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mersey.load.dates.counting import DateCounts
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

_STATED: Final = "as stated"


def measure_dates(
    raw: RawTable,
    styles: Mapping[str, DateStyle],
    *,
    time_zone: str,
    day_first: bool | None = None,
    stated: Collection[str] = (),
) -> dict[str, DateColumn]:
    """Each date column with its final style and what all of its rows hold.

    Args:
        raw: The file.
        styles: Styles by column: suggested by a sample, or stated.
        time_zone: Zone of times without an offset.
        day_first: Order of day and month where a person said it; it then holds even
            against the columns.
        stated: Columns whose style was stated; their order holds unless their own
            values disprove it.
    """
    final = {
        name: _in_order(style, is_day_first=day_first) for name, style in styles.items()
    }
    counts = count_dates(raw, final, time_zone=time_zone)
    unread: dict[str, Unread] = {}
    better = _better(raw, final, counts, unread)
    counts |= count_dates(raw, better, time_zone=time_zone)
    final |= better
    orders = (
        settle_orders(raw, final, counts, stated=stated)
        if day_first is None
        else _as_said(final, is_day_first=day_first)
    )
    turned = {
        name: style
        for name, order in orders.items()
        if (style := _in_order(final[name], is_day_first=order.is_day_first))
        != final[name]
    }
    counts |= count_dates(raw, turned, time_zone=time_zone)
    final |= turned
    for name in better | turned:
        unread.pop(name, None)
    return {
        name: _column(
            style,
            counts[name],
            unread.get(name) or _unread(raw, style, counts[name], name=name),
            name=name,
            order=orders.get(name),
        )
        for name, style in final.items()
    }


def _in_order(style: DateStyle, *, is_day_first: bool | None) -> DateStyle:
    if is_day_first is None or not writing.is_numeric_order(style.format):
        return style
    is_so = writing.is_day_first(style.format) == is_day_first
    return style if is_so else writing.swapped(style)


def _as_said(
    styles: Mapping[str, DateStyle], *, is_day_first: bool
) -> dict[str, Order]:
    said = Order(is_day_first=is_day_first, basis="stated", why=_STATED)
    return {
        name: said
        for name, style in styles.items()
        if writing.is_numeric_order(style.format)
    }


def _better(
    raw: RawTable,
    styles: Mapping[str, DateStyle],
    counts: Mapping[str, DateCounts],
    unread: dict[str, Unread],
) -> dict[str, DateStyle]:
    """The styles that the whole columns ask for, where they are other ones.

    What could not be read is put into `unread`, so that it is asked for once.
    """
    found = {}
    for name, style in styles.items():
        unread[name] = _unread(raw, style, counts[name], name=name)
        better = widened(_with_offsets(style, counts[name]), unread[name])
        if better != style:
            found[name] = better
    return found


def _with_offsets(style: DateStyle, counts: DateCounts) -> DateStyle:
    """An ISO style as its offsets from UTC ask for."""
    if style.format != writing.ISO:
        return style
    if not counts.offsets:
        return replace(style, has_zone=False)
    if counts.offsets < counts.read + counts.outside:
        return replace(style, format=writing.ISO_MIXED, has_zone=True, has_time=True)
    if not counts.timed:  # midnight wherever it was written: dates alone
        return replace(style, has_zone=False, has_time=False)
    return replace(style, has_zone=True, has_time=True)


def _unread(
    raw: RawTable, style: DateStyle, counts: DateCounts, *, name: str
) -> Unread:
    if counts.present <= counts.read + counts.outside:
        return Unread()
    return unread_in(raw, style, name=name)


def _column(
    style: DateStyle,
    counts: DateCounts,
    unread: Unread,
    *,
    name: str,
    order: Order | None,
) -> DateColumn:
    wrote_clock = style.has_time
    is_midnight = counts.is_midnights or not counts.timed
    if is_midnight:
        style = replace(style, has_time=False, has_zone=False)
    column = DateColumn(
        name=name,
        style=style,
        nulls=unread.nulls,
        n_present=counts.present - unread.n_nulls - unread.n_words,
        n_read=counts.read,
        n_outside=counts.outside,
        n_timed=0 if is_midnight else counts.timed,
        first=counts.first,
        last=counts.last,
        spans=counts.spans,
        n_other_order=counts.only_other_order,
        is_proved=order is None or order.basis != "assumed",
        basis=order.basis if order else "values",
        wrote_clock=wrote_clock,
        n_ambiguous=counts.ambiguous if style.has_time else 0,
        n_missing=counts.missing if style.has_time else 0,
        n_without_zone=_without_zone(style, counts),
        n_words=unread.n_words,
        n_different_words=unread.n_different_words,
        words=unread.words,
        **vars(counts.body),
    )
    return replace(column, style=replace(style, said=_said(column, order)))


def _without_zone(style: DateStyle, counts: DateCounts) -> int:
    """Times without an offset where others have one; 0 where those are dates alone."""
    if style.format != writing.ISO_MIXED or counts.timed <= counts.offsets:
        return 0
    return max(0, counts.read - counts.offsets)


def _said(column: DateColumn, order: Order | None) -> str:
    said = writing.in_words(column.style.format)
    if order is not None:
        said += f" ({order.why})"
    if not column.style.has_time:
        said += ", midnight only" if column.wrote_clock else ", dates alone"
    elif column.style.has_zone and column.style.format == writing.ISO:
        said += ", with an offset from UTC"
    return said
