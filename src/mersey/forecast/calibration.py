"""Are risks of 30 in 100 borne out 30 times in 100? And bent straight, where that helps.

Risks foretold at earlier moments are compared with what came. A logistic line through
them is used only where it would have helped on the later part of that past: a short
history bends more than it straightens. Source: Platt (1999); Brier (1950).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.results import RiskBand

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_ROWS: Final = 50
LEAST_DAYS: Final = 365.0
"""Of past forecasts: with less the season is not yet known."""

FIRST_PART: Final = 0.6
"""Of that past: what is learnt from; the rest is what it is tried on."""

HOLD: Final = (20.0, 40.0)
"""Cases' worth of belief that no bending is needed: for the height, for the slope."""

N_BANDS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Told:
    """Risks foretold at one moment, and what came.

    Attributes:
        moment: Days since 1970.
        case: Places of the cases. due: Their limits, days since 1970.
        risk: As foretold. by_age: The same by age alone, S(limit) / S(age).
        by_rest: The same by the time that such cases still took.
        is_late: What came; meaningful once `due` has passed.
    """

    moment: float
    case: Any
    due: Any
    risk: Any
    by_age: Any
    by_rest: Any
    is_late: Any

    def known(self, by: float) -> Told:
        """Those whose limit had passed."""
        seen = self.due <= by
        return Told(
            moment=self.moment,
            case=self.case[seen],
            due=self.due[seen],
            risk=self.risk[seen],
            by_age=self.by_age[seen],
            by_rest=self.by_rest[seen],
            is_late=self.is_late[seen],
        )


@dataclass(frozen=True, kw_only=True)
class LogOddsLine:
    """Height and slope on the scale of log odds; 0 and 1 leave a risk as it is."""

    height: float
    slope: float

    def bend(self, risk: Any) -> Any:
        """The risks as the line has them."""
        return _chance(self.height + self.slope * _log_odds(risk))


PLAIN: Final = LogOddsLine(height=0.0, slope=1.0)


def learn_line(past: Sequence[Told], *, now: float) -> LogOddsLine:
    """The line through what was foretold and came by `now`; plain where it did not help."""
    if not past or now - past[0].moment < LEAST_DAYS:
        return PLAIN
    middle = past[0].moment + FIRST_PART * (now - past[0].moment)
    early = [told.known(middle) for told in past if told.moment < middle]
    late = [told.known(now) for told in past if told.moment >= middle]
    risk, is_late, _ = _stacked(late)
    if min(len(risk), sum(len(told.risk) for told in early)) < FEWEST_ROWS:
        return PLAIN
    if brier(_fit(early).bend(risk), is_late) >= brier(risk, is_late):
        return PLAIN
    return _fit([told.known(now) for told in past])


def brier(risk: Any, is_late: Any) -> float:
    """Mean squared distance between risk and outcome: 0 is best."""
    return float(((risk - is_late) ** 2).mean())


def reliability(risk: Any, is_late: Any, case: Any) -> tuple[RiskBand, ...]:
    """Foretold against observed in ten bands of risk; empty bands are left out.

    Args:
        risk: As foretold, 0 to 1.
        is_late: What came.
        case: Places of the cases: one may be in a band more than once.
    """
    band = np.minimum((risk * N_BANDS).astype(int), N_BANDS - 1)
    return tuple(
        _band(risk[mine], is_late[mine], case[mine], at / N_BANDS, (at + 1) / N_BANDS)
        for at in range(N_BANDS)
        if (mine := band == at).any()
    )


def deciles(risk: Any, is_late: Any, case: Any) -> tuple[RiskBand, ...]:
    """Foretold against observed in tenths of the risks, lowest first; ties stay in order.

    Edges are the lowest and the highest risk of each tenth. Of fewer than ten risks, each
    is a tenth of its own. Source: Hosmer and Lemeshow (1980), deciles of risk.
    """
    order = np.argsort(risk, kind="stable")
    return tuple(
        _band(
            risk[tenth],
            is_late[tenth],
            case[tenth],
            float(risk[tenth[0]]),
            float(risk[tenth[-1]]),
        )
        for tenth in np.array_split(order, N_BANDS)
        if len(tenth)
    )


def _band(risk: Any, is_late: Any, case: Any, low: float, high: float) -> RiskBand:
    return RiskBand(
        low=low,
        high=high,
        n=len(risk),
        n_cases=len(np.unique(case)),
        expected=float(risk.mean()),
        observed=float(is_late.mean()),
    )


def _fit(past: Sequence[Told]) -> LogOddsLine:
    """Newton's method; the rows together weigh as much as there are cases.

    Every row weighs the same: to share out one case's weight over its rows would favour
    the quick, which are seen less often.
    """
    risk, is_late, case = _stacked(past)
    weight = len(np.unique(case)) / len(case)
    columns = np.column_stack([np.ones_like(risk), _log_odds(risk)])
    hold, plain = np.diag(HOLD), np.array([PLAIN.height, PLAIN.slope])
    found = plain
    for _ in range(30):
        chance = _chance(columns @ found)
        slope = columns.T @ (weight * (is_late - chance)) - hold @ (found - plain)
        bend = (columns.T * (weight * chance * (1 - chance))) @ columns + hold
        step = np.linalg.solve(bend, slope)
        found = found + np.clip(step, -1.0, 1.0)
        if np.abs(step).max() < 1e-8:
            break
    return LogOddsLine(height=float(found[0]), slope=float(found[1]))


def _stacked(past: Sequence[Told]) -> tuple[Any, Any, Any]:
    names = "risk", "is_late", "case"
    risk, is_late, case = (
        np.concatenate([getattr(told, name) for told in past] or [np.zeros(0)])
        for name in names
    )
    return risk, is_late.astype(float), case


def _log_odds(risk: Any) -> Any:
    safe = np.clip(risk, 0.005, 0.995)
    return np.log(safe / (1 - safe))


def _chance(log_odds: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(log_odds, -20.0, 20.0)))
