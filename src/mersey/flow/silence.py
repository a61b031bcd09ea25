"""What do silent cases leave unknown? Both ends of it, so that silence has its price.

A silent case is still waiting, or it ended and nobody wrote that down. Lead times take it
out of sight when it was last seen; here all of them wait, or all ended at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mersey.eventlog.arrays import CLOSED, SILENT
from mersey.eventlog.migration import are_timed
from mersey.flow.lead_time_results import SilentEnds
from mersey.flow.spans import age_days
from mersey.flow.time_to_event import kaplan_meier, quantiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog


def silent_ends(log: EventLog, *, shares: Sequence[float]) -> SilentEnds | None:
    """Percentiles in days if silent cases wait, and if they ended; None without any."""
    if not log.facts.n_silent:
        return None
    is_timed = are_timed(log)
    days, state = (one[is_timed] for one in log.arrays.cases("days", "state"))
    age = age_days(log)[is_timed]
    is_ended, is_silent = state == CLOSED, state == SILENT
    waited = np.where(is_silent, np.maximum(age, days), days)
    return SilentEnds(
        n=int(is_silent.sum()),
        if_waiting=quantiles(kaplan_meier(waited, is_ended), shares),
        if_ended=quantiles(kaplan_meier(days, is_ended | is_silent), shares),
    )
