"""Which cases have a known time from opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from mersey.eventlog.arrays import LogArrays


def timed_in(arrays: LogArrays, migration_day: date | None) -> Any:
    """Which cases have a span, begun on no migration day: an array, by case_id.

    The same as `timed_cases.sql`.
    """
    days, opened = arrays.cases("days", "opened_date")
    is_known = ~np.isnan(days)
    if migration_day is not None:
        is_known &= ~(np.isnat(opened) | (opened == np.datetime64(migration_day)))
    return is_known
