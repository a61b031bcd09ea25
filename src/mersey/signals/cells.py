"""Cells of a published table as numbers: signs, marks, units, and what is withheld.

One reading for a whole column: a comma is a decimal mark where any cell proves it.
Errors name lines, never what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from mersey.errors import ChoiceNeeded, DataError
from mersey.fields import Setting
from mersey.signals.periods.month_words import MARKS
from mersey.signals.results import Scale
from mersey.signals.said import at_lines, rows_said

if TYPE_CHECKING:
    from collections.abc import Sequence

Decimal = Literal["dot", "comma"]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """A column of cells as numbers.

    Attributes:
        values: One per cell; None where there is none.
        n_empty: Cells with nothing in them, or a word for nothing.
        withheld: Marks of a figure that is withheld or does not exist, with how often.
        n_marked: Numbers with a footnote mark, which is left off.
        has_decimal_commas: Commas were read as decimal marks.
    """

    values: tuple[float | None, ...]
    scale: Scale
    n_empty: int
    withheld: dict[str, int]
    n_marked: int
    has_decimal_commas: bool


EMPTY: Final = {
    *("", "na", "n/a", "n.a.", "n.a", "nan", "null", "none", "blank"),
    *("no data", "not available", "not applicable", "not collected", "missing"),
    *("unknown", "tbc", "tba", "tbd", "pending", "not yet available", "#n/a", "<na>"),
    *("#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!", "no return"),
    *(
        "not published",
        "not reported",
        "awaiting data",
        "n.v.t.",
        "k.a.",
        "n.d.",
        "s.o.",
    ),
}
WITHHELD: Final = re.compile(
    r"\[?\(?(?:[a-z]|ds|low|supp?|suppressed|withheld|confidential|redacted|conf)\)?\]?|"
    r"[*]+|[-]+|\.{1,3}|:(?: ?[a-z])?|~|[†‡#]|[…]|x{2,}|"
    r"(?:<|>|<=|>=|≤|≥|less than|fewer than|under|up to) ?\d+(?:\.\d+)? ?%?|\d+ ?(?:to|-) ?\d+"
)
NUMBER: Final = r"\d[\d.,' ]*|\.\d+"
MARK: Final = (
    r"\[[^\]]{1,12}\]|\((?:[a-z]|\d|prov(?:isional)?\.?|revised|rev\.?|est\.?|estimated?|"
    r"notes? ?\d+)\)|[*†‡#^¹²³⁴⁵⁶]++"
)
LETTER: Final = r"(?<=\d) ?[a-z](?: [a-z])?"
LONGEST: Final = 100
"""Characters of a cell that are read: no figure takes more."""
PREFIX: Final = re.compile(rf"^(?:(?:{MARK}) *)+(?=[-+(£$€.\d])")
SUFFIX: Final = re.compile(rf"(?<! )(?: *(?:{MARK}))+$")
ONE_LETTER: Final = re.compile(rf"(?:{LETTER})$")
CURRENCY: Final = re.compile(r"£|\$|€|\b(?:gbp|eur|usd)\b")
PERCENT: Final = re.compile(r" ?(?:%|per ?cent|pct)$")
TIMES: Final = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "million", "mio"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
}
MULTIPLE: Final = re.compile(r"(?<=\d) ?(k|thousand|m|mn|mio|million|bn|billion|b)$")
SIGNED: Final = re.compile(rf"(?P<sign>[-+]?) ?(?P<digits>{NUMBER}|\d+)")
SPACED: Final = re.compile(r"[' ](?=\d{3}(?!\d))")
"""What parts the thousands."""
POWER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+")
GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
GROUPED_WITH_DOTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
ONLY_COMMA: Final = re.compile(r"\d+,\d{1,2}|\d+,\d{4,}|0,\d+|\d{1,3}(?:\.\d{3})+,\d+")
OPEN_DOT: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
ONLY_DOT: Final = re.compile(r"\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+")


@dataclass(frozen=True)
class _Cell:
    """One cell, taken apart: the digits as they stand, and what stood round them."""

    digits: str
    sign: int = 1
    times: float = 1.0
    is_percent: bool = False
    is_money: bool = False
    is_marked: bool = False


def is_missing(text: str) -> bool:
    """True where the cell says that there is no figure, a footnote mark aside."""
    return _missing_as(_plain(text)) is not None


def read_cells(
    cells: Sequence[str],
    lines: Sequence[int],
    *,
    what: str,
    decimal: Decimal | None = None,
) -> Numbers:
    """The cells of one column as numbers.

    Args:
        cells: As the file writes them.
        lines: Where each stands.
        what: What the column is, for messages: "value", "denominator".
        decimal: The decimal mark, where a person said so.

    Raises:
        DataError: A cell is neither a number nor a known mark; or some have % and some
            have none; or commas are decimal marks in some and not in others.
        ChoiceNeeded: A dot may mark thousands or decimals.
    """
    said = [_plain(cell) for cell in cells]
    gone = [_missing_as(cell) is not None for cell in said]
    read = [
        None if is_gone else _apart(cell)
        for cell, is_gone in zip(said, gone, strict=True)
    ]
    wrong = [
        line
        for line, is_gone, one in zip(lines, gone, read, strict=True)
        if one is None and not is_gone
    ]
    if wrong:
        raise _no_number(wrong, what)
    known = [one for one in read if one is not None]
    comma = _comma_is_decimal(known, what, decimal)
    values = tuple(None if one is None else _value(one, comma) for one in read)
    off = [
        line
        for line, one, value in zip(lines, read, values, strict=True)
        if one is not None and value is None
    ]
    if off:
        raise _no_number(off, what)
    missing = [mark for cell in said if (mark := _missing_as(cell)) is not None]
    return Numbers(
        values=values,
        scale=_scale(read, lines, what),
        n_empty=missing.count(""),
        withheld=dict(Counter(mark for mark in missing if mark)),
        n_marked=sum(one.is_marked for one in known),
        has_decimal_commas=comma,
    )


def _missing_as(said: str) -> str | None:
    """The mark that stands for the figure, "" for none at all; None for a figure."""
    for one in (said, SUFFIX.sub("", said).strip()):
        if one in EMPTY:
            return ""
        if one and WITHHELD.fullmatch(one):
            return one
    return None


def _plain(text: str) -> str:
    return " ".join(text[:LONGEST].translate(MARKS).lower().split())


def _apart(said: str) -> _Cell | None:
    """The cell taken apart; None where no number stands in it."""
    if POWER.fullmatch(said):
        return _Cell(repr(abs(float(said))), -1 if said.startswith("-") else 1)
    text, n_before = PREFIX.subn("", said)
    text, n_after = SUFFIX.subn("", text)
    is_money = bool(CURRENCY.search(text))
    text = CURRENCY.sub("", text).strip()
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    text, n_percent = PERCENT.subn("", text)
    times = 1.0
    if found := MULTIPLE.search(text):
        times, text = TIMES[found[1]], text[: found.start()]
    text, n_letters = ONE_LETTER.subn("", text)
    if text.endswith("-"):
        sign, text = -sign, text[:-1].rstrip()
    found = SIGNED.fullmatch(text)
    if found is None:
        return None
    return _Cell(
        digits=SPACED.sub("", found["digits"]).strip(),
        sign=-sign if found["sign"] == "-" else sign,
        times=times,
        is_percent=bool(n_percent),
        is_money=is_money,
        is_marked=bool(n_before or n_after or n_letters),
    )


def _are_thousands_perhaps(cells: Sequence[_Cell]) -> bool:
    """True where 987 stands beside 1.234: three digits after each dot, and whole ones."""
    with_dot = ["." in cell.digits for cell in cells]
    is_open = all(
        bool(OPEN_DOT.fullmatch(cell.digits)) or "." not in cell.digits
        for cell in cells
    )
    return is_open and any(with_dot) and not all(with_dot)


def _comma_is_decimal(cells: Sequence[_Cell], what: str, asked: Decimal | None) -> bool:
    """True where a cell can only be so; a dot elsewhere contradicts it."""
    with_comma = any(ONLY_COMMA.fullmatch(cell.digits) for cell in cells)
    with_dot = any(ONLY_DOT.fullmatch(cell.digits) for cell in cells)
    if asked is not None:
        return asked == "comma"
    if not with_comma and not with_dot and _are_thousands_perhaps(cells):
        msg = f"Is the dot in the {what}s a decimal mark, or does it mark thousands?"
        raise ChoiceNeeded(
            msg,
            options=[
                Setting("decimal", sign, is_name=False) for sign in ("dot", "comma")
            ],
        )
    if with_comma and with_dot:
        msg = f"The {what}s use both a comma and a dot as the decimal mark."
        raise DataError(msg, next_step="Write them all in one way.")
    return with_comma


def _value(cell: _Cell, comma: bool) -> float | None:  # noqa: FBT001  (private)
    digits = cell.digits
    if comma:
        if GROUPED_WITH_DOTS.fullmatch(digits):
            digits = digits.replace(".", "")
        digits = digits.replace(",", ".")
    elif GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif digits.count(".") > 1 and GROUPED_WITH_DOTS.fullmatch(digits):
        digits = digits.replace(".", "")
    try:
        return cell.sign * cell.times * float(digits)
    except ValueError:
        return None


def _scale(read: Sequence[_Cell | None], lines: Sequence[int], what: str) -> Scale:
    known = [
        (line, one) for line, one in zip(lines, read, strict=True) if one is not None
    ]
    without = [line for line, one in known if not one.is_percent]
    if known and not without:
        return Scale.PERCENT
    if len(without) < len(known):
        msg = (
            f"{rows_said(without)} without a % sign as {what} ({at_lines(without)}), "
            "where others have one."
        )
        raise DataError(msg, next_step="Write all of them with %, or none.")
    return Scale.MONEY if any(one.is_money for _, one in known) else Scale.PLAIN


def _no_number(lines: Sequence[int], what: str) -> DataError:
    msg = (
        f"The table cannot be charted: {rows_said(lines)} without a number as {what} "
        f"({at_lines(lines)})."
    )
    return DataError(
        msg,
        next_step="Write numbers plainly, such as 1234.5, and leave a cell empty where "
        "nothing is known.",
    )
