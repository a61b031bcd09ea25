"""Random logs: what DuckDB gives is what plain Python gives."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from mersey.eventlog import EndRule, EventLog
from mersey.flow import MEASURES, measure, summarise
from mersey.flow.results import FlowSummary
from mersey.vocabulary import Per
from tests.engines import oracle
from tests.engines.logs import make_log
from tests.engines.random_logs import random_rows

few = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

once_found = settings(database=None, derandomize=True, phases=[Phase.generate])

ends = st.sampled_from(((), ("closed",), ("closed", "decided")))
as_ats = st.sampled_from((None, date(2024, 4, 20), date(2025, 6, 30)))


def known_ends(rows: list[tuple], end: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in end if any(row[1] == name for row in rows))


def read(rows: list[tuple], end: tuple[str, ...], as_at: date | None) -> EventLog:
    last = max(row[2] for row in rows).date()
    return make_log(rows, end=known_ends(rows, end), as_at=as_at and max(as_at, last))


def plain(rows: list[tuple], log: EventLog) -> list[oracle.Case]:
    return oracle.cases_of(rows, rule=log.end_rule, as_at=log.facts.as_at)


def found_map(found: FlowSummary) -> oracle.Numbers:
    numbers: oracle.Numbers = {}
    for e in found.process_map.edges:
        edge = ("edge", e.source, e.target)
        numbers |= {(*edge, "n"): e.n, (*edge, "mean"): e.mean_days}
        numbers |= {(*edge, "median"): e.median_days, (*edge, "p85"): e.p85_days}
        numbers[*edge, "share"] = e.waiting_share
    for n in found.process_map.nodes:
        node = ("node", n.activity)
        numbers |= {(*node, "events"): n.n_events, (*node, "cases"): n.n_cases}
        numbers |= {(*node, "starts"): n.n_starts, (*node, "open"): n.n_open}
        numbers[*node, "closed"] = n.n_ends
    return numbers


def found_paths(found: FlowSummary) -> oracle.Numbers:
    numbers: oracle.Numbers = {("variant", *v.path): v.n_cases for v in found.variants}
    numbers["rework", "cases"] = found.rework.n_cases
    for activity in found.rework.activities:
        key = ("rework", activity.activity)
        numbers[*key, "cases"] = activity.n_cases
        numbers[*key, "repeats"] = activity.n_repeats
    numbers["handovers"] = found.handovers.n if found.handovers else 0
    return numbers


def found_stages(found: FlowSummary) -> oracle.Numbers:
    numbers: oracle.Numbers = {}
    for stage in found.stages:
        if stage.n_visits:
            numbers["stage", stage.activity, "visits"] = stage.n_visits
            numbers["stage", stage.activity, "days"] = stage.days_per_case
    return numbers


def found_series(log: EventLog, per: Per, names: tuple[str, ...]) -> oracle.Numbers:
    rows = [(name, row) for name in names for row in measure(log, name, per=per).rows]
    return {(name, row.start): row.value for name, row in rows if row.n}


def measurable(log: EventLog) -> tuple[str, ...]:
    return tuple(
        name
        for name, member in MEASURES.items()
        if name in oracle.BY_PERIOD and not member.missing(log.facts)
    )


def test_every_measure_has_its_oracle() -> None:
    """Said at once: a random log that shows it would be shrunk for minutes first."""
    without = set(MEASURES) - oracle.BY_PERIOD - oracle.BY_LEVEL
    assert without == set(), "work it out in tests/engines/oracle.py, in plain Python"


@few
@given(rows=random_rows(), end=ends, as_at=as_ats)
def test_summary_equals_plain_python(
    rows: list[tuple], end: tuple[str, ...], as_at: date | None
) -> None:
    log = read(rows, end, as_at)
    found, cases = summarise(log), plain(rows, log)
    paths = oracle.path_numbers(cases, log.facts.handover_of)
    wip = dict(zip(found.wip.dates, found.wip.values, strict=True))
    assert found_map(found) == pytest.approx(oracle.map_numbers(cases))
    assert found_paths(found) == pytest.approx(paths)
    assert found_stages(found) == pytest.approx(oracle.stage_numbers(cases))
    assert {("wip", d): n for d, n in wip.items()} == oracle.wip_numbers(cases, wip)


@few
@given(rows=random_rows(has_people=True, has_teams=False), end=ends)
def test_handovers_between_people_equal_plain_python(
    rows: list[tuple], end: tuple[str, ...]
) -> None:
    log = read(rows, end, None)
    paths = oracle.path_numbers(plain(rows, log), log.facts.handover_of)
    assert found_paths(summarise(log)) == pytest.approx(paths)


@few
@given(
    rows=random_rows(has_starts=True), end=ends, as_at=as_ats, per=st.sampled_from(Per)
)
def test_every_measure_equals_plain_python(
    rows: list[tuple], end: tuple[str, ...], as_at: date | None, per: Per
) -> None:
    log = read(rows, end, as_at)
    expected = oracle.series_numbers(
        plain(rows, log),
        per,
        between=log.facts.handover_of,
        has_starts=log.facts.has_start_times,
    )
    found = found_series(log, per, measurable(log))
    known = {key: value for key, value in found.items() if value is not None}
    told = {key: value for key, value in expected.items() if value is not None}
    assert known == pytest.approx(told)


@few
@given(rows=random_rows(), end=ends, as_at=as_ats, per=st.sampled_from(Per))
def test_levels_at_the_end_of_a_period_equal_plain_python(
    rows: list[tuple], end: tuple[str, ...], as_at: date | None, per: Per
) -> None:
    log = read(rows, end, as_at)
    cases, age = plain(rows, log), measure(log, "work_item_age", per=per).rows
    looked = [(row.start, min(row.end, log.facts.as_at_date)) for row in age]
    expected = oracle.age_numbers(cases, looked)
    assert {("work_item_age", row.start): row.value for row in age} == expected
    wip = oracle.wip_numbers(cases, [day for _, day in looked])
    found = [row.value for row in measure(log, "wip", per=per).rows]
    assert found == list(wip.values())


@few
@given(rows=random_rows(), end=ends)
def test_lead_time_percentiles_equal_plain_python(
    rows: list[tuple], end: tuple[str, ...]
) -> None:
    log = read(rows, end, date(2024, 12, 31))
    found, cases = summarise(log).lead_times, plain(rows, log)
    closed = [case.days for case in cases if case.state == "closed"]
    spans = [(case.days, case.state == "closed") for case in cases]
    shares = [oracle.Fraction(p, 100) for p in (50, 85, 95)]
    expected = [oracle.days_until(spans, p) for p in shares] if found else []
    assert [q.days for q in (found.quantiles if found else ())] == pytest.approx(
        expected
    )
    assert (found is None) == (not closed)
    assert (found.closed_only.p85 if found else None) == pytest.approx(
        oracle.quantile(closed, 0.85) if closed else None
    )


RULE = EndRule(
    activities=("closed",),
    aftercare=(),
    closed_column=None,
    stated=False,
    silent_after_days=30,
    text="",
)


def cases_in(rows: list[tuple]) -> list[oracle.Case]:
    last = max(row[2] for row in rows)
    return oracle.cases_of(rows, rule=RULE, as_at=last)


def has_tie(rows: list[tuple]) -> bool:
    pairs = itertools.chain(*(case.gaps for case in cases_in(rows)))
    return any(one.time == next_.time for one, next_ in pairs)


def has_state(state: str, rows: list[tuple]) -> bool:
    return any(case.state == state for case in cases_in(rows))


def has_handover(rows: list[tuple]) -> bool:
    return oracle.path_numbers(cases_in(rows), "team")["handovers"] > 0


def has_rework(rows: list[tuple]) -> bool:
    return oracle.path_numbers(cases_in(rows), "team")["rework", "cases"] > 0


@pytest.mark.parametrize(
    "reaches",
    [
        pytest.param(has_tie, id="tie"),
        pytest.param(has_handover, id="handover"),
        pytest.param(has_rework, id="rework"),
        pytest.param(lambda rows: has_state("open", rows), id="open"),
        pytest.param(lambda rows: has_state("closed", rows), id="closed"),
        pytest.param(lambda rows: has_state("silent", rows), id="silent"),
        pytest.param(
            lambda rows: any(len(case.path) == 1 for case in cases_in(rows)),
            id="single event",
        ),
        pytest.param(
            lambda rows: any(oracle.local(row[2]) != row[2].date() for row in rows),
            id="summer midnight",
        ),
    ],
)
def test_random_logs_reach_every_case_they_claim_to(reaches) -> None:
    find(random_rows(), reaches, settings=once_found)
