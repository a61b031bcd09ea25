"""How surprising an effect is, had the change fallen on other units.

With few councils errors by formula find an effect where there is none in a third of
cases or more. Here every way in which the starts could have fallen on the units is
tried, and the p-value is the share of them that show at least as much. It cannot fall
below one over their number: one council among J + 1 cannot reach 5% below J = 19.

Source: Fisher (1935); Conley & Taber (2011); Ernst (2004) for intervals by inversion.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.evidence.effect import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Starts = npt.NDArray[np.int64]

MOST_TRIED: Final = 4000
"""As many ways are all gone through; of more, so many are drawn."""

FEWEST_DRAWN: Final = 999
UNITS_WAYS: Final = 400_000
"""Units times ways, about a second: with over a hundred units fewer ways are drawn."""

SLACK: Final = 1e-9
"""Two ways that show as much but for rounding show as much."""


@dataclass(frozen=True, kw_only=True)
class Assignments:
    """Ways in which the starts could have fallen on the units.

    Attributes:
        starts: Shape (ways, units); the first row is how they fell.
        is_all: Every way is there; else the first and as many more as were drawn.
    """

    starts: Starts
    is_all: bool


@dataclass(frozen=True, kw_only=True)
class Permuted:
    """An effect judged by permuting who was treated.

    Attributes:
        p_value: Two-sided. smallest_p: No effect, however large, has a smaller one.
        interval: The effects that are not refuted; endless where none can be.
        standard_error: Spread of the effect over the other ways.
    """

    p_value: float
    smallest_p: float
    interval: Interval
    standard_error: float


def n_ways(starts: Starts) -> int:
    """In how many ways the starts can fall on the units."""
    ways = math.factorial(len(starts))
    for n in Counter(starts.tolist()).values():
        ways //= math.factorial(n)
    return ways


def smallest_p(starts: Starts, *, most: int | None = None) -> float:
    """The smallest p-value that can be reached: one over the ways tried."""
    return 1 / min(n_ways(starts), most or _most(starts))


def assignments(starts: Starts, *, seed: int, most: int | None = None) -> Assignments:
    """All ways in which the starts could have fallen, or so many drawn at random.

    Args:
        starts: Of each unit, as they fell.
        seed: For the draw; the same seed gives the same ways.
        most: Ways to try at most; None: as many as take about a second.
    """
    most = most or _most(starts)
    if n_ways(starts) > most:
        draw = np.random.default_rng(seed)
        drawn = [draw.permutation(starts) for _ in range(most - 1)]
        return Assignments(starts=np.vstack([starts, *drawn]), is_all=False)
    others = [way for way in _ways(starts) if way != tuple(starts.tolist())]
    rows = np.array([starts.tolist(), *others], dtype=np.int64)
    return Assignments(starts=rows, is_all=True)


def permutation_p(statistics: Floats) -> float:
    """Share of ways that show at least as much as the first, either way."""
    size = np.abs(statistics)
    return float((size >= size[0] - SLACK * max(size.max(), 1e-300)).mean())


def permuted(effects: Floats, shares: Floats, *, level: float = 0.95) -> Permuted:
    """An effect's p-value, and the interval of those that it does not refute.

    Were the true effect d, taking it off those treated would leave `effects − d shares`;
    d is refuted where that, as it fell, is among the largest.

    Args:
        effects: Of each way, the first as it fell.
        shares: What a true effect of 1, as it fell, adds to that of each way: 1 for the
            first, less where fewer of those really treated are.
        level: Of the interval.

    Raises:
        ValueError: A way whose effect cannot be taken.
    """
    if not (np.isfinite(effects).all() and np.isfinite(shares).all()):
        msg = "the effect cannot be taken for every way in which the starts could fall"
        raise ValueError(msg)
    others = effects[1:] - effects[0] * shares[1:]
    return Permuted(
        p_value=permutation_p(effects),
        smallest_p=1 / len(effects),
        interval=_not_refuted(effects, shares, level=level),
        standard_error=float(np.sqrt((others**2).mean())) if len(others) else math.inf,
    )


def _most(starts: Starts) -> int:
    return min(MOST_TRIED, max(FEWEST_DRAWN, UNITS_WAYS // len(starts)))


def _ways(starts: Starts) -> Iterator[tuple[int, ...]]:
    """Distinct orders of the starts, rising."""
    left = Counter(starts.tolist())
    kinds = sorted(left)

    def continued(before: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(before) == len(starts):
            yield before
            return
        for kind in kinds:
            if left[kind]:
                left[kind] -= 1
                yield from continued((*before, kind))
                left[kind] += 1

    return continued(())


def _not_refuted(effects: Floats, shares: Floats, *, level: float) -> Interval:
    """The effects with p of at least 1 − level.

    With |share| < 1 a way shows at least as much as it fell for d between two crossings,
    and the effect as it fell, at which nothing is left, lies between them. So p falls to
    either side of it, and an end is where the last way that is needed drops out.
    """
    a, b, s = effects[0], effects[1:], shares[1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.sort([(a - b) / (1 - s), (b + a) / (1 + s)], axis=0)
    is_always = np.isnan(ends).any(axis=0)  # it shows as much whatever is taken off
    ends[:, is_always] = [[-math.inf], [math.inf]]
    needed = _fewest(len(effects), level) - 1  # beside the way it fell
    if needed == 0:
        return Interval(low=-math.inf, high=math.inf, level=level)
    low, high = np.sort(ends[0])[needed - 1], np.sort(ends[1])[-needed]
    return Interval(low=float(min(low, a)), high=float(max(high, a)), level=level)


def _fewest(n: int, level: float) -> int:
    """Fewest ways whose share among n is at least 1 − level."""
    return next(k for k in range(1, n + 1) if k / n >= 1 - level)
