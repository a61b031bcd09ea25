"""Cases as designs see them, made up."""

from __future__ import annotations

import numpy as np

from mersey.evidence.observed import CaseTimes

__all__ = ["FIRST_DAY", "case_times"]

FIRST_DAY = np.datetime64("2024-01-01")


def case_times(
    days: np.ndarray,
    ended: np.ndarray,
    *,
    opened_day: np.ndarray | None = None,
    way: np.ndarray | None = None,
    group: np.ndarray | None = None,
) -> CaseTimes:
    """Cases that all open on one day, end in one way and form one group, unless told."""
    n = days.size
    opened = np.zeros(n, dtype=int) if opened_day is None else opened_day
    return CaseTimes(
        opened=FIRST_DAY + opened.astype("timedelta64[D]"),
        days=days.astype(float),
        is_ended=ended,
        ended_as=np.where(ended, 0, -1) if way is None else way,
        group=np.zeros(n, dtype=int) if group is None else group,
    )
