"""Moments of texts that are all written alike, year first, read in one go.

The engine's cast takes each of ISO 8601's many forms by itself. Where every text of a
column has the same length and is a date, or a date and a time without an offset, what
it means is beyond doubt, and a tenth of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.clocks.blocks import blocks_of
from mersey.load.dates import writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from mersey.clocks.zone_changes import Transition
    from mersey.load.dates.style import DateStyle

Moments = np.ndarray
"""Microseconds since 1970, of no zone."""

US_PER_S: Final = 1_000_000
US_PER_H: Final = 3_600 * US_PER_S
DATE: Final = len("2026-11-30")
LENGTHS: Final = (DATE, len("2026-11-30 09:15"), len("2026-11-30 09:15:00"))

EARLIEST: Final = np.datetime64("1900-01-01", "us").astype(np.int64)
LATEST: Final = np.datetime64("2101-01-01", "us").astype(np.int64)


def plain_moments(texts: pa.ChunkedArray, style: DateStyle) -> Moments | None:
    """The moments of a column, one for each row; None where any may mean another.

    Each of them lies from 1900 to 2100, and no text is null.
    """
    if style.format != writing.ISO or style.has_zone or texts.null_count:
        return None
    texts = texts.cast(pa.string())
    length = pc.min_max(pc.binary_length(texts)).as_py()
    if length["min"] != length["max"] or length["min"] not in LENGTHS:
        return None
    if not style.has_time and length["min"] != DATE:
        return None
    try:
        found = texts.cast(pa.timestamp("us")).cast(pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    is_inside = found.size and found.min() >= EARLIEST and found.max() < LATEST
    return found if is_inside else None


def moments_in_utc(
    moments: Moments, first_offset: timedelta, changes: Sequence[Transition]
) -> Moments:
    """The same, of which there are some, on the clock of UTC; see `zones.local_to_utc`."""
    at = [change.at + max(change.before, change.after) for change in changes]
    offsets = [first_offset, *(change.after for change in changes)]
    seconds = np.array([int(one.total_seconds()) for one in offsets], np.int64)
    changed = np.array(at, "datetime64[us]").astype(np.int64)
    found = np.empty_like(moments)
    for block in blocks_of(moments.size):
        ahead = (seconds * US_PER_S)[_place_of(moments[block], changed)]
        np.subtract(moments[block], ahead, out=found[block])
    return found


def _place_of(moments: Moments, changed: Moments) -> np.ndarray:
    """How many of the changes each moment comes after."""
    if (changed % US_PER_H).any():
        return np.searchsorted(changed, moments, side="right")
    hours = moments // US_PER_H  # clocks change with the hour: it is looked up
    low = hours.min()
    known = np.arange(low, hours.max() + 1)
    of_hour = np.searchsorted(changed // US_PER_H, known, side="right")
    found: np.ndarray = of_hour[hours - low]
    return found
