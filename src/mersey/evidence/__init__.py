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
from mersey.evidence.guardrails import Guard, Guarded, GuardStanding, guarded
from mersey.evidence.verdict import (
    AsPredicted,
    LookTaken,
    LookTime,
    SecondaryFound,
    Stop,
    Verdict,
    VerdictKind,
    judge_change,
)

__all__ = [
    "AsPredicted",
    "Assumption",
    "AssumptionName",
    "Claim",
    "Effect",
    "Guard",
    "GuardStanding",
    "Guarded",
    "Interval",
    "LookTaken",
    "LookTime",
    "Relative",
    "SecondaryFound",
    "Standing",
    "Stop",
    "Verdict",
    "VerdictKind",
    "guarded",
    "judge_change",
]
