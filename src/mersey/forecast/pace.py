"""Since when is the past like now? A rule for changes of pace, and futures that follow it.

Weeks are taken to go on at one level until it changes, once in fifty weeks. What is
known at each week is the chance of every length of the last stretch at one level. Each
future then goes on from a stretch drawn by those chances: where the pace has changed, from
the weeks since; where that is in doubt, from both, so that its range is wide. A change is
*told* where four chances in five lie within three weeks of one date; how often that
happens where nothing changed is measured in `docs/reference/forecast-accuracy.md`. The
turns of a season that two years show are no changes (`yearly.py`). Source:
Adams and MacKay (2007), Bayesian online changepoint detection, with known variance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.bootstrap import BLOCK_WEEKS, Stretch, futures, recent_level
from mersey.forecast.yearly import has_season, without_season

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

A_CHANGE: Final = 0.02
"""Chance that a week begins a new level."""

WIDTH_OF_LEVELS: Final = 0.35
"""Standard deviation of new levels, as a share of how large weeks are."""

TOLD: Final = 0.8
NEAR_WEEKS: Final = 3

FEWEST_SINCE: Final = 4
"""Weeks since a change of pace, below which nothing is foretold."""

LONG: Final = 20
"""Weeks at one level from which they are drawn alone; shorter stretches borrow their
spread from the whole history."""

LENGTHS: Final = (20, 26, 35, 52, 78, 104, 156, 260, 522)
"""Long stretches are cut to one of these, so that few draws are made."""

_LENGTHS: Final = np.array(LENGTHS)

SPREAD_OF_NORMAL: Final = 1.4826
"""Standard deviation over median absolute deviation, of a normal distribution."""

BLOCK: Final = 4

AROUND: Final = 9
"""Weeks whose median is the level of the one in their middle."""

OF_MEDIAN: Final = 1.03
"""A week is part of its own median: 1 over the root of 1 + 0.166 - 2/9 (normal, nine)."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """The stretches at one level in a history of weeks.

    Attributes:
        weeks: The history, oldest first.
        chances: For each number of weeks known, from 1 on, the chance of each length of
            the last stretch, from 1 week on.
        changes: Weeks before each change that is told, rising.
    """

    weeks: Any
    chances: tuple[Any, ...]
    changes: tuple[int, ...]

    @property
    def n_weeks(self) -> int:
        """How many weeks there are."""
        return len(self.weeks)

    @property
    def n_since(self) -> int:
        """Weeks since the last change that is told; all of them where none is."""
        return self.n_weeks - (self.changes[-1] if self.changes else 0)

    @property
    def before_and_since(self) -> tuple[float, float]:
        """Mean of the stretch before the last change told, and of the weeks since."""
        begin = self.changes[-2] if len(self.changes) > 1 else 0
        last = self.changes[-1]
        return float(self.weeks[begin:last].mean()), float(self.weeks[last:].mean())

    def is_crossed(self, known: int, horizon: int) -> bool:
        """Whether a change that is told undid a forecast made at `known`.

        It came in the weeks foretold, or so shortly before them that nothing would have
        been foretold.
        """
        return any(
            known - FEWEST_SINCE < change < known + horizon for change in self.changes
        )


def pace_of(weeks: Any) -> Pace:
    """The stretches of weekly counts, or of sums with signs: a float array."""
    chances = _chances(weeks, _variance(weeks))
    changes = without_season(weeks, _changes) if has_season(weeks) else _told(chances)
    return Pace(weeks=weeks, chances=chances, changes=changes)


def ahead(pace: Pace, horizon: int, *, n: int, seed: int, is_count: bool = True) -> Any:
    """Futures of the weeks to come: (n, horizon).

    Args:
        pace: The history.
        horizon: Weeks to come.
        n: How many futures.
        seed: Same seed, same futures.
        is_count: False for sums with signs, which have no level to follow.
    """
    seeds = {pace.n_weeks: seed}
    return ahead_of_each(pace, horizon, n=n, seeds=seeds, is_count=is_count)[0]


def ahead_of_each(
    pace: Pace, horizon: int, *, n: int, seeds: Mapping[int, int], is_count: bool = True
) -> Any:
    """Futures as they would have been drawn at earlier weeks: (weeks, n, horizon).

    Args:
        pace: The history.
        horizon: Weeks to come.
        n: How many futures, for each.
        seeds: Weeks known then, at least four, with the seed of its draws.
        is_count: False for sums with signs, which have no level to follow.
    """
    out = np.empty((len(seeds), n, horizon))
    stretches, rows, levels = [], [np.zeros(0, np.int64)], []
    for i, (known, seed) in enumerate(seeds.items()):
        weeks = pace.weeks[:known]
        draw = np.random.default_rng((seed, known))
        length = np.minimum(_drawn_places(pace.chances[known - 1], n, draw) + 1, known)
        is_long = (length >= LONG) | (length == known)
        short = length[~is_long]
        out[i, ~is_long] = _short(weeks, short, horizon, draw, is_count=is_count)
        cut = _cut(length[is_long], known)
        rows.append(np.flatnonzero(is_long)[np.argsort(cut, kind="stable")] + n * i)
        for one in _stretches(cut, known, seed):
            stretches.append(one)
            column = weeks[one.begin :, None]
            levels.append(recent_level(column)[0] if is_count else 1.0)
    if stretches:
        drawn = futures(pace.weeks, stretches, horizon)
        level = np.repeat(levels, [one.n for one in stretches])[:, None]
        out.reshape(-1, horizon)[np.concatenate(rows)] = drawn * level
    return out


def _drawn_places(chances: Any, n: int, draw: Any) -> Any:
    """Places drawn by those chances: the draws of `Generator.choice`, without its checks."""
    up_to = np.cumsum(chances)
    return np.searchsorted(up_to / up_to[-1], draw.random(n), side="right")


def _cut(length: Any, known: int) -> Any:
    """The last weeks from which each is drawn, that are as many or a few less."""
    cut = _LENGTHS[np.searchsorted(_LENGTHS, length, side="right") - 1]
    return np.where((length == known) | (cut > known), known, cut)


def _stretches(cut: Any, known: int, seed: int) -> Iterator[Stretch]:
    """The last weeks of those known, the shortest first."""
    counts = np.bincount(cut)
    for length in np.flatnonzero(counts).tolist():
        n, begin = int(counts[length]), known - length
        yield Stretch(begin=begin, end=known, n=n, seed=seed + length)


def _short(weeks: Any, length: Any, horizon: int, draw: Any, *, is_count: bool) -> Any:
    """From each stretch's mean, with how far weeks lay from theirs before.

    The mean is itself of few weeks: as many drawn weeks are let move it.
    """
    spread, level = _apart(weeks, is_count=is_count)
    counts = np.bincount(length)
    lengths = np.flatnonzero(counts)
    drawn = _drawn(spread, lengths, counts[lengths], horizon, draw=draw)
    mean = np.cumsum(weeks[::-1])[lengths - 1] / lengths  # exact: whole numbers
    size = np.ones(len(lengths))
    if is_count and level > 0:
        size = np.sqrt(np.maximum(mean, 0.0) / level)
    of_each = np.repeat(np.arange(len(lengths)), counts[lengths])
    out = np.empty((len(length), horizon))
    out[np.argsort(length, kind="stable")] = (
        mean[of_each, None] + size[of_each, None] * drawn
    )
    return np.maximum(out, 0.0) if is_count else out


def _drawn(spread: Any, lengths: Any, counts: Any, horizon: int, *, draw: Any) -> Any:
    """How far each week to come lies from its stretch's mean, the shortest first.

    One draw serves all: a call for each length, some twenty for every week looked back
    to, took a sixth of a look.
    """
    block = min(BLOCK_WEEKS, len(spread))
    own, ahead = -(-lengths // block), -(-horizon // block)
    ends = np.cumsum(counts * (own + ahead)).tolist()
    begins = draw.integers(0, len(spread) - block + 1, size=ends[-1] if ends else 0)
    weeks = spread[begins[:, None] + np.arange(block)]
    found = np.empty((int(counts.sum()), horizon))
    done = 0
    each = zip(lengths.tolist(), counts.tolist(), own.tolist(), ends, strict=True)
    for one, n, n_own, end in each:
        begin, middle = end - n * (n_own + ahead), end - n * ahead
        shifts = (
            np.add.reduce(weeks[begin:middle].reshape(n, -1)[:, :one], axis=1) / one
        )
        noise = weeks[middle:end].reshape(n, -1)[:, :horizon]
        np.add(shifts[:, None], noise, out=found[done : done + n])
        done += n
    return found


def _apart(weeks: Any, *, is_count: bool) -> tuple[Any, float]:
    """How far weeks lay from the median of those around them, and the level meant.

    A median keeps a step a step. Counts are set to one level first: they spread as the
    root of it.
    """
    around = _around(weeks)
    level = float(np.mean(weeks)) if is_count else 1.0
    apart = (weeks - around) * OF_MEDIAN
    if is_count and level > 0:
        apart = apart * np.sqrt(level / np.maximum(around, 0.1 * level))
    return apart - apart.mean(), level


def _around(weeks: Any) -> Any:
    """The median of the weeks around each; at the ends they are mirrored."""
    side = AROUND // 2
    if len(weeks) > side:
        ends = weeks[side:0:-1], weeks[-2 : -side - 2 : -1]
        padded = np.concatenate([ends[0], weeks, ends[1]])
    else:
        padded = np.pad(weeks, side, mode="reflect")
    places = np.arange(len(weeks))[:, None] + np.arange(AROUND)
    return np.partition(padded[places], side, axis=1)[:, side]


def _variance(weeks: Any) -> float:
    """Of a week around its level, such that means of four have theirs right.

    From differences, which a change of level hardly moves. 0 where all weeks are alike.
    """
    if len(weeks) < 2:
        return 0.0
    weekly = float(np.mean(np.diff(weeks) ** 2)) / 2
    sums = np.cumsum(np.concatenate([[0.0], weeks]))
    blocks = (sums[BLOCK:] - sums[:-BLOCK]) / BLOCK
    apart = np.abs(blocks[BLOCK:] - blocks[:-BLOCK])
    if not len(apart):
        return weekly
    lasting = BLOCK / 2 * (SPREAD_OF_NORMAL * float(np.median(apart))) ** 2
    return max(weekly, lasting)


def _chances(weeks: Any, variance: float) -> tuple[Any, ...]:
    """The chance of each length of the last stretch, as known after each week."""
    if variance == 0:
        return tuple(np.eye(known)[-1] for known in range(1, len(weeks) + 1))
    middle = float(np.median(weeks))
    width = WIDTH_OF_LEVELS * max(float(np.abs(weeks).mean()), 1e-9)
    held = variance / width**2
    found = [np.ones(1)]
    sums, counts = np.array([weeks[0]]), np.ones(1)
    for week in weeks[1:]:
        apart = week - (held * middle + sums) / (held + counts)
        stays = found[-1] * _density(apart, variance * (1 + 1 / (held + counts)))
        new = A_CHANGE * _density(week - middle, variance * (1 + 1 / held))
        both = np.concatenate([[new], (1 - A_CHANGE) * stays]) + 1e-300
        found.append(both / both.sum())
        sums = np.concatenate([[week], sums + week])
        counts = np.concatenate([[1.0], counts + 1])
    return tuple(found)


def _density(apart: Any, variance: Any) -> Any:
    return np.exp(-0.5 * apart**2 / variance) / np.sqrt(variance)


def _changes(weeks: Any) -> tuple[int, ...]:
    return _told(_chances(weeks, _variance(weeks)))


def _told(chances: tuple[Any, ...]) -> tuple[int, ...]:
    """Changes by which the weeks are cut, from the last back, while each is sure."""
    found: list[int] = []
    known = len(chances)
    while known:
        now = chances[known - 1]
        length = int(np.argmax(now)) + 1
        near = now[max(length - 1 - NEAR_WEEKS, 0) : length + NEAR_WEEKS]
        if length >= known or near.sum() < TOLD:
            break
        known -= length
        found.append(known)
    return tuple(reversed(found))
