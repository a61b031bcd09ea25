"""When had people what they came for, where a case ends only later by itself?

Many systems close a case days after it was resolved, by a timer. That wait is no work:
the time to the step that serves is told beside the time to the end. A step that is done
again (reopened, resolved once more) serves with its last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.engine import query_beside
from mersey.flow.lead_time_results import Served
from mersey.flow.lead_times import PERCENTILES, why_refused
from mersey.flow.time_to_event import kaplan_meier, quantiles
from mersey.vocabulary import CaseState

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.services import ServiceUse

SERVED: Final = query_beside(__file__)
"""Of each case its days, its state, and days until it was served for good; or null."""

MOSTLY: Final = 0.5
"""Share of the closed cases that must have been served before they closed."""


def served(log: EventLog, use: ServiceUse | None) -> Served | None:
    """Time to the step that serves; None where cases end with it, or no step serves.

    Where lead times cannot be told there are no percentiles either.
    """
    serving = use.serving if use else frozenset[str]()
    if use is None or not serving:
        return None
    if serving & set(log.end_rule.activities):
        return None
    rows = log.ask(SERVED, serving=sorted(serving), over=_over(use, serving))
    names = ("days", "until_served", "state")
    days, until, state = (_array(rows[name]) for name in names)
    is_closed = state == CaseState.CLOSED.value
    is_served = ~np.isnan(until)
    early = is_served & is_closed & (until < days)
    if not is_closed.any() or early.sum() < MOSTLY * is_closed.sum():
        return None
    if why_refused(log):
        return _told(use, serving)
    watched = np.where(is_served, np.minimum(until, days), days)
    fitted = kaplan_meier(np.maximum(watched, 0.0), is_served | is_closed)
    n_open = int((is_served & (state == CaseState.OPEN.value)).sum())
    told = _told(use, serving)
    return replace(told, quantiles=quantiles(fitted, PERCENTILES), n_open=n_open)


def _told(use: ServiceUse, serving: frozenset[str]) -> Served:
    """The step that serves; how long it takes is not told yet."""
    events = use.service.event_ids()
    titles = dict.fromkeys(events[use.events[name]].title for name in sorted(serving))
    return Served(
        title=" or ".join(titles), steps=tuple(sorted(serving)), quantiles=(), n_open=0
    )


def _over(use: ServiceUse, serving: frozenset[str]) -> list[str]:
    """The steps after which a case that was served stays served."""
    ends = use.service.end_ids() | {
        one.id for one in use.service.events if one.stage in _stages(use, serving)
    }
    return sorted(name for name, event in use.events.items() if event in ends)


def _stages(use: ServiceUse, serving: frozenset[str]) -> set[str]:
    """The stages of the steps that serve: others of them follow without reopening."""
    events = use.service.event_ids()
    return {events[use.events[name]].stage for name in serving}


def _array(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False)
