"""Calendars that a council brings by file: school terms, and days on which it is closed.

A CSV, a row for each day or span of days. Columns: `date`, or `first` and `last`; `name`;
and, where the file holds terms, `kind`, which is `term` or `closed` (the default).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mersey.clocks.bank_holidays import CALENDARS
from mersey.clocks.calendar import Calendar
from mersey.errors import DataError, FileUnreadable
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

A_DAY: Final = timedelta(days=1)
LONGEST: Final = timedelta(days=400)
MOST_TOLD: Final = 10

HEADINGS: Final = {
    "first": ("first", "from", "start", "start date", "begins", "date"),
    "last": ("last", "to", "end", "end date", "ends"),
    "name": ("name", "title", "why", "reason", "description"),
    "kind": ("kind", "type"),
}
TERM: Final = ("term", "open")
CLOSED: Final = ("closed", "closure", "holiday", "inset", "")
FORMATS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y")

NEXT: Final = (
    "Make a CSV with the columns first, last, name and kind, such as\n"
    "first,last,name,kind\n2026-09-02,2026-12-18,Autumn term,term\n"
    "2026-10-26,2026-10-30,Half term,closed"
)


@dataclass(frozen=True, kw_only=True)
class _Row:
    first: date
    last: date
    name: str
    is_term: bool

    def days(self) -> Iterator[date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + A_DAY * n


def calendar_from_file(
    path: Path,
    *,
    id: str,  # noqa: A002  (it is the calendar's id)
    base: str = "england_wales",
) -> Calendar:
    """The calendar that a file makes of one that comes with mersey.

    Closed days do not count. Where the file has terms, no day outside them counts.
    Bank holidays of the base do not count either way.

    Args:
        path: The CSV; see this file for its columns.
        id: `school:<LA>` or `council:<code>`.
        base: The calendar it is laid on.

    Returns:
        A calendar known from the file's first day to its last; where it has closed days
        alone, for the whole years that it names; never further than its base.

    Raises:
        FileUnreadable: It is missing, or not text.
        DataError: Rows cannot be read; names each, by its line.
    """
    rows = _rows(path)
    below = CALENDARS[base]
    terms = [row for row in rows if row.is_term]
    closed = {
        day: row.name or "closed"
        for row in rows
        if not row.is_term
        for day in row.days()
    }
    first = min(row.first for row in rows)
    last = max(row.last for row in rows)
    if terms:
        first = min(row.first for row in terms)
        last = max(row.last for row in terms)
        outside = _span(first, last) - {day for row in terms for day in row.days()}
        closed = dict.fromkeys(sorted(outside), "outside term") | closed
    else:
        first, last = date(first.year, 1, 1), date(last.year, 12, 31)
    return Calendar(
        id=id,
        title=f"{id}, from {path.name}",
        days_off=MappingProxyType({**closed, **below.days_off}),
        first=max(first, below.first or first),
        horizon=min(last, below.horizon or last),
        source=path.name,
    )


def _span(first: date, last: date) -> set[date]:
    return {first + A_DAY * n for n in range((last - first).days + 1)}


def _rows(path: Path) -> list[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read as a calendar: it is missing, or not UTF-8 text."
        raise FileUnreadable(msg, next_step=NEXT) from error
    lines = list(csv.reader(text.splitlines()))
    places = _places(path, lines[0] if lines else [])
    rows, wrong = [], []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(cells, places)
        if isinstance(row, str):
            wrong.append(f"  line {number}: {row}")
        else:
            rows.append(row)
    if wrong or not rows:
        raise _refused(path, wrong)
    return rows


def _places(path: Path, headings: Sequence[str]) -> dict[str, int]:
    """Where each of our columns is in the file."""
    said = [heading.strip().lower().replace("_", " ") for heading in headings]
    places = {
        ours: next(said.index(word) for word in words if word in said)
        for ours, words in HEADINGS.items()
        if set(words) & set(said)
    }
    if "first" not in places:
        msg = f"{path} has no column of dates: expected first and last, or date, on line 1."
        raise DataError(msg, next_step=NEXT)
    return places


def _row(cells: Sequence[str], places: dict[str, int]) -> _Row | str:
    """The row, or what is wrong with it; never with what it holds."""
    said = {
        name: cells[place].strip() if place < len(cells) else ""
        for name, place in places.items()
    }
    first = _date(said["first"])
    last = _date(said["last"]) if said.get("last") else first
    if first is None or last is None:
        return "expected a date such as 2026-09-02 or 02/09/2026"
    if last < first:
        return "the last day is before the first"
    if last - first > LONGEST:
        return f"the span is longer than {LONGEST.days} days"
    kind = said.get("kind", "").lower()
    if kind not in (*TERM, *CLOSED):
        return "expected the kind to be term or closed"
    return _Row(first=first, last=last, name=said.get("name", ""), is_term=kind in TERM)


def _date(text: str) -> date | None:
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  (a date)
        except ValueError:
            continue
    return None


def _refused(path: Path, wrong: list[str]) -> DataError:
    if not wrong:
        return DataError(f"{path} holds no day.", next_step=NEXT)
    told = wrong[:MOST_TOLD]
    if len(wrong) > MOST_TOLD:
        told.append(f"  and {len(wrong) - MOST_TOLD} more")
    counted = plural(len(wrong), "row")
    return DataError(
        f"{path} has {counted} that cannot be read:\n" + "\n".join(told),
        next_step=NEXT,
    )
