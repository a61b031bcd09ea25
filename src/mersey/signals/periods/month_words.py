"""The months' names: English, Welsh, Dutch, German, French and Spanish.

Three letters or more of a name are enough where they mean one month in all of them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

NAMES: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "januar",
    "februar",
    "marz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
"""Twelve of each language, without accents."""

SHORT: Final = {"mrz": 3, "mrt": 3, "maerz": 3, "jaen": 1, "chw": 2, "set": 9}
LEAST_LETTERS: Final = 3

MARKS: Final = str.maketrans(
    {
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
        "\N{THIN SPACE}": " ",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    }
)


def plain(text: str) -> str:
    """The text in small letters without accents, with plain spaces, dashes and quotes."""
    apart = unicodedata.normalize("NFKD", text.translate(MARKS))
    kept = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(kept.translate(MARKS).lower().split())


@cache
def month_of(word: str) -> int | None:
    """The month (1 to 12) that a word in small letters names; None where none does."""
    if word in SHORT:
        return SHORT[word]
    if len(word) < LEAST_LETTERS:
        return None
    found = {i % 12 + 1 for i, name in enumerate(NAMES) if name.startswith(word)}
    return found.pop() if len(found) == 1 else None
