"""The words of a heading, a step or a code: what two ways to write it have in common."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["words_of"]

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GAP: Final = re.compile(r"[^A-Za-z0-9]+")


@lru_cache(maxsize=8_192)
def words_of(text: str) -> str:
    """The words, lower case, one space apart: `PA_Ref` is `pa ref`."""
    plain = text.removeprefix("case:").removeprefix("org:")
    return _GAP.sub(" ", _CAMEL.sub(" ", plain)).strip().lower()
