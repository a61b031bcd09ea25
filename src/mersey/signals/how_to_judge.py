"""How is a series to be judged? What was asked for, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError
from mersey.signals.rule_set import RuleSet, rule_set
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from mersey.signals.results import ControlChartKind, Rebase

LEAST_BASELINE: Final = 12
"""A fixed baseline has 12 points or more (Making Data Count)."""


@dataclass(frozen=True, kw_only=True)
class Judging:
    """How a series is to be judged.

    Attributes:
        chart: None: chosen from the data, and said.
        fix_after: Points of each part that set its limits; None: all.
        rebases: Decisions to draw new limits.
        on_logs: Draw an XmR chart on logarithms (durations); values are then over 0.
        charted: What stands in place of the measure; "" for the measure itself.
        events: Mean events a period, where gaps between counted events are charted.
    """

    chart: ControlChartKind | None = None
    why: str = ""
    rules: RuleSet = field(default_factory=rule_set)
    better: Better = Better.NEITHER
    target: float | None = None
    fix_after: int | None = None
    rebases: tuple[Rebase, ...] = ()
    on_logs: bool = False
    charted: str = ""
    events: float | None = None

    def __post_init__(self) -> None:
        if self.fix_after is not None and self.fix_after < LEAST_BASELINE:
            msg = (
                f"A baseline of {self.fix_after} points is too short to fix limits by."
            )
            raise UsageError(msg, next_step=f"Use {LEAST_BASELINE} points or more.")
