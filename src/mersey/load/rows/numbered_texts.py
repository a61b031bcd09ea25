"""Texts that are numbers behind the same letters, told apart as numbers.

Most references of cases are: `R00006141`, `FOI-2024-0017`, `6141`. To tell millions of
texts apart costs a search for each; numbers that lie close together find their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DIGITS: Final = 18
"""Digits of a number that surely has room in 64 bits."""

SPREAD: Final = 4
"""Numbers from the lowest to the highest, for each text, up to which a table of all of
them is small beside the texts."""

ZERO: Final = ord("0")
TENS: Final = 10 ** np.arange(1, MOST_DIGITS, dtype=np.int64)


def coded_by_number(texts: pa.ChunkedArray) -> pa.DictionaryArray | None:
    """The texts with each of them once, in order of first appearance; None of others."""
    if not len(texts) or texts.null_count or not pa.types.is_string(texts.type):
        return None
    numbers = _numbers(texts)
    if numbers is None:
        return None
    low, n = numbers.min(), len(numbers)
    if numbers.max() - low >= SPREAD * n:
        return None
    numbers -= low
    first = np.full(int(numbers.max()) + 1, n, dtype=np.int32)
    # From the last row to the first: the first one stays.
    first[numbers[::-1]] = np.arange(n - 1, -1, -1, dtype=np.int32)
    firsts = np.sort(first[first < n])
    place = first  # no longer needed
    place[numbers[firsts]] = np.arange(len(firsts), dtype=np.int32)
    values = texts.take(pa.array(firsts)).combine_chunks()
    return pa.DictionaryArray.from_arrays(pa.array(place[numbers]), values)


def _numbers(texts: pa.ChunkedArray) -> np.ndarray | None:
    """A number for each text, different for different ones; None where they have none."""
    length = pc.min_max(pc.binary_length(texts)).as_py()
    if length["min"] == length["max"]:
        return _of_like_length(texts, length["max"])
    return _written_plainly(texts) if length["max"] < MOST_DIGITS else None


def _of_like_length(texts: pa.ChunkedArray, length: int) -> np.ndarray | None:
    """Numbers of texts that differ in digits only, each of which has its place."""
    first = texts[0].as_buffer()
    shown = np.frombuffer(first, np.uint8)
    varies = np.zeros(length, dtype=bool)
    for letters in _letters(texts, length):
        varies |= (letters != shown).any(axis=0)
    places = np.flatnonzero(varies)
    if not 0 < len(places) < MOST_DIGITS:
        return None
    found = []
    for letters in _letters(texts, length):
        number = np.zeros(len(letters), dtype=np.int64)
        for place in places.tolist():
            digit = letters[:, place] - ZERO  # below 0 it is a large number
            if (digit > 9).any():
                return None
            number *= 10
            number += digit
        found.append(number)
    return np.concatenate(found)


def _letters(texts: pa.ChunkedArray, length: int) -> Iterator[np.ndarray]:
    """Bytes of the texts, a row each; a piece of the column after the other."""
    for chunk in texts.chunks:
        if len(chunk):
            offsets = np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset :]
            data = np.frombuffer(chunk.buffers()[2], np.uint8)[offsets[0] :]
            yield data[: len(chunk) * length].reshape(len(chunk), length)


def _written_plainly(texts: pa.ChunkedArray) -> np.ndarray | None:
    """Numbers without a sign and without zeros before them."""
    try:
        numbers = texts.cast(pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    lengths = pc.binary_length(texts).to_numpy()
    is_plain = numbers.min() >= 0 and bool(
        (np.searchsorted(TENS, numbers, side="right") + 1 == lengths).all()
    )
    return numbers.copy() if is_plain else None
