"""What a case or a person is called instead: a keyed hash that only its key can repeat.

Keyed BLAKE2b with 128 bits, personalised by the kind of thing named, so that a case and
a person written alike do not meet; written in base 32. Without a key the hash of an NHS
number is undone in minutes, so there is always a key. Names are made alike first: Unicode
NFKC, upper case, no white space. Leading zeros are kept: `007` and `7` are two cases.

Source: RFC 7693 (BLAKE2); UAX #15 (NFKC); RFC 4648 §6 (base 32, here in lower case and
without padding).
"""

from __future__ import annotations

import hashlib
import secrets
from enum import Enum
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGEST_BYTES: Final = 16
_LETTERS: Final = 26  # of 5 bits each: 130 for 128, the last two are zero
_ALPHABET: Final = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz234567", dtype=np.uint8)
_CHUNK: Final = 1 << 16


class Kind(Enum):
    """What is named. The value keeps kinds apart in the hash."""

    CASE = b"mersey:case"
    PERSON = b"mersey:person"


def new_key() -> bytes:
    """32 random bytes: a key for one data set, or for one run where none is kept."""
    return secrets.token_bytes(32)


def normalised(names: pa.Array) -> pa.Array:
    """The names made alike: NFKC, upper case, no white space; leading zeros kept."""
    if pc.all(pc.string_is_ascii(names)).as_py() is not False:
        plain = pc.ascii_upper(names)  # the same, and many times faster
        if not _has_blanks(plain):
            return plain
    else:
        plain = pc.utf8_upper(pc.utf8_normalize(names, form="NFKC"))
    return pc.replace_substring_regex(plain, pattern=r"\s+", replacement="")


def _has_blanks(names: pa.Array) -> bool:
    """Whether any of the bytes that the names share may be white space."""
    letters = names.buffers()[-1]
    return letters is not None and bool(
        (np.frombuffer(letters, np.uint8) <= ord(" ")).any()
    )


def pseudonyms(names: pa.Array, kind: Kind, *, key: bytes) -> pa.Array:
    """The pseudonym of each normalised name, 26 letters and digits; none is null."""
    chunks = [
        _base32(_digests(names.slice(start, _CHUNK).cast(pa.binary()), kind, key=key))
        for start in range(0, len(names), _CHUNK)
    ]
    return pa.concat_arrays(chunks) if chunks else pa.array([], pa.string())


def _digests(names: Iterable[pa.BinaryScalar], kind: Kind, *, key: bytes) -> bytes:
    fresh = hashlib.blake2b(key=key, person=kind.value, digest_size=_DIGEST_BYTES).copy
    found = []
    for name in names.to_pylist():  # type: ignore[attr-defined]  # an Arrow array
        hashed = fresh()
        hashed.update(name)
        found.append(hashed.digest())
    return b"".join(found)


def _base32(digests: bytes) -> pa.Array:
    words = np.frombuffer(digests, dtype=">u8").reshape(-1, 2).astype(np.uint64)
    high, low = words[:, 0].copy(), words[:, 1].copy()
    letters = np.empty((len(words), _LETTERS), dtype=np.uint8)
    for position in range(_LETTERS):
        letters[:, position] = _ALPHABET[_five_bits(high, low, position=position)]
    offsets = np.arange(0, letters.size + 1, _LETTERS, dtype=np.int32)
    buffers = [None, pa.py_buffer(offsets.tobytes()), pa.py_buffer(letters.tobytes())]
    return pa.Array.from_buffers(pa.string(), len(words), buffers)


def _five_bits(high: np.ndarray, low: np.ndarray, *, position: int) -> np.ndarray:
    """The five bits of each 128-bit number that make the letter at `position`."""
    shift = 128 - 5 * (position + 1)  # from the right; -2 for the last letter
    if shift >= 64:
        bits = high >> np.uint64(shift - 64)
    elif shift > 59:  # across the two halves
        bits = (high << np.uint64(64 - shift)) | (low >> np.uint64(shift))
    elif shift >= 0:
        bits = low >> np.uint64(shift)
    else:
        bits = low << np.uint64(-shift)
    return (bits & np.uint64(31)).astype(np.intp)
