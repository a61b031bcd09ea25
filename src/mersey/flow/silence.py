"""What do silent cases leave unknown? Both ends of it, so that silence has its price.

A silent case is still waiting, or it ended and nobody wrote that down. Lead times take it
out of sight when it was last seen; here all of them wait, or all ended at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from mersey.eventlog.migration import timed_cases
from mersey.flow.results import SilentEnds
from mersey.flow.spans import days_between
from mersey.flow.time_to_event import kaplan_meier, quantiles
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog

__all__ = ["silent_ends"]


def silent_ends(log: EventLog, *, shares: Sequence[float]) -> SilentEnds | None:
    """Percentiles in days if silent cases wait, and if they ended; None without any."""
    if not log.facts.n_silent:
        return None
    cases = timed_cases(log.cases, log.facts)
    table = cases.select(
        "days",
        age=_age(cases, log),
        is_ended=cases.state == CaseState.CLOSED.value,
        is_silent=cases.state == CaseState.SILENT.value,
    ).to_pyarrow()
    days, age, is_ended, is_silent = (
        table[name].to_numpy(zero_copy_only=False) for name in table.column_names
    )
    waited = np.where(is_silent, np.maximum(age, days), days)
    return SilentEnds(
        n=int(is_silent.sum()),
        if_waiting=quantiles(kaplan_meier(waited, is_ended), shares),
        if_ended=quantiles(kaplan_meier(days, is_ended | is_silent), shares),
    )


def _age(cases: Any, log: EventLog) -> Any:
    """Days from opening to the as-at date."""
    if log.facts.date_only:
        today = ibis.literal(log.facts.as_at_date)
        return today.delta(cases.opened_date, unit="day").cast("float64")
    return days_between(cases.opened, ibis.literal(log.facts.as_at))
