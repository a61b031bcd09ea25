"""How old is older than usual, and after which steps is no case?

Where people have what they came for with a step before the end, what is usual counts to
that step: a case that only waits for its close, often by a timer, keeps nobody waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mersey.flow.lead_time_results import LeadTimes, Served
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What open cases are held against.

    Attributes:
        typical_days, days: The ages by which half of cases, and 85 in 100, have ended or
            were served; None where not known.
        lasting: Activities after which cases last as long as they must.
        served: Activities after which cases only wait for their end.
    """

    typical_days: float | None = None
    days: float | None = None
    lasting: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()

    @property
    def never(self) -> frozenset[str]:
        """Activities after which no case is older than usual."""
        return self.lasting | self.served


def usual(
    lead: LeadTimes | None, use: ServiceUse | None = None, done: Served | None = None
) -> Usual:
    """The p50 and p85 until people were served, where `done` tells them; else of lead time."""
    told = (done.quantiles if done else ()) or (lead.quantiles if lead else ())
    typical, slow = (told[0].days, told[1].days) if told else (None, None)
    return Usual(
        typical_days=typical,
        days=slow,
        lasting=use.lasting if use else frozenset(),
        served=frozenset(done.steps) if done and done.quantiles else frozenset(),
    )
