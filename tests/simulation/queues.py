"""Made-up queues whose parameters are known: their logs, and what a change truly does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mersey.forecast.whatif import WorkLog, work_log
from mersey.forecast.whatif.figures import flow_figures
from mersey.forecast.whatif.scenario import RunPeriod

WEEK_S = 604800.0
MONDAY = np.datetime64("2024-01-01T00:00:00", "us")


@dataclass(frozen=True, kw_only=True)
class Queue:
    """Cases that come at random, each with eight hours of work on average.

    Attributes:
        people: How many take cases from the line.
        load: Share of their time that is asked for.
        is_regular: Both arrivals and work are the same each time (D/D/1).
        has_own_lines: Each case is given to one person by lot, whose line it joins.
    """

    people: int = 1
    load: float = 0.8
    work_s: float = 8 * 3600.0
    is_regular: bool = False
    has_own_lines: bool = False

    @property
    def per_second(self) -> float:
        """How often cases come."""
        return self.load * self.people / self.work_s

    def drawn(self, draw: Any, since: float, until: float) -> tuple[Any, Any]:
        """When cases come, and the work in each."""
        if self.is_regular:
            arrival = np.arange(since, until, 1 / self.per_second)
            return arrival, np.full(len(arrival), self.work_s)
        n = draw.poisson(self.per_second * (until - since))
        return draw.uniform(since, until, n), draw.exponential(self.work_s, n)


def queue_log(
    queue: Queue, *, seed: int, weeks: int = 52, starts: bool = True
) -> WorkLog:
    """A year of the queue as a log: received by a clerk, worked on by a person."""
    draw = np.random.default_rng(seed)
    until = weeks * WEEK_S
    arrival, work = queue.drawn(draw, 0.0, until)
    order = np.argsort(arrival)
    arrival, work = arrival[order], work[order]
    began, ended, person = _taken(queue, arrival, work, draw)
    done = ended <= until
    n = len(arrival)
    case = np.r_[np.arange(n), np.flatnonzero(done)]
    begins = np.r_[arrival, began[done]] if starts else None
    return work_log(
        case,
        np.r_[np.repeat("Received", n), np.repeat("Decided", done.sum())],
        start=None if begins is None else _moments(begins),
        end=_moments(np.r_[arrival, ended[done]]),
        resource=np.r_[np.repeat("clerk", n), person[done]],
        team=np.r_[np.repeat("Intake", n), np.repeat("Office", done.sum())],
        closed=done[case],
        until=_moments(np.array(until)),
    )


def _moments(seconds: Any) -> Any:
    return MONDAY + np.round(seconds * 1e6).astype("timedelta64[us]")


def _taken(queue: Queue, arrival: Any, work: Any, draw: Any) -> tuple[Any, Any, Any]:
    """When each case was begun and ended, and by whom."""
    n, people = len(arrival), queue.people
    free = np.full(people, -np.inf)
    own = draw.integers(0, people, n)
    began, who = np.zeros(n), np.zeros(n, dtype=np.int64)
    for at in range(n):
        who[at] = own[at] if queue.has_own_lines else int(np.argmin(free))
        began[at] = max(arrival[at], free[who[at]])
        free[who[at]] = began[at] + work[at]
    return began, began + work, np.char.add("p", who.astype(str))


def true_changes(
    queue: Queue, factor: float, *, weeks: int = 26, n: int = 150
) -> dict[str, float]:
    """What so many times as many cases truly do to 26 weeks, by simulation of the queue.

    The cases added come at random, for nobody knows when they would.
    """
    until = weeks * WEEK_S
    period = RunPeriod(warm=-10 * WEEK_S, since=0.0, until=until)
    found = []
    for seed in range(n):
        draw = np.random.default_rng((77, seed))
        base = queue.drawn(draw, period.warm, until)
        n_more = draw.poisson(queue.per_second * (factor - 1) * until)
        extra = (
            draw.uniform(0.0, until, n_more),
            np.full(n_more, queue.work_s)
            if queue.is_regular
            else draw.exponential(queue.work_s, n_more),
        )
        both = tuple(np.r_[one, other] for one, other in zip(base, extra, strict=True))
        found.append([_figures(queue, told, period, seed) for told in (base, both)])
    return {
        name: float(
            np.mean([getattr(two[1], name) - getattr(two[0], name) for two in found])
        )
        for name in ("mean_days", "p85_days", "wip", "left", "throughput_per_week")
    }


def _figures(queue: Queue, told: tuple[Any, Any], period: RunPeriod, seed: int) -> Any:
    order = np.argsort(told[0])
    arrival, work = (one[order] for one in told)
    _, ended, _ = _taken(queue, arrival, work, np.random.default_rng(seed))
    return flow_figures(arrival, ended, period)
