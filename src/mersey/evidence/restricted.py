"""Mean days of the cases of one side, open ones counted, up to a horizon.

Each case's influence says how far it alone pulls the mean: the error of the mean is the
sum of influences over n, so cases can be added up by week, and the variance that the
weeks give (`cohorts`) reduces to Greenwood's where weeks share nothing.

Source: Klein & Moeschberger (2003), eq. 4.5.1–4.5.2, restricted mean; Andersen, Hansen &
Klein (2004), pseudo-values; Reid (1981), influence of the Kaplan–Meier curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import EvidenceError
from mersey.flow.time_to_event import kaplan_meier

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.observed import CaseTimes

    Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One number of the cases of one side, and what each case does to it.

    Attributes:
        value: In the unit of the measure.
        influence: One element a case, adding up to about 0; the error of `value` is
            their mean.
        opened: Day on which each opened.
    """

    value: float
    influence: Floats
    opened: npt.NDArray[np.datetime64]

    @property
    def n(self) -> int:
        """Cases."""
        return int(self.influence.size)

    @property
    def standard_error(self) -> float:
        """Where cases are independent: Greenwood's."""
        return float(np.sqrt((self.influence**2).sum())) / max(self.n, 1)


def watched_days(cases: CaseTimes) -> float:
    """How long the earliest case has been, or could have been, watched; 0 for none."""
    if not cases.days.size:
        return 0.0
    first = cases.opened.min()
    ages = (cases.opened - first).astype("timedelta64[D]").astype(float)
    return float((ages + cases.days).max())


def restricted_side(cases: CaseTimes, horizon_days: float) -> Side:
    """Mean days to the end, at most the horizon for each case.

    Raises:
        EvidenceError: No case.
    """
    days, ended = cases.days, cases.is_ended
    if not days.size:
        msg = "there is no case on one side, so nothing to compare"
        raise EvidenceError(msg)
    fitted = kaplan_meier(days, ended)
    inside = fitted.days < horizon_days
    times, survival = fitted.days[inside], fitted.survival[inside]
    at_risk = fitted.at_risk[inside].astype(float)
    n_ended = fitted.ended[inside].astype(float)
    areas = np.concatenate([[1.0], survival])
    areas *= np.diff(np.concatenate([[0.0], times, [horizon_days]]))
    to_the_right = areas.sum() - np.cumsum(areas)[:-1]
    staying = at_risk - n_ended
    # Where all end there is no area to the right, and nothing that one case could move.
    pull = np.divide(
        to_the_right * days.size, staying, out=np.zeros(times.size), where=staying > 0
    )
    return Side(
        value=float(areas.sum()),
        influence=_influence(
            times, pull=pull, hazard=n_ended / at_risk, days=days, ended=ended
        ),
        opened=cases.opened,
    )


def gap_side(cases: CaseTimes, horizon_days: float) -> Side:
    """How much longer group 1 takes than group 0: the difference of their means.

    Raises:
        EvidenceError: A group without a case.
    """
    influence = np.zeros(cases.days.size)
    values = []
    for group, sign in ((1, 1.0), (0, -1.0)):
        mine = cases.group == group
        side = restricted_side(only(cases, mine), horizon_days)
        influence[mine] = sign * side.influence * cases.days.size / side.n
        values.append(sign * side.value)
    return Side(value=sum(values), influence=influence, opened=cases.opened)


def only(cases: CaseTimes, kept: npt.NDArray[np.bool_]) -> CaseTimes:
    """Some of the cases."""
    return type(cases)(
        opened=cases.opened[kept],
        days=cases.days[kept],
        is_ended=cases.is_ended[kept],
        ended_as=cases.ended_as[kept],
        group=cases.group[kept],
    )


def _influence(
    times: Floats,
    *,
    pull: Floats,
    hazard: Floats,
    days: Floats,
    ended: npt.NDArray[np.bool_],
) -> Floats:
    """What each case adds: its expected ends so far, less its end where it came."""
    expected = np.concatenate([[0.0], np.cumsum(pull * hazard)])
    influence = expected[np.searchsorted(times, days, side="right")]
    place = np.searchsorted(times, days)
    counted = ended & (place < times.size)
    influence[counted] -= pull[place[counted]]
    return influence
