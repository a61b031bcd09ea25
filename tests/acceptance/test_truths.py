"""What was planted in the made-up borough is found again by mersey, in every file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from mersey.engine import QueryFile, open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.eventlog.log_service import use_pack
from mersey.flow import measure, summarise
from mersey.flow.demand_in_steps import demand_in_steps
from mersey.flow.results import FlowSummary
from mersey.flow.splits import Split, group_columns, splits_of
from mersey.load import ReadOptions, read_log
from mersey.samples import SERVICES
from mersey.services import find_pack, use_service
from mersey.vocabulary import BEGUN, Per
from tests.unit.samples.files import kaplan_meier_median

AS_AT = date(2026, 9, 30)
NOW = datetime.fromisoformat("2026-11-22T12:00")
CHANGE = date(2025, 9, 29)
ALL_CASES = QueryFile("SELECT * FROM {cases}")
ALL_EVENTS = QueryFile("SELECT * FROM {events}")


@dataclass(frozen=True, kw_only=True)
class Look:
    """A sample as mersey sees it, and what was planted in it.

    `log` was told the ends and nothing else; `untold` was told nothing at all.
    """

    log: EventLog
    untold: EventLog
    summary: FlowSummary
    planted: dict[str, Any]
    realised: dict[str, Any]
    n_rows: int
    n_cases: int

    @property
    def cases(self) -> list[dict[str, Any]]:
        """The prepared cases, one dict each."""
        found: list[dict[str, Any]] = self.log.ask(ALL_CASES).to_pylist()
        return found

    @property
    def events(self) -> list[dict[str, Any]]:
        """The prepared events, one dict each."""
        found: list[dict[str, Any]] = self.log.ask(ALL_EVENTS).to_pylist()
        return found


@pytest.fixture(scope="session")
def look(
    borough: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Look]:
    """Service → its file read, prepared and summarised once, with what it asks for."""
    truths = json.loads((borough / "truths.json").read_text("utf-8"))

    @cache
    def looked_at(name: str) -> Look:
        service = truths["services"][name]
        log, untold = _prepared(
            borough / service["file"],
            tmp_path_factory.mktemp(name),
            ends=(tuple(service["end"]), ()),
        )
        (truth,) = service["truths"]
        return Look(
            log=log,
            untold=untold,
            summary=summarise(log),
            planted=truth["planted"],
            realised=truth["realised"],
            n_rows=service["rows"],
            n_cases=service["cases"],
        )

    return looked_at


def _prepared(
    path: Path, folder: Path, *, ends: tuple[tuple[str, ...], ...]
) -> list[EventLog]:
    """The log of a file read once, prepared for each choice of ends."""
    session = open_duckdb(folder)
    try:
        loaded = read_log(
            path, session=session, options=ReadOptions(), key=bytes(32), now=NOW
        )
        return [
            prepare(loaded, folder / f"store{n}", end=end, as_at=AS_AT, now=NOW)
            for n, end in enumerate(ends)
        ]
    finally:
        session.close()


def _median(cases: Iterator[dict[str, Any]]) -> float:
    spans = ((case["opened_date"], case["closed_date"]) for case in cases)
    return kaplan_meier_median(spans, AS_AT)


@pytest.mark.parametrize("name", SERVICES)
def test_every_row_is_accounted_for_when_a_sample_is_read(
    look: Callable[[str], Look], name: str
) -> None:
    found = look(name)
    loading = found.log.loading
    assert loading.n_read == found.n_rows
    assert loading.n_loaded + loading.n_rejected + loading.n_duplicate == found.n_rows
    assert found.log.facts.n_cases == found.n_cases


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"housing_repairs"}))
def test_no_row_is_lost_when_a_sample_is_clean(
    look: Callable[[str], Look], name: str
) -> None:
    loading = look(name).log.loading
    assert (loading.n_rejected, loading.n_duplicate) == (0, 0)


@pytest.mark.parametrize("name", SERVICES)
def test_ends_are_guessed_when_nothing_is_said(
    look: Callable[[str], Look], name: str
) -> None:
    found = look(name)
    told, untold = found.log.facts, found.untold.facts
    assert untold.n_cases == found.n_cases
    assert untold.n_closed == pytest.approx(told.n_closed, rel=0.02)


def test_lead_time_is_two_weeks_less_since_the_change(
    look: Callable[[str], Look],
) -> None:
    found = look("planning")
    before = _median(c for c in found.cases if c["opened_date"] < CHANGE)
    since = _median(c for c in found.cases if c["opened_date"] >= CHANGE)
    assert since - before == pytest.approx(found.realised["gap_median_days"], abs=2)
    assert since - before == pytest.approx(found.planted["calendar_days"], abs=3)


def test_lead_time_series_steps_down_at_the_change(look: Callable[[str], Look]) -> None:
    series = measure(look("planning").log, "lead_time", per=Per.MONTH)
    known = [row for row in series.rows if row.complete and row.value is not None]
    before = fmean(row.value or 0 for row in known if row.end < CHANGE)
    since = fmean(row.value or 0 for row in known if row.start > CHANGE)
    assert since - before == pytest.approx(-14, abs=4)


def test_lead_time_stays_when_nothing_changed(look: Callable[[str], Look]) -> None:
    cases = look("foi").cases
    before = _median(c for c in cases if c["opened_date"] < CHANGE)
    since = _median(c for c in cases if c["opened_date"] >= CHANGE)
    assert abs(since - before) <= 1


def test_backlog_grows_by_the_slope_planted(look: Callable[[str], Look]) -> None:
    found = look("adult_social_care")
    wip = found.summary.wip
    last = wip.values[-728:]
    middle = (len(last) - 1) / 2
    top = sum((i - middle) * value for i, value in enumerate(last))
    slope = 7 * top / sum((i - middle) ** 2 for i in range(len(last)))
    assert wip.dates[-1] == AS_AT
    assert wip.values[-1] == found.realised["open_at_extract"]
    assert slope == pytest.approx(
        found.realised["wip_slope_per_week_last_728_days"], abs=1e-5
    )


def test_waiting_list_is_where_open_cases_are(look: Callable[[str], Look]) -> None:
    found = look("adult_social_care")
    waiting = {stage.activity: stage.n_open for stage in found.summary.stages}
    assert (
        waiting["Joined assessment waiting list"]
        == (found.realised["waiting_at_extract"])
    )


def test_slow_team_waits_longer_by_the_days_planted(
    look: Callable[[str], Look],
) -> None:
    found = look("childrens_social_care")
    edges = [e for e in found.events if e["next_activity"] == "Assessment authorised"]
    slow = [e["gap_s"] for e in edges if e["team"] == found.planted["team"]]
    others = [e["gap_s"] for e in edges if e["team"] in found.planted["others"]]
    gap_days = (fmean(slow) - fmean(others)) / 86_400
    assert len(slow) > 200
    assert gap_days == pytest.approx(found.planted["working_days"] * 7 / 5, abs=2)


def _split(found: Look, pack: str) -> Split:
    """The one split that the page of a service makes unasked."""
    service = find_pack(pack)
    use = use_pack(found.log, service, why="")
    (split,) = splits_of(found.log, group_columns(found.log, use))
    return split


def test_page_names_the_poorest_fifth_that_waits_longer(
    look: Callable[[str], Look],
) -> None:
    found = look("street_reports")
    split = _split(found, "street_reports")
    assert (split.column, split.apart) == ("IMD Quintile", "1")
    longer = split.apart_group.median.days - split.others.days
    assert longer == pytest.approx(found.planted["working_days"] * 7 / 5, abs=1)


def test_page_names_the_slow_team_among_those_that_do_the_same_work(
    look: Callable[[str], Look],
) -> None:
    found = look("childrens_social_care")
    split = _split(found, "childrens_social_care")
    assert (split.step, split.apart) == (found.planted["from"], found.planted["team"])
    assert {one.name for one in split.groups} == {
        found.planted["team"],
        *found.planted["others"],
    }
    longer = split.apart_group.median.days - split.others.days
    assert longer == pytest.approx(found.planted["working_days"] * 7 / 5, abs=3)


def test_requests_swing_with_the_season_planted(look: Callable[[str], Look]) -> None:
    found = look("ehcp")
    rows = measure(found.log, "arrivals", per=Per.MONTH).rows
    counts = [
        sum(r.value or 0 for r in rows if r.start.month == m) for m in range(1, 13)
    ]
    # The middle of each month, as a share of the year, in turns.
    turns = [math.tau * (m + 0.5) / 12 for m in range(12)]
    cos = sum(n * math.cos(t) for n, t in zip(counts, turns, strict=True))
    sin = sum(n * math.sin(t) for n, t in zip(counts, turns, strict=True))
    amplitude = 2 * math.hypot(cos, sin) / sum(counts)
    peak_day = math.atan2(sin, cos) * 365.25 / math.tau % 365.25
    assert amplitude == pytest.approx(found.realised["amplitude"], abs=0.05)
    assert peak_day == pytest.approx(found.realised["peak_day_of_year"], abs=10)


def test_share_of_contacts_that_chase_is_found(look: Callable[[str], Look]) -> None:
    found = look("council_tax_benefits")
    n = {activity.activity: activity.n_events for activity in found.summary.activities}
    assert n[found.planted["activity"]] == found.realised["chases"]
    assert n["Received"] == found.realised["first_contacts"]


def test_contacts_that_chase_are_told_as_failure_demand(
    look: Callable[[str], Look],
) -> None:
    found = look("council_tax_benefits")
    steps = [activity.activity for activity in found.summary.activities]
    pack = find_pack("revenues_benefits")
    use = use_service(pack, activities=steps, columns=(), why="named")
    told = demand_in_steps(found.log, use, activities=steps)
    assert told is not None
    assert told.n_failure == found.realised["chases"]
    assert told.n_value == found.realised["first_contacts"]
    assert sum(month.n_failure for month in told.months) == told.n_failure
    assert told.failure_share == pytest.approx(
        found.realised["share_of_contacts"], abs=5e-6
    )


def test_rework_is_found_exactly(look: Callable[[str], Look]) -> None:
    found = look("continuing_healthcare")
    (again,) = found.summary.rework.activities
    assert again.activity == found.planted["activity"]
    assert again.n_cases == again.n_repeats == found.realised["cases_assessed_again"]
    assert found.summary.rework.n_cases == found.realised["cases_assessed_again"]


def test_handovers_are_found_exactly(look: Callable[[str], Look]) -> None:
    found = look("it_incidents")
    handovers = found.summary.handovers
    assert handovers is not None
    assert handovers.between == "team"
    assert handovers.n == found.realised["handovers"]
    assert handovers.per_case == pytest.approx(found.realised["per_case"], abs=1e-6)


def test_poorest_fifth_waits_longer_by_the_days_planted(
    look: Callable[[str], Look],
) -> None:
    found = look("street_reports")
    cases = found.cases
    poorest = _median(c for c in cases if c["attribute__IMD Quintile"] == "1")
    others = _median(c for c in cases if c["attribute__IMD Quintile"] != "1")
    assert poorest - others == pytest.approx(
        found.planted["working_days"] * 7 / 5, abs=2
    )


def test_dirty_rows_are_counted_exactly(look: Callable[[str], Look]) -> None:
    found = look("housing_repairs")
    loading, dirt = found.log.loading, found.planted
    counts = {finding.id: finding.count for finding in found.log.findings}
    assert loading.n_duplicate == counts["duplicate_rows"] == dirt["duplicate"]
    # An end that is a word such as TBC is work begun; what is no date at all is rejected.
    begun = sum(event["activity"].endswith(BEGUN) for event in found.events)
    assert begun + counts["unreadable_times"] == dirt["unparseable_end"]
    assert loading.n_rejected == counts["unreadable_times"] + dirt["blank_case_id"]
    assert counts["blank_cases"] == dirt["blank_case_id"]
    assert counts["reversed_spans"] == dirt["reversed_span"]
    assert counts["far_past_events"] == dirt["year_1948"]
    assert counts["future_events"] == dirt["future"]
