"""The results of a what-if: what the chart draws, the prompt tells and JSON carries."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.forecast.whatif.changes import Changes

MOVED: Final = 0.1
"""Share by which a figure has moved, from which a service is said to have changed."""

SAID: Final = {
    "p50_days": "days for half of cases",
    "p85_days": "days for 85 in 100",
    "p95_days": "days for 95 in 100",
    "mean_days": "days, the mean",
    "wait_days": "days in queues, per case",
    "throughput_per_week": "cases finished a week",
    "wip": "cases in progress",
    "left": "cases left at the end",
}
"""Each figure in words, in the order in which they are told."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One figure of the held-out days.

    Attributes:
        before: The same figure in as many days before those; NaN where there are none.
        simulated: Mean of the runs. low, high: Between what 99 in 100 would lie.
        off: Simulated less true, as a share of the true.
        moves_by_chance: How far two periods of an unchanged service differ by chance, as a
            share, 19 times in 20.
    """

    figure: str
    true: float
    simulated: float
    low: float
    high: float
    off: float
    tolerance: float
    before: float = math.nan
    moves_by_chance: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether the simulation may be believed on it."""
        within = self.low <= self.true <= self.high
        return bool(abs(self.off) <= self.tolerance or within)

    @property
    def moved(self) -> float:
        """How far the truth moved from the days before, as a share of what it was."""
        return self.true / self.before - 1 if self.before else float("nan")

    @property
    def has_changed(self) -> bool:
        """Whether the truth moved by more than chance moves it, away from the simulation."""
        nearer = abs(self.simulated - self.before) < abs(self.simulated - self.true)
        ratio = self.true / self.before if self.before else math.inf
        apart = max(ratio, 1 / ratio if ratio else math.inf) - 1
        return nearer and apart >= max(MOVED, self.moves_by_chance)


@dataclass(frozen=True, kw_only=True)
class Validation:
    """How the simulation did on days that it had not seen.

    Attributes:
        days_learnt, days_held_out: How long each part is.
        n_held_out: Cases that came in the held-out days.
        why: Why nothing may be said; empty where it may be used.
        advice: What to do next, where nothing may be said.
    """

    checks: tuple[Check, ...]
    days_learnt: float
    days_held_out: float
    n_held_out: int
    why: str
    advice: str = ""

    @property
    def is_usable(self) -> bool:
        """Whether a what-if may be answered."""
        return not self.why


@dataclass(frozen=True, kw_only=True)
class FigureDifference:
    """One figure, as things are and with the change, means over the pairs.

    Attributes:
        figure: Its name in `Figures`.
        change: Changed less as it is. low, high: 95% interval of its mean.
        low80, high80: Between which 8 in 10 single pairs lay: one period may differ so.
    """

    figure: str
    as_is: float
    changed: float
    change: float
    low: float
    high: float
    low80: float
    high80: float


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a change would do.

    Attributes:
        weeks: Length of each simulated period. n_pairs: Periods simulated twice.
        n_events: Simulated in all. seed: What gives the same answer again.
        unseen: What the log cannot show of hands and queues; empty where it shows all.
    """

    differences: tuple[FigureDifference, ...]
    changes: Changes
    validation: Validation
    weeks: float
    n_pairs: int
    n_events: int
    seed: int
    unseen: str = ""

    def of(self, figure: str) -> FigureDifference:
        """The difference of one figure."""
        return next(one for one in self.differences if one.figure == figure)
