"""Deadlines worked out apart from mersey, each by the law it comes from.

Source: numpy's busday_offset on the lists of GOV.UK and the proclamations, counted by
the words of each provision before mersey could count.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from mersey.clocks import CALENDARS, Clock, Due, due, due_dates, version_on
from mersey.clocks.clock import (
    Authority,
    ClockStop,
    CountFrom,
    Duration,
    RuleSource,
    Start,
)
from mersey.services import clock_versions

VECTORS = [
    pytest.param(clock, start, limit, id=f"{law}, from {start}")
    for law, clock, start, limit in (
        ("FOIA 2000 s.10", "foi.request", "2026-07-06", "2026-08-05"),
        ("FOISA 2002 s.10", "foisa.request", "2026-07-06", "2026-08-04"),
        ("FOIA 2000 s.10, World Cup", "foi.request", "2026-06-01", "2026-06-30"),
        ("FOIA 2000 s.10, Saturday", "foi.request", "2026-04-04", "2026-05-05"),
        ("FOIA 2000 s.10, Good Friday", "foi.request", "2026-04-03", "2026-05-05"),
        ("EIR 2004 reg 5", "eir.request", "2026-07-06", "2026-08-05"),
        ("SEND Regs 2014 reg 5", "send.ehcp.decision_6w", "2026-01-05", "2026-02-16"),
        ("SEND Regs 2014 reg 10", "send.ehcp.no_plan_16w", "2026-01-05", "2026-04-27"),
        ("SEND Regs 2014 reg 13", "send.ehcp.plan_20w", "2026-01-05", "2026-05-25"),
        ("Working Together, 45", "csc.assessment_45wd", "2026-03-02", "2026-05-07"),
        ("Working Together, 15", "csc.icpc_15wd", "2026-03-25", "2026-04-17"),
        ("Care Planning Regs 2010 reg 33", "csc.lac_review_first_20wd", "2025-12-15",
         "2026-01-15"),
        ("Working Together, review", "csc.cp_review_first_3m", "2025-11-30",
         "2026-02-28"),
        ("DMPO 2015 art 34, minor", "planning.minor_8w", "2026-03-02", "2026-04-27"),
        ("DMPO 2015 art 34, major", "planning.major_13w", "2026-03-02", "2026-06-01"),
        ("EIA Regs 2017 reg 68", "planning.eia_16w", "2026-03-02", "2026-06-22"),
        ("SI 2025/1042, investigate", "housing.hazard_investigate_10wd", "2026-05-01",
         "2026-05-18"),
        ("SI 2025/1042 reg 9, summary", "housing.hazard_summary_3wd", "2026-05-18",
         "2026-05-21"),
        ("SI 2025/1042 reg 11, safety", "housing.hazard_safety_5wd", "2026-05-18",
         "2026-05-26"),
        ("SI 2025/1042, 12 weeks", "housing.hazard_works_12w", "2026-05-18",
         "2026-08-10"),
        ("UK GDPR art 12(3), Saturday", "sar.response", "2026-01-31", "2026-03-02"),
        ("UK GDPR art 12(3), Good Friday", "sar.response", "2026-03-03", "2026-04-07"),
        ("UK GDPR art 12(3), 30 May", "sar.response", "2026-04-30", "2026-06-01"),
        ("LGSCO code, stage 1", "complaints.lgsco_stage1_10wd", "2026-04-01",
         "2026-04-17"),
        ("LGSCO code, stage 2", "complaints.lgsco_stage2_20wd", "2026-04-01",
         "2026-05-01"),
        ("Housing Act 1996 s.189B", "homelessness.relief_56d", "2026-02-02",
         "2026-03-29"),
        ("SI 2018/223 reg 9, review", "homelessness.review_8w", "2026-03-02",
         "2026-04-26"),
        ("Housing Act 1996 s.202", "homelessness.review_request_21d", "2026-03-02",
         "2026-03-22"),
        ("Housing Act 1996 s.204", "homelessness.appeal_21d", "2026-03-02",
         "2026-03-23"),
    )
]  # fmt: skip

DAY_ONE = [
    pytest.param(clock, start, limit, id=f"{clock} from {start}, day 1 included")
    for clock, start, limit in (
        ("csc.assessment_45wd", "2026-03-02", "2026-05-06"),
        ("csc.icpc_15wd", "2026-03-25", "2026-04-16"),
    )
]


def law(clock_id: str, start: date) -> Clock:
    found = version_on(clock_versions(clock_id), start)
    assert found is not None
    return found


def limit_of(clock_id: str, start: str) -> Due:
    day = date.fromisoformat(start)
    return due(law(clock_id, day), day)


@pytest.mark.parametrize(("clock_id", "start", "limit"), VECTORS)
def test_limit_is_the_laws_when_one_case_is_asked(
    clock_id: str, start: str, limit: str
) -> None:
    found = limit_of(clock_id, start)
    assert (found.due.isoformat(), found.certainty) == (limit, "exact")


@pytest.mark.parametrize(("clock_id", "start", "limit"), VECTORS)
def test_limit_is_the_laws_when_many_cases_are_asked(
    clock_id: str, start: str, limit: str
) -> None:
    clock = law(clock_id, date.fromisoformat(start))
    found = due_dates(clock, np.array([start, "NaT"], dtype="datetime64[us]"))
    assert found.due.astype(str).tolist() == [limit, "NaT"]
    assert found.projected.tolist() == [False, False]


@pytest.mark.parametrize(("clock_id", "start", "limit"), DAY_ONE)
def test_limit_is_a_day_earlier_when_the_start_is_day_one(
    clock_id: str, start: str, limit: str
) -> None:
    day = date.fromisoformat(start)
    found = due(law(clock_id, day), day, count_from=CountFrom.SAME_DAY)
    assert found.due == date.fromisoformat(limit)


def test_child_protection_review_falls_later_when_counted_as_91_days() -> None:
    clock = Clock(
        id="example.review_91d",
        title="Three months read as 91 days",
        authority=Authority.LOCAL,
        duration=Duration.model_validate({"n": 91, "unit": "days"}),
        start=Start(events=("plan_made",)),
        stop=ClockStop(events=("reviewed",)),
        source=RuleSource(instrument="Working Together to Safeguard Children"),
    )
    assert due(clock, date(2025, 11, 30)).due == date(2026, 3, 1)


def test_planning_application_after_five_is_received_on_the_next_working_day() -> None:
    """DMPO 2015 art 2(6): sent on Friday at 20:10."""
    start = datetime.fromisoformat("2025-11-28T20:10")
    found = due(law("planning.minor_8w", start.date()), start)
    assert found.received == date(2025, 12, 1)
    assert found.due == date(2025, 12, 1) + timedelta(weeks=8)


def test_planning_application_before_five_is_received_that_day() -> None:
    start = datetime.fromisoformat("2025-11-28T16:59")
    found = due(law("planning.minor_8w", start.date()), start)
    assert found.received == date(2025, 11, 28)


def test_damp_law_runs_from_one_stage_to_the_next_when_chained() -> None:
    """SI 2025/1042: aware on Friday 1 May 2026; each stage in full."""
    investigated = limit_of("housing.hazard_investigate_10wd", "2026-05-01").due
    stages = ("summary_3wd", "safety_5wd", "works_12w")
    limits = [
        limit_of(f"housing.hazard_{stage}", investigated.isoformat()).due
        for stage in stages
    ]
    assert limits == [date(2026, 5, 21), date(2026, 5, 26), date(2026, 8, 10)]


def test_plan_of_20_weeks_stays_on_a_bank_holiday() -> None:
    """SEND Regulations 2014: weeks do not roll."""
    limit = limit_of("send.ehcp.plan_20w", "2026-01-05").due
    assert CALENDARS["england_wales"].why_off(limit) == "Spring bank holiday"


def test_freedom_of_information_is_wrong_when_one_nation_is_asked() -> None:
    """FOIA 2000 s.10(6): a bank holiday in any part of the United Kingdom."""
    clock = law("foi.request", date(2026, 7, 6))
    found = due(clock, date(2026, 7, 6), calendar=CALENDARS["england_wales"])
    assert found.due == date(2026, 8, 3)


def test_freedom_of_information_names_the_holidays_an_english_list_lacks() -> None:
    reasons = limit_of("foi.request", "2026-07-06").not_counted
    assert [(day.date, day.why) for day in reasons if day.date.weekday() < 5] == [
        (
            date(2026, 7, 13),
            "Northern Ireland: Battle of the Boyne (Orangemen’s Day) (substitute day)",
        ),
        (date(2026, 8, 3), "Scotland: Summer bank holiday"),
    ]


def test_limit_is_projected_when_it_lies_beyond_the_horizon() -> None:
    """The list of GOV.UK ends on 26 December 2028."""
    found = limit_of("foi.request", "2029-12-20")
    many = due_dates(
        law("foi.request", date(2029, 12, 20)),
        np.array(["2029-12-20"], "datetime64[D]"),
    )
    assert found.certainty == "projected"
    assert many.projected.tolist() == [True]
