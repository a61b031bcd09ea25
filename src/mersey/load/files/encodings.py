"""In which single-byte or Asian encoding is a text that is not UTF-8?

Each candidate decodes the words that hold bytes beyond ASCII; the one whose letters make
words of one language, with signs where signs may stand, is taken. Where another fits
about as well and reads other letters, that is said.
"""

# ruff: noqa: RUF001  (letters that look like those of A to Z are the subject here)
from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mersey.errors import UnknownName
from mersey.load.files.alphabets import ALPHABETS, is_a_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.load.files.alphabets import Alphabet

NAMES: Final = {
    "cp1252": "Windows-1252",
    "iso8859-14": "ISO 8859-14",
    "iso8859-15": "ISO 8859-15",
    "mac_roman": "Mac Roman",
    "cp850": "DOS 850",
    "cp1250": "Windows-1250",
    "iso8859-2": "ISO 8859-2",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    "iso8859-5": "ISO 8859-5",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
}
"""Codec → what people call it; the likelier first where two fit equally well."""

ASIAN: Final = {
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB 18030",
    "cp949": "Korean (949)",
}
PYTHON_NAMES: Final = ("utf-8", "utf-16", "utf-32", "latin-1", "ascii", "big5")

WORD_WITH_BYTES: Final = re.compile(
    rb"(?<![^\s,;|\"])[^\s,;|\"\x80-\xff]*+[\x80-\xff][^\s,;|\"]*+"
)
MOST_WORDS: Final = 1_000
IN_DOUBT: Final = 0.05
GOOD_ENOUGH: Final = 0.6
NEARLY_ALL: Final = 0.9

SIGNS: Final = frozenset("£€§°º²³½¼¾–—‘’“”„…•·«»©®™±µ×÷¿¡\xa0¢¥№")
IN_WORDS: Final = frozenset("’·\xad–")
NOT_BEFORE_LETTERS: Final = frozenset("®©™±×÷²³½¼¾µ")
UNCOMMON: Final = 0.85
"""What is left of a script's fit where none of its common letters occurs."""
SHARE_OF_COMMON: Final = 0.5
WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What a text is written in.

    Attributes:
        codec: Python's name of it.
        rivals: Others that fit about as well and read other letters.
        score: How well it fits, 0 to 1.
    """

    codec: str
    rivals: tuple[str, ...] = ()
    score: float = 1.0


@lru_cache(maxsize=2)
def guess_encoding(sample: bytes) -> Guess:
    """The likeliest encoding of bytes that are not UTF-8; Windows-1252 where none fits."""
    found = Counter(WORD_WITH_BYTES.findall(sample)).most_common(MOST_WORDS)
    words = [word for word, _ in found]
    asian = _asian(sample) if words else None
    scored = {codec: _score(codec, words) for codec in NAMES}
    best = max(scored, key=lambda codec: scored[codec])  # the first of equals
    if asian is not None and scored[best] < NEARLY_ALL:
        return Guess(codec=asian)
    if scored[best] < GOOD_ENOUGH:
        return Guess(codec="cp1252", score=scored["cp1252"])
    text = _decoded(best, words)
    rivals = [
        codec
        for codec in scored
        if scored[codec] >= scored[best] - IN_DOUBT and _decoded(codec, words) != text
    ]
    return Guess(codec=best, rivals=tuple(rivals[:2]), score=scored[best])


def codec_of(name: str) -> str:
    """Python's name of an encoding that a person named.

    Raises:
        UnknownName: No text encoding has that name; names near ones.
    """
    try:
        known = codecs.lookup(_spelt(name))
        "a".encode(known.name)
    except (LookupError, TypeError, ValueError):
        names = [*NAMES.values(), *ASIAN.values(), *PYTHON_NAMES]
        lower = {each.lower(): each for each in names}
        near = get_close_matches(name.lower(), list(lower), n=1)
        nearest = lower[near[0]] if near else ""
        raise UnknownName.of("encoding", name, names, nearest=nearest) from None
    return known.name


def name_of(codec: str) -> str:
    """What people call an encoding."""
    known = {codecs.lookup(each).name: name for each, name in (NAMES | ASIAN).items()}
    return known.get(codecs.lookup(codec).name, codec.removesuffix("-le").upper())


def _spelt(name: str) -> str:
    plain = name.strip().lower()
    said = {each.lower(): codec for codec, each in (NAMES | ASIAN).items()}
    return said.get(plain, plain.replace("windows ", "windows-"))


def _decoded(codec: str, words: Iterable[bytes]) -> str:
    return b"\n".join(words).decode(codec, "replace")


def _score(codec: str, words: Sequence[bytes]) -> float:
    """The share of the letters and signs that fit, for the best-fitting language."""
    if not words:
        return 0.0
    text = _decoded(codec, words)
    letters: Counter[str] = Counter()
    n_fitting, n_all = 0, 0
    for line in text.split("\n"):
        n_all += sum(not letter.isascii() for letter in line)
        n_fitting += sum(map(_is_sign, line, f" {line}", f"{line[1:]} "))
        for word in WORD.findall(line):
            if not word.isascii() and _stands(word, line):
                letters.update(letter for letter in word if not letter.isascii())
    if not letters:
        return n_fitting / n_all
    return max(_fit(each, letters, n_fitting) for each in ALPHABETS) / n_all


def _fit(alphabet: Alphabet, letters: Counter[str], n_signs: int) -> float:
    """The letters and signs that fit one alphabet, weighed by how likely it is."""
    n_own = sum(n for letter, n in letters.items() if letter in alphabet.letters)
    weight = alphabet.likely
    if alphabet.common:
        common = sum(n for c, n in letters.items() if c.lower() in alphabet.common)
        share = common / max(n_own, 1) / SHARE_OF_COMMON
        weight *= UNCOMMON + (1 - UNCOMMON) * min(1.0, share)
    return (n_signs + n_own) * weight


def _stands(word: str, line: str) -> bool:
    """Whether letters make a word: a lone one beside a digit is a sign misread."""
    at = line.index(word)
    around = line[at - 1 : at] + line[at + len(word) : at + len(word) + 1]
    is_lone = len(word) == 1 and any(letter.isdigit() for letter in around)
    return not is_lone and is_a_word(word)


def _is_sign(letter: str, before: str, after: str) -> bool:
    if letter.isascii() or letter not in SIGNS:
        return False
    if letter in NOT_BEFORE_LETTERS and after.isalpha():
        return False
    return letter in IN_WORDS or not (before.isalpha() and after.isalpha())


def _asian(sample: bytes) -> str | None:
    """The Asian encoding that the bytes prove; None where they prove none."""
    for codec in ASIAN:
        decoder = codecs.getincrementaldecoder(codec)()  # forgives a cut last letter
        try:
            text = decoder.decode(sample)
        except UnicodeDecodeError:
            continue
        wide = [letter for letter in text if not letter.isascii()]
        if len(wide) >= 4 and _proves(codec, wide):
            return codec
    return None


def _proves(codec: str, wide: Sequence[str]) -> bool:
    kana = sum("\u3041" <= letter <= "\u30ff" for letter in wide) / len(wide)
    hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in wide) / len(wide)
    if codec in ("cp932", "euc_jp"):
        return kana > 0.1
    if codec == "cp949":
        return hangul > 0.5
    common = sum(_is_common_chinese(letter) for letter in wide) / len(wide)
    return common > 0.8


def _is_common_chinese(letter: str) -> bool:
    """Whether it is one of the 3,755 common ones that GB 2312 puts first, or a mark."""
    try:
        lead = letter.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= lead <= 0xD7 or lead == 0xA3
