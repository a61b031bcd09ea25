"""Questions on pages: what is asked, how it was typed, and what it comes to.

Answers are kept as they were typed, so that nothing is lost that is not right yet; each
is read again wherever it is needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Raw = Mapping[str, str]
    """Name of a control → what was typed in it."""

PARTS: Final = ("day", "month", "year")
"""The boxes of a date."""

LONGEST: Final = 2_000
"""Characters of an answer in words."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One of the answers to choose from."""

    value: str
    text: str
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question.

    Attributes:
        kind: How it is answered. question: In the words of `evidence new`.
        unit: After a number, such as "days". options: To choose from; none is chosen
            unless somebody chose it.
        is_needed: It must be answered. default: As typed, where nothing was yet.
        above_zero: A number must be.
    """

    name: str
    kind: Literal["text", "words", "number", "date", "choice", "list", "tick", "hidden"]
    question: str
    hint: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    is_needed: bool = True
    default: str = ""
    above_zero: bool = False
    error: str = "Answer this question"

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its controls."""
        if self.kind != "date":
            return (self.name,)
        return tuple(f"{self.name}-{part}" for part in PARTS)

    @property
    def target(self) -> str:
        """Id of its first control, for links from an error."""
        return f"{self.name}-day" if self.kind == "date" else self.name

    def defaults(self) -> dict[str, str]:
        """What stands in its controls before anybody typed."""
        if self.kind != "date":
            return {self.name: self.default}
        return date_typed(self.name, self.default)


def date_typed(name: str, iso: str) -> dict[str, str]:
    """A day in the three boxes of a date; all empty for none."""
    found = date.fromisoformat(iso) if iso else None
    if found is None:
        return {f"{name}-{part}": "" for part in PARTS}
    return {f"{name}-{part}": str(getattr(found, part)) for part in PARTS}


def typed(asks: Sequence[Ask], said: Raw) -> dict[str, str]:
    """What was typed in the controls of these questions; empty where nothing was."""
    return {
        name: str(said.get(name, "")).strip()[:LONGEST]
        for ask in asks
        for name in ask.names
    }


def read(asks: Sequence[Ask], raw: Raw) -> tuple[dict[str, Any], dict[str, str]]:
    """What the answers come to, by name, and what is wrong, by name.

    A number is a float, a date a `date`, a tick a bool, all else words; an answer that
    is not needed and not there is None, or "" for words.
    """
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for ask in asks:
        try:
            found[ask.name] = _read(ask, raw)
        except ValueError as error:
            wrong[ask.name] = str(error)
    return found, wrong


def _read(ask: Ask, raw: Raw) -> Any:
    said = [raw.get(name, "").strip() for name in ask.names]
    if ask.kind == "tick":
        return bool(said[0])
    if not any(said):
        if ask.is_needed:
            raise ValueError(ask.error)
        return "" if ask.kind in ("text", "words") else None
    if ask.kind == "date":
        return _date(said)
    if ask.kind == "number":
        return _number(ask, said[0])
    if ask.options and said[0] not in {one.value for one in ask.options}:
        raise ValueError(ask.error)
    return said[0]


def _number(ask: Ask, said: str) -> float:
    try:
        value = float(said.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        msg = "Enter a number, such as 10 or 2.5"
        raise ValueError(msg)
    if ask.above_zero and value <= 0:
        msg = "Enter a number above 0"
        raise ValueError(msg)
    return value


def _date(said: Sequence[str]) -> date:
    try:
        day, month, year = map(int, said)
        return date(year, month, day)
    except ValueError:
        msg = "Enter a real date, such as 29 9 2026"
        raise ValueError(msg) from None
