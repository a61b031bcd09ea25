"""Three ways to tell the risk of a case, of which the service's own past chooses one.

By stage on the clock of the limit, where people work to it; by stage on the time that such
cases still took, where they do not; by age alone, S(limit) / S(age), where stages told no
more. Each is held against what came of earlier risks (Brier score).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.as_known import States
    from mersey.forecast.calibration import Told
    from mersey.forecast.life_tables import LifeTables
    from mersey.forecast.limit_tables import LimitTables

FEWEST_TO_CHOOSE: Final = 50
"""Risks whose outcome is known, below which age alone is used."""


class Way(StrEnum):
    """How risks are told."""

    AGE = "age"
    LIMIT = "limit"
    REST = "rest"


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Tables of one moment, for each of the ways."""

    limit: LimitTables
    rest: LifeTables

    def risk(self, states: States, left: Any, way: Way) -> Any:
        """The chance of each case to be open after `left` days; 1 where none is left."""
        if way is Way.REST:
            return self.rest.still_open(states, left)
        return self.limit.risk(states, left, by_age=way is Way.AGE)

    def days_left(self, states: States, left: Any, share: float, way: Way) -> Any:
        """Days by which `share` of such cases have ended."""
        if way is Way.REST:
            return self.rest.days_left(states, share)
        return self.limit.days_left(states, left, share, by_age=way is Way.AGE)

    def longest_known(self, way: Way) -> float:
        """Days up to which ends were seen."""
        if way is Way.REST:
            return self.rest.longest_known
        return float(self.limit.edges[-1] - self.limit.edges[0])


def best_way(past: Sequence[Told], *, now: float) -> Way:
    """The way that came closest in all whose limit had passed by `now`; at a tie, age."""
    seen = [told.known(now) for told in past]
    if sum(len(told.case) for told in seen) < FEWEST_TO_CHOOSE:
        return Way.AGE
    return min(Way, key=lambda way: sum(_error(told, way) for told in seen))


def told_by(told: Told, way: Way) -> Told:
    """The same moment with its risks told that way."""
    return replace(told, risk=_risk(told, way))


def _risk(told: Told, way: Way) -> Any:
    return {Way.AGE: told.by_age, Way.LIMIT: told.risk, Way.REST: told.by_rest}[way]


def _error(told: Told, way: Way) -> float:
    return float(np.sum((_risk(told, way) - told.is_late) ** 2))
