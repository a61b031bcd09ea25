"""Made-up paths of cases, for the tests beside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mersey.forecast.as_known import CasePaths

NEVER = float("nan")

Case = tuple[float, float, Sequence[tuple[float, int]]]
"""Opened, closed (NaN for open), and (time, stage) of each event."""


def paths(
    cases: Sequence[Case], *, as_at: float, ends: Sequence[int] = ()
) -> CasePaths:
    """The cases as paths; stages in `ends` end a case."""
    times = [time for _, _, events in cases for time, _ in events]
    stages = [stage for _, _, events in cases for _, stage in events]
    places = [i for i, (_, _, events) in enumerate(cases) for _ in events]
    return CasePaths(
        opened=np.array([opened for opened, _, _ in cases], dtype=float),
        closed=np.array([closed for _, closed, _ in cases], dtype=float),
        given_up=np.full(len(cases), NEVER),
        kind=np.zeros(len(cases), dtype=np.int64),
        case=np.array(places, dtype=np.int64),
        time=np.array(times, dtype=float),
        stage=np.array(stages, dtype=np.int64),
        is_end=np.isin(stages, list(ends)),
        stages=tuple("abcdef"),
        as_at=as_at,
    )


def two_speeds(n: int, *, seed: int, as_at: float = 400.0) -> CasePaths:
    """Cases that are quick (stage 0, mean 5 days) or slow (stage 1, mean 50 days)."""
    draw = np.random.default_rng(seed)
    opened = np.sort(draw.uniform(0, as_at, n))
    stage = draw.integers(0, 2, n)
    closed = opened + draw.exponential(np.where(stage == 0, 5.0, 50.0))
    closed = np.where(closed <= as_at, closed, NEVER)
    rows = zip(opened, closed, stage, strict=True)
    return paths([(o, c, [(o, int(s))]) for o, c, s in rows], as_at=as_at)
