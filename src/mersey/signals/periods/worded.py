"""Labels with words: Apr-23, Q4 2023/24, 2024 DEC, week 5 2024, Apr to Jun 2023."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.signals.periods.month_words import month_of
from mersey.signals.periods.period import (
    Part,
    Period,
    PeriodUnit,
    financial,
    in_financial_year,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

QUARTER: Final = {
    *("q", "qtr", "quarter", "t", "trim", "trimestre", "k", "kwartaal", "quartal"),
    *("ch", "chwarter", "qrtr"),
}
WEEK: Final = {
    "w",
    "wk",
    "week",
    "kw",
    "woche",
    "semaine",
    "semana",
    "wythnos",
    "weeknr",
}
HALF: Final = {"h", "half", "hy"}
PART: Final = {
    "m",
    "month",
    "mth",
    "p",
    "period",
    "maand",
    "monat",
    "mois",
    "mes",
    "mis",
}
FINANCIAL: Final = {"fy", "ay", "fye", "fin", "financial", "fiscal", "academic"}
PAIR: Final = "pair"
NOISE: Final = {
    *("of", "the", "de", "du", "del", "van", "year", "yr", "to", "and", "no", "nr"),
    *("mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur"),
    *("thurs", "thursday", "fri", "friday", "sat", "saturday", "sun", "sunday"),
}
ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er)\b")
LONG_PAIR: Final = re.compile(r"(?<!\d)(\d{4}) ?[-/] ?(\d{4}|\d{2})(?!\d)")
TWO_PAIR: Final = re.compile(r"(?<![\d/.-])(\d{2}) ?[-/] ?(\d{2})(?!\d|[/.-]\d)")
STUCK: Final = re.compile(r"\b([qh]) ?([1-4])(\d{4}|\d{2})\b")
WORD: Final = re.compile(r"\d+|[a-z]+")
NUMBERS: Final = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def read_words(said: str) -> Period | Part | None:
    """The period that a label with words names; None where it names none.

    Args:
        said: In small letters without accents.

    Raises:
        ValueError: There is no such day, month or week.
    """
    parts = list(_classes(_prepared(said)))
    kinds = "".join(kind for kind, _ in parts)
    if "MM" in kinds or kinds.count("M") == 2:
        parts = _without_quarter(parts)
        kinds = "".join(kind for kind, _ in parts)
    read = SHAPES.get(kinds)
    return read([number for _, number in parts if number >= 0]) if read else None


def _prepared(said: str) -> str:
    text = ORDINAL.sub("", said)
    text = LONG_PAIR.sub(_pair_word, text)
    if any(word in QUARTER | HALF | PART | FINANCIAL for word in WORD.findall(text)):
        text = TWO_PAIR.sub(_pair_word, text)
    return STUCK.sub(r"\1 \2 \3", text)


def _pair_word(found: re.Match[str]) -> str:
    first, second = int(found[1]), int(found[2])
    if second not in {first + 1, (first + 1) % 100}:
        return found[0]
    return f" {PAIR} {year_of(first)} "


def _classes(text: str) -> Iterator[tuple[str, int]]:
    """Each word's class and, for numbers and months, its number (else -1)."""
    words = [NUMBERS.get(word, word) for word in WORD.findall(text)]
    is_pair = PAIR in words
    is_financial = not is_pair and any(word in FINANCIAL for word in words)
    paired = False
    for word in words:
        if word == PAIR:
            paired = True
        elif word in FINANCIAL or word in NOISE:
            continue
        elif word.isdigit():
            yield _of_number(word, paired=paired, is_financial=is_financial)
            paired = False
        else:
            yield _of_word(word)


def _of_number(word: str, *, paired: bool, is_financial: bool) -> tuple[str, int]:
    number = int(word)
    if paired:
        return "F", number
    if len(word) == 4:
        return ("F", number - 1) if is_financial else ("Y", number)
    if len(word) == 2 and is_financial and number > 12:
        return "F", year_of(number) - 1
    return ("N", number) if len(word) <= 2 else ("?", number)


def _of_word(word: str) -> tuple[str, int]:
    for kind, known in (("Q", QUARTER), ("W", WEEK), ("H", HALF), ("P", PART)):
        if word in known:
            return kind, -1
    month = month_of(word)
    return ("?", -1) if month is None else ("M", month)


def _without_quarter(parts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The same without Q and its number: the months say which quarter it is."""
    kinds = [kind for kind, _ in parts]
    if "Q" not in kinds:
        return parts
    at = kinds.index("Q")
    is_after = kinds[at + 1 : at + 2] == ["N"]
    drop = {at, at + 1} if is_after else {at - 1, at}
    return [part for i, part in enumerate(parts) if i not in drop]


def _month(year: int, month: int, *, doubtful: bool = False) -> Period:
    begins = date(year_of(year), month, 1)
    return Period(begins=begins, unit=PeriodUnit.MONTH, is_doubtful=doubtful)


def _part_of(unit: PeriodUnit, year: int, number: int) -> Period:
    """A quarter, half, month or week of a calendar year."""
    year = year_of(year)
    if unit is PeriodUnit.WEEK:
        return Period(begins=date.fromisocalendar(year, number, 1), unit=unit)
    length = {PeriodUnit.HALF: 6, PeriodUnit.QUARTER: 3, PeriodUnit.MONTH: 1}[unit]
    return Period(begins=date(year, length * (number - 1) + 1, 1), unit=unit)


def _day(year: int, month: int, day: int) -> Period:
    return Period(begins=date(year_of(year), month, day), unit=PeriodUnit.DAY)


def _alone(unit: PeriodUnit, most: int, numbers: list[int]) -> Part | None:
    return Part(unit, numbers[0]) if 1 <= numbers[0] <= most else None


def _range(first: int, last: int, year: int, *, is_financial: bool = False) -> Period:
    """From one month to another of a year that the last one stands in."""
    if is_financial:
        begins = in_financial_year(year, first).begins
    else:
        begins = date(year_of(year) - (first > last), first, 1)
    n_months = (last - first) % 12 + 1
    unit = {1: PeriodUnit.MONTH, 6: PeriodUnit.HALF, 12: PeriodUnit.YEAR}.get(
        n_months, PeriodUnit.QUARTER
    )
    return Period(begins=begins, unit=unit)


def _two_months(numbers: list[int]) -> Period:
    """From a month of one year to a month of another."""
    first, year, last, last_year = numbers
    n_months = (year_of(last_year) - year_of(year)) * 12 + last - first + 1
    known = {1: PeriodUnit.MONTH, 6: PeriodUnit.HALF, 12: PeriodUnit.YEAR}
    begins = date(year_of(year), first, 1)
    return Period(begins=begins, unit=known.get(n_months, PeriodUnit.QUARTER))


def _days(begins: Period) -> Period:
    return Period(begins=begins.begins, unit=PeriodUnit.WEEK)


def _over_months(numbers: list[int]) -> Period:
    """29 January to 4 February 2024."""
    day, month, _, last, year = numbers
    return _days(_day(year_of(year) - (month > last), month, day))


def _either_quarter(numbers: list[int]) -> Period:
    """4Q23 or 23Q4: the number up to four is the quarter."""
    a, b = numbers
    return (
        _part_of(PeriodUnit.QUARTER, b, a)
        if a <= 4
        else _part_of(PeriodUnit.QUARTER, a, b)
    )


_Shape = Callable[[list[int]], Period | Part | None]


def _parts(sign: str, unit: PeriodUnit, most: int) -> dict[str, _Shape]:
    """The orders in which a part of a year and its year may stand."""
    of = partial(_part_of, unit)
    return {
        f"{sign}NY": lambda n: of(n[1], n[0]),
        f"N{sign}Y": lambda n: of(n[1], n[0]),
        f"Y{sign}N": lambda n: of(n[0], n[1]),
        f"YN{sign}": lambda n: of(n[0], n[1]),
        f"{sign}NN": lambda n: of(n[1], n[0]),
        f"{sign}NF": lambda n: financial(n[1], unit, n[0]),
        f"N{sign}F": lambda n: financial(n[1], unit, n[0]),
        f"F{sign}N": lambda n: financial(n[0], unit, n[1]),
        f"FN{sign}": lambda n: financial(n[0], unit, n[1]),
        f"{sign}N": partial(_alone, unit, most),
        f"N{sign}": partial(_alone, unit, most),
    }


SHAPES: Final[dict[str, _Shape]] = {
    **_parts("Q", PeriodUnit.QUARTER, 4),
    **_parts("H", PeriodUnit.HALF, 2),
    **_parts("W", PeriodUnit.WEEK, 53),
    **_parts("P", PeriodUnit.MONTH, 12),
    "NQN": _either_quarter,
    "YWNN": lambda n: _part_of(PeriodUnit.WEEK, n[0], n[1]),
    "M": lambda n: Part(PeriodUnit.MONTH, n[0]),
    "MY": lambda n: _month(n[1], n[0]),
    "YM": lambda n: _month(n[0], n[1]),
    "MN": lambda n: _month(n[1], n[0], doubtful=True),
    "NM": lambda n: _month(n[0], n[1], doubtful=True),
    "NMY": lambda n: _day(n[2], n[1], n[0]),
    "NMN": lambda n: _day(n[2], n[1], n[0]),
    "MNY": lambda n: _day(n[2], n[0], n[1]),
    "MNN": lambda n: _day(n[2], n[0], n[1]),
    "YMN": lambda n: _day(n[0], n[1], n[2]),
    "YNM": lambda n: _day(n[0], n[2], n[1]),
    "MF": lambda n: in_financial_year(n[1], n[0]),
    "FM": lambda n: in_financial_year(n[0], n[1]),
    "F": lambda n: financial(n[0]),
    "Y": lambda n: Period(begins=date(n[0], 1, 1), unit=PeriodUnit.YEAR),
    "MMY": lambda n: _range(n[0], n[1], n[2]),
    "YMM": lambda n: _range(n[1], n[2], n[0]),
    "MMN": lambda n: _range(n[0], n[1], n[2]),
    "MMF": lambda n: _range(n[0], n[1], n[2], is_financial=True),
    "FMM": lambda n: _range(n[1], n[2], n[0], is_financial=True),
    "MYMY": _two_months,
    "MNMN": _two_months,
    "NNMY": lambda n: _days(_day(n[3], n[2], n[0])),
    "NMNMY": _over_months,
    "NMYNMY": lambda n: _days(_day(n[2], n[1], n[0])),
}
"""What the classes of a label's words, in their order, say. M month, Y year, F financial
year, Q quarter, H half, W week, P numbered part, N number of one or two digits."""
