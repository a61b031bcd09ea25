"""Power first: the smallest effect that each look of a plan could see, before it starts.

In the measure's own unit and beside the prediction, judged by what was before alone. Where
the last look cannot see what is hoped for it says what could: more weeks, another
measure, more teams, another council.

Source: Cohen (1988); Schoenfeld & Richter (1982), time to event; 80 % power against a
two-sided test is the usual bargain, and the caller's to change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import normal_quantile
from mersey.errors import EvidenceError
from mersey.evidence.anytime import anytime_interval, shared_size
from mersey.evidence.choices import Statistic
from mersey.evidence.foreseen import in_errors, smallest_of_cases
from mersey.evidence.incidence import incidence_side
from mersey.evidence.line import seen
from mersey.evidence.observed import CasePair, ControlledSeries, Panel, Series
from mersey.evidence.restricted import restricted_side
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from mersey.evidence.design import Ahead, Asked, Design
    from mersey.evidence.observed import CaseTimes, Observed

MOST_TIMES: Final = 64.0
"""Longer, or more teams, than this many times the plan is no advice."""

SHARE_DAYS: Final = (7, 14, 28, 42, 56, 84, 91, 112, 182, 365)
"""Days by which the share ended is tried as another measure."""

FEWEST_POOLED: Final = 3
"""Two councils' results are listed side by side and not pooled."""


class Rescue(StrEnum):
    """What could see an effect that the plan cannot."""

    MORE_WEEKS = "more_weeks"
    LONGER_BASELINE = "longer_baseline"
    MORE_TEAMS = "more_teams"  # that come in at the same rate and scatter alike
    ANOTHER_COUNCIL = "another_council"  # each with a plan like this one, pooled
    ANOTHER_MEASURE = "another_measure"


@dataclass(frozen=True, kw_only=True)
class PlannedLook:
    """A planned look and what is expected by then."""

    on: date
    ahead: Ahead


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What one look could see.

    Attributes:
        on: Its day. days: From the first case since to the look.
        n: Cases or periods expected by then. horizon_days: Of the look.
        smallest: The smallest effect it sees with the power asked for, in the unit, by
            the interval of one planned look.
        smallest_safe: The same by the interval that is safe for whoever looked before:
            the one that counts at every look but the last.
        predicted: What the prediction would look like at this horizon (a case that is
            followed for a few weeks can only be so many days sooner); low and high.
        sees: Whether the middle of what is predicted is at least the smallest effect
            that counts.
        why_not: Why nothing can be seen; "" where something can.
    """

    on: date
    days: float
    n: float
    horizon_days: float | None
    smallest: float | None
    smallest_safe: float | None
    predicted: tuple[float, float] | None
    sees: bool
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class CouldSee:
    """One way to see what is hoped for.

    Attributes:
        amount: Weeks since the change, cases before it, teams, councils; of another
            measure the smallest effect as a share of what is hoped for.
        measure: Another measure's name.
    """

    by: Rescue
    amount: float
    measure: str = ""


@dataclass(frozen=True, kw_only=True)
class Power:
    """A plan's looks, and what could see more.

    Attributes:
        power: Chance with which an effect is to be seen.
        hoped: The middle of the prediction, as far as the last look's horizon shows it.
        rescues: Ways to see it; empty where the last look sees it as it is.
    """

    power: float
    hoped: float
    looks: tuple[Foreseen, ...]
    rescues: tuple[CouldSee, ...]

    @property
    def sees(self) -> bool:
        """Whether the last look can see what is hoped for."""
        return bool(self.looks) and self.looks[-1].sees


def power_of(
    design: Design,
    observed: Observed,
    asked: Asked,
    *,
    looks: Sequence[PlannedLook],
    predicted: tuple[float, float],
) -> Power:
    """What each look could see, by the scatter of what was before.

    Args:
        design: The plan's.
        observed: Of before; what it holds of "since" is not looked at.
        asked: What will be asked, at the last look.
        looks: In order of their days, one at least.
        predicted: Low and high, positive where better, in the unit.

    Raises:
        EvidenceError: No look is planned.
    """
    if not looks:
        msg = "the plan has no look, so there is nothing to see anything at"
        raise EvidenceError(msg)
    foreseen = tuple(
        _foreseen(design, observed, asked, looks=(look, looks[-1]), predicted=predicted)
        for look in looks
    )
    last = looks[-1]
    shown = foreseen[-1].predicted or predicted
    hoped = sum(shown) / 2
    rescues = (
        ()
        if foreseen[-1].sees or foreseen[-1].smallest is None or hoped <= 0
        else _rescues(design, observed, asked, last=last, hoped=hoped)
    )
    return Power(power=last.ahead.power, hoped=hoped, looks=foreseen, rescues=rescues)


def at_horizon(
    before: CaseTimes, effect: float, horizon_days: float, better: Better
) -> float:
    """What an effect on every case's days looks like when cases are followed so long.

    Every case is taken to be quicker by `effect` days (none under 0): a case that is
    open at the horizon anyway shows less of it, or nothing.
    """
    sign = -1.0 if better is Better.LOWER else 1.0
    moved = replace(before, days=np.maximum(before.days + sign * effect, 0.0))
    still = restricted_side(before, horizon_days).value
    return sign * (restricted_side(moved, horizon_days).value - still)


def _foreseen(
    design: Design,
    observed: Observed,
    asked: Asked,
    *,
    looks: tuple[PlannedLook, PlannedLook],
    predicted: tuple[float, float],
) -> Foreseen:
    """What the first of these looks could see; the second is the last one planned."""
    look, last = looks
    bare = Foreseen(
        on=look.on,
        days=look.ahead.days,
        n=look.ahead.n,
        horizon_days=look.ahead.horizon_days,
        smallest=None,
        smallest_safe=None,
        predicted=None,
        sees=False,
    )
    is_once = isinstance(observed, Panel)  # permuting is for one look, the last
    if is_once and look is not last:
        why_not = "starts in turn are judged at the last planned look alone"
        return replace(bare, why_not=why_not)
    try:
        smallest = design.smallest(observed, asked, look.ahead)
        shown = _shown(observed, asked, look.ahead, predicted)
    except EvidenceError as error:
        return replace(bare, why_not=error.problem)
    safe = smallest * _wider(observed, asked, ahead=look.ahead, last=last.ahead)
    counts = smallest if look is last else safe
    return replace(
        bare,
        smallest=smallest,
        smallest_safe=None if is_once else safe,
        predicted=shown,
        sees=sum(shown) / 2 >= counts,
    )


def _wider(observed: Observed, asked: Asked, *, ahead: Ahead, last: Ahead) -> float:
    """How much larger an effect must be for the interval that is safe at every look."""
    before = _n_before(observed, ahead)
    safe = anytime_interval(
        0.0,
        1.0,
        n=shared_size(before, ahead.n),
        n_planned=shared_size(before, last.n),
        level=asked.level,
    )
    extra = normal_quantile(ahead.power)
    return (safe.high + extra) / in_errors(asked, ahead)


def _shown(
    observed: Observed, asked: Asked, ahead: Ahead, predicted: tuple[float, float]
) -> tuple[float, float]:
    horizon = ahead.horizon_days
    if (
        not isinstance(observed, CasePair)
        or asked.statistic is not Statistic.RESTRICTED_MEAN
        or horizon is None
    ):
        return predicted
    low, high = (
        at_horizon(observed.before, one, horizon, asked.better) for one in predicted
    )
    return low, high


def _rescues(
    design: Design, observed: Observed, asked: Asked, *, last: PlannedLook, hoped: float
) -> tuple[CouldSee, ...]:
    """The least of each way that sees what is hoped for, where there is one."""
    ahead, n_before = last.ahead, _n_before(observed, last.ahead)

    def longer(times: float) -> Ahead:
        return replace(ahead, days=ahead.days * times, n=ahead.n * times)

    def baseline(times: float) -> Ahead:
        return replace(ahead, n_before=n_before * times)

    def teams(times: float) -> Ahead:
        return replace(ahead, n=ahead.n * times, n_before=n_before * times)

    ways = [(Rescue.MORE_WEEKS, longer, ahead.days / 7)]
    if isinstance(observed, CasePair):
        ways += [
            (Rescue.LONGER_BASELINE, baseline, n_before),
            (Rescue.MORE_TEAMS, teams, 1.0),
        ]
    found = []
    for by, more, unit in ways:
        times = _least(design, observed, asked, more=more, hoped=hoped)
        if times is not None:
            found.append(CouldSee(by=by, amount=math.ceil(times * unit)))
    alone = design.smallest(observed, asked, ahead)
    councils = math.ceil((alone / hoped) ** 2)
    if councils <= MOST_TIMES:
        amount = max(councils, FEWEST_POOLED)
        found.append(CouldSee(by=Rescue.ANOTHER_COUNCIL, amount=amount))
    other = _another_measure(observed, asked, last=last, hoped=hoped)
    return (*found, *((other,) if other else ()))


def _another_measure(
    observed: Observed, asked: Asked, *, last: PlannedLook, hoped: float
) -> CouldSee | None:
    """The share ended by some day, where it shows the same quickening better."""
    if (
        not isinstance(observed, CasePair)
        or asked.statistic is not Statistic.RESTRICTED_MEAN
        or last.ahead.horizon_days is None
    ):
        return None
    sign = -1.0 if asked.better is Better.LOWER else 1.0
    before = observed.before
    moved = replace(before, days=np.maximum(before.days + sign * hoped, 0.0))
    best = CouldSee(by=Rescue.ANOTHER_MEASURE, amount=math.inf)
    for day in SHARE_DAYS:
        if day > last.ahead.horizon_days:
            break
        gain = abs(incidence_side(moved, day).value - incidence_side(before, day).value)
        share = replace(asked, statistic=Statistic.INCIDENCE, horizon_days=day)
        ahead = replace(last.ahead, horizon_days=day)
        smallest = smallest_of_cases(before, share, ahead)
        if gain > 0 and smallest / gain < best.amount:
            measure = f"share ended within {day} days"
            best = replace(best, amount=smallest / gain, measure=measure)
    return best if best.amount <= 1 else None


def _n_before(observed: Observed, ahead: Ahead) -> float:
    """Cases, or known periods, before."""
    if ahead.n_before is not None:
        return ahead.n_before
    match observed:
        case CasePair():
            return float(observed.before.days.size)
        case Series():
            return float(seen(observed).n_before)
        case ControlledSeries():
            return float(seen(observed.changed).n_before)
        case _:
            return ahead.n


def _least(
    design: Design,
    observed: Observed,
    asked: Asked,
    *,
    more: Callable[[float], Ahead],
    hoped: float,
) -> float | None:
    """The least number of times at which the smallest effect is no larger than hoped."""

    def is_seen(times: float) -> bool:
        return design.smallest(observed, asked, more(times)) <= hoped

    if not is_seen(MOST_TIMES):
        return None
    low, high = 1.0, MOST_TIMES
    while high - low > 0.01 * low:
        middle = math.sqrt(low * high)
        low, high = (low, middle) if is_seen(middle) else (middle, high)
    return high
