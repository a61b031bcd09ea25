"""What would a change do? A simulation fitted to a log, checked before it is used."""

from __future__ import annotations

from mersey.forecast.whatif.changes import (
    Changes,
    Surge,
    Triage,
    check_changes,
)
from mersey.forecast.whatif.comparison import compare
from mersey.forecast.whatif.model import WhatIfModel, fit
from mersey.forecast.whatif.results import Comparison, FigureDifference, Validation
from mersey.forecast.whatif.simulation import Crew, Run, Workload, simulate
from mersey.forecast.whatif.validation import validate
from mersey.forecast.whatif.worklog import (
    WorkLog,
    check_extract,
    from_day,
    to_work_log,
    work_log,
)

__all__ = [
    "Changes",
    "Comparison",
    "Crew",
    "FigureDifference",
    "Run",
    "Surge",
    "Triage",
    "Validation",
    "WhatIfModel",
    "WorkLog",
    "Workload",
    "check_changes",
    "check_extract",
    "compare",
    "fit",
    "from_day",
    "simulate",
    "to_work_log",
    "validate",
    "work_log",
]
