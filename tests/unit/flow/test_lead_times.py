from __future__ import annotations

from datetime import date, timedelta

import pytest

from mersey.eventlog import EventLog
from mersey.flow import summarise
from mersey.flow.lead_time_results import LeadTimes
from mersey.flow.lead_times import lead_times, why_refused
from mersey.vocabulary import Extract
from tests.engines.logs import Stated, lacking_in, make_log

START = date(2024, 1, 1)


def dated_log(spans: list[tuple[int, int | None]], **told: object) -> EventLog:
    """A date-only log of cases (day opened, days to the end or None), as at day 120."""
    rows = []
    for case, (opened, days) in enumerate(spans):
        day = START + timedelta(days=opened)
        rows.append((case, "received", day.isoformat()))
        if days is not None:
            rows.append((case, "decided", (day + timedelta(days=days)).isoformat()))
    as_at = START + timedelta(days=120)
    return make_log(rows, end=("decided",), as_at=as_at, date_only=True, **told)


@pytest.fixture(scope="module")
def found() -> LeadTimes:
    # 40 cases on days 0 to 39 take 10, 20, …, 80 days in turn, five of each; then one a
    # day on days 100 to 119, all open.
    spans: list[tuple[int, int | None]] = [(i, 10 * (i % 8 + 1)) for i in range(40)]
    return lead_times(dated_log(spans + [(100 + i, None) for i in range(20)]))


def test_closed_only_interpolates_between_cases(found: LeadTimes) -> None:
    # Forty values, 10 to 80: place 0.5 × 39 = 19.5 lies between a 40 and a 50.
    assert (found.closed_only.n, found.closed_only.p50) == (40, 45)
    assert found.closed_only.p85 == 70 + 0.15 * 0


def test_cohort_counts_open_cases(found: LeadTimes) -> None:
    # At day 10: 5 of 50 end (ten of the open are younger than 10 … 11 of 20 older or
    # equal); the median moves up from 45.
    assert (found.cohort.n, found.cohort.n_ended) == (60, 40)
    assert found.quantiles[0].days == 50


def test_period_counts_only_those_still_there(found: LeadTimes) -> None:
    # As at day 120 the last 90 days begin on day 30.
    assert found.period is not None
    assert found.period.n < found.cohort.n
    assert [q.p for q in found.period_quantiles] == [0.5, 0.85, 0.95]


def test_period_is_none_when_the_latest_arrivals_are_missing() -> None:
    spans = [(day % 110, 2 + day % 10 if day % 20 else None) for day in range(220)]
    log = dated_log(spans)
    assert lead_times(log).period is not None
    assert lead_times(lacking_in(log, Extract.BY_OPENING)).period is None


def test_period_is_none_when_few_cases_ended_in_it() -> None:
    log = dated_log([(i, 3) for i in range(20)] + [(100, None)])
    assert lead_times(log).period is None
    assert lead_times(log).period_quantiles == ()


def test_percentile_is_more_than_the_last_day_when_not_reached() -> None:
    p50 = lead_times(dated_log([(0, 5), (0, None), (20, None)])).quantiles[0]
    assert (p50.days, p50.more_than) == (None, 120)


def test_lead_times_are_refused_when_no_case_is_closed() -> None:
    log = make_log([("a", "received", "2024-01-01")], as_at="2024-02-01")
    assert lead_times(log) is None
    assert "come to an end yet" in why_refused(log)


def test_lead_times_are_refused_when_only_closed_cases_were_extracted() -> None:
    log = dated_log([(0, 5), (3, 8)])
    summary = summarise(lacking_in(log, Extract.CLOSED_ONLY))
    assert summary.lead_times is None
    assert "would be too short" in summary.lead_times_refused
    assert summary.ageing.usual_days is None


def test_outcomes_share_the_closed_cases_between_them() -> None:
    outcome = {0: "granted", 1: "refused", 2: "granted"}
    log = dated_log(
        [(0, 5), (0, 8), (0, 11), (0, None)], stated=Stated(outcome=outcome)
    )
    curves = lead_times(log).outcomes
    assert [(c.outcome, c.n) for c in curves] == [("granted", 2), ("refused", 1)]
    assert curves[0].incidence[-1] == pytest.approx(0.5)


def test_outcomes_beyond_the_sixth_are_together_when_there_are_many() -> None:
    outcome = {i: f"way {min(i // 2, 8)}" for i in range(18)}
    log = dated_log([(0, 5 + i) for i in range(18)], stated=Stated(outcome=outcome))
    curves = lead_times(log).outcomes
    assert [c.outcome for c in curves] == [*(f"way {i}" for i in range(6)), "other"]
    assert [c.n for c in curves] == [2] * 6 + [6]


def test_outcomes_are_left_out_when_there_is_only_one() -> None:
    assert lead_times(dated_log([(0, 5), (0, 8)])).outcomes == ()
