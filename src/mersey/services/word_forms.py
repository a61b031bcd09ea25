"""The words of a heading, a step or a code: what two ways to write it have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_GAP: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=8_192)
def words_of(text: str) -> str:
    """The words, lower case, without accents, one space apart: `PA_Ref` is `pa ref`."""
    plain = text.removeprefix("case:").removeprefix("org:")
    return _GAP.sub(" ", parts_of_camel(without_accents(plain))).strip().lower()


def parts_of_camel(text: str) -> str:
    """`closedAt` as `closed At`, `misAJour` as `mis A Jour`; for text without accents."""
    return _CAMEL.sub(" ", text)


def without_accents(text: str) -> str:
    """The plain letters of a text: `Clôturé` is `Cloture`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))
