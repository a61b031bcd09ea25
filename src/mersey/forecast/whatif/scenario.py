"""The work of one imagined period: arrivals, their paths, and what a change makes of them.

Common random numbers: every chance is drawn from the seed alone, by purpose, before the
change is looked at (Law, 2015, §11.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.forecast.whatif.arrivals import Arrivals, draw_arrivals
from mersey.forecast.whatif.changes import Triage
from mersey.forecast.whatif.simulation import Workload

if TYPE_CHECKING:
    from mersey.forecast.whatif.changes import Changes
    from mersey.forecast.whatif.model import WhatIfModel
    from mersey.forecast.whatif.simulation import Run

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

WEEK_S: Final = 604800.0
BASE, MORE, BACKLOG, PAST = range(4)
"""Streams of chance."""


@dataclass(frozen=True, kw_only=True)
class RunPeriod:
    """When a run warms up, and between which moments it is measured; seconds."""

    warm: float
    since: float
    until: float

    @property
    def weeks(self) -> float:
        """How long it is measured for."""
        return (self.until - self.since) / WEEK_S


def workload(
    model: WhatIfModel,
    changes: Changes,
    period: RunPeriod,
    *,
    seed: int,
    replication: int,
    settled: Flags | None = None,
) -> tuple[Workload, Integers]:
    """The work, and which case of the log each simulated one repeats.

    `settled` marks the first tasks, those that had begun before the change was made.
    """
    parts = [_base(model, changes, period, (seed, replication))]
    n_more = int(np.ceil(max(changes.arrivals, _most(changes)) - 1))
    parts += [
        _more(model, changes, period, (seed, replication, stream))
        for stream in range(max(n_more, 0))
    ]
    if changes.backlog:
        parts.append(_backlog(model, changes, period, (seed, replication)))
    arrivals = _merged(parts)
    return spread_out(model, changes, arrivals, settled=settled), arrivals.pattern


def settled_by(run: Run, work: Workload, since: float) -> Flags:
    """Of the cases that came before that moment, which tasks had begun by then."""
    n_tasks = work.first[np.searchsorted(work.arrival, since)]
    return np.asarray(run.began[:n_tasks] < since)


def _most(changes: Changes) -> float:
    return changes.arrivals * (changes.surge.factor if changes.surge else 1.0)


def _wanted(changes: Changes, period: RunPeriod, time: Floats) -> Floats:
    """How many times as often cases come, at each time; nothing changes in warm-up."""
    wanted = np.where(time >= period.since, changes.arrivals, 1.0)
    if changes.surge:
        end = period.since + changes.surge.weeks * WEEK_S
        surging = (time >= period.since) & (time < end)
        wanted = np.where(surging, wanted * changes.surge.factor, wanted)
    return np.asarray(wanted)


def _base(
    model: WhatIfModel, changes: Changes, period: RunPeriod, seed: tuple[int, ...]
) -> Arrivals:
    """The log's own cases up to its end, and imagined ones from there."""
    begins = float(np.clip(model.until, period.warm, period.since))
    drawn = draw_arrivals(model, since=begins, until=period.until, seed=(*seed, BASE))
    came = _some(drawn, drawn.stays < _wanted(changes, period, drawn.time))
    return _merged([_past(model, period, seed), came])


def _past(model: WhatIfModel, period: RunPeriod, seed: tuple[int, ...]) -> Arrivals:
    random = np.random.default_rng((*seed, PAST))
    time, pattern = model.past.drawn(period.warm, model.patterns.weight, random)
    known = time < period.since
    return Arrivals(
        time=time[known],
        pattern=pattern[known],
        stays=random.random(int(known.sum())),
        repeats=random.random(int(known.sum())),
    )


def _more(
    model: WhatIfModel, changes: Changes, period: RunPeriod, seed: tuple[int, ...]
) -> Arrivals:
    *start, stream = seed
    drawn = draw_arrivals(
        model, since=period.warm, until=period.until, seed=(*start, MORE, stream)
    )
    left = _wanted(changes, period, drawn.time) - 1 - stream
    return _some(drawn, drawn.stays < left)


def _backlog(
    model: WhatIfModel, changes: Changes, period: RunPeriod, seed: tuple[int, ...]
) -> Arrivals:
    random = np.random.default_rng((*seed, BACKLOG))
    n, weight = changes.backlog, model.patterns.weight
    return Arrivals(
        time=np.full(n, period.since),
        pattern=random.choice(weight.size, size=n, p=weight),
        stays=random.random(n),
        repeats=random.random(n),
    )


def _some(arrivals: Arrivals, kept: npt.NDArray[np.bool_]) -> Arrivals:
    return Arrivals(
        time=arrivals.time[kept],
        pattern=arrivals.pattern[kept],
        stays=arrivals.stays[kept],
        repeats=arrivals.repeats[kept],
    )


def _merged(parts: list[Arrivals]) -> Arrivals:
    time = np.concatenate([one.time for one in parts])
    order = np.argsort(time, kind="stable")
    return Arrivals(
        time=time[order],
        pattern=np.concatenate([one.pattern for one in parts])[order],
        stays=np.concatenate([one.stays for one in parts])[order],
        repeats=np.concatenate([one.repeats for one in parts])[order],
    )


def spread_out(
    model: WhatIfModel,
    changes: Changes,
    arrivals: Arrivals,
    *,
    settled: Flags | None = None,
) -> Workload:
    """Each arrival's tasks, as the case that it repeats had them, with the changes."""
    from_ = model.patterns
    first, sizes = _rows(from_.first, arrivals.pattern)
    rows = _ranges(from_.first[:-1][arrivals.pattern], sizes)
    case = np.repeat(np.arange(arrivals.time.size), sizes)
    shift = first[:-1][case] - from_.first[:-1][arrivals.pattern][case]
    n_followers = np.diff(from_.follower_first)[rows]
    places = _ranges(from_.follower_first[:-1][rows], n_followers)
    activity = from_.activity[rows]
    spared = from_.is_repeat[rows] & (arrivals.repeats[case] < changes.rework)
    scale = _scale(model, changes, activity, first=first[:-1][sizes > 0])
    if settled is not None:
        spared[: settled.size] &= ~settled
        scale[: settled.size][settled] = 1.0
    work = from_.work[rows] * scale
    return Workload(
        arrival=arrivals.time,
        first=first,
        team=np.where(spared, -1, from_.team[rows]),
        work=work,
        delay=from_.delay[rows] * scale,
        rank=_rank(model, changes, (arrivals.time[case], work, activity)),
        n_before=from_.n_before[rows],
        follower_first=np.concatenate([[0], np.cumsum(n_followers)]),
        follower=from_.follower[places] + np.repeat(shift, n_followers),
    )


def _scale(
    model: WhatIfModel, changes: Changes, activity: Integers, *, first: Integers
) -> Floats:
    """So many times as long as each task takes.

    A stage is the time from a step to the next one, as the page has it. Where the log
    records when work began, it is the step's own work and its own delay.
    """
    times = np.ones(len(model.activities))
    for name, factor in changes.stages.items():
        times[model.activities.index(name)] = factor
    if model.has_starts:
        return times[activity]
    after = np.roll(times[activity], 1)
    after[first] = 1.0
    return after


def _rank(
    model: WhatIfModel, changes: Changes, told: tuple[Floats, Floats, Integers]
) -> Floats:
    arrival, work, activity = told
    if changes.triage is Triage.SHORTEST:
        return work
    if changes.triage is Triage.OLDEST:
        return arrival
    if changes.triage is Triage.PRIORITY:
        ahead = [model.activities.index(name) for name in changes.first]
        return np.where(np.isin(activity, ahead), 0.0, 1.0)
    return np.zeros(work.size)


def _rows(first: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """Where each chosen case's tasks begin when laid out one after another."""
    sizes = np.diff(first)[chosen]
    return np.concatenate([[0], np.cumsum(sizes)]), sizes


def _ranges(starts: Integers, sizes: Integers) -> Integers:
    """`starts[0]`, `starts[0] + 1`, … for each, one range after another."""
    ends = np.cumsum(sizes)
    before = np.repeat(ends - sizes, sizes)
    within = np.arange(int(sizes.sum())) - before
    return np.repeat(starts, sizes) + within
