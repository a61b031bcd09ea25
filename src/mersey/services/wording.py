"""The words of a heading, a step or a code: what two ways to write it have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["words_of"]

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=8_192)
def words_of(text: str) -> str:
    """The words, lower case, without accents, one space apart: `PA_Ref` is `pa ref`."""
    plain = text.removeprefix("case:").removeprefix("org:")
    return _GAP.sub(" ", _CAMEL.sub(" ", _without_accents(plain))).strip().lower()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
