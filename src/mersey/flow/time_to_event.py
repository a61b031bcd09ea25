"""How long until cases end, when some have not ended yet?

Kaplan–Meier with optional late entry (left truncation), Greenwood's variance and the
log–log interval. An end and a censoring at the same time: the end comes first.
Source: Kaplan & Meier (1958); Greenwood (1926); Kalbfleisch & Prentice (2002), §1.4;
restricted mean: Klein & Moeschberger (2003), eq. 4.5.1–4.5.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from mersey.clocks.blocks import blocks_of
from mersey.flow.lead_time_results import Quantile, SurvivalCurve
from mersey.flow.log_log import (
    first_at_or_below,
    log_log_band,
    percentile_limits,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class KaplanMeier:
    """A fitted curve; one element of each array per time at which a case ended.

    Attributes:
        days: Times of ends, rising.
        at_risk: Cases under watch just before each time. ended: Ends at each time.
        survival: Share not ended just after each time.
        log_variance: Greenwood's sum d / (n (n − d)); infinite once survival is 0.
        n, n_ended: Cases, and ends, in the estimate.
        last_day: The longest time at which anything is known; 0 for no cases.
    """

    days: Floats
    at_risk: Integers
    ended: Integers
    survival: Floats
    log_variance: Floats
    n: int
    n_ended: int
    last_day: float


def kaplan_meier(
    days: Floats,
    ended: Flags,
    *,
    entry_days: Floats | None = None,
    min_at_risk: int = 1,
) -> KaplanMeier:
    """The share of cases not yet ended, by days since they opened.

    Args:
        days: Time from opening to the end, or to where watching stopped; at least 0.
        ended: True where the end was seen.
        entry_days: Age at which watching began (left truncation); None or 0: from the
            start, so that an end on day 0 counts. A case is at risk while
            entry < t ≤ days.
        min_at_risk: Ends before the risk set first reaches this are passed over, and
            the curve stops where it falls below: a handful of cases would otherwise
            drag the curve of a truncated sample to 0.
    """
    return fit_rising(
        _rising(days[ended]),
        days[~ended],
        entry_days=entry_days,
        min_at_risk=min_at_risk,
    )


def fit_rising(
    ended_days: Floats,
    watched_days: Floats,
    *,
    entry_days: Floats | None = None,
    min_at_risk: int = 1,
) -> KaplanMeier:
    """The curve of `kaplan_meier`, of cases that ended and were watched, apart.

    Args:
        ended_days: Days of the cases whose end was seen, rising.
        watched_days: Days of the others, in any order; rising ones cost no sort.
        entry_days: As for `kaplan_meier`, of every case, in any order.
        min_at_risk: As for `kaplan_meier`.
    """
    times, counts = _distinct(ended_days)
    at_risk = count_at_risk(times, counts, watched_days, entry_days)
    longest = (part.max() for part in (ended_days[-1:], watched_days) if part.size)
    last_day = float(max(longest, default=0.0))
    used = _usable(at_risk, max(min_at_risk, 1))
    if used.stop < times.size:
        last_day = float(times[used.stop])
    times, counts, at_risk = times[used], counts[used], at_risk[used]
    survival, log_variance = _product_limit(counts, at_risk)
    return KaplanMeier(
        days=times,
        at_risk=at_risk,
        ended=counts.astype(np.int64),
        survival=survival,
        log_variance=log_variance,
        n=int(ended_days.size + watched_days.size),
        n_ended=int(counts.sum()),
        last_day=last_day,
    )


def count_at_risk(
    times: Floats, counts: Integers, censored: Floats, entry_days: Floats | None = None
) -> Integers:
    """Cases with entry < t ≤ days, for each t of `times`; entry 0 is before day 0.

    Args:
        times: Times of ends, rising.
        counts: Ends at each of them.
        censored: Days of the cases whose end was not seen, in any order.
        entry_days: Entry of every case, in any order; None: all from the start.
    """
    gone = _count_between(times, censored)
    gone[1:] += counts[:-1]
    n = censored.size + int(counts.sum())
    if entry_days is not None:
        entered = entry_days[entry_days > 0]
        gone -= _count_between(times, entered)
        n -= entered.size
    return n - np.cumsum(gone, out=gone)


def quantiles(fitted: KaplanMeier, shares: Sequence[float]) -> tuple[Quantile, ...]:
    """For each share p, the first day by which it has ended: min{t: S(t) ≤ 1 − p}.

    Where the curve does not get there, `days` is None and `more_than` is the longest
    time at which anything is known. The interval inverts the log–log band.
    """
    return tuple(_quantile(fitted, p) for p in shares)


def days_until(fitted: KaplanMeier, p: float) -> float | None:
    """The percentile of `quantiles` alone, without its interval: much cheaper."""
    return _day(fitted, first_at_or_below(fitted.survival, p))


def curve(fitted: KaplanMeier, *, max_steps: int = 2_000) -> SurvivalCurve:
    """The curve to draw: from (0, 1), a step at each end, flat to the last known day.

    Where there are more than `max_steps` steps, those kept are evenly spaced in rank;
    each is exact.
    """
    kept = evenly_kept(fitted.days.size, max_steps)
    survival = fitted.survival[kept]
    band = log_log_band(survival, fitted.log_variance[kept])
    days = np.concatenate([[0.0], fitted.days[kept]])
    columns = [np.concatenate([[1.0], column]) for column in (survival, *band)]
    at_risk = np.concatenate([fitted.at_risk[:1], fitted.at_risk[kept]])
    if not fitted.days.size:
        at_risk = np.array([fitted.n], dtype=np.int64)
    if fitted.last_day > days[-1]:
        days = np.append(days, fitted.last_day)
        columns = [np.append(column, column[-1]) for column in columns]
        at_risk = np.append(at_risk, 0)
    return SurvivalCurve(
        days=days,
        survival=columns[0],
        lower=columns[1],
        upper=columns[2],
        at_risk=at_risk.astype(np.int64),
        n=fitted.n,
        n_ended=fitted.n_ended,
    )


def evenly_kept(n: int, max_steps: int) -> Integers:
    """Positions to keep so that at most `max_steps` of `n` remain, first and last in."""
    if n <= max_steps:
        return np.arange(n, dtype=np.int64)
    # More than 1 apart, no two of them round to the same.
    return np.linspace(0, n - 1, max_steps).round().astype(np.int64)


def _rising(values: Floats) -> Floats:
    """The values in order; those that are in order already cost no sort."""
    return values if (values[1:] >= values[:-1]).all() else np.sort(values)


def _distinct(rising: Floats) -> tuple[Floats, Integers]:
    """Each value once, and how often it comes."""
    is_new = np.ones(rising.size, dtype=np.bool_)
    np.not_equal(rising[1:], rising[:-1], out=is_new[1:])
    first = np.flatnonzero(is_new)
    return rising[first], np.diff(first, append=rising.size)


def _count_between(times: Floats, values: Floats) -> Integers:
    """How many of `values` are before each of `times` and not before the one earlier."""
    # In order, they are looked up near each other: a third of the time.
    next_time = np.searchsorted(times, _rising(values), side="right")
    counts = np.bincount(next_time, minlength=times.size + 1)
    return counts[: times.size].astype(np.int64, copy=False)


def _usable(at_risk: Integers, min_at_risk: int) -> slice:
    """From the first time with enough at risk to the first without."""
    enough = at_risk >= min_at_risk
    if not enough.any():
        return slice(at_risk.size, at_risk.size)
    first = int(np.argmax(enough))
    short = np.flatnonzero(~enough[first:])
    return slice(first, first + int(short[0]) if short.size else at_risk.size)


def _product_limit(ended: Integers, at_risk: Integers) -> tuple[Floats, Floats]:
    """Survival and Greenwood's sum, block by block: the same to the last bit.

    Products and sums run from the first element to the last, so that a block goes on
    from where the one before it stopped.
    """
    survival, log_variance = np.empty(ended.size), np.empty(ended.size)
    before, so_far = np.float64(1.0), np.float64(0.0)
    for block in blocks_of(ended.size) if ended.size else ():
        n, d = at_risk[block].astype(np.float64), ended[block].astype(np.float64)
        staying = d / n
        np.subtract(1.0, staying, out=staying)
        product = (n - d) * n
        with np.errstate(divide="ignore"):  # where all end, the variance is infinite
            terms = np.divide(d, product, out=product)
        staying[0] *= before
        terms[0] += so_far
        before = np.cumprod(staying, out=survival[block])[-1]
        so_far = np.cumsum(terms, out=log_variance[block])[-1]
    return survival, log_variance


def _quantile(fitted: KaplanMeier, p: float) -> Quantile:
    step = first_at_or_below(fitted.survival, p)
    days = _day(fitted, step)
    lower, upper = percentile_limits(fitted.survival, fitted.log_variance, p)
    return Quantile(
        p=p,
        days=days,
        more_than=fitted.last_day if days is None else None,
        lower=_day(fitted, lower),
        upper=_day(fitted, upper),
        over=None if step is None else float(fitted.survival[step]),
        at_least=None if step is None else _just_before(fitted, step),
    )


def _just_before(fitted: KaplanMeier, step: int) -> float:
    return float(fitted.survival[step - 1]) if step else 1.0


def _day(fitted: KaplanMeier, step: int | None) -> float | None:
    return None if step is None else float(fitted.days[step])
