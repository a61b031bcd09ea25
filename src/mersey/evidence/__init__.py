"""Did the change work? Frozen plans, designs, verdicts that survive peeking, pooling."""

from __future__ import annotations

from mersey.evidence.effect import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Interval,
    Relative,
    Standing,
)

__all__ = [
    "Assumption",
    "AssumptionName",
    "Claim",
    "Effect",
    "Interval",
    "Relative",
    "Standing",
]
