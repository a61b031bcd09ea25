"""The calendars that come with mersey: the parts of the kingdom, their union, and none.

The list is data of our own with a horizon, `calendars/bank_holidays.json`, which names
where each day is from; what lies past the horizon is projected by the standing rules.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from mersey.clocks.bank_holiday_rules import PARTS, rule_holidays
from mersey.clocks.calendar import Calendar

LIST: Final = Path(__file__).parent / "calendars" / "bank_holidays.json"

PROJECTED_UNTIL: Final = 2060
"""The last year that rules are worked out for; later days count unless at a weekend."""

UNION: Final = "uk_union"
NONE: Final = "none"
KINGDOM: Final = "any part of the United Kingdom"


class _Calendars(Mapping[str, Calendar]):
    """Calendar by id; each is read when it is first asked for."""

    def __getitem__(self, name: str) -> Calendar:
        if name not in (*PARTS, UNION, NONE):
            raise KeyError(name)
        return _calendar(name)

    def __iter__(self) -> Iterator[str]:
        yield from (*PARTS, UNION, NONE)

    def __len__(self) -> int:
        return len(PARTS) + 2


CALENDARS: Final[Mapping[str, Calendar]] = _Calendars()
"""The calendars by id: `england_wales`, `scotland`, `northern_ireland`, `uk_union` (a
bank holiday of any part does not count, nor do Good Friday and Christmas Day, as the
Freedom of Information Act 2000, s.10(6), says) and `none` (weekends alone)."""


@cache
def _calendar(name: str) -> Calendar:
    if name == NONE:
        return Calendar(id=NONE, title="no holidays", days_off=MappingProxyType({}))
    said = _data()
    is_union = name == UNION
    days_off = _union() if is_union else _days_off(name)
    return Calendar(
        id=name,
        title=KINGDOM if is_union else said["parts"][name]["title"],
        days_off=MappingProxyType(days_off),
        first=date.fromisoformat(said["first"]),
        horizon=date.fromisoformat(said["horizon"]),
        source=said["sources"]["govuk"]["url"],
    )


@cache
def _data() -> dict[str, Any]:
    said: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    return said


@cache
def _days_off(part: str) -> dict[date, str]:
    """The listed holidays of a part, and the projected ones after its horizon."""
    said = _data()
    horizon = date.fromisoformat(said["horizon"])
    found = {
        date.fromisoformat(row["date"]): str(row["name"])
        for row in said["parts"][part]["holidays"]
    }
    for year in range(horizon.year, PROJECTED_UNTIL + 1):
        for day, name in rule_holidays(part, year).items():
            if day > horizon:
                found[day] = f"{name} (projected)"
    return found


def _union() -> dict[date, str]:
    """Days off in any part, and where: "Scotland: Summer bank holiday"."""
    places: dict[date, dict[str, list[str]]] = {}
    for part in PARTS:
        for day, name in _days_off(part).items():
            places.setdefault(day, {}).setdefault(name, []).append(
                _data()["parts"][part]["title"]
            )
    return {day: _named(kept) for day, kept in sorted(places.items())}


def _named(kept: Mapping[str, list[str]]) -> str:
    """Names with where each is kept; a name kept everywhere stands alone."""
    if len(kept) == 1 and len(next(iter(kept.values()))) == len(PARTS):
        return next(iter(kept))
    return "; ".join(f"{_listed(where)}: {name}" for name, where in kept.items())


def _listed(places: list[str]) -> str:
    """`England, Wales and Northern Ireland`, from titles that hold an "and" themselves."""
    single = [place for title in places for place in title.split(" and ")]
    head = ", ".join(single[:-1])
    return f"{head} and {single[-1]}" if head else single[-1]
