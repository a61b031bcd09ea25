"""Samples of the packs counted in plain Python, with nothing of mersey in it.

Each count reads `sample.csv` row by row. A case is the first column, a step is taken on a
day, and the last day in time is worked out with `datetime.date` alone, from the words of
the law or the rule, which stand beside each count.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PACKS = Path(__file__).parents[2] / "src" / "mersey" / "services" / "packs"
AS_AT = date(2026, 9, 30)

# GOV.UK, England and Wales: the bank holidays that the samples come near.
BANK_HOLIDAYS = {
    date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3),
    date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25), date(2026, 8, 31),
    date(2026, 12, 25), date(2026, 12, 28),
}  # fmt: skip


@dataclass
class Case:
    """The days of each step of one case, in the order of the file, and its columns."""

    steps: dict[str, list[date]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)

    def first(self, *names: str, since: date | None = None) -> date | None:
        """The first day of any of the steps, on or after a day."""
        days = [day for name in names for day in self.steps.get(name, ())]
        return min((day for day in days if since is None or day >= since), default=None)


def days_of(text: str) -> date:
    """A day as the samples write it: 2026-03-02 or 02/03/2026, with or without a time."""
    written = text.split(" ", maxsplit=1)[0].split("T", maxsplit=1)[0]
    form = "%d/%m/%Y" if "/" in written else "%Y-%m-%d"
    return datetime.strptime(written, form).date()  # noqa: DTZ007


def cases_of(pack: str) -> list[Case]:
    """The cases of a sample with a row for each step: case, step, day, then the columns."""
    found: dict[str, Case] = {}
    with (PACKS / pack / "sample.csv").open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            key, step, day = list(row.values())[:3]
            case = found.setdefault(key, Case())
            case.steps.setdefault(step, []).append(days_of(day))
            case.columns |= {name: value for name, value in row.items() if value}
    return list(found.values())


def wide_cases_of(pack: str) -> Iterator[Case]:
    """The cases of a sample with a row for each case and a column for each step."""
    with (PACKS / pack / "sample.csv").open(encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            case = Case(columns=dict(row))
            for name, value in row.items():
                if value and value[:2].isdigit() and value.count("/") == 2:
                    case.steps[name] = [days_of(value)]
            yield case


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def nth_working_day(start: date, n: int, *, day_one: bool = False) -> date:
    """The nth working day after a day; with that day itself as day 1 where it is one."""
    day = start if day_one else start + timedelta(days=1)
    while True:
        n -= works(day)
        if n == 0:
            return day
        day += timedelta(days=1)


def judged(
    case: Case,
    start: date | None,
    ends: tuple[str, ...],
    last: Callable[[date], date],
    over: tuple[str, ...] = (),
) -> str:
    """What became of a case.

    The first of `ends` on or after the start ends it; one that lies before the start
    alone, or that has no start, leaves nothing to judge. `over` are the steps from which on
    nothing is owed: in time they take the case out, after the last day it was late.
    """
    stop = case.first(*ends, since=start)
    if start is None or (stop is None and case.first(*ends)):
        return "undatable" if case.first(*ends) else "not_applicable"
    if stop is not None:
        return "on_time" if stop <= last(start) else "late"
    if released := case.first(*over, since=start):
        return "not_applicable" if released <= last(start) else "late"
    return "open_not_due" if last(start) >= AS_AT else "open_overdue"


def counted(found: Iterable[str]) -> dict[str, int]:
    return dict(Counter(found))
