"""Why is it due then? The limit, every day that did not count, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from mersey.clocks.due import due
from mersey.clocks.receipt import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.clocks.calendar import Calendar
    from mersey.clocks.clock import Clock, CountFrom, Source
    from mersey.clocks.due import Due, PausedDays

__all__ = ["SCHEMA", "Explanation", "explain"]

SCHEMA: Final = "mersey.clock/1"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A limit and what led to it.

    Attributes:
        clock: The version used, with `count_from` as used.
        calendar: The calendar used.
        due: The limit, and the days that did not count.
    """

    clock: Clock
    calendar: Calendar
    due: Due

    def as_data(self) -> dict[str, Any]:
        """The object `mersey.clock/1`: plain values, dates in ISO 8601."""
        found = self.due
        return {
            "schema": SCHEMA,
            "clock": self.clock.id,
            "start": _iso(found.start),
            "received": _iso(found.received),
            "due": _iso(found.due),
            "certainty": found.certainty,
            "not_counted": [
                {"date": _iso(day.date), "why": day.why} for day in found.not_counted
            ],
            "source": _source(self.clock.source),
        }


def explain(
    clock: Clock,
    start: date,
    *,
    calendar: Calendar | None = None,
    pauses: Iterable[PausedDays] = (),
    count_from: CountFrom | None = None,
) -> Explanation:
    """When a case that started then is due, and why; takes what `due` takes.

    Raises:
        UsageError: As `due` does.
    """
    if count_from is not None:
        clock = clock.model_copy(update={"count_from": count_from})
    days = calendar_of(clock, calendar)
    found = due(clock, start, calendar=days, pauses=pauses)
    return Explanation(clock=clock, calendar=days, due=found)


def _iso(day: date) -> str:
    if isinstance(day, datetime):
        return day.isoformat(timespec="seconds" if day.second else "minutes")
    return day.isoformat()


def _source(source: Source) -> dict[str, str | None]:
    return {
        "instrument": source.instrument,
        "provision": source.provision,
        "url": source.url,
        "words_kind": source.words_kind.value if source.words_kind else None,
        "checked_on": _iso(source.checked_on) if source.checked_on else None,
    }
