"""Times on the wall: from naive UTC to the log's own zone, for millions at once."""

from __future__ import annotations

from typing import Any

import numpy as np

from mersey.clocks.zone_changes import offsets_of

__all__ = ["to_local"]


def to_local(times: Any, zone: str) -> Any:
    """Naive UTC times as naive times on the wall; not a time stays not a time.

    Args:
        times: datetime64 of any unit; comes back in microseconds.
        zone: An IANA name, such as `Europe/London`.
    """
    times = times.astype("datetime64[us]")
    if np.isnat(times).all():
        return times
    here = offsets_of(zone, times)
    return times + here.shifts[np.searchsorted(here.moments, times, side="right")]
