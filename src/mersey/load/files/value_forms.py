"""What form a written value has: a date, a number, an identifier, or plain words.

Only the form counts, never the value: enough to tell a row of headings from a record.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST: Final = 1_000
"""Characters of a cell that are looked at."""
ROWS_JUDGED: Final = 200
MOSTLY: Final = 0.8
EVIDENCE: Final = 2

DATE: Final = re.compile(
    r"""\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T\s].*)?   # 2024-03-04, 4/3/24 10:00
      | \d{1,2}[-\s][^\W\d]{3,9}\.?[-\s]\d{2,4}.*   # 4 March 2024
      | \d{8}T\d{4,6}.*""",
    re.VERBOSE,
)
CODE: Final = re.compile(
    r"""[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}   # a GUID
      | [^@\s]+@[^@\s]+\.[a-z]{2,}                   # an e-mail address
      | https?://\S+""",
    re.VERBOSE | re.IGNORECASE,
)
NOTHING: Final = frozenset(("", "na", "n/a", "null", "none", "nan", "-", "?"))
NUMBER: Final = re.compile(r"[+-]?[£€$]?\s?\d[\d.,\s]*%?")


class ValueForm(Enum):
    """The form of a written value."""

    BLANK = "blank"
    DATE = "date"
    CODE = "code"
    NUMBER = "number"
    WORDS = "words"


def form_of(cell: str) -> ValueForm:
    """The form of one value as written."""
    text = cell[:LONGEST].strip()
    if text.casefold() in NOTHING:
        return ValueForm.BLANK
    for form, pattern in (
        (ValueForm.NUMBER, NUMBER),
        (ValueForm.DATE, DATE),
        (ValueForm.CODE, CODE),
    ):
        if pattern.fullmatch(text):
            return form
    return ValueForm.WORDS


def main_form(cells: Iterable[str]) -> ValueForm:
    """The form that at least four in five of the filled cells have, else words."""
    forms = [form for cell in cells if (form := form_of(cell)) is not ValueForm.BLANK]
    if not forms:
        return ValueForm.BLANK
    for form in (ValueForm.DATE, ValueForm.CODE, ValueForm.NUMBER):
        if sum(each is form for each in forms) >= MOSTLY * len(forms):
            return form
    return ValueForm.WORDS


def has_no_headings(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """True where the first row is a record like those below it.

    Its dates, numbers and codes stand over dates, numbers and codes, and nothing in it
    is a word over a column of data. Years in a row over numbers are headings: a table
    that was turned on its side.
    """
    rest = rest[:ROWS_JUDGED]
    counts_up = is_series(first)
    evidence = 0
    for position, cell in enumerate(first):
        below = [row[position] for row in rest if position < len(row)]
        found = _evidence(cell, below)
        if found is None:
            return False
        if not (counts_up and form_of(cell) is ValueForm.NUMBER):
            evidence += found
    return evidence >= EVIDENCE


def is_series(cells: Sequence[str]) -> bool:
    """True where the numbers among the cells are years, or count up one by one."""
    texts = [cell.strip() for cell in cells if form_of(cell) is ValueForm.NUMBER]
    numbers = [int(text) for text in texts if text.isdigit()]
    if len(numbers) < 2 or len(numbers) < len(texts):
        return False
    steps = {after - before for before, after in pairwise(numbers)}
    return steps in ({1}, {-1}) or (
        len(steps) == 1 and all(1900 <= n <= 2100 for n in numbers)
    )


def _evidence(cell: str, below: Sequence[str]) -> int | None:
    """How much says that the cell is a value; None where it must be a heading."""
    form, usual = form_of(cell), main_form(below)
    if form is ValueForm.BLANK or usual is ValueForm.BLANK:
        return 0
    if form is ValueForm.WORDS:
        if usual is not ValueForm.WORDS:
            return None
        return int(sum(other.strip() == cell.strip() for other in below) > 1)
    if form is not usual:
        return None if usual is not ValueForm.WORDS else 0
    return 1 if form is ValueForm.NUMBER else 2
