"""What `flow` would say of the made-up log of 1,199 planning cases, by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from mersey.flow.lead_time_results import (
    ClosedOnly,
    LeadTimes,
    OutcomeCurve,
    Quantile,
    SurvivalCurve,
)
from mersey.flow.results import (
    Activity,
    Ageing,
    DailyWip,
    Efficiency,
    FlowSummary,
    Handover,
    Handovers,
    MapEdge,
    MapNode,
    MeasureSeries,
    OpenCase,
    PeriodRow,
    ProcessMap,
    Rework,
    ReworkedActivity,
    Stage,
    Variant,
    Waiting,
)
from mersey.vocabulary import Better, Per, Unit
from tests.unit.report.made_up_log import AS_AT, MAPPING, STEPS, log, mapping
from tests.unit.report.made_up_reading import closed_case, open_case

__all__ = ["MAPPING", "log", "mapping", "summary"]


def curve(*, typical: float, n: int, n_ended: int) -> SurvivalCurve:
    days = np.arange(0.0, 331.0)
    survival = np.maximum(0.5 ** ((days / typical) ** 1.4), 0.07)
    return SurvivalCurve(
        days=days,
        survival=survival,
        lower=np.maximum(survival - 0.03, 0.0),
        upper=np.minimum(survival + 0.03, 1.0),
        at_risk=np.floor(survival * n).astype(np.int64),
        n=n,
        n_ended=n_ended,
    )


def lead_times(**changes: Any) -> LeadTimes:
    cohort = curve(typical=75, n=1199, n_ended=866)
    rising = 1 - cohort.survival
    made = LeadTimes(
        cohort=cohort,
        quantiles=(
            Quantile(p=0.5, days=75.0, lower=71.0, upper=79.0),
            Quantile(p=0.85, days=152.0, lower=143.0, upper=167.0),
            Quantile(p=0.95, days=None, more_than=330.0, lower=251.0),
        ),
        period=curve(typical=82, n=410, n_ended=236),
        period_quantiles=(
            Quantile(p=0.5, days=82.0, lower=75.0, upper=90.0),
            Quantile(p=0.85, days=161.0, lower=149.0, upper=180.0),
            Quantile(p=0.95, days=None, more_than=330.0),
        ),
        period_days=90,
        closed_only=ClosedOnly(p50=59.5, p85=111.0, p95=178.0, n=866),
        outcomes=(
            OutcomeCurve(
                outcome="Granted", n=702, days=cohort.days, incidence=rising * 0.8
            ),
            OutcomeCurve(
                outcome="Refused", n=118, days=cohort.days, incidence=rising * 0.14
            ),
            OutcomeCurve(
                outcome="Withdrawn", n=46, days=cohort.days, incidence=rising * 0.06
            ),
        ),
    )
    return replace(made, **changes)


def weeks(name: str, title: str, values: list[float]) -> MeasureSeries:
    first = date(2023, 1, 2)
    rows = [
        PeriodRow(
            start=first + timedelta(weeks=week),
            end=first + timedelta(weeks=week, days=6),
            value=value,
            n=int(value),
            complete=0 < week < len(values) - 1,
        )
        for week, value in enumerate(values)
    ]
    return MeasureSeries(
        measure=name,
        title=title,
        unit=Unit.CASES,
        better=Better.NEITHER,
        per=Per.WEEK,
        rows=tuple(rows),
    )


def series() -> dict[str, MeasureSeries]:
    came = [23.0 + (week * 7) % 9 - 4 for week in range(52)]
    went = [max(0.0, min(17.0, week) + (week * 5) % 7 - 3) for week in range(52)]
    return {
        "arrivals": weeks("arrivals", "Arrivals", came),
        "throughput": weeks("throughput", "Throughput", went),
    }


def ageing(**changes: Any) -> Ageing:
    old = [340.0 - 3 * place for place in range(57)]
    ages = old + [151.0 - place * 0.5 // 1 for place in range(264)]
    cases = [
        OpenCase(
            pseudonym=f"{place * 7919 + 0x3A9F12C4:08x}{place:08x}",
            opened=AS_AT - timedelta(days=age),
            days=age,
            last_activity=STEPS[1 + place % 4][0],
            days_in_stage=float(age % 60),
            team=("North", "South", "Centre", None)[place % 4],
            older_than_usual=age > 152,
        )
        for place, age in enumerate(ages)
    ]
    made = Ageing(
        cases=tuple(cases),
        n_open=321,
        n_older=57,
        typical_days=75.0,
        usual_days=152.0,
    )
    return replace(made, **changes)


def process_map() -> ProcessMap:
    nodes = [
        MapNode(
            activity=step,
            n_events=n + n // 20,
            n_cases=n,
            n_starts=n if step == "application_date" else 0,
            n_ends=866 if step == "decision_date" else 0,
            n_open=n_open,
        )
        for step, n, n_open in STEPS
    ]
    pairs = list(itertools.pairwise(STEPS))
    edges = [
        edge(a, b, n=n, days=7.0 * (1 + i))
        for i, ((a, _, _), (b, n, _)) in enumerate(pairs)
    ]
    edges.append(edge("officer_report", "consultation_start", n=63, days=12.0))
    return ProcessMap(nodes=tuple(nodes), edges=tuple(edges))


def edge(source: str, target: str, *, n: int, days: float) -> MapEdge:
    return MapEdge(
        source=source,
        target=target,
        n=n,
        mean_days=days * 1.3,
        median_days=days,
        p85_days=days * 2.2,
        waiting_share=days * n / 100_000,
    )


def stages() -> tuple[Stage, ...]:
    days = (6.0, 14.0, 31.0, 22.0, 9.0)
    return tuple(
        Stage(
            activity=step,
            n_visits=n,
            days_per_case=spent,
            share=spent / sum(days),
            n_open=n_open,
            n_older=n_open // 6,
        )
        for (step, n, n_open), spent in zip(STEPS, days, strict=False)
    )


def variants() -> tuple[Variant, ...]:
    names = tuple(step for step, _, _ in STEPS)
    return (
        Variant(path=names, n_cases=702, share=702 / 1199),
        Variant(path=names[:4], n_cases=121, share=121 / 1199),
        Variant(path=(*names[:5], *names[2:]), n_cases=63, share=63 / 1199),
    )


def summary(**changes: Any) -> FlowSummary:
    dates = tuple(date(2023, 1, 3) + timedelta(days=n) for n in range(363))
    the_map = process_map()
    made = FlowSummary(
        lead_times=lead_times(),
        lead_times_refused="",
        series=series(),
        wip=DailyWip(
            dates=dates, values=tuple(20 + n * 301 // 362 for n in range(363))
        ),
        ageing=ageing(),
        process_map=the_map,
        stages=stages(),
        variants=variants(),
        n_variants=41,
        handovers=Handovers(
            between="team",
            n=2410,
            per_case=2410 / 1199,
            pairs=(
                Handover(source="North", target="Centre", n=811, median_days=12.0),
                Handover(source="Centre", target="South", n=402, median_days=9.5),
            ),
        ),
        rework=Rework(
            n_cases=63,
            share=63 / 1199,
            activities=(
                ReworkedActivity(
                    activity="consultation_start", n_cases=63, n_repeats=71
                ),
            ),
        ),
        efficiency=None,
        waiting=Waiting(total_days=98_231.0, largest=the_map.edges[3:0:-1]),
        activities=tuple(
            Activity(activity=step, n_events=n, n_cases=n, median_days=None)
            for step, n, _ in STEPS
        ),
        examples=(closed_case(), open_case()),
    )
    return replace(made, **changes)


def efficiency() -> Efficiency:
    return Efficiency(
        share=0.12,
        median_share=0.09,
        n_cases=866,
        basis="From start to completion; nights count as work.",
    )


def nothing() -> FlowSummary:
    """A log of which flow can say nothing at all."""
    return summary(
        lead_times=None,
        lead_times_refused="No case has an end.",
        series={},
        wip=DailyWip(dates=(), values=()),
        ageing=Ageing(
            cases=(), n_open=0, n_older=0, typical_days=None, usual_days=None
        ),
        process_map=ProcessMap(nodes=(), edges=()),
        stages=(),
        variants=(),
        n_variants=0,
        handovers=None,
        rework=Rework(n_cases=0, share=0.0, activities=()),
        waiting=Waiting(total_days=0.0, largest=()),
        activities=(),
        examples=(),
    )


def absurd_map() -> ProcessMap:
    """Three hundred steps with names of 2,000 characters each."""
    names = [f"{place:03d} {'step ' * 400}" for place in range(300)]
    nodes = [
        MapNode(activity=name, n_events=9, n_cases=9, n_starts=0, n_ends=0, n_open=1)
        for name in names
    ]
    edges = [edge(a, b, n=9, days=2.0) for a, b in itertools.pairwise(names)]
    return ProcessMap(nodes=tuple(nodes), edges=tuple(edges))
