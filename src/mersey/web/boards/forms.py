"""The forms of a board: what may be typed, and what is wrong with what was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.board import BlockReason
from mersey.web.numbers_sent import number_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LONGEST: Final = 200
LONGEST_NAME: Final = 80
MOST_IN_COLUMN: Final = 100_000

_DAY_FIRST: Final = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")


@dataclass(kw_only=True)
class Filled:
    """A form as somebody sent it.

    Attributes:
        texts: Field → what they typed, kept as it was.
        fields: Field → its value, for those that are right.
        errors: Field → what is wrong and what to do, in a sentence.
    """

    texts: Mapping[str, str]
    fields: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, *, longest: int = LONGEST, wanted: str = "") -> None:
        """A line of words; `wanted` is what is said where it is empty."""
        said = " ".join(self.texts.get(name, "").split())
        if len(said) > longest:
            self.errors[name] = f"Say it in {longest} characters or fewer."
        elif wanted and not said:
            self.errors[name] = wanted
        self.fields[name] = said

    def day(self, name: str, *, latest: date | None = None) -> None:
        """A day, or none; `latest` is the last that makes sense."""
        said = self.texts.get(name, "").strip()
        found = _day(said)
        if said and found is None:
            self.errors[name] = "Write a day as 2/10/2026, or leave it empty."
        elif found and latest and found > latest:
            self.errors[name] = "This day is still to come: write one up to today."
        self.fields[name] = found


def blocker_form(
    texts: Mapping[str, str],
    *,
    case: Callable[[str], str],
    teams: Sequence[str],
    today: date,
) -> Filled:
    """A blocker. `case` gives the key of the case that was named, empty for none."""
    filled = Filled(texts=texts)
    key = case(texts.get("case", ""))
    if not key:
        filled.errors["case"] = (
            "No open case has that name. Write it as it stands on its card."
        )
    filled.fields["case_key"] = key
    reason = texts.get("reason", "")
    if reason not in {one.value for one in BlockReason}:
        filled.errors["reason"] = "Choose what it waits for."
    filled.fields["reason"] = reason
    filled.text("words", wanted="Say in a few words what it waits for.")
    filled.text("next_step")
    filled.text("who", longest=LONGEST_NAME)
    filled.day("by")
    filled.day("since", latest=today)
    filled.fields["since"] = filled.fields["since"] or today
    asked = texts.get("for_team", "")
    if asked and asked not in teams:
        filled.errors["for_team"] = "Choose a team from the list, or none."
    filled.fields["for_team"] = asked
    return filled


def promise_form(texts: Mapping[str, str]) -> Filled:
    """A promise."""
    filled = Filled(texts=texts)
    filled.text("words", wanted="Say what you will do.")
    filled.text(
        "who", longest=LONGEST_NAME, wanted="Say who will do it: a name, or two."
    )
    filled.day("by")
    return filled


def limits_form(texts: Mapping[str, str], columns: Sequence[str]) -> Filled:
    """Limits: `fields` has, by column, a number, None for no limit, or "" for a proposal."""
    filled = Filled(texts=texts)
    for place, column in enumerate(columns):
        name = f"limit-{place}"
        said = texts.get(name, "").strip().lower()
        if said in {"", "none"}:
            filled.fields[column] = None if said else ""
        elif 0 < (number := number_sent(said) or 0) < MOST_IN_COLUMN:
            filled.fields[column] = number
        else:
            filled.errors[name] = (
                f"{column}: write a whole number, “none” for no limit, or nothing for the"
                " proposal."
            )
    return filled


def _day(said: str) -> date | None:
    try:
        if found := _DAY_FIRST.fullmatch(said):
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
        return date.fromisoformat(said)
    except ValueError:
        return None
