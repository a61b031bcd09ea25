"""One label read: dates, months, quarters, weeks, financial years, ranges of them.

Words are put into classes (month, year, quarter sign …) and their order is looked up, so
that separators, capitals and languages do not multiply the styles.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from mersey.signals.periods.month_words import plain
from mersey.signals.periods.numeric import read_numeric
from mersey.signals.periods.period import LabelReading, Part, Period, PeriodUnit
from mersey.signals.periods.worded import read_words

if TYPE_CHECKING:
    from collections.abc import Callable

REMARK: Final = (
    r"\[[^\[\]]*+\]|\((?:p|r|e|f|b|x|prov\.?|provisional|revised|estimated?|forecast|"
    r"to date|ytd|part|partial|notes? ?\d+|\d)\)|[*†‡#^¹²³⁴⁵]++|"
    r"(?<=[\d ])(?:provisional|revised)|(?<=\d) ?[pr](?![a-z0-9])"
)
LONGEST: Final = 100
"""Characters of a label that are read: no period takes more."""

FOOTNOTE: Final = re.compile(rf"(?<!\s)(?:\s*(?:{REMARK}))+$")

SPAN: Final = re.compile(
    r"(?<!\s)\s++(?:to|-|until|through|bis|tot|au|hasta)\s+|(?<!\s)\s*+\.\.\s*"
)
NAMED: Final = re.compile(
    r"(?:(?P<unit>weeks?|wk|months?|mth|quarter|qtr|year|yr|twelve months|12 months|"
    r"3 months|three months)[ -]*"
    r"(?P<which>ending|ended|end|to|commencing|comm|beginning|starting|start|of|from)"
    r"|(?P<short>w[ /.]?[ecb]|m[ /.]?e|q[ /.]?e|y[ /.]?e)"
    r"|(?P<at>as at|as of|end of|end|since|from))\b[:. ]*(?P<rest>.*\d.*)"
)
UNITS: Final = {
    "w": PeriodUnit.WEEK,
    "m": PeriodUnit.MONTH,
    "q": PeriodUnit.QUARTER,
    "y": PeriodUnit.YEAR,
}
MONTHS_BACK: Final = {PeriodUnit.MONTH: 0, PeriodUnit.QUARTER: 2, PeriodUnit.YEAR: 11}


def has_footnote(text: str) -> bool:
    """True where the label carries a mark such as [p] or *."""
    return bool(FOOTNOTE.search(plain(text[-LONGEST:])))


@lru_cache(maxsize=1 << 15)
def read_label(text: str, how: LabelReading = LabelReading()) -> Period | Part | None:  # noqa: B008
    """The period that the label names, read in that way; None where it names none."""
    said = FOOTNOTE.sub("", plain(text[:LONGEST])).strip(" .,;")
    return _read(said, how) if said else None


def _read(said: str, how: LabelReading) -> Period | Part | None:
    readers: tuple[Callable[[str, LabelReading], Period | Part | None], ...] = (
        read_numeric,
        _named,
        _span,
        lambda text, _: read_words(text),
    )
    for reader in readers:
        try:
            found = reader(said, how)
        except (ValueError, OverflowError):
            continue  # a 31st of June
        if found is not None:
            return found
    return None


def _named(said: str, how: LabelReading) -> Period | None:
    """A label with its kind before it: week ending, quarter to, as at."""
    found = NAMED.fullmatch(said)
    if found is None:
        return None
    inner = _read(found["rest"].strip(), how)
    if not isinstance(inner, Period):
        return None
    if found["at"]:
        return inner
    short = (found["short"] or "").replace(" ", "")
    word = found["unit"] or short
    unit = UNITS.get(
        word[0], PeriodUnit.QUARTER if word[0] in "3t" else PeriodUnit.YEAR
    )
    if word.startswith(("12", "twelve")):
        unit = PeriodUnit.YEAR
    is_end = (found["which"] or short[-1:]) in {"ending", "ended", "end", "to", "e"}
    return _that_ends(inner, unit) if is_end else _as(inner.begins, unit)


def _that_ends(inner: Period, unit: PeriodUnit) -> Period:
    if unit is PeriodUnit.WEEK:
        return _as(inner.begins - timedelta(days=6), unit)
    before = inner.begins.year * 12 + inner.begins.month - 1 - MONTHS_BACK[unit]
    return _as(date(before // 12, before % 12 + 1, 1), unit)


def _as(begins: date, unit: PeriodUnit) -> Period:
    return Period(begins=begins, unit=unit)


def _span(said: str, how: LabelReading) -> Period | None:
    """From one whole date or month to another."""
    ends = SPAN.split(said)
    if len(ends) != 2:
        return None
    first, last = (_read(end, how) for end in ends)
    if not isinstance(first, Period) or not isinstance(last, Period):
        return None
    if first.unit is not last.unit or last.begins < first.begins:
        return None
    days = (last.begins - first.begins).days + (
        28 if first.unit is PeriodUnit.MONTH else 1
    )
    return _as(first.begins, _unit_of(days, first.unit))


def _unit_of(days: int, unit: PeriodUnit) -> PeriodUnit:
    if unit not in {PeriodUnit.DAY, PeriodUnit.MONTH}:
        return unit
    for most, name in (
        (1, PeriodUnit.DAY),
        (14, PeriodUnit.WEEK),
        (32, PeriodUnit.MONTH),
    ):
        if days <= most:
            return name
    return (
        PeriodUnit.QUARTER
        if days <= 100
        else PeriodUnit.HALF
        if days <= 190
        else PeriodUnit.YEAR
    )
