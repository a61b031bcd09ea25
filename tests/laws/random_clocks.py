"""Random clocks, starts and pauses, small enough to read when a law fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from hypothesis import strategies as st

from mersey.clocks import CALENDARS, Calendar, Clock, Due, due
from mersey.clocks.clock import (
    Authority,
    ClockStop,
    CountFrom,
    DayOff,
    Duration,
    Roll,
    RuleSource,
    Start,
    TimeUnit,
)

A_DAY = timedelta(days=1)
MOST = {TimeUnit.HOURS: 200, TimeUnit.MONTHS: 14, TimeUnit.WEEKS: 20}
FIRST, LAST = datetime.fromisoformat("2009-12-01"), datetime.fromisoformat("2029-03-01")

Span = tuple[date, date]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A clock, a start, pauses after it, and a holiday more."""

    clock: Clock
    start: datetime
    pauses: tuple[Span, ...] = ()
    holiday: date | None = None

    @property
    def calendar(self) -> Calendar:
        """The clock's own, with the holiday as one more."""
        own = CALENDARS[self.clock.calendar]
        if self.holiday is None:
            return own
        more = {**own.days_off, self.holiday: "an extra holiday"}
        return replace(own, days_off=MappingProxyType(more))

    def due(self) -> Due:
        return due(self.clock, self.start, calendar=self.calendar, pauses=self.pauses)

    def at(self, start: datetime) -> Asked:
        return replace(self, start=start)


@st.composite
def clocks(draw: st.DrawFn) -> Clock:
    unit = draw(st.sampled_from(TimeUnit))
    n = draw(st.integers(1, MOST.get(unit, 60)))
    cut_off = draw(st.sampled_from([None, time(17), time(16, 30)]))
    return Clock(
        id="example.clock",
        title="An example",
        authority=Authority.LOCAL,
        duration=Duration(n=n, unit=unit),
        start=Start(
            events=("in",), cut_off=cut_off, day_off=draw(st.sampled_from(DayOff))
        ),
        stop=ClockStop(events=("out",)),
        count_from=draw(st.sampled_from(CountFrom)),
        calendar=draw(st.sampled_from(list(CALENDARS))),
        due_roll=draw(st.sampled_from(Roll)),
        source=RuleSource(instrument="None"),
    )


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    clock = draw(clocks())
    start = draw(st.datetimes(FIRST, LAST)).replace(microsecond=0)
    pauses = []
    for _ in range(draw(st.integers(0, 3))):
        first = start.date() + A_DAY * draw(st.integers(1, 60))
        pauses.append((first, first + A_DAY * draw(st.integers(0, 20))))
    return Asked(
        clock=clock,
        start=start,
        pauses=tuple(pauses),
    )
