"""How does each column write its dates? Decided on the whole column, in one pass.

The sample gave the candidates; day first or month first, offsets, null texts and the
span of each column are counted here over all rows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.load import date_writing as writing
from mersey.load.dates import (
    EARLIEST,
    LATEST,
    DateColumn,
    as_written,
    carries_offset,
)
from mersey.load.nulls import is_null_token
from mersey.load.zones import doubtful_hours, zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mersey.load.mapping import DateStyle
    from mersey.load.raw import RawTable

__all__ = ["measure_dates"]

_MOST_TOKENS: Final = 200
_NONE: Final = 0


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """What one pass counts in one column; see DateColumn."""

    present: int
    read: int
    outside: int
    timed: int
    first: datetime | None
    last: datetime | None
    longest: int
    offsets: int
    only_this_order: int
    only_other_order: int
    ambiguous: int
    missing: int
    central: int
    western: int


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
    counts = _count(raw, final, time_zone=time_zone)
    changed = {
        name: better
        for name, style in final.items()
        if (better := _better(style, counts[name], may_swap=day_first is None)) != style
    }
    counts |= _count(raw, changed, time_zone=time_zone)
    final |= changed
    return {name: _column(raw, final[name], counts[name], name=name) for name in final}


def _in_order(style: DateStyle, *, day_first: bool | None) -> DateStyle:
    if day_first is None or not writing.is_numeric_order(style.format):
        return style
    starts_with_day = style.format.startswith("%d")
    return style if starts_with_day == day_first else _swapped(style)


def _swapped(style: DateStyle) -> DateStyle:
    return replace(style, format=writing.month_first(style.format))


def _better(style: DateStyle, counts: _Counts, *, may_swap: bool) -> DateStyle:
    """The style that the whole column supports."""
    if may_swap and counts.only_other_order > counts.only_this_order:
        return _swapped(style)
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


def _count(
    raw: RawTable, styles: Mapping[str, DateStyle], *, time_zone: str
) -> dict[str, _Counts]:
    if not styles:
        return {}
    parsed: dict[str, Any] = {}
    for position, (name, style) in enumerate(styles.items()):
        parsed |= _parsed(raw.table[name], style, position=position)
    table = raw.table.select(**parsed)
    sums: dict[str, Any] = {}
    for position, style in enumerate(styles.values()):
        sums |= _sums(table, style, position=position, time_zone=time_zone)
    row = raw.session.to_pyarrow(table.aggregate(**sums)).to_pylist()[0]
    return {
        name: _counts_at(row, position=position) for position, name in enumerate(styles)
    }


def _counts_at(row: Mapping[str, Any], *, position: int) -> _Counts:
    found: dict[str, Any] = {
        key: row[f"{key}{position}"] for key in _Counts.__annotations__
    }
    numbers = {key: found[key] or 0 for key in found if key not in ("first", "last")}
    return _Counts(first=found["first"], last=found["last"], **numbers)


def _parsed(column: Any, style: DateStyle, *, position: int) -> dict[str, Any]:
    found = {f"m{position}": as_written(column, style), f"t{position}": column}
    if writing.is_numeric_order(style.format):
        found[f"o{position}"] = as_written(column, _swapped(style))
    return found


def _sums(
    table: Any, style: DateStyle, *, position: int, time_zone: str
) -> dict[str, Any]:
    text, moment = table[f"t{position}"], table[f"m{position}"]
    is_text = text.type().is_string()
    inside = (moment >= ibis.timestamp(EARLIEST)) & (moment < ibis.timestamp(LATEST))
    sums = {
        "present": (text.nullif("") if is_text else text).count(),
        "read": inside.sum(),
        "outside": (~inside).sum(),
        "timed": (inside & _is_timed(text, moment, style)).sum(),
        "first": moment.min(where=inside),
        "last": moment.max(where=inside),
        "longest": text.length().max() if is_text else ibis.literal(_NONE),
        "offsets": _offsets(text, style),
        "only_this_order": ibis.literal(_NONE),
        "only_other_order": ibis.literal(_NONE),
        **_doubtful(moment, style, time_zone=time_zone),
        **_midnights(text, moment, inside),
    }
    if f"o{position}" in table.columns:
        other = table[f"o{position}"]
        sums["only_this_order"] = (moment.notnull() & other.isnull()).sum()
        sums["only_other_order"] = (moment.isnull() & other.notnull()).sum()
    return {f"{key}{position}": value for key, value in sums.items()}


def _doubtful(moment: Any, style: DateStyle, *, time_zone: str) -> dict[str, Any]:
    if style.has_zone or not style.has_time:
        return {"ambiguous": ibis.literal(_NONE), "missing": ibis.literal(_NONE)}
    hour = moment.truncate("h")
    twice, never = doubtful_hours(zone(time_zone))
    return {
        "ambiguous": hour.isin(twice).sum() if twice else ibis.literal(_NONE),
        "missing": hour.isin(never).sum() if never else ibis.literal(_NONE),
    }


def _midnights(text: Any, moment: Any, inside: Any) -> dict[str, Any]:
    """How many typed instants are midnights of central, and of western, Europe."""
    if text.type().is_string() or getattr(text.type(), "timezone", None) is None:
        return {"central": ibis.literal(_NONE), "western": ibis.literal(_NONE)}
    hour = ibis.ifelse(moment.truncate("h") == moment, moment.hour(), -1)
    return {
        "central": (inside & hour.isin([22, 23])).sum(),
        "western": (inside & hour.isin([23, 0])).sum(),
    }


def _is_timed(text: Any, moment: Any, style: DateStyle) -> Any:
    if style.has_zone and style.format == writing.ISO and text.type().is_string():
        return ~text.substr(11, 5).isin(["00:00", ""])  # the clock as it was written
    return moment.truncate("D") != moment


def _offsets(text: Any, style: DateStyle) -> Any:
    if style.format not in (writing.ISO, writing.ISO_MIXED):
        return ibis.literal(_NONE)
    return carries_offset(text).sum()


def _column(
    raw: RawTable, style: DateStyle, counts: _Counts, *, name: str
) -> DateColumn:
    tokens: dict[str, int] = {}
    if counts.present > counts.read + counts.outside:
        tokens = _tokens(raw, style, name=name)
    wrote_clock = style.has_time
    is_midnight = counts.read > 0 and counts.read in (counts.central, counts.western)
    if not counts.timed or is_midnight:
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


def _said(column: DateColumn, counts: _Counts) -> str:
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
