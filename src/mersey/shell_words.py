"""Options and arguments as a person types them, so that what is offered can be pasted."""

from __future__ import annotations

import shlex
from typing import Final

__all__ = ["as_argument", "as_option"]

_SIGNS: Final = frozenset('"$`\\!')
"""What a shell does not leave alone between double quotation marks."""


def as_option(flag: str, value: str) -> str:
    """An option with its value, so that it can be pasted into a shell."""
    if not set(value) & _SIGNS:
        return f'{flag} "{value}"'
    return f"{flag} {shlex.quote(value)}"


def as_argument(text: str) -> str:
    """A file or a word, so that it can be pasted into a shell: quoted only if it must."""
    return shlex.quote(text)
