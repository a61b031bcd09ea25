"""Why is it due then? The limit, every day that did not count, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from mersey.clocks.due import due
from mersey.clocks.receipt import calendar_of
from mersey.clocks.waits import work_out_waits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.clocks.calendar import Calendar
    from mersey.clocks.clock import Clock, CountFrom, RuleSource
    from mersey.clocks.due import Due, PausedDays
    from mersey.clocks.waits import WaitUsed

SCHEMA: Final = "mersey.clock/1"


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """A limit and what led to it.

    Attributes:
        clock: The version used, with `count_from` as used.
        calendar: The calendar used.
        due: The limit, and the days that did not count; its start is the one that
            counts.
        start: The first start; earlier than that of `due` where a wait began it anew.
        waits: What the case waited for, and by which rule that was counted.
    """

    clock: Clock
    calendar: Calendar
    due: Due
    start: date
    waits: tuple[WaitUsed, ...] = ()

    @property
    def started_again(self) -> bool:
        """Whether a wait began the clock anew."""
        return self.start != self.due.start

    def as_data(self) -> dict[str, Any]:
        """The object `mersey.clock/1`: plain values, dates in ISO 8601."""
        found = self.due
        return {
            "schema": SCHEMA,
            "clock": self.clock.id,
            "start": _iso(self.start),
            "received": _iso(found.received),
            "due": _iso(found.due),
            "certainty": found.certainty,
            "not_counted": [
                {"date": _iso(day.date), "why": day.why} for day in found.not_counted
            ],
            "source": _source(self.clock.source),
            **self._waits_as_data(),
        }

    def _waits_as_data(self) -> dict[str, Any]:
        """Nothing where the case did not wait."""
        if not self.waits:
            return {}
        again = {"started_again": _iso(self.due.start)} if self.started_again else {}
        return again | {
            "pauses": [
                {
                    "kind": one.wait.kind,
                    "rule": "starts_again" if one.restarts else "pauses",
                    "begin": _iso(one.begin),
                    "finish": _iso(one.finish),
                }
                for one in self.waits
            ]
        }


def explain(
    clock: Clock,
    start: date,
    *,
    calendar: Calendar | None = None,
    pauses: Iterable[PausedDays] = (),
    waits: Sequence[WaitUsed] = (),
    count_from: CountFrom | None = None,
) -> Explanation:
    """When a case that started then is due, and why; takes what `due` takes.

    `waits` are counted by the clock's own rules; `pauses` are days left out as given.

    Raises:
        UsageError: As `due` does.
    """
    if count_from is not None:
        clock = clock.model_copy(update={"count_from": count_from})
    days = calendar_of(clock, calendar)
    waited = work_out_waits(clock, start, waits)
    spans = [*pauses, *waited.pauses]
    found = due(clock, waited.start, calendar=days, pauses=spans)
    return Explanation(
        clock=clock, calendar=days, due=found, start=start, waits=tuple(waits)
    )


def _iso(day: date) -> str:
    if isinstance(day, datetime):
        return day.isoformat(timespec="seconds" if day.second else "minutes")
    return day.isoformat()


def _source(source: RuleSource) -> dict[str, str | None]:
    return {
        "instrument": source.instrument,
        "provision": source.provision,
        "url": source.url,
        "words": source.words,
        "words_kind": source.words_kind.value if source.words_kind else None,
        "checked_on": _iso(source.checked_on) if source.checked_on else None,
    }
