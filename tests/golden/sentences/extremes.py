"""Small made-up logs at the edges of what a page may meet, as the text of their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["EXTREMES", "NOW", "Extreme"]

NOW = datetime.fromisoformat("2024-12-31T12:00+00:00")
LAST = date(2024, 12, 31)
STEPS = ("Received", "Assessed", "Decided")


@dataclass(frozen=True, kw_only=True)
class Extreme:
    """The text of a file, and what a person says of it.

    Attributes:
        text: CSV. said: Options of reading. end: Steps that end a case.
        is_read_only: Only what is said of its reading is of interest.
    """

    text: str
    said: dict[str, Any] = field(default_factory=dict)
    end: tuple[str, ...] = ("Decided",)
    is_read_only: bool = False


def moments(first: date, days: Sequence[float], *, clock: str = "10:00") -> list[str]:
    """Written moments, each so many days after the first."""
    start = datetime.fromisoformat(f"{first} {clock}")
    return [f"{start + timedelta(days=after):%Y-%m-%d %H:%M}" for after in days]


def a_case(
    name: str, first: date, days: Sequence[float], *, team: str = ""
) -> list[str]:
    """Rows of a case: its first steps, each so many days after it opened."""
    told = zip(STEPS, moments(first, days), strict=False)
    return [f"{name},{step},{when},{team}" for step, when in told]


def long(cases: Iterable[list[str]]) -> str:
    """A file with a row for each step."""
    return "\n".join(["Case,Step,When,Team", *(row for case in cases for row in case)])


def steady(
    *,
    n: int,
    every: int,
    takes: Sequence[float],
    open_now: int = 0,
    teams: Sequence[str] = ("North", "South"),
) -> list[list[str]]:
    """Cases that come one by one up to the last day; the last ones are still open."""
    found = []
    for i in range(n):
        took = takes[i % len(takes)]
        first = LAST - timedelta(days=every * (n - 1 - i) + (0 if open_now else 60))
        days = (0, took / 2, took) if i < n - open_now else (0,)
        found.append(a_case(f"C-{i}", first, days, team=teams[i % len(teams)]))
    return found


def wide(rows: Iterable[tuple[str, ...]]) -> str:
    """A file with a row for each case, of dates alone."""
    return "\n".join(["Reference,Received,Decided,Due,Ward", *map(",".join, rows)])


def dated(n: int, *, takes: Sequence[int], open_now: int, limit: int = 56) -> str:
    """Dates alone, with a limit for each case."""
    rows = []
    for i in range(n):
        first = LAST - timedelta(days=3 * (n - 1 - i))
        took = takes[i % len(takes)]
        end = str(first + timedelta(days=took)) if i < n - open_now else ""
        due = str(first + timedelta(days=limit))
        rows.append((f"R{i}", str(first), end, due, f"Ward {i % 3}"))
    return wide(rows)


def jump() -> list[list[str]]:
    """A year of two cases a week, then ten weeks of twelve."""
    slow = [
        a_case(f"S-{i}", date(2023, 6, 1) + timedelta(days=3 * i), (0, 2, 9))
        for i in range(160)
    ]
    fast = [
        a_case(f"F-{i}", date(2024, 10, 1) + timedelta(hours=14 * i), (0, 2, 9))
        for i in range(130)
    ]
    return [*slow, *fast, a_case("F-last", LAST, (0,))]


def falling() -> list[list[str]]:
    """A backlog of ninety that is worked off faster than new cases come."""
    old = [
        a_case(f"B-{i}", date(2024, 1, 1) + timedelta(days=i), (0, 150, 200 + 1.2 * i))
        for i in range(120)
    ]
    new = [
        a_case(
            f"N-{i}", date(2024, 5, 1) + timedelta(days=4 * i), (0, 100)[: 1 + i % 2]
        )
        for i in range(60)
    ]
    return [*old, *new]


def dirty(n: int) -> str:
    """A clean log, and `n` of each fault that a row can have."""
    rows = [row for case in steady(n=40, every=4, takes=(3, 5, 8)) for row in case]
    for i in range(n):
        rows += [
            rows[i],
            f"B-{i},Received,,North",
            f"B-{i},Received,soon,North",
            f"B-{i},Received,1875-01-01 10:00,North",
            f",Received,2024-05-0{i + 1} 10:00,North",
            f"D-{i},,2024-05-0{i + 1} 10:00,North",
            f"E-{i},Received,9999-12-31 00:00,North",
            f"F-{i},Received,2024-03-31 01:3{i},North",
            f"F-{i},Decided,2024-10-27 01:3{i},North",
            f"G-{i},Received,2025-11-0{i + 1} 10:00,North",
            f"H-{i},Decided,2024-05-06 10:00,North",
            f"H-{i},Assessed,2024-05-09 10:00,North",
        ]
    return "\n".join(["Case,Step,When,Team", *rows])


def dirty_wide(n: int) -> str:
    """A row for each case, and `n` of each fault that such a row can have."""
    rows = dated(40, takes=(3, 5, 8), open_now=4).splitlines()
    for i in range(n):
        rows += [
            f"A{i},2024-06-0{i + 2},2024-05-01,2024-07-01,Ward 1",
            f"R{i},2024-06-03,2024-06-09,2024-07-01,Ward 1",
            f"B{i},2024-06-03,not yet,2024-07-01,Ward 1",
            f"C{i},,2024-06-09,2024-07-01,Ward 1",
            f"D{i},2024-06-03,9999-12-31,2024-07-01,Ward 1",
            f"E{i},2024-06-03,2024-13-45,2024-07-01,Ward 1",
        ]
    return "\n".join(rows)


def one_step() -> list[list[str]]:
    return [
        [
            f"C-{i},Note,{when},North"
            for when in moments(LAST, (-i, -i / 2), clock="09:00")
        ]
        for i in range(2, 30)
    ]


NAMED = {"case": "Case", "activity": "Step", "time": "When"}
DATES = {"opened": "Received", "closed": "Decided", "deadline": "Due"}
EXTREMES = {
    "one open": Extreme(text=long([a_case("C-1", date(2024, 12, 1), (0, 29))]), end=()),
    "one closed": Extreme(text=long([a_case("C-1", date(2024, 12, 1), (0, 1, 30))])),
    "two, one of them open": Extreme(
        text=long([*steady(n=2, every=3, takes=(2,), open_now=1)])
    ),
    "all open": Extreme(
        text=long(steady(n=40, every=4, takes=(9,), open_now=40)),
        said=NAMED,
        end=(),
    ),
    "some open": Extreme(
        text=long(steady(n=120, every=4, takes=(1, 3, 6, 9, 30), open_now=6))
    ),
    "ties": Extreme(text=long(steady(n=60, every=4, takes=(3,), open_now=2))),
    "closed only": Extreme(
        text=long(
            case
            for case in steady(n=90, every=4, takes=(55, 60, 58, 59))
            if case[-1].split(",")[2] < "2024-12-31"
        )
    ),
    "dates only, one late": Extreme(
        text=dated(60, takes=(9, 20, 33), open_now=1, limit=0), said=DATES
    ),
    "dates only, all late": Extreme(
        text=dated(60, takes=(9, 20, 33), open_now=20, limit=1), said=DATES
    ),
    "dates only, one row": Extreme(text=dated(1, takes=(9,), open_now=0), said=DATES),
    "dates only, all at once": Extreme(
        text=dated(60, takes=(0,), open_now=3), said=DATES
    ),
    "one team": Extreme(
        text=long(steady(n=40, every=4, takes=(3, 5), open_now=3, teams=("North",)))
    ),
    "one step": Extreme(text=long(one_step()), said=NAMED, end=()),
    "one day": Extreme(
        text=long(
            a_case(f"C-{i}", LAST, (i / 96, i / 90, i / 80), team="North")
            for i in range(12)
        )
    ),
    "a jump": Extreme(text=long(jump())),
    "a backlog that falls": Extreme(text=long(falling())),
    "one of each fault": Extreme(text=dirty(1), is_read_only=True),
    "two of each fault": Extreme(text=dirty(2), is_read_only=True),
    "one of each fault in dates": Extreme(
        text=dirty_wide(1), said=DATES, is_read_only=True
    ),
    "two of each fault in dates": Extreme(
        text=dirty_wide(2), said=DATES, is_read_only=True
    ),
}
