"""A year in one column and its month, quarter or week in another → one label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError
from mersey.signals.periods.label import read_label
from mersey.signals.periods.period import LabelReading, Part, Period, PeriodUnit
from mersey.signals.periods.period_headings import unit_in_heading
from mersey.signals.results import Warned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FINEST_FIRST: Final = (
    PeriodUnit.WEEK,
    PeriodUnit.MONTH,
    PeriodUnit.QUARTER,
    PeriodUnit.HALF,
)
MOST: Final = {
    PeriodUnit.WEEK: 53,
    PeriodUnit.MONTH: 12,
    PeriodUnit.QUARTER: 4,
    PeriodUnit.HALF: 2,
}
MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
FINANCIAL: Final = LabelReading("day", "financial")


@dataclass(frozen=True, kw_only=True)
class LabelsJoined:
    """The labels of the rows, and what was joined to make them."""

    texts: tuple[str, ...]
    notes: tuple[Warned, ...] = ()


def join_periods(
    heading: str,
    texts: Sequence[str],
    others: Mapping[str, Sequence[str]],
    *,
    groups: Sequence[str],
    year: str | None = None,
) -> LabelsJoined:
    """The labels with their years, where these stand in a column of their own.

    Args:
        heading: Of the column of periods.
        texts: Its labels.
        others: Columns that could hold the other half, by heading.
        groups: The series of each row.
        year: The heading of the years, where a person said so.

    Raises:
        UsageError: A column of years was named, and the periods have their year.
    """
    parts = _parts(heading, texts)
    if parts is not None:
        found = [year] if year else [one for one in others if _are_years(others[one])]
        found.sort(key=lambda one: _is_financial(others[one]))
        if found:
            return _joined(found[0], others[found[0]], heading, texts, parts=parts)
    elif year is not None:
        msg = f"The periods in “{heading}” have their year: ⟦year⟧ has no use."
        raise UsageError(msg, next_step="Leave ⟦year⟧ out.")
    elif _are_years(texts) and _repeat(texts, groups):
        halves = [
            (FINEST_FIRST.index(known[0].unit), one, known)
            for one in others
            if (known := _parts(one, others[one])) is not None
        ]
        if halves:
            _, one, known = min(halves, key=lambda half: half[0])
            return _joined(heading, texts, one, others[one], parts=known)
    return LabelsJoined(texts=tuple(texts))


def _joined(
    year: str,
    years: Sequence[str],
    part: str,
    texts: Sequence[str],
    *,
    parts: Sequence[Part],
) -> LabelsJoined:
    made = tuple(
        _label(_whole(a), b.strip(), one)
        for a, b, one in zip(years, texts, parts, strict=True)
    )
    text = f"The period of a row is made of its columns “{year}” and “{part}”."
    return LabelsJoined(texts=made, notes=(Warned(id="joined_period", text=text),))


def _label(year: str, text: str, part: Part) -> str:
    if not text.removesuffix(".0").isdigit():
        return f"{text} {year}"
    if part.unit is PeriodUnit.MONTH:
        return f"{MONTHS[part.number - 1]} {year}"
    sign = {PeriodUnit.WEEK: "W", PeriodUnit.QUARTER: "Q", PeriodUnit.HALF: "H"}[
        part.unit
    ]
    return f"{year} {sign}{part.number}"


def _whole(text: str) -> str:
    return text.strip().removesuffix(".0")


def _are_years(texts: Sequence[str]) -> bool:
    read = [read_label(_whole(text), FINANCIAL) for text in set(texts)]
    return bool(read) and all(
        isinstance(one, Period) and one.unit is PeriodUnit.YEAR for one in read
    )


def _is_financial(texts: Sequence[str]) -> bool:
    read = (read_label(_whole(text), FINANCIAL) for text in texts)
    return any(isinstance(one, Period) and one.is_financial for one in read)


def _repeat(texts: Sequence[str], groups: Sequence[str]) -> bool:
    return len(set(zip(texts, groups, strict=True))) < len(texts)


def _parts(heading: str, texts: Sequence[str]) -> list[Part] | None:
    """Each label as a part of a year, by its words or by the heading; else None."""
    read = [read_label(text) for text in texts]
    parts = [one for one in read if isinstance(one, Part)]
    if parts and len(parts) == len(texts):
        return parts
    unit = unit_in_heading(heading)
    whole = [_whole(text) for text in texts]
    if unit not in MOST or not all(text.isdigit() for text in whole):
        return None
    numbers = [int(text) for text in whole]
    if not all(1 <= number <= MOST[unit] for number in numbers):
        return None
    return [Part(unit, number) for number in numbers]
