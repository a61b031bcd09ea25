"""The results of flow: what charts draw, the page tells and JSON carries. Pure data.

Durations are in days. A percentile that too few cases have reached is None, and
`more_than` then says what is known. Shares run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from mersey.flow.clock_results import (
        ClockGap,
        ClockResult,
        Demand,
        LimitOffered,
        PastAny,
    )
    from mersey.flow.example_cases import ExampleCase
    from mersey.flow.lead_time_results import (
        LeadTimes,
        Served,
    )
    from mersey.services import ServiceUse
    from mersey.vocabulary import Better, Per, Unit


@dataclass(frozen=True, kw_only=True)
class PeriodRow:
    """One period of a series.

    Attributes:
        start: First local date. end: Last local date.
        value: None where nothing can be said.
        n: Cases or events behind the value.
        complete: False where the log covers the period only in part.
    """

    start: date
    end: date
    value: float | None
    n: int
    complete: bool


@dataclass(frozen=True, kw_only=True)
class MeasureSeries:
    """A measure over time."""

    measure: str
    title: str
    unit: Unit
    better: Better
    per: Per
    rows: tuple[PeriodRow, ...]


@dataclass(frozen=True, kw_only=True)
class Cohorts:
    """Cases by the period in which they opened.

    Attributes:
        series: The median of each period, in days; None, or not complete, where it is
            not yet known or rests on too few.
        opened: The first day of each case's period, as a numpy date.
        days: To its end, or to where watching stopped. is_ended: The end was seen.
    """

    series: MeasureSeries
    opened: npt.NDArray[np.datetime64]
    days: npt.NDArray[np.float64]
    is_ended: npt.NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class DailyWip:
    """Cases open at the end of each local date."""

    dates: tuple[date, ...]
    values: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class MapNode:
    """An activity. n_open: open cases whose latest event it is."""

    activity: str
    n_events: int
    n_cases: int
    n_starts: int
    n_ends: int
    n_open: int


@dataclass(frozen=True, kw_only=True)
class MapEdge:
    """One activity directly followed by another.

    Attributes:
        mean_days, median_days, p85_days: Time between the two events.
        waiting_share: Share of all time between events that this edge carries.
    """

    source: str
    target: str
    n: int
    mean_days: float
    median_days: float
    p85_days: float
    waiting_share: float


@dataclass(frozen=True, kw_only=True)
class ProcessMap:
    """The directly-follows map: nodes by events, edges by count, both falling."""

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A path, the number of cases that took it, and their share of all."""

    path: tuple[str, ...]
    n_cases: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where cases spend their time: from an activity until the next one.

    Attributes:
        activity: The last thing done; the case then waits for the next.
        n_visits: Times a case left this stage.
        days_per_case: Mean days that a finished case spends here in all.
        share: Of the whole lead time of finished cases. Shares add up to less than 1
            where the file states an opening before the first event.
        n_open: Cases now in this stage. n_older: Of those, older than usual.
    """

    activity: str
    n_visits: int
    days_per_case: float
    share: float
    n_open: int
    n_older: int


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """An open case.

    Attributes:
        pseudonym: What stands for the case's name.
        days: Work item age. days_in_stage: Since its latest event.
        older_than_usual: Older than 85 in 100 cases take in all, and not at a step after
            which cases last as long as they must.
    """

    pseudonym: str
    opened: date
    days: float
    last_activity: str
    days_in_stage: float
    team: str | None
    older_than_usual: bool


@dataclass(frozen=True, kw_only=True)
class Ageing:
    """Open cases against the time that cases take.

    Attributes:
        cases: Oldest first; at most the 2,000 oldest.
        n_open: All open cases. n_older: Those older than usual. n_lasting: Those at a step
            after which cases last as long as they must: none of them is older.
        typical_days: p50 of lead time. usual_days: p85; None where not known.
    """

    cases: tuple[OpenCase, ...]
    n_open: int
    n_older: int
    typical_days: float | None
    usual_days: float | None
    n_lasting: int = 0


@dataclass(frozen=True, kw_only=True)
class Handover:
    """Work passed from one team (or person) to another; days: median wait for it."""

    source: str
    target: str
    n: int
    median_days: float


@dataclass(frozen=True, kw_only=True)
class Handovers:
    """Changes of hand, over all cases.

    Attributes:
        between: "team" or "person".
        pairs: Most frequent first; empty between persons, who are nobody's table.
    """

    between: str
    n: int
    per_case: float
    pairs: tuple[Handover, ...]


@dataclass(frozen=True, kw_only=True)
class ReworkedActivity:
    """An activity done again in the same case."""

    activity: str
    n_cases: int
    n_repeats: int


@dataclass(frozen=True, kw_only=True)
class Rework:
    """Cases in which an activity was done again. activities: most repeats first."""

    n_cases: int
    share: float
    activities: tuple[ReworkedActivity, ...]


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """Flow efficiency of closed cases: working time over lead time.

    Attributes:
        share: Total working days over total lead days.
        median_share: Median of the cases' own shares.
        basis: Which times it rests on, in words.
    """

    share: float
    median_share: float
    n_cases: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Total days between events, and the edges that carry most of them."""

    total_days: float
    largest: tuple[MapEdge, ...]


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity's own figures: how often, in how many cases, how long it takes.

    Attributes:
        median_days: Start to completion; None where starts are not recorded.
    """

    activity: str
    n_events: int
    n_cases: int
    median_days: float | None


@dataclass(frozen=True, kw_only=True)
class FlowSummary:
    """Everything flow knows of a log, for the page and for JSON.

    Attributes:
        lead_times: None where the log cannot tell (closed cases only, or no end).
        lead_times_refused: Why `lead_times` is None, in plain words.
        handovers: None where neither team nor person is known.
        efficiency: None where working time is not recorded.
        series: Measure name → its weekly series (arrivals, throughput).
        service: The service pack in use, and what the log has of it; None without one.
        clocks: What each legal clock says, in the order of the pack.
        clock_gaps: Clocks that could not be worked out, and why.
        limits_offered: Limits that no law sets and nobody turned on.
        past: Open cases past any limit that is counted; None without a limit.
        past_offered: The same by the limits offered, which nobody turned on.
        cohorts: Cases by the month or week of opening; None where they tell nothing.
        demand: Why people got in touch; None where the file has no codes for it.
        served: Time until people had what they came for; None where cases end with that.
        examples: Up to three cases, to check the reading of the file by.
        knows_open_cases: False where the service's open cases are not in the file: then
            `wip`, `ageing` and the clocks say nothing of any.
    """

    lead_times: LeadTimes | None
    lead_times_refused: str
    series: Mapping[str, MeasureSeries]
    wip: DailyWip
    ageing: Ageing
    process_map: ProcessMap
    stages: tuple[Stage, ...]
    variants: tuple[Variant, ...]
    n_variants: int
    handovers: Handovers | None
    rework: Rework
    efficiency: Efficiency | None
    waiting: Waiting
    activities: tuple[Activity, ...]
    service: ServiceUse | None = None
    clocks: tuple[ClockResult, ...] = ()
    clock_gaps: tuple[ClockGap, ...] = ()
    limits_offered: tuple[LimitOffered, ...] = ()
    past: PastAny | None = None
    past_offered: PastAny | None = None
    cohorts: Cohorts | None = None
    demand: Demand | None = None
    served: Served | None = None
    examples: tuple[ExampleCase, ...] = ()
    knows_open_cases: bool = True
