"""Did cases stop ending for a time, while they went on arriving?

Where the ends of some months were never written down, or not exported, cases that ended
long ago count as open and as late. The log alone cannot tell that from work that stood
still, so it is said and nothing is changed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.findings.about_the_log.cases import FEW_ENDS
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.eventlog import LogFacts
    from mersey.vocabulary import Finding

LEAST_WEEKS: Final = 8
"""Longer than summer and Christmas together; a monthly board leaves three weeks empty."""

FEW: Final = 0.25
"""Share of a usual week's ends below which a week has hardly any."""

LEAST_EXPECTED: Final = 30.0
"""Where 30 are expected, chance brings a quarter of them in fewer than 1 of 10⁶ logs.

Source: Poisson, P(X ≤ 7 | 30) = 5 × 10⁻⁷.
"""

AS_USUAL: Final = 0.5
"""Share of a usual week's arrivals, or ends, from which a time is as usual."""


def findings_of_ends(arrays: LogArrays, facts: LogFacts) -> Iterator[Finding | None]:
    """The longest time in which hardly any case ended, though they went on arriving."""
    opened, closed = arrays.cases("opened_date", "closed_date")
    came, ended = _weekly(opened, facts), _weekly(closed, facts)
    found = longest_without_ends(came, ended)
    if found is None:
        return
    first, last = found
    n_ended, usual = int(ended[first:last].sum()), float(np.median(ended))
    begins = facts.as_at_date - timedelta(days=7 * (len(ended) - first) - 1)
    until = facts.as_at_date - timedelta(days=7 * (len(ended) - last))
    yield FEW_ENDS.found(
        round(usual * (last - first)) - n_ended,
        of=facts.n_cases,
        n_ended=n_ended,
        usual=usual * (last - first),
        begins=day(begins),
        until=day(until),
    )


def longest_without_ends(came: Any, ended: Any) -> tuple[int, int] | None:
    """First week, and the one after the last, in which hardly any case ended.

    None where there is no such time of at least eight weeks after weeks as usual.

    Args:
        came: Cases opened in each week, the oldest first.
        ended: Cases closed in each of them.
    """
    if len(ended) < 3 * LEAST_WEEKS:
        return None
    usual, usual_came = np.median(ended), np.median(came)
    is_few = np.r_[False, ended <= FEW * usual, False]
    edges = np.flatnonzero(is_few[1:] != is_few[:-1])
    runs = sorted(
        zip(edges[::2], edges[1::2], strict=True), key=lambda run: run[0] - run[1]
    )
    for first, last in runs:
        n_weeks = last - first
        if n_weeks < LEAST_WEEKS or n_weeks * usual < LEAST_EXPECTED:
            return None
        before = ended[max(0, first - LEAST_WEEKS) : first]
        is_after_usual = first >= LEAST_WEEKS and before.mean() >= AS_USUAL * usual
        if is_after_usual and came[first:last].mean() >= AS_USUAL * usual_came:
            return int(first), int(last)
    return None


def _weekly(dates: Any, facts: LogFacts) -> Any:
    """How many of these dates lie in each full week up to the as-at date."""
    n_weeks = (facts.as_at_date - facts.plausible_from).days // 7
    known = dates[~np.isnat(dates)]
    ago = (np.datetime64(facts.as_at_date, "D") - known).astype(np.int64) // 7
    inside = ago[(ago >= 0) & (ago < n_weeks)]
    return np.bincount(n_weeks - 1 - inside, minlength=n_weeks).astype(np.float64)
