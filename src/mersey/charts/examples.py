"""Made-up results of a made-up service, for the gallery and the golden files.

Nothing here is drawn at random: each number follows from a rule, so the same bytes come
out everywhere. The service: 1,434 home adaptations asked for over 120 weeks.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

from mersey.flow.lead_time_results import ClosedOnly, LeadTimes, Quantile, SurvivalCurve
from mersey.flow.results import (
    Ageing,
    DailyWip,
    MapEdge,
    MapNode,
    MeasureSeries,
    OpenCase,
    PeriodRow,
    ProcessMap,
    Stage,
)
from mersey.vocabulary import Better, Per, Unit

_FIRST_MONDAY: Final = date(2024, 7, 29)
_N_WEEKS: Final = 120
_N_CASES: Final = 1434

_STAGES: Final = (  # activity, visits, days per case, open, older than usual
    ("Enquiry received", 1434, 3.1, 9, 0),
    ("Assessment booked", 1398, 21.4, 46, 1),
    ("Assessment done", 1340, 8.2, 18, 0),
    ("Application sent", 1312, 29.3, 61, 7),
    ("Application returned", 1216, 11.6, 31, 2),
    ("Survey done", 1168, 14.8, 37, 9),
    ("Quotes requested", 1134, 21.9, 52, 18),
    ("Grant approved", 1121, 36.2, 67, 31),
)

_NODES: Final = (  # activity, cases, starts, ends, open
    ("Enquiry received", 1434, 1434, 0, 9),
    ("Triage", 1420, 0, 0, 14),
    ("Signposted elsewhere", 190, 0, 190, 0),
    ("Assessment booked", 1230, 0, 0, 46),
    ("Appointment rearranged", 148, 0, 0, 3),
    ("Assessment done", 1150, 0, 0, 18),
    ("Application sent", 1120, 0, 0, 61),
    ("Application returned", 1040, 0, 0, 31),
    ("Documents chased", 402, 0, 0, 22),
    ("Means test", 980, 0, 0, 12),
    ("Withdrawn", 128, 0, 128, 0),
    ("Survey done", 930, 0, 0, 37),
    ("Schedule of works", 901, 0, 0, 10),
    ("Quotes requested", 880, 0, 0, 52),
    ("Quotes received", 835, 0, 0, 19),
    ("Approval panel", 640, 0, 0, 4),
    ("Grant approved", 790, 0, 0, 67),
    ("Works started", 722, 0, 0, 21),
    ("Unforeseen works", 61, 0, 0, 5),
    ("Works completed", 690, 0, 0, 3),
    ("Final inspection", 684, 0, 0, 8),
    ("Snagging", 97, 0, 0, 4),
    ("Invoice received", 655, 0, 0, 2),
    ("Paid and closed", 640, 0, 640, 0),
    ("Appeal heard", 12, 0, 12, 0),
)

_EDGES: Final = (  # from, to, cases, median days
    (0, 1, 1420, 2.0),
    (1, 2, 190, 2.0),
    (1, 3, 1190, 17.0),
    (3, 4, 148, 6.0),
    (4, 3, 131, 4.0),
    (3, 5, 1120, 21.0),
    (5, 6, 1110, 3.0),
    (6, 7, 1020, 29.0),
    (7, 8, 402, 7.0),
    (8, 7, 371, 13.0),
    (7, 9, 760, 7.0),
    (7, 11, 212, 19.0),
    (9, 10, 98, 8.0),
    (9, 11, 690, 18.0),
    (11, 12, 880, 10.0),
    (12, 11, 41, 15.0),
    (12, 13, 850, 2.0),
    (13, 14, 812, 21.0),
    (14, 13, 165, 5.0),
    (14, 15, 628, 10.0),
    (14, 16, 150, 9.0),
    (15, 16, 610, 2.0),
    (15, 24, 12, 41.0),
    (16, 17, 709, 36.0),
    (17, 18, 61, 5.0),
    (18, 17, 52, 12.0),
    (17, 19, 671, 14.0),
    (19, 20, 668, 6.0),
    (20, 21, 97, 7.0),
    (21, 20, 90, 4.0),
    (20, 22, 585, 7.0),
    (20, 23, 40, 9.0),
    (22, 23, 600, 11.0),
    (6, 10, 30, 64.0),
    (5, 9, 22, 12.0),
    (3, 3, 64, 9.0),
)


def lead_times() -> LeadTimes:
    """Half within 75 days, 85 in 100 within 152; closed cases alone look faster."""
    days = np.arange(0, 421, dtype=np.float64)
    ended = 0.985 * (1 - np.exp(-((days / 95) ** 1.46)))
    spread = 1.96 * np.sqrt(ended * (1 - ended) / (_N_CASES * (1 - days / 500)))
    survival = 1 - ended
    curve = SurvivalCurve(
        days=days,
        survival=survival,
        lower=np.clip(survival - spread, 0, 1),
        upper=np.clip(survival + spread, 0, 1),
        at_risk=np.floor(_N_CASES * survival * (1 - days / 500)).astype(np.int64),
        n=_N_CASES,
        n_ended=1113,
    )
    return LeadTimes(
        cohort=curve,
        quantiles=tuple(_quantile(curve, p=p) for p in (0.5, 0.85, 0.95)),
        period=None,
        period_quantiles=(),
        period_days=365,
        closed_only=ClosedOnly(p50=59.5, p85=111.0, p95=149.0, n=1113),
        outcomes=(),
    )


def arrivals() -> MeasureSeries:
    """About 12 a week, more each spring; the last week is not over."""
    values = [
        round(12 + 2 * np.sin(i / 8.3) + _wobble(i, 7, 4)) for i in range(_N_WEEKS)
    ]
    return _weekly("arrivals", "Cases arriving", values=values, total=_N_CASES)


def throughput() -> MeasureSeries:
    """Fewer than arrive, at first by much; the last week is not over."""
    values = [
        round(min(11, i * 0.6) + 1.2 * np.sin(i / 6.1) + _wobble(i, 5, 4))
        for i in range(_N_WEEKS)
    ]
    return _weekly("throughput", "Cases finished", values=values, total=1113)


def wip() -> DailyWip:
    """What has arrived and not finished by the end of each day."""
    dates = [_FIRST_MONDAY + timedelta(days=i) for i in range(_N_WEEKS * 7)]
    came = [row.value or 0 for row in arrivals().rows]
    went = [row.value or 0 for row in throughput().rows]
    values = [
        int(sum(came[: i // 7 + 1]) - sum(went[: i // 7 + 1]))
        for i in range(len(dates))
    ]
    return DailyWip(dates=tuple(dates), values=tuple(values))


def stages() -> tuple[Stage, ...]:
    """Eight stages in their usual order; the wait for building work is longest."""
    total = sum(row[2] for row in _STAGES)
    return tuple(
        Stage(
            activity=activity,
            n_visits=n_visits,
            days_per_case=days,
            share=days / total,
            n_open=n_open,
            n_older=n_older,
        )
        for activity, n_visits, days, n_open, n_older in _STAGES
    )


def ageing() -> Ageing:
    """321 open cases, of which 68 are older than 152 days."""
    cases = [_open_case(stage, i) for stage in _STAGES for i in range(stage[3])]
    cases.sort(key=lambda case: (-case.days, case.pseudonym))
    return Ageing(
        cases=tuple(cases),
        n_open=len(cases),
        n_older=sum(case.older_than_usual for case in cases),
        typical_days=75.0,
        usual_days=152.0,
    )


def process_map() -> ProcessMap:
    """25 steps with two loops, a rare appeal and three slow waits."""
    nodes = [
        MapNode(
            activity=activity,
            n_events=round(n_cases * 1.06),
            n_cases=n_cases,
            n_starts=n_starts,
            n_ends=n_ends,
            n_open=n_open,
        )
        for activity, n_cases, n_starts, n_ends, n_open in _NODES
    ]
    total = sum(n * median * 1.3 for _, _, n, median in _EDGES)
    edges = [
        MapEdge(
            source=_NODES[source][0],
            target=_NODES[target][0],
            n=n,
            mean_days=median * 1.3,
            median_days=median,
            p85_days=median * 2.1,
            waiting_share=n * median * 1.3 / total,
        )
        for source, target, n, median in _EDGES
    ]
    return ProcessMap(
        nodes=tuple(sorted(nodes, key=lambda node: (-node.n_events, node.activity))),
        edges=tuple(
            sorted(edges, key=lambda edge: (-edge.n, edge.source, edge.target))
        ),
    )


def _quantile(curve: SurvivalCurve, *, p: float) -> Quantile:
    def first(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float | None:
        reached = np.flatnonzero(values <= 1 - p)
        return float(curve.days[reached[0]]) if reached.size else None

    return Quantile(
        p=p,
        days=first(curve.survival),
        more_than=None,
        lower=first(curve.lower),
        upper=first(curve.upper),
    )


def _wobble(i: int, step: int, size: int) -> float:
    """A value that looks irregular, from −size to size, of mean nearly 0."""
    return ((i * step * 37 + i * i * 11) % 101 / 50 - 1) * size


def _weekly(
    measure: str, title: str, *, values: list[int], total: int
) -> MeasureSeries:
    values = [max(0, value) for value in values]
    values[-1] //= 3
    short = total - sum(values)
    for i in range(abs(short)):  # the counts add up to the total
        values[(i * 17) % (_N_WEEKS - 20) + 15] += 1 if short > 0 else -1
    starts = [_FIRST_MONDAY + timedelta(weeks=i) for i in range(_N_WEEKS)]
    return MeasureSeries(
        measure=measure,
        title=title,
        unit=Unit.CASES,
        better=Better.NEITHER,
        per=Per.WEEK,
        rows=tuple(
            PeriodRow(
                start=start,
                end=start + timedelta(days=6),
                value=float(max(0, value)),
                n=max(0, value),
                complete=start != starts[-1],
            )
            for start, value in zip(starts, values, strict=True)
        ),
    )


def _open_case(stage: tuple[str, int, float, int, int], i: int) -> OpenCase:
    activity, _, _, _, n_older = stage
    reached = sum(row[2] for row in _STAGES[: [s[0] for s in _STAGES].index(activity)])
    share = (i * 0.618034) % 1
    if i < n_older:
        age = 153 + (i * 67 % 97) * 1.7
    else:
        age = min(151.0, reached * 0.8 + 2 + share * share * 70)
    return OpenCase(
        pseudonym=f"C{abs(_number_of(activity)) % 1000:03d}{i:03d}",
        opened=date(2026, 11, 15) - timedelta(days=int(age)),
        days=float(int(age)),
        last_activity=activity,
        days_in_stage=float(int(age * 0.4)),
        team=None,
        older_than_usual=i < n_older,
    )


def _number_of(words: str) -> int:
    """A number from words that is the same in every run."""
    return sum((i + 1) * ord(one) for i, one in enumerate(words))
