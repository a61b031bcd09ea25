"""Two rates of one clock: by the official rule, and for all who started.

The official rule looks at cases closed in a period, leaves some out and takes agreed
extensions. As experienced leaves nobody out: a case still open, or withdrawn, counts
for as long as it was watched, on the scale of days past its limit.
Source: Kaplan & Meier (1958); interval: Kalbfleisch & Prentice (2002), §1.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.flow.clock_results import AsExperienced, AsPublished
from mersey.flow.log_log import log_log_band
from mersey.flow.time_to_event import kaplan_meier

if TYPE_CHECKING:
    from datetime import date

    from mersey.clocks import clock as rules


def year_before(last: date) -> date:
    """The first day of the twelve months that end on `last`."""
    day = np.datetime64(last, "D") + 1
    month = day.astype("datetime64[M]") - 12
    within = int((day - day.astype("datetime64[M]")).astype(np.int64))
    length = int(((month + 1).astype("datetime64[D]") - month).astype(np.int64))
    first: date = (month.astype("datetime64[D]") + min(within, length - 1)).item()
    return first


def as_published(
    rule: rules.OfficialRule,
    *,
    stop_days: Any,
    is_in_time: Any,
    is_excluded: Any,
    as_at: date,
) -> AsPublished:
    """The official rate over the twelve months that end at the as-at date.

    Args:
        rule: What the pack says of the official figure.
        stop_days: Local date on which each case's clock stopped; not a time: it did not.
        is_in_time: By the official limit of each case.
        is_excluded: Left out by the rule.
        as_at: The last day of the period.
    """
    first = year_before(as_at)
    closed = (stop_days >= np.datetime64(first)) & (stop_days <= np.datetime64(as_at))
    counted = closed & ~is_excluded
    n, n_in_time = int(counted.sum()), int((counted & is_in_time).sum())
    return AsPublished(
        period_start=first,
        period_end=as_at,
        share=n_in_time / n if n else None,
        n=n,
        n_in_time=n_in_time,
        n_excluded=int((closed & is_excluded).sum()),
        note=rule.note,
        decimals=rule.decimals,
    )


def as_experienced(
    days_past: Any, *, has_stopped: Any, is_waiting: Any
) -> AsExperienced:
    """The share in time of all who started: 1 − S(0).

    Args:
        days_past: Days from the limit to the stop, or to where watching ended; negative
            before the limit.
        has_stopped: The stop was seen; else the case is still open, or ended with
            nothing owed.
        is_waiting: Not stopped and not released.
    """
    share, lower, upper = _share_by_the_limit(days_past, has_stopped)
    return AsExperienced(
        share=share,
        lower=lower,
        upper=upper,
        n=int(days_past.size),
        n_stopped=int(has_stopped.sum()),
        n_waiting=int(is_waiting.sum()),
    )


def _share_by_the_limit(
    days_past: Any, has_stopped: Any
) -> tuple[float | None, float | None, float | None]:
    if not days_past.size:
        return None, None, None
    shift = max(0.0, -float(days_past.min()))
    fitted = kaplan_meier(days_past + shift, has_stopped)
    steps = int(np.searchsorted(fitted.days, shift, side="right"))
    survival = float(fitted.survival[steps - 1]) if steps else 1.0
    if fitted.last_day < shift and survival > 0:
        return None, None, None
    if not steps:
        return 0.0, None, None
    until = fitted.survival[:steps], fitted.log_variance[:steps]
    low, high = log_log_band(*until)
    if survival <= 0:
        return 1.0, None, None
    return 1 - survival, 1 - float(high[-1]), 1 - float(low[-1])
