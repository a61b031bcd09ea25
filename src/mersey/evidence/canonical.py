"""One value, one text: JSON as RFC 8785 writes it, and the fingerprint of that text.

Keys are sorted by their UTF-16 code units, numbers are written as ECMAScript prints them,
and nothing stands between: two programs that hold the same plan get the same bytes.
Source: RFC 8785, JSON Canonicalization Scheme (Rundgren, Jordan & Erdtman, 2020).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_WHOLE: Final = 2**53 - 1
"""Beyond it whole numbers are not exact in other programs (RFC 7493, 2.2)."""

MOST_DIGITS: Final = 21
"""ECMAScript writes numbers below 10^21 without an exponent."""

MOST_ZEROS: Final = -6
"""… and those from 10^-6 up."""

NEXT: Final = "Write it as a text, or leave it out."


def canonical(value: object) -> bytes:
    """The value in the one form of RFC 8785, as UTF-8.

    Args:
        value: Mappings with texts as keys, sequences, texts, numbers, true, false, None.

    Raises:
        EvidenceError: A number is not finite or too large to be exact, a text holds half
            a letter, a key is no text, or a value is of another kind.
    """
    return "".join(_parts(value)).encode("utf-8")


def fingerprint(value: object) -> str:
    """SHA-256 of the canonical form, in 64 hexadecimal digits.

    Raises:
        EvidenceError: As for `canonical`.
    """
    return sha256(canonical(value)).hexdigest()


def _parts(value: object) -> Iterator[str]:
    match value:
        case None:
            yield "null"
        case bool():
            yield "true" if value else "false"
        case int() | float():
            yield _number(value)
        case str():
            yield _text(value)
        case Mapping():
            yield from _object(value)
        case Sequence() if not isinstance(value, bytes | bytearray):
            yield from _listed("[", (_parts(item) for item in value), "]")
        case _:
            msg = f"A {type(value).__name__} has no form in JSON."
            raise EvidenceError(msg, next_step=NEXT)


def _object(value: Mapping[object, object]) -> Iterator[str]:
    keys = [_key(key) for key in value]
    # A half of a letter sorts too: it is refused as a text, a line later.
    keys.sort(key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    members = ((_text(key), ":", *_parts(value[key])) for key in keys)
    yield from _listed("{", members, "}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        msg = f"A key is a {type(key).__name__}; JSON has texts alone as keys."
        raise EvidenceError(msg, next_step=NEXT)
    return key


def _listed(opens: str, items: Iterator[object], closes: str) -> Iterator[str]:
    yield opens
    for n, item in enumerate(items):
        if n:
            yield ","
        yield from item  # type: ignore[misc]  # each item is an iterable of texts
    yield closes


def _text(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        msg = "A text holds half a letter (a lone surrogate)."
        raise EvidenceError(msg, next_step="Write the text again.") from error
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """As ECMAScript's Number::toString: the shortest digits that give the number back."""
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        msg = "A whole number is beyond 2^53 − 1, and would not be exact everywhere."
        raise EvidenceError(msg, next_step=NEXT)
    if not math.isfinite(value):
        msg = "A number is infinite, or is none."
        raise EvidenceError(msg, next_step=NEXT)
    if value == 0:
        return "0"  # minus zero too
    sign, digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    text = "".join(map(str, digits))
    return ("-" if sign else "") + _placed(text, len(text) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """The digits with their point: the number is 0.digits × 10^point."""
    if len(digits) <= point <= MOST_DIGITS:
        return digits + "0" * (point - len(digits))
    if 0 < point <= MOST_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if MOST_ZEROS < point <= 0:
        return f"0.{'0' * -point}{digits}"
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{rest}e{point - 1:+d}"
