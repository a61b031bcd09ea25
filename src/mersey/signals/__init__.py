"""Signal or noise: a measure held against the limits of its own variation."""

from __future__ import annotations

from mersey.signals.charted_series import ChartedSeries
from mersey.signals.choice import MeasureKind, choose_chart
from mersey.signals.how_to_judge import Judging
from mersey.signals.judge import judge
from mersey.signals.measure_signals import signals_of
from mersey.signals.ranking import rank_by_evidence
from mersey.signals.results import (
    Assurance,
    ControlChartKind,
    Limits,
    PointJudgement,
    PointType,
    Rebase,
    Signal,
    SignalChart,
    SpecialCause,
)
from mersey.signals.rule_set import (
    DEFAULT_RULE_SET,
    RuleSet,
    rule_set,
    rule_set_ids,
)

__all__ = [
    "DEFAULT_RULE_SET",
    "Assurance",
    "ChartedSeries",
    "ControlChartKind",
    "Judging",
    "Limits",
    "MeasureKind",
    "PointJudgement",
    "PointType",
    "Rebase",
    "RuleSet",
    "Signal",
    "SignalChart",
    "SpecialCause",
    "choose_chart",
    "judge",
    "rank_by_evidence",
    "rule_set",
    "rule_set_ids",
    "signals_of",
]
