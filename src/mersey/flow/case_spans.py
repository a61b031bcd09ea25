"""How long was each case watched, and how did it end? Every case, and those of late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mersey.eventlog.arrays import CLOSED
from mersey.eventlog.migration import are_timed
from mersey.flow.spans import age_days

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Recent:
    """Cases under watch in the last days, in no order; one element each.

    Attributes:
        days: Opening to end, or to where watching stopped. is_ended: The end was seen.
        age_then: Age when those days began; negative if opened since.
    """

    days: Floats
    is_ended: Flags
    age_then: Floats


def recent_spans(log: EventLog, *, recent_days: int) -> Recent:
    """The spans of the cases that were still there, or came, in the last `recent_days`.

    Silent cases were watched until their last event. Cases without dates, or with an end
    before their start, are left out.
    """
    days, state = log.arrays.cases("days", "state")
    age_then = age_days(log, days_ago=recent_days)
    is_recent = (days > age_then) | (age_then <= 0)
    # One in ten: to take them by their places costs a third of choosing among all.
    recent = np.flatnonzero(is_recent & are_timed(log))
    return Recent(
        days=days[recent],
        is_ended=state[recent] == CLOSED,
        age_then=age_then[recent],
    )
