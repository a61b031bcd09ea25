"""Made-up services whose people work to a deadline; who will be late is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from mersey.forecast.as_known import CasePaths
from tests.unit.forecast.made_paths import NEVER, paths

DAYS = 365.0


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """A log, the limit of each case in days, and how long each truly takes."""

    paths: CasePaths
    limits: Any
    takes: Any

    def is_late(self, case: Any) -> Any:
        """Whether these cases will pass their limit."""
        return self.takes[case] > self.limits[case]


def deadline_service(
    seed: int, *, n: int = 2000, on_the_day: float = 0.42, late: float = 0.03
) -> Deadlines:
    """Limits of 56 or, one case in four, 91 days; dates without hours.

    Args:
        seed: Same seed, same service.
        n: Cases of a year.
        on_the_day: Share that end on the very day of their limit.
        late: Share that end later.
    """
    draw = np.random.default_rng(seed)
    opened = np.sort(np.floor(draw.uniform(0, DAYS, n)))
    limits = np.where(draw.random(n) < 0.25, 91.0, 56.0)
    kind = draw.random(n)
    early = np.floor(draw.uniform(5, limits))
    after = limits + 1 + np.floor(draw.exponential(15, n))
    takes = np.where(
        kind < late, after, np.where(kind < late + on_the_day, limits, early)
    )
    closed = np.where(opened + takes <= DAYS, opened + takes, NEVER)
    rows = [(o, c, [(o, 0)]) for o, c in zip(opened, closed, strict=True)]
    return Deadlines(paths=paths(rows, as_at=DAYS), limits=limits, takes=takes)
