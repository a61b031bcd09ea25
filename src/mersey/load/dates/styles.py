"""Which style do the sampled values of a column suggest? None where they are no dates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.load.dates import writing
from mersey.load.dates.date_forms import format_of, has_offset
from mersey.load.dates.nulls import is_null_token, is_word
from mersey.load.dates.style import DateStyle

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENOUGH: Final = 0.8  # share of the values that are no words which must be dates
_FEW_WORDS: Final = 0.2  # share of words that any column of dates may have
_MOSTLY: Final = 0.5  # share of dates where the words are few different ones
_SOME: Final = 0.2  # and where they are hardly any
_DIFFERENT: Final = 12  # different words that may stand for "not yet"
_HARDLY_ANY: Final = 3
_DATES_A_WORD: Final = 20  # different dates for each different word: surely dates
_MOST_FORMATS: Final = 8
_ENOUGH_COMPACT: Final = 20  # values; fewer eight-digit numbers may be anything
_ENOUGH_MS: Final = 10  # different values
_LATEST_MS: Final = 1_900_000_000_000  # 2030: later are numbers that begin with a year
_LONGEST_MS: Final = 30 * 365 * 86_400_000
_RANGES: Final = (
    (writing.EXCEL, 20_000, 60_000),  # 1954 to 2064
    (writing.EPOCH_S, 631_152_000, 2_524_608_000),  # 1990 to 2050
    (writing.EPOCH_MS, 631_152_000_000, 2_524_608_000_000),
)


def style_of_values(
    counts: Mapping[str, int], *, named_like_date: bool
) -> DateStyle | None:
    """The provisional style of a sample of values; None where they are not dates.

    Words among the dates, such as `Not yet answered`, do not count against them where
    they are few or come again and again.

    Args:
        counts: Each value (stripped, not blank) and how often it came; the most
            frequent ones, where there are many.
        named_like_date: Whether the heading speaks of a date: bare numbers need that.
    """
    values = {value: n for value, n in counts.items() if not is_null_token(value)}
    words = {value: n for value, n in values.items() if is_word(value)}
    written = {value: n for value, n in values.items() if value not in words}
    total = sum(written.values())
    if not total or not _are_not_yet(words, written):
        return None
    formats: Counter[str] = Counter()
    for value, n in written.items():
        formats[format_of(value) or ""] += n
    if total - formats.pop("", 0) < _ENOUGH * total:
        style = _style_of_numbers(written)
        return style if named_like_date or _is_clear(style, written) else None
    is_compact = all(style.startswith(writing.COMPACT) for style in formats)
    if is_compact and not named_like_date and total < _ENOUGH_COMPACT:
        return None
    return style_of_formats(formats, written)


def style_of_formats(
    formats: Mapping[str, int], values: Mapping[str, int]
) -> DateStyle:
    """The style of a column in which these formats were seen, the frequent ones first.

    Args:
        formats: Each format and how many cells have it.
        values: Each value that was looked at, and how often it came.
    """
    ordered = sorted(formats, key=lambda style: (-formats[style], style))
    ordered = ordered[:_MOST_FORMATS]
    offsets = any(has_offset(value) for value in values)
    if ordered == [writing.ISO]:
        has_time = any(":" in value for value in values)
        return DateStyle(format=writing.ISO, has_time=has_time, has_zone=offsets)
    named = [style for style in ordered if style != writing.ISO]
    named.sort(key=lambda style: "%Y" in style)  # `%y` first: `%Y` reads 22 as year 22
    if writing.ISO in ordered:
        named.insert(0, writing.ISO_MIXED if offsets else writing.ISO)
    return DateStyle(
        format=writing.SEPARATOR.join(named),
        has_time=any(map(_has_clock, named)) or any(":" in value for value in values),
        has_zone=offsets or any(map(_has_zone, named)),
    )


def _are_not_yet(words: Mapping[str, int], written: Mapping[str, int]) -> bool:
    """Whether the words among dates can say that something has not happened."""
    n_words, n_dates = sum(words.values()), sum(written.values())
    total = n_dates + n_words
    if n_words <= _FEW_WORDS * total:
        return True
    if len(written) >= _DATES_A_WORD * len(words):
        return True
    if len(words) <= _HARDLY_ANY:
        return n_dates >= _SOME * total
    repeated = len(words) <= _DIFFERENT and 2 * len(words) <= n_words
    return repeated and n_dates >= _MOSTLY * total


def _has_clock(style: str) -> bool:
    return writing.has_clock(style) or style == writing.DATE_CALL


def _has_zone(style: str) -> bool:
    return writing.ZONE in style or style == writing.DATE_CALL


def _is_clear(style: DateStyle | None, values: Mapping[str, int]) -> bool:
    """Whether numbers are moments whatever their heading: milliseconds of a few years.

    Thirteen digits can hardly be anything else where they differ and lie close together.
    """
    if style is None or style.format != writing.EPOCH_MS or len(values) < _ENOUGH_MS:
        return False
    numbers = [float(value) for value in values]
    low, high = min(numbers), max(numbers)
    return high < _LATEST_MS and high - low < _LONGEST_MS


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
