"""Whole numbers that come in addresses and forms."""

from __future__ import annotations

from typing import Final

MOST_DIGITS: Final = 9

NO_VERSION: Final = -1


def number_sent(said: str) -> int | None:
    """The number that somebody sent; None where it is none, or has over nine digits."""
    is_one = said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS
    return int(said) if is_one else None


def version_sent(said: str) -> int:
    """The version that a form was made of; what is none is a version that nothing has."""
    found = number_sent(said)
    return NO_VERSION if found is None else found
