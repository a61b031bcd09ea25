"""The moments of a column of text, as expressions, in the style it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.engine.parsing import (
    instant_of_iso,
    instant_of_typed,
    moment_of_epoch,
    moment_of_excel,
    moment_of_iso,
    moment_of_text,
)
from mersey.load.dates import writing
from mersey.load.dates.tidying import moment_of_special, zone_behind

if TYPE_CHECKING:
    from mersey.load.dates.style import DateStyle

_OFFSET_PATTERN: Final = r":[0-9]{2}([.,][0-9]+)? ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$"
_PLAIN_LENGTHS: Final = (10, 16, 19)
"""Of a date, a minute and a second without an offset: spares most columns the pattern."""

_YEAR_FIRST: Final = r"^\s*[0-9]{4}[-/][0-9]"
_NUMBERS: Final = (writing.EXCEL, writing.EPOCH_S, writing.EPOCH_MS)


def as_written(column: Any, style: DateStyle) -> Any:
    """The moment each value writes: UTC where it carries an offset, else local."""
    if style.format == writing.TYPED:
        return _typed(column, style)
    text = _text(column)
    if style.format == writing.ISO:
        return _iso(text, style)
    formats = writing.formats_in(style.format)
    parts = [_number(text, one) for one in formats if one in _NUMBERS]
    parts += [moment_of_special(text, one) for one in formats if _is_special(one)]
    if writing.has_iso(style.format):
        parts.append(_mixed_iso(text, is_alone=len(formats) == 1))
    if native := tuple(one for one in formats if _is_native(one)):
        parts.append(moment_of_text(text, writing.with_clocks(native)))
    return ibis.coalesce(*parts) if len(parts) > 1 else parts[0]


def carries_offset(text: Any) -> Any:
    """True where ISO text ends in `Z` or an offset from UTC."""
    is_plain = text.length().isin(_PLAIN_LENGTHS)
    return ibis.ifelse(
        is_plain, ibis.literal(value=False), text.re_search(_OFFSET_PATTERN)
    )


def is_instant(column: Any, style: DateStyle) -> Any:
    """True where the value itself says its offset from UTC, in a column that mixes."""
    text = _text(column)
    if style.format == writing.ISO_MIXED:
        return carries_offset(text)
    return zone_behind(text) != ""


def _text(column: Any) -> Any:
    return column if column.type().is_string() else column.cast("string")


def _is_special(style: str) -> bool:
    return style not in _NUMBERS and writing.is_special(style)


def _is_native(style: str) -> bool:
    words = (*_NUMBERS, writing.ISO, writing.ISO_MIXED)
    return style not in words and not writing.is_special(style)


def _number(text: Any, style: str) -> Any:
    if style == writing.EXCEL:
        return moment_of_excel(text)
    return moment_of_epoch(text, per_second=1 if style == writing.EPOCH_S else 1000)


def _mixed_iso(text: Any, *, is_alone: bool) -> Any:
    """ISO, with or without an offset; beside other formats only where the year is first.

    The engine's cast reads `5/3/24` as the year 5.
    """
    moment = ibis.ifelse(
        carries_offset(text), instant_of_iso(text), moment_of_iso(text)
    )
    if is_alone:
        return moment
    nothing = ibis.null("timestamp(6)")
    return ibis.ifelse(text.re_search(_YEAR_FIRST), moment, nothing)


def _typed(column: Any, style: DateStyle) -> Any:
    kind = column.type()
    if kind.is_date() or kind.timezone is None:
        return column.cast("timestamp(6)")
    instant = instant_of_typed(column)
    if style.has_time:
        return instant
    # Midnights of a zone near ours: the nearest midnight is the date that was meant.
    return (instant + ibis.interval(hours=12)).truncate("D")


def _iso(text: Any, style: DateStyle) -> Any:
    if style.has_zone:
        return instant_of_iso(text)
    if not style.has_time:
        return moment_of_iso(text.strip().left(10))  # midnight in whatever zone it says
    return moment_of_iso(text)
