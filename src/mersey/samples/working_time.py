"""When the made-up borough's offices are open, and what "three working days on" is.

Days off follow the rules of the English bank holidays, plus the shut week between
Christmas and New Year that most councils have. For samples only: the clocks that count
legal time have calendars of their own.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time, timedelta

from mersey.clocks.bank_holiday_rules import easter

_DAY = timedelta(days=1)


class WorkingTime:
    """Opening hours laid end to end, so that waits can be added as working days.

    Args:
        first: First day covered.
        last: Last day covered; later moments are held at its closing time.
        opens: Hour at which work begins, such as 9.0.
        closes: Hour at which it ends.
    """

    def __init__(
        self, first: date, last: date, *, opens: float = 9.0, closes: float = 17.0
    ) -> None:
        span = (first + _DAY * n for n in range((last - first).days + 1))
        off = {
            day for year in range(first.year, last.year + 1) for day in days_off(year)
        }
        self._days = [day for day in span if day.weekday() < 5 and day not in off]
        self._working = frozenset(self._days)
        self._opens = opens
        self._hours = closes - opens

    def is_open(self, day: date) -> bool:
        """Whether `day` is a working day."""
        return day in self._working

    def position(self, moment: datetime) -> float:
        """Working days from the first opening until `moment`; shut hours count 0."""
        index = bisect_left(self._days, moment.date())
        if moment.date() not in self._working:
            return float(index)
        hour = moment.hour + moment.minute / 60
        return index + min(1.0, max(0.0, (hour - self._opens) / self._hours))

    def moment(self, position: float) -> datetime:
        """The moment at which `position` working days have passed, to the minute."""
        index = min(int(position), len(self._days) - 1)
        minutes = (self._opens + (position - int(position)) * self._hours) * 60
        return datetime.combine(self._days[index], time()) + timedelta(
            minutes=int(minutes)
        )

    def later(self, moment: datetime, working_days: float) -> datetime:
        """`moment` plus a number of working days; never before `moment`."""
        return max(moment, self.moment(self.position(moment) + working_days))


def days_off(year: int) -> tuple[date, ...]:
    """The weekdays on which offices are shut in `year`, in order."""
    sunday = easter(year)
    shut_week = (date(year, 12, 25) + _DAY * n for n in range(7))
    days = {
        date(year, 1, 1),
        sunday - _DAY * 2,
        sunday + _DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
        *shut_week,
    }
    return tuple(sorted(day for day in days if day.weekday() < 5))


def _monday_from(day: date) -> date:
    return day + _DAY * (-day.weekday() % 7)
