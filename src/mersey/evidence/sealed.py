"""What may be seen of an experiment before its first look.

How many came, whether the change is being made, whether it does harm: all that, and no
comparison. Of the cases that came in since, the few that have ended are the quick ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.fidelity import Followed, followed
from mersey.evidence.incidence import incidence_side
from mersey.evidence.measured import Incidence, ShareBy
from mersey.evidence.observe import case_times
from mersey.evidence.observing import that_changed
from mersey.evidence.restricted import restricted_side, watched_days
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from datetime import date

    from mersey.evidence.experiment import Experiment, Look
    from mersey.evidence.log_cases import LogCases
    from mersey.vocabulary import Unit

A_DAY: Final = timedelta(days=1)

NORMAL_999: Final = 3.29
"""Two-sided, one in a thousand: a number of arrivals beyond it is out of the ordinary."""


@dataclass(frozen=True, kw_only=True)
class Harm:
    """The stop rule, and what it sees.

    Attributes:
        value: None where too little is known yet. unit: Of it and the limit.
        better: Which way is an improvement: the limit lies the other way.
    """

    text: str
    value: float | None
    limit: float
    unit: Unit
    better: Better

    @property
    def is_reached(self) -> bool:
        """Whether to stop at once."""
        if self.value is None:
            return False
        if self.better is Better.HIGHER:
            return self.value <= self.limit
        return self.value >= self.limit


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """Where a running experiment stands.

    Attributes:
        as_at: The last day that is known. first_look: The first planned look.
        n_came, n_ended: Cases since the change, and of them ended.
        n_expected: As many as would have come at the rate of the time before.
        n_at_look: As many as the first look is to see, at that rate.
        fidelity: Since the change; None where the plan has none.
    """

    plan: Experiment
    as_at: date
    first_look: Look
    n_came: int
    n_ended: int
    n_expected: float
    n_at_look: int
    fidelity: Followed | None
    harm: Harm | None

    @property
    def weeks_gone(self) -> int:
        """Whole weeks since the comparison began."""
        return max((self.as_at + A_DAY - self.plan.since).days // 7, 0)

    @property
    def weeks_to_look(self) -> int:
        """Whole weeks from there to the first look."""
        return max(-(-(self.first_look.on - self.plan.since).days // 7), 1)

    @property
    def is_usual_number(self) -> bool:
        """Whether as many came as usual; Poisson, one in a thousand."""
        spread = NORMAL_999 * float(np.sqrt(max(self.n_expected, 1.0)))
        return abs(self.n_came - self.n_expected) <= spread


def sealed(plan: Experiment, cases: LogCases) -> Sealed:
    """What may be seen now.

    Raises:
        EvidenceError: The plan has no look.
    """
    if not plan.looks:
        msg = f"{plan.id} plans no look."
        raise EvidenceError(msg, next_step="Name at least the last one.")
    cases = that_changed(plan, cases)
    before = cases.opened_between(plan.baseline.from_day, plan.baseline.to_day)
    since = cases.opened_between(plan.since, cases.known_until)
    rate = before.n / plan.baseline.n_days
    first = min(plan.looks, key=lambda one: one.on)
    days = max((cases.known_until + A_DAY - plan.since).days, 0)
    return Sealed(
        plan=plan,
        as_at=cases.known_until,
        first_look=first,
        n_came=since.n,
        n_ended=int(since.is_ended.sum()),
        n_expected=rate * days,
        n_at_look=round(rate * max((first.on - plan.since).days, 0)),
        fidelity=followed(since, plan.fidelity) if plan.fidelity else None,
        harm=_harm(plan, since),
    )


def _harm(plan: Experiment, since: LogCases) -> Harm | None:
    rule = plan.stop_rule
    if rule is None:
        return None
    return Harm(
        text=rule.text,
        value=_seen(plan, since),
        limit=rule.limit,
        unit=rule.measure.unit,
        better=rule.measure.better,
    )


def _seen(plan: Experiment, since: LogCases) -> float | None:
    """The stop rule's measure of the cases so far, as far as they have been watched."""
    if plan.stop_rule is None or not since.n:
        return None
    measure = plan.stop_rule.measure
    try:
        times = case_times(since, measure)
        if not times.days.size:
            return None
        watched = watched_days(times)
        if isinstance(measure, Incidence | ShareBy):
            within = measure.within_days or watched
            return incidence_side(times, min(within, watched)).value
        return restricted_side(times, watched).value
    except EvidenceError:
        return None
