"""Whole numbers that come in addresses and forms."""

from __future__ import annotations

from typing import Final

MOST_DIGITS: Final = 9


def number_sent(said: str) -> int | None:
    """The number that somebody sent; None where it is none, or has over nine digits."""
    is_one = said.isascii() and said.isdecimal() and len(said) <= MOST_DIGITS
    return int(said) if is_one else None
