"""Whole columns of text into moments, numbers or truth values, where all of them fit."""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

INSTANT: Final = pa.timestamp("us", "UTC")
FINER_THAN_MICROSECONDS: Final = r"(\.\d{6})\d+"


def instants(texts: pa.Array) -> pa.Array:
    """Moments in UTC where every text is an ISO 8601 time with its offset; else `texts`.

    Nulls stay null. A time without an offset is local to somebody: it must stay as it
    is written until the zone is known.
    """
    try:
        return texts.cast(INSTANT)
    except pa.ArrowInvalid:
        finer = pc.replace_substring_regex(
            texts, pattern=FINER_THAN_MICROSECONDS, replacement=r"\1"
        )
    try:
        return finer.cast(INSTANT)
    except pa.ArrowInvalid:
        return texts


def numbers(texts: pa.Array, type_: pa.DataType) -> pa.Array:
    """Numbers or truth values of that type, where every text is one; else `texts`."""
    try:
        return texts.cast(type_)
    except pa.ArrowInvalid:
        return texts
