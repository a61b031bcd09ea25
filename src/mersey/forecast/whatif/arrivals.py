"""When do cases come? Days of the log, drawn again: the same weekday, at the same season.

A drawn day keeps its number of cases and their hours, so how uneven the days are is kept
as well. Each case carries chances of its own, drawn whether they are used or not, so
that a change of demand adds or removes cases and moves no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from mersey.forecast.whatif.model import WhatIfModel

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

DAY_S: Final = 86400.0
WEEK_DAYS: Final = 7
A_YEAR: Final = 365
TWO_YEARS: Final = 730
SEASON_DAYS: Final = 45
"""With two years of log, days are drawn from within so many of the same date."""

FEWEST_LIKE_DAYS: Final = 4
"""Days to draw from, below which season and then the last year are let go."""


@dataclass(frozen=True, kw_only=True)
class Arrivals:
    """Cases that come, by time, with what chance decided for each.

    Attributes:
        time: Seconds since a Monday 00:00, rising.
        pattern: Which case of the log each one repeats.
        stays: In 0–1: with demand cut to a share s, cases with `stays` < s still come.
        repeats: In 0–1: its rework is spared where this is below the share spared.
    """

    time: Floats
    pattern: Integers
    stays: Floats
    repeats: Floats


def draw_arrivals(
    model: WhatIfModel, *, since: float, until: float, seed: tuple[int, ...]
) -> Arrivals:
    """Cases of whole days from `since` up to `until`."""
    random = np.random.default_rng(seed)
    first_day = int(model.since // DAY_S)
    days = np.arange(int(since // DAY_S), int(np.ceil(until / DAY_S)))
    held = (model.opened // DAY_S).astype(np.int64)
    source = np.arange(first_day, first_day + model.n_days)
    times: list[Floats] = []
    for day in days.tolist():
        drawn = _drawn(random, _like(day, source), first_day, model.day_weight)
        low, high = np.searchsorted(held, [drawn, drawn + 1])
        times.append(model.opened[low:high] + (day - drawn) * DAY_S)
    time = np.sort(np.concatenate(times)) if times else np.zeros(0)
    time = time[(time >= since) & (time < until)]
    weight = model.patterns.weight
    return Arrivals(
        time=time,
        pattern=random.choice(weight.size, size=time.size, p=weight),
        stays=random.random(time.size),
        repeats=random.random(time.size),
    )


def _drawn(
    random: np.random.Generator, like: Integers, first: int, weight: Floats | None
) -> int:
    """One of the days, each by its weight; by one chance, whatever the weights are."""
    chance = random.random()
    if weight is None:
        return int(like[int(chance * like.size)])
    gathered = np.cumsum(weight[like - first])
    return int(like[np.searchsorted(gathered, chance * gathered[-1], side="right")])


def _like(day: int, source: Integers) -> Integers:
    """The days of the log that are like that day."""
    same: Integers = source[source % WEEK_DAYS == day % WEEK_DAYS]
    if same.size == 0:
        return source
    if source.size >= TWO_YEARS:
        apart = np.abs((same - day + A_YEAR // 2) % A_YEAR - A_YEAR // 2)
        near: Integers = same[(apart <= SEASON_DAYS) & (same > source[-1] - TWO_YEARS)]
        if near.size >= FEWEST_LIKE_DAYS:
            return near
    recent: Integers = same[same > source[-1] - A_YEAR]
    return recent if recent.size >= FEWEST_LIKE_DAYS else same
