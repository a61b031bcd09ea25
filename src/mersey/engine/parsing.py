"""How an engine turns text into moments, for whole columns at once.

The functions named here are the engine's own (DuckDB's); a value that does not fit
gives null, never an error. Nothing here knows of time zones beyond an offset from UTC
that stands in the text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.engine.expressions import call, either, nothing, tried, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine.expressions import Expression

MOMENT: Final = "TIMESTAMP"
"""To the microsecond, of no zone."""

_INSTANT: Final = "TIMESTAMP WITH TIME ZONE"
_EXCEL_DAY_OF_1970: Final = 25569  # 1970-01-01 as Excel counts days
_LAST_EXCEL_DAY: Final = 2_958_465  # 9999-12-31
_FURTHEST_S: Final = 253_402_300_799  # likewise, in seconds since 1970
_US_PER_S: Final = 1_000_000
_S_PER_DAY: Final = 86_400


def bytes_of(text: Expression) -> Expression:
    """How many bytes the text has in UTF-8: known without reading it."""
    return call("strlen", text)


def mark_of(text: Expression) -> Expression:
    """32 hexadecimal digits that differ where texts differ; no secret is kept so."""
    return call("md5", text)


def replaced_first(text: Expression, pattern: str, by: Any) -> Expression:
    """The text with the first match of an RE2 pattern replaced; null where `by` is."""
    return call("regexp_replace", text, pattern, by)


def without_accents(text: Expression) -> Expression:
    """The text with each accented letter as the plain one."""
    return call("strip_accents", text)


def moment_of_text(text: Expression, formats: Sequence[str]) -> Expression:
    """The moment that `text` writes in the first of `formats` that fits, else null."""
    return call("try_strptime", text, list(formats))


def moment_of_iso(text: Expression) -> Expression:
    """The moment that ISO 8601 `text` without an offset writes, else null."""
    return tried(text, MOMENT)


def instant_of_iso(text: Expression) -> Expression:
    """The UTC moment of ISO 8601 `text` that ends in `Z` or an offset, else null.

    The cast goes through an instant and its count of microseconds, because a cast
    straight to a moment drops the offset in some releases and applies it in others.
    """
    return _of_microseconds(call("epoch_us", tried(text, _INSTANT)))


def moment_of_typed(column: Expression) -> Expression:
    """The moment of a column that is one: in UTC where its type carries a time zone."""
    return _of_microseconds(call("epoch_us", column))


def carries_zone(column: Expression) -> Expression:
    """Whether the type of a column carries a time zone: the same in every row."""
    return call("typeof", column) == value(_INSTANT)


def moment_of_excel(text: Expression) -> Expression:
    """The moment of an Excel day number (1900 system), to the second, else null."""
    number = tried(text, "DOUBLE")
    days = _between(number, 0, _LAST_EXCEL_DAY) - value(_EXCEL_DAY_OF_1970)
    seconds = call("round", days * value(_S_PER_DAY)).cast("BIGINT")
    return _of_microseconds(seconds * value(_US_PER_S))


def moment_of_epoch(text: Expression, *, per_second: int) -> Expression:
    """The UTC moment of a count since 1970 (`per_second` of them a second), else null."""
    scale = _US_PER_S / per_second
    number = tried(text, "DOUBLE")
    count = _between(number, -_FURTHEST_S * per_second, _FURTHEST_S * per_second)
    return _of_microseconds(call("round", count * value(scale)).cast("BIGINT"))


def _of_microseconds(count: Expression) -> Expression:
    return call("make_timestamp", count)


def _between(number: Expression, low: float, high: float) -> Expression:
    """The number, null where it is too far off for any calendar of the engine."""
    inside = (number >= value(low)) & (number <= value(high))
    return either(inside, number, nothing("DOUBLE"))
