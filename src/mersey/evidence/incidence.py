"""Share of the cases of one side to which something has happened by a day.

Shares that mature late (withdrawn, refused, appealed, reopened) are never "of finished":
the early finishers are another kind. Another ending is not censoring (Aalen–Johansen).

Source: Aalen & Johansen (1978); Kalbfleisch & Prentice (2002), §8.2; Overgaard, Parner &
Pedersen (2017), influence of the cumulative incidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.restricted import Side
from mersey.flow.time_to_event import kaplan_meier

if TYPE_CHECKING:
    from mersey.evidence.observed import CaseTimes

COUNTED: Final = 0
"""The way of ending that is counted; every other competes with it."""


def incidence_side(cases: CaseTimes, horizon_days: float) -> Side:
    """Share ended in way 0 by the horizon, that day counted.

    Raises:
        EvidenceError: No case.
    """
    days, n = cases.days, cases.days.size
    if not n:
        msg = "there is no case on one side, so nothing to compare"
        raise EvidenceError(msg)
    fitted = kaplan_meier(days, cases.is_ended)
    inside = fitted.days <= horizon_days
    times = fitted.days[inside]
    at_risk, n_ended = (
        column[inside].astype(float) for column in (fitted.at_risk, fitted.ended)
    )
    before = np.concatenate([[1.0], fitted.survival[inside]])[:-1]
    is_counted = cases.is_ended & (cases.ended_as == COUNTED)
    place = np.searchsorted(times, days)
    is_inside = place < times.size
    n_counted = np.bincount(place[is_counted & is_inside], minlength=times.size)
    risen = np.cumsum(before * n_counted / at_risk)
    value = float(risen[-1]) if risen.size else 0.0
    gain = before * n / at_risk
    staying = at_risk - n_ended
    loss = np.divide(
        (value - risen) * n, staying, out=np.zeros(times.size), where=staying > 0
    )
    running = np.cumsum(loss * n_ended / at_risk - gain * n_counted / at_risk)
    influence = np.concatenate([[0.0], running])[
        np.searchsorted(times, days, side="right")
    ]
    counted, ended = is_counted & is_inside, cases.is_ended & is_inside
    influence[counted] += gain[place[counted]]
    influence[ended] -= loss[place[ended]]
    return Side(value=value, influence=influence, opened=cases.opened)
