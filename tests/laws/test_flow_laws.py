"""What must stay true of flow however a log is turned."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from mersey.flow import measure, summarise
from mersey.flow.results import FlowSummary
from mersey.flow.time_to_event import days_until, kaplan_meier
from mersey.vocabulary import Per
from tests.engines.logs import make_log

END = ("closed",)
AS_AT = date(2024, 2, 25)


def made_rows() -> list[tuple]:
    """Sixty winter cases without ties, of which some stay open."""
    draw = random.Random(20240101)
    rows = []
    for case in range(60):
        time = datetime.fromisoformat("2024-01-01T08:00")
        time += timedelta(minutes=draw.randrange(40 * 24 * 60), seconds=case)
        steps = draw.choices(("received", "checked", "decided"), k=draw.randint(1, 4))
        steps += ["closed"] * (draw.random() < 0.7)
        for step in steps:
            rows.append((f"c{case}", step, time, draw.choice(("desk", "legal"))))
            time += timedelta(minutes=draw.randint(1, 5 * 24 * 60), seconds=1)
    return [row for row in rows if row[2].date() <= AS_AT]


def summary_of(rows: list[tuple], as_at: date = AS_AT) -> FlowSummary:
    return summarise(make_log(rows, end=END, as_at=as_at))


@pytest.fixture(scope="module")
def rows() -> list[tuple]:
    return made_rows()


@pytest.fixture(scope="module")
def whole(rows: list[tuple]) -> FlowSummary:
    return summary_of(rows)


def told(found: FlowSummary) -> tuple:
    """The parts that do not name a date or a case."""
    assert found.lead_times is not None
    return (
        found.lead_times.quantiles,
        found.lead_times.period_quantiles,
        found.lead_times.closed_only,
        found.process_map,
        found.stages,
        found.variants,
        found.handovers,
        found.rework,
        found.wip.values,
    )


def test_order_of_rows_does_not_matter(rows: list[tuple], whole: FlowSummary) -> None:
    shuffled = random.Random(1).sample(rows, len(rows))
    assert told(summary_of(shuffled)) == told(whole)


def test_shifting_time_shifts_dates_and_nothing_else(
    rows: list[tuple], whole: FlowSummary
) -> None:
    later = timedelta(days=-28)  # whole weeks, in winter time throughout
    shifted = summary_of([(c, a, t + later, w) for c, a, t, w in rows], AS_AT + later)
    assert told(shifted) == told(whole)
    assert shifted.wip.dates == tuple(day + later for day in whole.wip.dates)


def test_doubling_every_case_doubles_counts_and_leaves_medians(
    rows: list[tuple], whole: FlowSummary
) -> None:
    twice = summary_of(rows + [(f"{c}-again", a, t, w) for c, a, t, w in rows])
    assert [q.days for q in twice.lead_times.quantiles] == [
        q.days for q in whole.lead_times.quantiles
    ]
    assert twice.wip.values == tuple(2 * n for n in whole.wip.values)
    assert [(e.n, e.median_days) for e in twice.process_map.edges] == [
        (2 * e.n, e.median_days) for e in whole.process_map.edges
    ]
    assert twice.handovers.n == 2 * whole.handovers.n
    assert twice.rework.share == whole.rework.share


def test_arrivals_less_departures_are_the_change_in_wip(rows: list[tuple]) -> None:
    log = make_log(rows, end=END, as_at=AS_AT)
    series = {
        name: np.array([row.value for row in measure(log, name, per=Per.DAY).rows])
        for name in ("arrivals", "throughput", "wip")
    }
    change = np.diff(series["wip"], prepend=0)
    assert (series["arrivals"] - series["throughput"]).tolist() == change.tolist()
    assert series["wip"][-1] == log.facts.n_open


def test_counts_over_all_periods_add_up_to_the_cases(rows: list[tuple]) -> None:
    log = make_log(rows, end=END, as_at=AS_AT)
    for_weeks = measure(log, "arrivals", per=Per.WEEK).rows
    for_months = measure(log, "throughput", per=Per.MONTH).rows
    assert sum(row.value for row in for_weeks) == log.facts.n_cases
    assert sum(row.value for row in for_months) == log.facts.n_closed


def test_shares_of_waiting_add_up_to_one(whole: FlowSummary) -> None:
    total = sum(edge.waiting_share for edge in whole.process_map.edges)
    assert total == pytest.approx(1)


def test_stages_of_closed_cases_add_up_to_their_lead_time(whole: FlowSummary) -> None:
    assert sum(stage.share for stage in whole.stages) == pytest.approx(1)


def test_adding_open_cases_never_shortens_a_percentile() -> None:
    draw = np.random.default_rng(5)
    days, ended = draw.integers(1, 90, 200).astype(float), draw.random(200) < 0.8
    more = np.concatenate([days, draw.integers(1, 90, 50).astype(float)])
    before = days_until(kaplan_meier(days, ended), 0.5)
    after = days_until(kaplan_meier(more, np.append(ended, np.zeros(50, bool))), 0.5)
    assert before is not None
    assert after is None or after >= before


def test_kaplan_meier_finds_the_truth_that_closed_cases_alone_miss() -> None:
    # 20 cases a day for 730 days, lognormal with median 30 and sigma 1; the last 90
    # days of openings. Guards against a return to the naive way (evidence, §2).
    draw = np.random.default_rng(42)
    age = np.repeat(np.arange(90.0), 200)
    takes = np.exp(draw.normal(np.log(30), 1, age.size))
    ended = takes <= age
    honest = days_until(kaplan_meier(np.minimum(takes, age), ended), 0.5)
    assert honest == pytest.approx(30, rel=0.1)
    assert np.median(takes[ended]) < 0.75 * 30
