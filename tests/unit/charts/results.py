"""Small results to draw: each as little as a test needs."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import numpy as np

from mersey.flow.lead_time_results import ClosedOnly, LeadTimes, Quantile, SurvivalCurve
from mersey.flow.results import (
    Ageing,
    MapEdge,
    MapNode,
    MeasureSeries,
    OpenCase,
    PeriodRow,
    ProcessMap,
    Stage,
)
from mersey.vocabulary import Better, Per, Unit

SCRIPT = "<script>alert('1')</script>"
LONG = "Beoordeling van de aanvraag " * 8


def lead_times(*, days, survival, n, n_ended, percentiles, closed=(None, None, None)):
    curve = np.array(survival, dtype=float)
    return LeadTimes(
        cohort=SurvivalCurve(
            days=np.array(days, dtype=float),
            survival=curve,
            lower=curve * 0.9,
            upper=np.minimum(1, curve * 1.1),
            at_risk=np.full(len(days), n),
            n=n,
            n_ended=n_ended,
        ),
        quantiles=tuple(
            Quantile(p=p, days=at, more_than=None if at is not None else 200.0)
            for p, at in zip((0.5, 0.85, 0.95), percentiles, strict=True)
        ),
        period=None,
        period_quantiles=(),
        period_days=365,
        closed_only=ClosedOnly(p50=closed[0], p85=closed[1], p95=closed[2], n=n_ended),
        outcomes=(),
    )


def open_case(i, *, days, activity="Step", is_older=False):
    return OpenCase(
        pseudonym=f"C{i:04d}",
        opened=date(2026, 1, 1),
        days=float(days),
        last_activity=activity,
        days_in_stage=1.0,
        team=None,
        older_than_usual=is_older,
    )


def ageing(cases, *, n_open=None, typical=40.0, usual=100.0):
    return Ageing(
        cases=tuple(sorted(cases, key=lambda case: -case.days)),
        n_open=len(cases) if n_open is None else n_open,
        n_older=sum(case.older_than_usual for case in cases),
        typical_days=typical,
        usual_days=usual,
    )


def stage(activity, *, days=1.0, share=0.1, n_open=0, n_older=0):
    return Stage(
        activity=activity,
        n_visits=10,
        days_per_case=days,
        share=share,
        n_open=n_open,
        n_older=n_older,
    )


def series(values, *, partial=()):
    monday = date(2023, 1, 2)
    return MeasureSeries(
        measure="arrivals",
        title="Arrivals",
        unit=Unit.CASES,
        better=Better.NEITHER,
        per=Per.WEEK,
        rows=tuple(
            PeriodRow(
                start=monday + timedelta(weeks=i),
                end=monday + timedelta(weeks=i, days=6),
                value=value,
                n=int(value or 0),
                complete=i not in partial,
            )
            for i, value in enumerate(values)
        ),
    )


def node(activity, *, n_cases=10, n_starts=0, n_ends=0, n_open=0):
    return MapNode(
        activity=activity,
        n_events=n_cases,
        n_cases=n_cases,
        n_starts=n_starts,
        n_ends=n_ends,
        n_open=n_open,
    )


def edge(source, target, n, *, median=1.0, waiting=0.0):
    return MapEdge(
        source=source,
        target=target,
        n=n,
        mean_days=median,
        median_days=median,
        p85_days=median,
        waiting_share=waiting,
    )


def chain(n_steps):
    """A map of steps in a row, each less frequent than the one before."""
    names = [f"Step {i}" for i in range(n_steps)]
    return ProcessMap(
        nodes=tuple(
            node(name, n_cases=1000 - i, n_starts=1000 if i == 0 else 0)
            for i, name in enumerate(names)
        ),
        edges=tuple(
            edge(a, b, 1000 - i) for i, (a, b) in enumerate(itertools.pairwise(names))
        ),
    )


def parse(svg):
    """The root of our own SVG; fails where it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314  (made by us, a line before)
