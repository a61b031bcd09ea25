"""What one label says: a period with its first day, or a part of a year without one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from typing import Final, Literal, NamedTuple, get_args

DateOrder = Literal["day", "month", "year"]
Pair = Literal["month", "financial", "week"]


class LabelReading(NamedTuple):
    """What must be known of a whole column before one of its labels can be read.

    Attributes:
        order: What comes first in 01/12/24. pair: What 2011-12 or 201112 is.
    """

    order: DateOrder = "day"
    pair: Pair = "month"


class PeriodUnit(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


READINGS: Final = tuple(
    LabelReading(order, pair)
    for order, pair in product(get_args(DateOrder), get_args(Pair))
)
"""Every reading, the usual one first."""

CYCLES: Final = {
    PeriodUnit.HALF: 2,
    PeriodUnit.QUARTER: 4,
    PeriodUnit.MONTH: 12,
    PeriodUnit.WEEK: 52,
}
"""How many of them make a year; a year of 53 weeks is allowed for where one ends."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period of time.

    Attributes:
        begins: Its first day. minute: Of that day, where the label has a time.
        is_financial: It belongs to a year that begins in April.
        is_doubtful: Two digits beside a month are read as a year and might be a day.
    """

    begins: date
    unit: PeriodUnit
    minute: int = 0
    is_financial: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True)
class Part:
    """A month, quarter, week or half without its year."""

    unit: PeriodUnit
    number: int


FIRST_MONTH: Final = 4
"""Financial years of British councils begin in April."""

OF_THIS_CENTURY: Final = 69
"""Two digits under 69 are of the 2000s, as POSIX reads them."""


def year_of(number: int) -> int:
    """The year that two or four digits mean."""
    if number >= 100:
        return number
    return number + (2000 if number < OF_THIS_CENTURY else 1900)


def financial(year: int, unit: PeriodUnit = PeriodUnit.YEAR, number: int = 1) -> Period:
    """A part of the financial year that begins in `year`; weeks from 1 April.

    Raises:
        ValueError: There is no such part.
    """
    if unit is PeriodUnit.WEEK:
        begins = date(year, FIRST_MONTH, 1) + timedelta(days=7 * (number - 1))
        return Period(begins=begins, unit=unit, is_financial=True)
    length = 12 if unit is PeriodUnit.YEAR else 12 // CYCLES[unit]
    after = FIRST_MONTH - 1 + length * (number - 1)
    if not 1 <= number <= 12 // length:
        msg = "no such part of a year"
        raise ValueError(msg)
    begins = date(year + after // 12, after % 12 + 1, 1)
    return Period(begins=begins, unit=unit, is_financial=True)


def in_financial_year(year: int, month: int) -> Period:
    """The calendar month of the financial year that begins in `year`."""
    begins = date(year + (month < FIRST_MONTH), month, 1)
    return Period(begins=begins, unit=PeriodUnit.MONTH, is_financial=True)
