"""The moments of a column of text, as expressions, in the style it is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import (
    among,
    call,
    either,
    first_known,
    matches,
    never,
    nothing,
    stripped,
    text,
    value,
)
from mersey.engine.parsing import (
    MOMENT,
    carries_zone,
    instant_of_iso,
    moment_of_epoch,
    moment_of_excel,
    moment_of_iso,
    moment_of_text,
    moment_of_typed,
)
from mersey.load.dates import writing
from mersey.load.dates.tidying import moment_of_special, zone_behind

if TYPE_CHECKING:
    from mersey.engine.expressions import Expression
    from mersey.load.dates.style import DateStyle

_OFFSET_PATTERN: Final = r":[0-9]{2}([.,][0-9]+)? ?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$"
_PLAIN_LENGTHS: Final = (10, 16, 19)
"""Of a date, a minute and a second without an offset: spares most columns the pattern."""

_YEAR_FIRST: Final = r"^\s*[0-9]{4}[-/][0-9]"
_NUMBERS: Final = (writing.EXCEL, writing.EPOCH_S, writing.EPOCH_MS)


def as_written(column: Expression, style: DateStyle) -> Expression:
    """The moment each value writes: UTC where it carries an offset, else local."""
    if style.format == writing.TYPED:
        return _typed(column, style)
    cell = text(column)
    if style.format == writing.ISO:
        return _iso(cell, style)
    formats = writing.formats_in(style.format)
    parts = [_number(cell, one) for one in formats if one in _NUMBERS]
    parts += [moment_of_special(cell, one) for one in formats if _is_special(one)]
    if writing.has_iso(style.format):
        parts.append(_mixed_iso(cell, is_alone=len(formats) == 1))
    if native := tuple(one for one in formats if _is_native(one)):
        parts.append(moment_of_text(cell, writing.with_clocks(native)))
    return first_known(*parts) if len(parts) > 1 else parts[0]


def carries_offset(cell: Expression) -> Expression:
    """True where ISO text ends in `Z` or an offset from UTC."""
    is_plain = among(call("length", cell), _PLAIN_LENGTHS)
    return either(is_plain, never(), matches(cell, _OFFSET_PATTERN))


def is_instant(column: Expression, style: DateStyle) -> Expression:
    """True where the value itself says its offset from UTC, in a column that mixes."""
    cell = text(column)
    if style.format == writing.ISO_MIXED:
        return carries_offset(cell)
    return zone_behind(cell) != value("")


def _is_special(style: str) -> bool:
    return style not in _NUMBERS and writing.is_special(style)


def _is_native(style: str) -> bool:
    words = (*_NUMBERS, writing.ISO, writing.ISO_MIXED)
    return style not in words and not writing.is_special(style)


def _number(cell: Expression, style: str) -> Expression:
    if style == writing.EXCEL:
        return moment_of_excel(cell)
    return moment_of_epoch(cell, per_second=1 if style == writing.EPOCH_S else 1000)


def _mixed_iso(cell: Expression, *, is_alone: bool) -> Expression:
    """ISO, with or without an offset; beside other formats only where the year is first.

    The engine's cast reads `5/3/24` as the year 5.
    """
    moment = either(carries_offset(cell), instant_of_iso(cell), moment_of_iso(cell))
    if is_alone:
        return moment
    return either(matches(cell, _YEAR_FIRST), moment, nothing(MOMENT))


def _typed(column: Expression, style: DateStyle) -> Expression:
    moment = moment_of_typed(column)
    if style.has_time:
        return moment
    # Midnights of a zone near ours: the nearest midnight is the date that was meant.
    nearest = call("date_trunc", "day", moment + call("to_hours", 12))
    return either(carries_zone(column), nearest, moment)


def _iso(cell: Expression, style: DateStyle) -> Expression:
    if style.has_zone:
        return instant_of_iso(cell)
    if not style.has_time:
        # Midnight in whatever zone it says.
        return moment_of_iso(call("substring", stripped(cell), 1, 10))
    return moment_of_iso(cell)
