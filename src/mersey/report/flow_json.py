"""What the page's sections on waiting and movement say, for `flow` of `mersey.look/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.report.case_names import case_name

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import Ageing, FlowSummary, Handovers, Rework


def waiting_and_moving(log: EventLog, summary: FlowSummary) -> dict[str, Any]:
    """`ageing`, `efficiency`, `rework`, `handovers`, `waits` and `paths` of a log.

    `ageing` is absent where open cases are not in the file, `efficiency` and `handovers`
    where the file does not tell them. Steps are called as the file calls them.
    """
    said: dict[str, Any] = {
        "paths": summary.n_variants,
        "rework": _rework(summary.rework),
        "waits": [
            {
                "from": edge.source,
                "to": edge.target,
                "share_of_waiting": edge.waiting_share,
            }
            for edge in summary.waiting.largest
        ],
    }
    if summary.knows_open_cases:
        said["ageing"] = _ageing(summary.ageing, log)
    if summary.efficiency is not None:
        found = summary.efficiency
        said["efficiency"] = {
            "share": found.share,
            "median_share": found.median_share,
            "cases": found.n_cases,
        }
    if summary.handovers is not None:
        said["handovers"] = _handovers(summary.handovers)
    return said


def _ageing(ageing: Ageing, log: EventLog) -> dict[str, Any]:
    """Open cases against what is usual, the oldest first, named as on the page."""
    return {
        "open": ageing.n_open,
        "older": ageing.n_older,
        "lasting": ageing.n_lasting,
        "typical_days": ageing.typical_days,
        "usual_days": ageing.usual_days,
        "cases": [
            {
                "pseudonym": case_name(case.pseudonym, log),
                "opened": case.opened,
                "days": case.days,
                "last_activity": case.last_activity,
                "days_in_stage": case.days_in_stage,
                "team": case.team,
                "older": case.older_than_usual,
            }
            for case in ageing.cases
        ],
    }


def _rework(found: Rework) -> dict[str, Any]:
    return {
        "cases": found.n_cases,
        "share": found.share,
        "steps": [
            {"activity": one.activity, "cases": one.n_cases, "times": one.n_repeats}
            for one in found.activities
        ],
    }


def _handovers(found: Handovers) -> dict[str, Any]:
    return {
        "between": found.between,
        "count": found.n,
        "per_case": found.per_case,
        "pairs": [
            {
                "from": one.source,
                "to": one.target,
                "count": one.n,
                "median_days": one.median_days,
            }
            for one in found.pairs
        ],
    }
