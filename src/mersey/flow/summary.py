"""Everything flow knows of a log, in as few queries as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.flow.activities import activities
from mersey.flow.ageing import ageing
from mersey.flow.clocks import clocks_of
from mersey.flow.counts import activity_counts, standings
from mersey.flow.demand import demand
from mersey.flow.demand_in_steps import demand_in_steps
from mersey.flow.efficiency import flow_efficiency
from mersey.flow.example_cases import example_cases
from mersey.flow.handovers import handovers
from mersey.flow.lead_times import lead_times, why_refused
from mersey.flow.measures import arrivals, throughput
from mersey.flow.opening_cohorts import cohorts
from mersey.flow.process_map import process_map
from mersey.flow.results import FlowSummary
from mersey.flow.rework import rework
from mersey.flow.series import measure_series
from mersey.flow.served import served
from mersey.flow.stages import stages
from mersey.flow.unseen import without_open_cases
from mersey.flow.usual import usual
from mersey.flow.variants import top_variants
from mersey.flow.waiting import waiting
from mersey.flow.wip import daily_wip
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import Clocks, Demand
    from mersey.services import ServiceUse


def summarise(
    log: EventLog, use: ServiceUse | None = None, *, clocks: Clocks | None = None
) -> FlowSummary:
    """The whole look at a log: some thirteen queries, none of which orders the events.

    With a service pack in use its clocks and its codes of demand are worked out too, in
    two more or five; so is the deadline that the file itself states. `clocks` are what
    was worked out of them before.
    """
    log.read_ahead()
    clocks = clocks or clocks_of(log, use)
    lead = lead_times(log)
    counts = activity_counts(log)
    done = served(log, use)
    held = usual(lead, use, done)
    standing = standings(log, older_than=held.days, lasting=held.never)
    drawn = process_map(log, counts=counts, standings=standing)
    variants, n_variants = top_variants(log)
    summary = FlowSummary(
        lead_times=lead,
        lead_times_refused=why_refused(log),
        series={
            member.name: measure_series(log, member, Per.WEEK)
            for member in (arrivals.MEASURE, throughput.MEASURE)
        },
        wip=daily_wip(log),
        ageing=ageing(log, standings=standing, usual=held),
        process_map=drawn,
        stages=stages(log, standings=standing),
        variants=variants,
        n_variants=n_variants,
        handovers=handovers(log, standings=standing),
        rework=rework(counts, standing),
        efficiency=flow_efficiency(log),
        waiting=waiting(drawn.edges, served=use.serving if use else ()),
        activities=activities(log, counts=counts),
        service=use,
        clocks=clocks.results,
        clock_gaps=clocks.gaps,
        limits_offered=clocks.offered,
        past=clocks.past,
        past_offered=clocks.past_offered,
        cohorts=cohorts(log),
        demand=_demand(log, use, [count.activity for count in counts]),
        served=done,
        examples=example_cases(log),
    )
    if log.knows_open_cases:
        return summary
    return without_open_cases(summary, all_ended=log.is_finished_cohort)


def _demand(
    log: EventLog, use: ServiceUse | None, activities: Sequence[str]
) -> Demand | None:
    """By the file's own codes; else by the steps that are contacts."""
    if use is None:
        return None
    return demand(log, use) or demand_in_steps(log, use, activities=activities)
