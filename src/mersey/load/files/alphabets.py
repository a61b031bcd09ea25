"""Letters beyond A to Z that languages write, and where in a word they may stand.

Source: Unicode CLDR 45, main exemplar characters of each locale.
"""

# ruff: noqa: RUF001  (letters that look like those of A to Z are the subject here)
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

VOWELS: Final = frozenset("aeiouywæœøıαεηιουωаеёиоуыэюяіїєъ")
NO_VOWELS: Final = frozenset(("HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
MOST_VOWELS: Final = 2
MOST_SPECIAL: Final = 0.6
SHORT: Final = 4

AFTER_A_VOWEL: Final = re.compile(r"(^|[^aeiouıöüâîû])ğ")
ETH: Final = re.compile(r"(^|[^aeiouyáéíóúýæörfgl])ð")
THORN: Final = re.compile(r"(?<=[^\W\d_])þ(?!$|[aeiouáéíóúæöyjr])|þ$")
WELSH: Final = re.compile(r"[aeiouâêîôû][ŵŷ]")
SHARP_S: Final = re.compile(r"^ß|[^aeiouäöüy]ß")
MISPLACED: Final = (AFTER_A_VOWEL, ETH, THORN, WELSH, SHARP_S)


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A language's letters beyond A to Z, small and capital.

    Attributes:
        name: The language, or languages.
        letters: Them, as one text of small letters.
        likely: How likely a file is in it before anything is read, 0 to 1: where two
            fit equally well, the likelier one is taken.
        common: The ten commonest letters of a script of its own; empty for Latin.
    """

    name: str
    letters: frozenset[str]
    likely: float
    common: frozenset[str] = frozenset()


def _alphabet(name: str, likely: float, letters: str, *, common: str = "") -> Alphabet:
    capitals = {letter.upper() for letter in letters if len(letter.upper()) == 1}
    return Alphabet(name, frozenset(letters) | capitals, likely, frozenset(common))


ALPHABETS: Final = (
    _alphabet("French", 1.0, "àâæçéèêëîïôœùûüÿ"),
    _alphabet("German", 1.0, "äöüß"),
    _alphabet("Spanish", 1.0, "áéíñóúüªº"),
    _alphabet("Portuguese", 1.0, "áâãàçéêíóôõúªº"),
    _alphabet("Italian", 1.0, "àèéìíîòóù"),
    _alphabet("Dutch", 1.0, "áéèëïíóöúü"),
    _alphabet("Irish and Gaelic", 1.0, "áéíóúàèìòù"),
    _alphabet("Danish, Norwegian, Swedish, Finnish", 0.98, "æøåéäö"),
    _alphabet("Welsh", 0.98, "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"),
    _alphabet("Western names", 0.85, "àâäáãåæçèéêëìíîïñòóôöõøùúûüßœ"),
    _alphabet("Icelandic", 0.95, "áðéíóúýþæö"),
    _alphabet("Estonian", 0.9, "äõöüšž"),
    _alphabet("Polish", 0.92, "ąćęłńóśźż"),
    _alphabet("Czech", 0.92, "áčďéěíňóřšťúůýž"),
    _alphabet("Slovak", 0.92, "áäčďéíĺľňóôŕšťúýž"),
    _alphabet("Hungarian", 0.92, "áéíóöőúüű"),
    _alphabet("Romanian", 0.91, "ăâîşţșț"),
    _alphabet("Croatian, Slovene", 0.9, "čćđšž"),
    _alphabet("Turkish", 0.91, "çğıİöşüâîû"),
    _alphabet("Lithuanian", 0.9, "ąčęėįšųūž"),
    _alphabet("Latvian", 0.9, "āčēģīķļņšūž"),
    _alphabet(
        "Russian, Bulgarian",
        0.92,
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        common="оеаинтсрвл",
    ),
    _alphabet(
        "Ukrainian", 0.91, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", common="оанівитерс"
    ),
    _alphabet(
        "Greek", 0.92, "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", common="αοιετσνηυρ"
    ),
    _alphabet("Hebrew", 0.92, "אבגדהוזחטיךכלםמןנסעףפץצקרשת", common="יוהלאמרתבנ"),
)


@cache
def is_a_word(word: str) -> bool:
    """Whether letters in this order can be a word of the language that has them.

    No capital follows a small letter, scripts do not mix, a vowel is among the letters,
    few vowels follow each other, and letters that need a neighbour have it.
    """
    scripts = {_script(letter) for letter in word}
    if len(scripts) > 1 or _has_odd_capital(word):
        return False
    if scripts & NO_VOWELS:
        return True
    small = word.lower()
    if any(found.search(small) for found in MISPLACED):
        return False
    special = sum(not letter.isascii() for letter in word)
    most = len(word) - 1 if len(word) <= SHORT else MOST_SPECIAL * len(word)
    if scripts == {"LATIN"} and len(word) > 2 and special > most:
        return False
    return _sounds(small)


def _sounds(small: str) -> bool:
    """Whether it has a vowel, and not three beside each other, one of them special."""
    if len(small) < 2:
        return True
    if not any(map(_is_vowel, small)):
        return False
    kinds = "".join("v" if _is_vowel(c) and c not in "yw" else "c" for c in small)
    runs = (small[found.start() : found.end()] for found in re.finditer("v+", kinds))
    return not _is_latin(small) or all(
        run.isascii() or len(run) <= MOST_VOWELS for run in runs
    )


@cache
def _is_vowel(letter: str) -> bool:
    base = unicodedata.normalize("NFD", letter)[0]
    return base in VOWELS or letter in VOWELS


def _is_latin(word: str) -> bool:
    return _script(word[0]) == "LATIN"


def _has_odd_capital(word: str) -> bool:
    """Whether a capital beyond A to Z stands inside a word of small letters."""
    inside = any(letter.isupper() and not letter.isascii() for letter in word[1:])
    return inside and not word.isupper()


@cache
def _script(letter: str) -> str:
    if letter.isascii() or letter in "ªº":
        return "LATIN"
    return unicodedata.name(letter, "NONE").split(" ")[0]
