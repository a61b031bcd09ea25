"""How does each column write its dates? Decided on the whole column, in one pass.

The sample gave the candidates; day first or month first, offsets, null texts and the
span of each column are counted here over all rows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import ibis

from mersey.load.dates import writing
from mersey.load.dates.counting import count_dates
from mersey.load.dates.moments import DateColumn
from mersey.load.dates.nulls import is_null_token
from mersey.load.dates.reading import as_written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.dates.counting import DateCounts
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

__all__ = ["measure_dates"]

_MOST_TOKENS: Final = 200


def measure_dates(
    raw: RawTable,
    styles: Mapping[str, DateStyle],
    *,
    time_zone: str,
    day_first: bool | None = None,
) -> dict[str, DateColumn]:
    """Each date column with its final style and what all of its rows hold.

    Args:
        raw: The file.
        styles: Styles by column: suggested by a sample, or stated.
        time_zone: Zone of times without an offset.
        day_first: Order of day and month where a person said it; it then holds even
            against the column.
    """
    final = {
        name: _in_order(style, day_first=day_first) for name, style in styles.items()
    }
    counts = count_dates(raw, final, time_zone=time_zone)
    changed = {
        name: better
        for name, style in final.items()
        if (better := _better(style, counts[name], may_swap=day_first is None)) != style
    }
    counts |= count_dates(raw, changed, time_zone=time_zone)
    final |= changed
    return {name: _column(raw, final[name], counts[name], name=name) for name in final}


def _in_order(style: DateStyle, *, day_first: bool | None) -> DateStyle:
    if day_first is None or not writing.is_numeric_order(style.format):
        return style
    starts_with_day = style.format.startswith("%d")
    return style if starts_with_day == day_first else writing.swapped(style)


def _better(style: DateStyle, counts: DateCounts, *, may_swap: bool) -> DateStyle:
    """The style that the whole column supports."""
    if may_swap and counts.only_other_order > counts.only_this_order:
        return writing.swapped(style)
    if style.format == writing.ISO and counts.offsets:
        if counts.offsets < counts.read + counts.outside:
            return replace(
                style, format=writing.ISO_MIXED, has_zone=True, has_time=True
            )
        if not counts.timed:  # midnight wherever it was written: dates alone
            return replace(style, has_zone=False, has_time=False)
        return replace(style, has_zone=True, has_time=True)
    if style.format == writing.ISO and style.has_zone:
        return replace(style, has_zone=False)
    return style


def _column(
    raw: RawTable, style: DateStyle, counts: DateCounts, *, name: str
) -> DateColumn:
    tokens: dict[str, int] = {}
    if counts.present > counts.read + counts.outside:
        tokens = _tokens(raw, style, name=name)
    wrote_clock = style.has_time
    is_midnight = counts.is_midnights or not counts.timed
    if is_midnight:
        style = replace(style, has_time=False, has_zone=False)
    proved = counts.only_this_order > 0 or not writing.is_numeric_order(style.format)
    column = DateColumn(
        name=name,
        style=style,
        nulls=tuple(token for token in tokens if token.strip()),
        n_present=counts.present - sum(tokens.values()),
        n_read=counts.read,
        n_outside=counts.outside,
        n_timed=0 if is_midnight else counts.timed,
        first=counts.first,
        last=counts.last,
        spans=counts.spans,
        n_other_order=counts.only_other_order,
        is_proved=proved,
        wrote_clock=wrote_clock,
        n_ambiguous=counts.ambiguous if style.has_time else 0,
        n_missing=counts.missing if style.has_time else 0,
    )
    return replace(column, style=replace(style, said=_said(column, counts)))


def _tokens(raw: RawTable, style: DateStyle, *, name: str) -> dict[str, int]:
    """Texts of the column that are no dates and mean nothing, and how often they come."""
    column = raw.table[name]
    if not column.type().is_string():
        return {}
    unread = raw.table.filter(
        column.notnull() & (column != "") & as_written(column, style).isnull()
    )
    found = (
        unread.group_by(text=unread[name])
        .aggregate(n=unread.count())
        .order_by(ibis.desc("n"), "text")
        .limit(_MOST_TOKENS)
    )
    rows = raw.session.to_pyarrow(found).to_pylist()
    return {
        row["text"]: row["n"]
        for row in rows
        if not row["text"].strip() or is_null_token(row["text"])
    }


def _said(column: DateColumn, counts: DateCounts) -> str:
    said = writing.in_words(column.style.format)
    if writing.is_numeric_order(column.style.format):
        said += (
            f" (proved by {counts.only_this_order:,} values)"
            if column.is_proved
            else " (assumed: no value proves the order)"
        )
    if not column.style.has_time:
        said += ", midnight only" if column.wrote_clock else ", dates alone"
    elif column.style.has_zone and column.style.format == writing.ISO:
        said += ", with an offset from UTC"
    return said
