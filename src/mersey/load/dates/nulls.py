"""Texts that may mean "nothing here", and where they do.

A token counts as null in a date column when nearly all its other values are dates; in a
text column only when a date column of the same file uses that token. Never for a case
or an activity: a case called `NA` is a case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import (
    among,
    call,
    either,
    matches,
    never,
    nothing,
    stripped,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine.expressions import Expression

_DIGIT: Final = re.compile(r"\d")

_UNSEEN: Final = r"^[\s\pZ\x{00AD}\x{180E}\x{200B}-\x{200F}\x{2028}-\x{202F}\x{2060}-\x{2064}\x{FEFF}]*$"
"""Blanks of every width, and marks that only say how others are written (RE2)."""

NULL_TOKENS: Final = frozenset({
    "?", "??", "-", "--", ".", "null", "n/a", "na", "n.a.", "none", "nan", "nat", "nil",
    "#n/a", "(blank)", "(null)", "blank", "empty", "tbc", "tba", "unknown", "not known",
    "not set", "not recorded", "00/00/0000", "0000-00-00", "0", "00:00.0", "\\n", "*",
    "0000-00-00 00:00:00", "ongoing", "pending", "not applicable", "x", "--/--/----",
    "1900-01-00", "00/01/1900", "1900-01-00 00:00:00", "00/00/00", "//",
})  # fmt: skip
"""Lower case. Whether one of them is null depends on its column."""


NO_TEAM: Final = frozenset({
    "?", "??", "-", "--", ".", "null", "(null)", "n/a", "n.a.", "none", "nan", "nil", "#n/a",
    "(blank)", "blank", "not applicable", "not recorded", "not set", "\\n",
})  # fmt: skip
"""Lower case: in a column of teams or people these name nobody, whatever dates hold.

`NA` and `X` may be teams, and `Unassigned` is where work waits: they stay.
"""


def names_nobody(value: str) -> bool:
    """Whether `value` stands in a column of teams or people for none."""
    return value.strip().lower() in NO_TEAM


def is_null_token(value: str) -> bool:
    """Whether `value` is one of the texts that may mean nothing."""
    return value.strip().lower() in NULL_TOKENS


def is_word(value: str) -> bool:
    """Whether `value` holds no digit: no date, but perhaps why there is none."""
    return _DIGIT.search(value) is None


def wordy(text: Expression) -> Expression:
    """True where a text column holds something without a digit in it."""
    return ~matches(text, "[0-9]") & (stripped(text) != value(""))


def is_blank(text: Expression) -> Expression:
    """True where a text column holds nothing that can be seen.

    Whatever starts with a plain space sorts before `!`, and what starts with a hard one
    or one without width after all of ASCII: only that is looked at closely.
    """
    may_be = (text < value("!")) | (text > value("~"))
    return text.isnull() | either(may_be, matches(text, _UNSEEN), never())


def or_null(text: Expression, tokens: Sequence[str]) -> Expression:
    """The text, null where it is blank or one of `tokens` as the file writes them."""
    kept = call("nullif", stripped(text), "")
    if len(tokens) == 1:
        return call("nullif", kept, tokens[0])
    if not tokens:
        return kept
    return either(among(kept, tokens), nothing("VARCHAR"), kept)
