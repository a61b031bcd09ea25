"""The summary of a log whose open cases are not in the file: it says nothing of them.

One place decides it, so that no sentence, table, tile, chart or figure has to.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.clocks import ClockStatus
from mersey.flow.results import Ageing, DailyWip

if TYPE_CHECKING:
    from mersey.flow.clock_results import AsExperienced, ClockResult
    from mersey.flow.results import FlowSummary, ProcessMap

OPEN: Final = (ClockStatus.OPEN_NOT_DUE, ClockStatus.OPEN_OVERDUE)


def without_open_cases(summary: FlowSummary, *, all_ended: bool) -> FlowSummary:
    """The summary, with `knows_open_cases` False and no figure of an open case.

    Args:
        summary: What flow found.
        all_ended: True for a cohort that is there as a whole: how often its cases were in
            time, as people met it, is then known.
    """
    return replace(
        summary,
        knows_open_cases=False,
        wip=DailyWip(dates=(), values=()),
        ageing=Ageing(
            cases=(),
            n_open=0,
            n_older=0,
            typical_days=summary.ageing.typical_days,
            usual_days=summary.ageing.usual_days,
        ),
        process_map=_map(summary.process_map),
        stages=tuple(replace(one, n_open=0, n_older=0) for one in summary.stages),
        limits_offered=tuple(replace(one, n_past=0) for one in summary.limits_offered),
        past=None,
        past_offered=None,
        clocks=tuple(_clock(one, all_ended=all_ended) for one in summary.clocks),
        cohorts=None,
    )


def _map(drawn: ProcessMap) -> ProcessMap:
    return replace(drawn, nodes=tuple(replace(node, n_open=0) for node in drawn.nodes))


def _clock(result: ClockResult, *, all_ended: bool) -> ClockResult:
    statuses = dict(result.statuses)
    for status in OPEN:
        statuses.pop(status, None)
    return replace(
        result,
        statuses=statuses,
        outlook=None,
        working_days=result.working_days if all_ended else None,
        experienced=result.experienced if all_ended else _unknown(result.experienced),
        experienced_in_all=(
            result.experienced_in_all
            if all_ended
            else _unknown(result.experienced_in_all)
        ),
    )


def _unknown(met: AsExperienced) -> AsExperienced:
    return replace(met, share=None, lower=None, upper=None, n_waiting=0)
