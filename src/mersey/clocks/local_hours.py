"""Hours on the wall for millions of times at once, through every change of the clocks."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from mersey.clocks.receipt import ZONE
from mersey.clocks.zone_changes import offsets_of

MOMENTS: Final = ("h", "m", "s", "ms", "us", "ns")


def hours_later(times: Any, hours: int) -> Any:
    """The wall's times in London so many hours on, whatever the clocks do.

    A time that a change of the clocks makes double is taken as the first of the two;
    one that it leaves out, as if the clocks had not changed.

    Args:
        times: datetime64, naive and local; comes back as precise, at least to seconds.
        hours: How many have to pass.
    """
    unit = np.datetime_data(times.dtype)[0]
    times = times.astype(f"datetime64[{unit if unit in MOMENTS[2:] else 's'}]")
    if np.isnat(times).all():
        return times
    passed = np.timedelta64(hours, "h")
    ends = np.array([np.nanmin(times), np.nanmax(times) + passed])
    here = offsets_of(ZONE, ends)
    later = times - here.shifts[np.searchsorted(here.walls, times, side="right")]
    later = later + passed
    return later + here.shifts[np.searchsorted(here.moments, later, side="right")]
