"""What the looks of a plan could see, from the log before the change starts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError
from mersey.evidence.design import Ahead, Days, Needs
from mersey.evidence.observing import Window, asked_of, n_periods, observed_of
from mersey.evidence.power import PlannedLook, power_of
from mersey.evidence.registered import DESIGNS

if TYPE_CHECKING:
    from mersey.evidence.experiment import Experiment, Look
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.power import Power

A_DAY: Final = timedelta(days=1)


def power_of_plan(plan: Experiment, cases: LogCases, *, power: float = 0.8) -> Power:
    """What each look of the plan could see, by the cases of its baseline.

    Nothing of the time since the start is looked at, however far the log goes.

    Raises:
        EvidenceError: No look is planned, no case opened in the baseline, or the plan's
            design does not compare cases or periods.
    """
    if not plan.looks:
        msg = "the plan has no look, so there is nothing to see anything at"
        raise EvidenceError(msg, next_step="Plan a look: [[looks]].")
    known = cases.known_on(min(cases.known_until, plan.start - A_DAY))
    looks = sorted(plan.looks, key=lambda look: look.on)
    last = looks[-1]
    window = Window(
        before=Days(first=plan.baseline.from_day, last=plan.baseline.to_day),
        since=Days(first=plan.since, last=last.on - A_DAY),
        horizon_days=last.horizon_days,
    )
    baseline = known.opened_between(window.before.first, window.before.last)
    if not baseline.n:
        msg = "no case of the log opened in the baseline"
        raise EvidenceError(msg, next_step="Give the log that the plan speaks of.")
    design = DESIGNS[plan.design.name]
    asked = asked_of(plan, plan.measure, known, window, needs=design.needs)
    rate = baseline.n / window.before.n_days
    return power_of(
        design,
        observed_of(plan, known, window, needs=design.needs),
        asked,
        looks=[
            _ahead(plan, look, needs=design.needs, rate=rate, power=power)
            for look in looks
        ],
        predicted=(plan.prediction.low, plan.prediction.high),
    )


def _ahead(
    plan: Experiment, look: Look, *, needs: Needs, rate: float, power: float
) -> PlannedLook:
    """The look, and how many cases or whole periods will have come in by then."""
    n_days = (look.on - plan.since).days
    if needs is Needs.CASES:
        n, horizon = rate * n_days, look.horizon_days
    else:
        periods = n_periods(n_days, plan, horizon_days=look.horizon_days)
        n, horizon = float(periods), None
    return PlannedLook(
        on=look.on, ahead=Ahead(days=n_days, n=n, horizon_days=horizon, power=power)
    )
