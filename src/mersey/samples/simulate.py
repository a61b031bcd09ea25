"""How made-up cases come in, wait and move on. Everything random comes from one Dice.

Waits are sampled, so what was planted is known; only where a backlog is wanted does a
queue decide (`serve_in_turn`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from mersey.samples.working_time import WorkingTime

_WEEKDAY_SHARES: Final = (0.24, 0.21, 0.19, 0.18, 0.16, 0.01, 0.01)
_SHUT_DAY_FACTOR: Final = 0.1
_YEAR_DAYS: Final = 365.25


class Dice:
    """The only source of chance: a seeded generator with words of our own."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator

    def chance(self, share: float) -> bool:
        """True in `share` of all throws."""
        return float(self._generator.random()) < share

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return int(self._generator.integers(low, high + 1))

    def days(self, median: float, spread: float = 0.5) -> float:
        """A wait in days: lognormal, with that median and that sigma of its log."""
        return median * math.exp(spread * float(self._generator.standard_normal()))

    def count(self, mean: float) -> int:
        """How many of something that comes `mean` times on average (Poisson)."""
        return int(self._generator.poisson(mean))

    def pick(self, weights: Mapping[str, float]) -> str:
        """One of the keys, by weight."""
        left = float(self._generator.random()) * sum(weights.values())
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        return next(reversed(list(weights)))

    def one_of(self, options: Sequence[str]) -> str:
        """One of the options, each as likely as the next."""
        return options[int(self._generator.integers(len(options)))]

    def some_of(self, size: int, count: int) -> list[int]:
        """`count` different whole numbers below `size`, in rising order."""
        picked = self._generator.choice(size, size=count, replace=False)
        return sorted(int(n) for n in picked)

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return low + (high - low) * float(self._generator.random())


@dataclass(frozen=True, kw_only=True)
class SampleWindow:
    """The time a sample covers: Monday `start` to the end of the day `as_at`."""

    start: date
    as_at: date

    @property
    def change(self) -> date:
        """The Monday, a year before the end, on which changes are planted."""
        return _monday(self.as_at - timedelta(days=364))

    @property
    def weeks(self) -> float:
        """Length in weeks."""
        return ((self.as_at - self.start).days + 1) / 7

    def has(self, moment: datetime) -> bool:
        """Whether `moment` had come by the time of the extract."""
        return moment.date() <= self.as_at

    @classmethod
    def of_years(cls, years: int, as_at: date) -> SampleWindow:
        """The window of that many times 52 weeks up to `as_at`."""
        return cls(start=_monday(as_at - timedelta(days=364 * years)), as_at=as_at)


@dataclass(frozen=True, kw_only=True)
class SampleStep:
    """Something done in a case."""

    activity: str
    time: datetime
    start: datetime
    team: str = ""
    worker: str = ""


@dataclass(kw_only=True)
class Case:
    """A case while it unfolds: each step moves `now` on.

    Attributes:
        number: 0 for the first case to arrive.
        facts: What the case system knows of the case beside its steps.
        steps: All that will ever happen, past the date of the extract too.
    """

    number: int
    opened: datetime
    hours: WorkingTime
    facts: dict[str, str] = field(default_factory=dict)
    steps: list[SampleStep] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """When the latest step was done."""
        return self.steps[-1].time if self.steps else self.opened

    @property
    def days(self) -> int:
        """The whole lead time in days, known to the simulation alone."""
        return (self.now.date() - self.opened.date()).days

    def do(
        self,
        activity: str,
        after: float = 0.0,
        *,
        team: str = "",
        worker: str = "",
        takes: float = 0.0,
    ) -> None:
        """Begin a step `after` working days from now, and finish it `takes` later.

        With `after` 0 it begins at once, in shut hours too: that is how cases come in.
        """
        start = self.hours.later(self.now, after) if after else self.now
        done = self.hours.later(start, takes) if takes else start
        self.steps.append(
            SampleStep(
                activity=activity, time=done, start=start, team=team, worker=worker
            )
        )

    def when(self, activity: str) -> datetime | None:
        """When an activity was first done; None where it never is."""
        return next((s.time for s in self.steps if s.activity == activity), None)


def arrivals(
    dice: Dice,
    window: SampleWindow,
    hours: WorkingTime,
    *,
    per_week: float,
    season: Callable[[date], float] | None = None,
) -> list[datetime]:
    """When cases come in over the window, in order: Poisson, with Mondays busiest.

    Args:
        dice: Where chance comes from.
        window: The days covered.
        hours: Few cases come on days when it is shut.
        per_week: Cases in an ordinary week.
        season: Day → factor on the rate; None for no season.
    """
    times: list[datetime] = []
    for offset in range((window.as_at - window.start).days + 1):
        day = window.start + timedelta(days=offset)
        rate = (
            per_week * _WEEKDAY_SHARES[day.weekday()] * (season(day) if season else 1)
        )
        if day.weekday() < 5 and not hours.is_open(day):
            rate *= _SHUT_DAY_FACTOR
        minutes = (int(dice.between(8.5, 17.5) * 60) for _ in range(dice.count(rate)))
        midnight = datetime.combine(day, time())
        times += [midnight + timedelta(minutes=m) for m in sorted(minutes)]
    return times


def seasonal(amplitude: float, peak_day: int) -> Callable[[date], float]:
    """A factor that swings once a year by `amplitude`, highest on day `peak_day`."""

    def factor(day: date) -> float:
        turn = 2 * math.pi * (day.timetuple().tm_yday - peak_day) / _YEAR_DAYS
        return 1 + amplitude * math.cos(turn)

    return factor


def serve_in_turn(
    ready: Sequence[datetime], hours: WorkingTime, *, per_week: float
) -> list[datetime]:
    """When each is begun if at most `per_week` are in five working days, in turn.

    Args:
        ready: When each begins to wait, in rising order.
        hours: The working time in which they are begun.
        per_week: Capacity.
    """
    begun: list[datetime] = []
    free_from = 0.0
    for moment in ready:
        turn = max(hours.position(moment), free_from)
        free_from = turn + 5 / per_week
        begun.append(max(moment, hours.moment(turn)))
    return begun


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
