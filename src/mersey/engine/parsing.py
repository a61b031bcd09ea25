"""How an engine turns text into moments, for whole columns at once.

The functions named here are the engine's own (DuckDB's); a value that does not fit
gives null, never an error. Nothing here knows of time zones beyond an offset from UTC
that stands in the text itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis
import ibis.expr.datatypes as dt

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOMENT: Final = dt.Timestamp(scale=6)
_INSTANT: Final = dt.Timestamp(timezone="UTC")
_EXCEL_DAY_OF_1970: Final = 25569  # 1970-01-01 as Excel counts days
_LAST_EXCEL_DAY: Final = 2_958_465  # 9999-12-31
_FURTHEST_S: Final = 253_402_300_799  # likewise, in seconds since 1970
_US_PER_S: Final = 1_000_000
_S_PER_DAY: Final = 86_400


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="try_strptime", signature=((dt.string, dt.Array(dt.string)), _MOMENT)
)
def _try_strptime(text: Any, formats: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="epoch_us", signature=((_INSTANT,), dt.int64)
)
def _epoch_us(instant: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="make_timestamp", signature=((dt.int64,), _MOMENT)
)
def _make_timestamp(microseconds: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="regexp_replace", signature=((dt.string, dt.string, dt.string), dt.string)
)
def _regexp_replace(text: Any, pattern: Any, by: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="strip_accents", signature=((dt.string,), dt.string)
)
def _strip_accents(text: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="strlen", signature=((dt.string,), dt.int64)
)
def _strlen(text: Any) -> Any: ...


@ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]  # ibis has no types
    name="md5", signature=((dt.string,), dt.string)
)
def _md5(text: Any) -> Any: ...


def bytes_of(text: Any) -> Any:
    """How many bytes the text has in UTF-8: known without reading it."""
    return _strlen(text)


def mark_of(text: Any) -> Any:
    """32 hexadecimal digits that differ where texts differ; no secret is kept so."""
    return _md5(text)


def replaced_first(text: Any, pattern: str, by: Any) -> Any:
    """The text with the first match of an RE2 pattern replaced; null where `by` is."""
    return _regexp_replace(text, pattern, by)


def without_accents(text: Any) -> Any:
    """The text with each accented letter as the plain one."""
    return _strip_accents(text)


def moment_of_text(text: Any, formats: Sequence[str]) -> Any:
    """The moment that `text` writes in the first of `formats` that fits, else null."""
    return _try_strptime(text, ibis.array(list(formats)))


def moment_of_iso(text: Any) -> Any:
    """The moment that ISO 8601 `text` without an offset writes, else null."""
    return text.try_cast(_MOMENT)


def instant_of_iso(text: Any) -> Any:
    """The UTC moment of ISO 8601 `text` that ends in `Z` or an offset, else null.

    The cast goes through an instant and its count of microseconds, because a cast
    straight to a moment drops the offset in some releases and applies it in others.
    """
    return _make_timestamp(_epoch_us(text.try_cast(_INSTANT)))


def instant_of_typed(column: Any) -> Any:
    """The UTC moment of a column whose type carries a time zone."""
    return _make_timestamp(_epoch_us(column.cast(_INSTANT)))


def moment_of_excel(text: Any) -> Any:
    """The moment of an Excel day number (1900 system), to the second, else null."""
    number = text.try_cast("float64")
    days = _between(number, 0, _LAST_EXCEL_DAY) - _EXCEL_DAY_OF_1970
    return _make_timestamp((days * _S_PER_DAY).round().cast("int64") * _US_PER_S)


def moment_of_epoch(text: Any, *, per_second: int) -> Any:
    """The UTC moment of a count since 1970 (`per_second` of them a second), else null."""
    scale = _US_PER_S / per_second
    number = text.try_cast("float64")
    count = _between(number, -_FURTHEST_S * per_second, _FURTHEST_S * per_second)
    return _make_timestamp((count * scale).round().cast("int64"))


def _between(number: Any, low: float, high: float) -> Any:
    """The number, null where it is too far off for any calendar of the engine."""
    return ibis.ifelse(number.between(low, high), number, ibis.null("float64"))
