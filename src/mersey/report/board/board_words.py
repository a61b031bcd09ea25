"""How a board says days, dates and reasons: short, whole, and as people say them."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mersey.answer.board.typed import BlockReason
from mersey.wording import MONTHS, days, month_name, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

REASONS: Final[Mapping[BlockReason, str]] = {
    BlockReason.PERSON: "The applicant, tenant or resident",
    BlockReason.TEAM: "Another team or service of ours",
    BlockReason.BODY: "Another public body",
    BlockReason.SUPPLIER: "A supplier or contractor",
    BlockReason.DECISION: "A decision or a panel",
    BlockReason.LEGAL: "Legal advice or an agreement",
    BlockReason.SYSTEM: "A system that does not work",
    BlockReason.NOBODY: "Nobody is free to do it",
    BlockReason.OTHER: "Something else",
}
"""For a form's list, in its order."""

SHORT_REASONS: Final[Mapping[BlockReason, str]] = {
    BlockReason.PERSON: "Applicant or resident",
    BlockReason.TEAM: "Another team",
    BlockReason.BODY: "Another body",
    BlockReason.SUPPLIER: "Supplier",
    BlockReason.DECISION: "Decision",
    BlockReason.LEGAL: "Legal",
    BlockReason.SYSTEM: "System",
    BlockReason.NOBODY: "Nobody free",
    BlockReason.OTHER: "Other",
}

PEOPLE: Final = {"application": "Applicant", "ticket": "User", "pathway": "Patient"}
"""What the people outside are called, by what a case is called."""


DAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
NUMBERS: Final = (
    "None",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
)
A_DAY: Final = timedelta(days=1)


def reason_short(reason: BlockReason, *, case_word: str) -> str:
    """A reason where room is short, in the words of the service."""
    if reason is BlockReason.PERSON:
        return PEOPLE.get(case_word, "Resident or family")
    return SHORT_REASONS[reason]


def whole_days(value: float) -> str:
    """How long, in whole days that are over: "12 days"; below a day in hours."""
    if 0 < value < 1:
        return days(value)
    return plural(math.floor(value + 1e-9), "day")


def on_day(value: date, *, now: date) -> str:
    """A day as a team says it: "today", "tomorrow", "7 October"; another year with it."""
    if value == now:
        return "today"
    if value == now + A_DAY:
        return "tomorrow"
    return plain_day(value, now=now)


def plain_day(value: date, *, now: date) -> str:
    """A date without its year, unless that is another: `7 October`."""
    said = f"{value.day} {month_name(value.month)}"
    return said if value.year == now.year else f"{said} {value.year}"


def week_day(value: date, *, now: date) -> str:
    """A date with its day of the week: `Sunday 27 September`."""
    return f"{DAYS[value.weekday()]} {plain_day(value, now=now)}"


def by_day(value: date | None, *, now: date) -> str:
    """By when, short: "today", "Fri 2 Oct"; empty where nobody said."""
    if value is None:
        return ""
    if value == now:
        return "today"
    short = f"{DAYS[value.weekday()][:3]} {value.day} {MONTHS[value.month - 1]}"
    return short if value.year == now.year else f"{short} {value.year}"


def number_word(value: int) -> str:
    """At the start of a sentence: "One", "20"."""
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}"
