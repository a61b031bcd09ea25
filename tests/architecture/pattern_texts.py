"""Texts that hurt a pattern: what it half fits, over and over, and then does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as kinds  # type: ignore[attr-defined]  # CPython's own parser
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

__all__ = ["HardText", "hard_texts"]

MOST_PARTS = 10
MOST_IN_PAIRS = 4
USUAL = "aA1 -.@<é"
"""Tried on every pattern, whatever it speaks of."""

OF_CATEGORY = {
    kinds.CATEGORY_DIGIT: "1",
    kinds.CATEGORY_SPACE: " ",
    kinds.CATEGORY_WORD: "a",
    kinds.CATEGORY_NOT_DIGIT: "a",
    kinds.CATEGORY_NOT_SPACE: "a",
    kinds.CATEGORY_NOT_WORD: "-",
}


class HardText(NamedTuple):
    """A kind of text: a head, and a unit over and over."""

    head: str
    unit: str

    def of(self, length: int) -> str:
        """Such a text of about `length` characters, with an end that fits nothing."""
        repeated = (self.unit * (length // len(self.unit) + 1))[:length]
        return f"{self.head}{repeated}\0"


def hard_texts(pattern: re.Pattern[Any]) -> Iterator[HardText]:
    """The kinds of text that may hurt a pattern."""
    parsed = _parsed(pattern)
    fits = _fitting(parsed)
    parts = _unique([*_pieces(parsed), *fits])[:MOST_PARTS]
    pairs = [
        a + b for a in parts[:MOST_IN_PAIRS] for b in parts[:MOST_IN_PAIRS] if a != b
    ]
    units = _unique([*parts, *USUAL, *pairs, *([fits] if fits else [])])
    for head in _unique(["", fits[:1], fits[: len(fits) // 2], fits[:-1], fits]):
        for unit in units:
            yield HardText(head, unit)


def _parsed(pattern: re.Pattern[Any]) -> Any:
    text, flags = pattern.pattern, pattern.flags
    if isinstance(text, bytes):
        return _parser.parse(text.decode("latin-1"), flags & ~re.UNICODE)
    return _parser.parse(text, flags)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _pieces(parsed: Any) -> Iterator[str]:
    """A text for each thing that the pattern speaks of, runs of letters whole."""
    for operation, value in parsed:
        inner = _inner(operation, value)
        for part in inner:
            yield from _pieces(part)
            if whole := _fitting(part):
                yield whole
        if not inner:
            yield from filter(None, [_one(operation, value)])


def _inner(operation: Any, value: Any) -> list[Any]:
    if operation is kinds.BRANCH:
        return list(value[1])
    if operation is kinds.SUBPATTERN:
        return [value[3]]
    if operation in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return [value[2]]
    if operation in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [value[1]]
    return [value] if operation is kinds.ATOMIC_GROUP else []


def _fitting(parsed: Any) -> str:
    """One text that the pattern fits: first branches, each repeat at its least, or once."""
    text = ""
    for operation, value in parsed:
        if operation in (kinds.ASSERT, kinds.ASSERT_NOT):
            continue
        inner = _inner(operation, value)
        if not inner:
            text += _one(operation, value)
            continue
        repeats = value[0] if "REPEAT" in str(operation) else 1
        text += _fitting(inner[0]) * max(repeats, 1)
    return text


def _one(operation: Any, value: Any) -> str:
    if operation is kinds.LITERAL:
        return chr(value)
    if operation is kinds.NOT_LITERAL:
        return "y" if value == ord("x") else "x"
    if operation is kinds.IN:
        return _member(value)
    return "x" if operation is kinds.ANY else ""


def _member(members: Any) -> str:
    if members[0][0] is kinds.NEGATE:
        wanted = re.compile(_parser_class(members))
        return next((letter for letter in USUAL if wanted.fullmatch(letter)), "a")
    operation, value = members[0]
    if operation is kinds.CATEGORY:
        return OF_CATEGORY.get(value, "a")
    return chr(value[0] if operation is kinds.RANGE else value)


def _parser_class(members: Any) -> str:
    """The class of characters as a pattern again."""
    text = ""
    for operation, value in members[1:]:
        if operation is kinds.LITERAL:
            text += re.escape(chr(value))
        elif operation is kinds.RANGE:
            text += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            name = str(value).removeprefix("CATEGORY_")
            negated = name.startswith("NOT_")
            letter = name.removeprefix("NOT_")[0].lower()
            text += "\\" + (letter.upper() if negated else letter)
    return f"[^{text}]"
