"""Which style do the sampled values of a column suggest? None where they are no dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.load.dates import writing
from mersey.load.dates.nulls import is_null_token
from mersey.load.dates.style import DateStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["style_of_values"]

_ENOUGH: Final = 0.8  # share of a sample's values that must be dates
_MOST_FORMATS: Final = 6
_ENOUGH_COMPACT: Final = 20  # values; fewer eight-digit numbers may be anything
_RANGES: Final = (
    (writing.EXCEL, 20_000, 60_000),  # 1954 to 2064
    (writing.EPOCH_S, 631_152_000, 2_524_608_000),  # 1990 to 2050
    (writing.EPOCH_MS, 631_152_000_000, 2_524_608_000_000),
)


def style_of_values(
    counts: Mapping[str, int], *, named_like_date: bool
) -> DateStyle | None:
    """The provisional style of a sample of values; None where they are not dates.

    Args:
        counts: Each value (stripped, not blank) and how often it came.
        named_like_date: Whether the heading speaks of a date: bare numbers need that.
    """
    values = {value: n for value, n in counts.items() if not is_null_token(value)}
    total = sum(values.values())
    if not total:
        return None
    formats: Counter[str] = Counter()
    for value, n in values.items():
        formats[writing.format_of(value) or ""] += n
    if total - formats.pop("", 0) < _ENOUGH * total:
        return _style_of_numbers(values) if named_like_date else None
    is_compact = all(style.startswith(writing.COMPACT) for style in formats)
    if is_compact and not named_like_date and total < _ENOUGH_COMPACT:
        return None
    return _style_of_formats(formats, values)


def _style_of_numbers(values: Mapping[str, int]) -> DateStyle | None:
    try:
        numbers = [float(value) for value in values]
    except ValueError:
        return None
    for style, low, high in _RANGES:
        if all(low <= number <= high for number in numbers):
            is_instant = style != writing.EXCEL
            whole = all(number == int(number) for number in numbers)
            return DateStyle(
                format=style, has_time=is_instant or not whole, has_zone=is_instant
            )
    return None


def _style_of_formats(formats: Counter[str], values: Mapping[str, int]) -> DateStyle:
    ordered = [
        style
        for style, _ in sorted(formats.items(), key=lambda item: (-item[1], item[0]))
    ]
    if ordered[0] == writing.ISO:
        has_zone = any(writing.has_offset(value) for value in values)
        has_time = any(":" in value for value in values)
        return DateStyle(format=writing.ISO, has_time=has_time, has_zone=has_zone)
    named = [style for style in ordered if style != writing.ISO][:_MOST_FORMATS]
    named.sort(key=lambda style: "%Y" in style)  # `%y` first: `%Y` reads 22 as year 22
    return DateStyle(
        format=writing.SEPARATOR.join(named),
        has_time=any(writing.has_clock(style) for style in named),
    )
