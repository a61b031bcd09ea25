"""A made-up log of 1,199 planning cases, as loading and preparing would leave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from mersey.engine import StoredTable
from mersey.eventlog.eventlog import EndRule, EventLog, LoadingReport, LogFacts
from mersey.load.dates.style import DateStyle
from mersey.load.shapes.mapping import ColumnMapping, MappingReason, Shape
from mersey.vocabulary import (
    CASES_COLUMNS,
    EVENTS_COLUMNS,
    VARIANTS_COLUMNS,
    Finding,
    Role,
    Severity,
)
from tests.engines.logs import shared_session

__all__ = ["AS_AT", "MAPPING", "STEPS", "log", "mapping"]

AS_AT = date(2023, 12, 31)
STEPS = (
    ("application_date", 1199, 4),
    ("validated", 1150, 38),
    ("consultation_start", 1034, 96),
    ("site_visit", 980, 121),
    ("officer_report", 912, 62),
    ("decision_date", 878, 0),
)


def facts(**changes: Any) -> LogFacts:
    made = LogFacts(
        name="applications.csv",
        n_cases=1199,
        n_events=6153,
        n_activities=6,
        n_teams=4,
        n_open=321,
        n_closed=866,
        n_silent=12,
        first_event=datetime.fromisoformat("2023-01-03"),
        last_event=datetime.fromisoformat("2023-12-29"),
        plausible_from=date(2023, 1, 3),
        as_at=datetime.fromisoformat("2023-12-31T23:59"),
        as_at_date=AS_AT,
        time_zone="Europe/London",
        date_only=True,
        has_start_times=False,
        has_teams=True,
        handover_of="team",
        log_version="7f3c9a12be04",
    )
    return replace(made, **changes)


COLUMNS = {
    "case": "reference",
    "milestones": tuple(step for step, _, _ in STEPS),
    "team": "area_team",
    "outcome": "decision",
    "attributes": ("ward", "application_type"),
}

REASONS = {
    Role.CASE: MappingReason(text="every row has its own value", confidence=0.97),
    Role.MILESTONE: MappingReason(text="six columns of dates", confidence=0.93),
    Role.OUTCOME: MappingReason(text="filled where a decision is", confidence=0.71),
}

DAY_FIRST = DateStyle(format="%d/%m/%Y", has_time=False, said="day first, dates alone")


def mapping(**changes: Any) -> ColumnMapping:
    """What `load` says of a wide file, with some of it changed."""
    said: dict[str, Any] = {
        "shape": Shape.WIDE,
        **COLUMNS,
        "dropped": {"description": "free text", "applicant": "names of people"},
        "dates": {"application_date": DAY_FIRST, "decision_date": DAY_FIRST},
        "nulls": {"decision_date": ("?", "n/a")},
        "reasons": REASONS,
    }
    return ColumnMapping(**said | changes)


MAPPING = mapping()

FINDINGS = (
    Finding(
        id="midnight_only",
        message="Every date is a date alone: times under a day are not known.",
        count=6153,
        share=1.0,
    ),
    Finding(
        id="reversed_spans",
        message="In 14 cases “decision_date” is before “validated”.",
        hint="Check how the decision date is entered for withdrawn applications.",
        count=14,
        share=14 / 1199,
        severity=Severity.SERIOUS,
    ),
    Finding(
        id="ancient_dates",
        message="2 events are dated 1948.",
        hint="They are kept, and no series is drawn from them.",
        count=2,
        share=2 / 6153,
        severity=Severity.WARNING,
    ),
)


def log(
    *,
    findings: tuple[Finding, ...] = FINDINGS,
    end_rule: dict[str, Any] | None = None,
    loading: dict[str, Any] | None = None,
    **changes: Any,
) -> EventLog:
    rule = EndRule(
        activities=("decision_date",),
        aftercare=(),
        closed_column=None,
        stated=False,
        silent_after_days=200.0,
        text="A case is closed when decision_date is filled. It is silent when nothing"
        " has happened for 200 days.",
    )
    report = LoadingReport(
        n_read=1210,
        n_loaded=1199,
        n_rejected=8,
        n_duplicate=3,
        mapping=MAPPING,
        keeps_ids=False,
    )
    return EventLog(
        store=shared_session(),
        events=StoredTable("events", EVENTS_COLUMNS),
        cases=StoredTable("cases", CASES_COLUMNS),
        variants=StoredTable("variants", VARIANTS_COLUMNS),
        facts=facts(**changes),
        end_rule=replace(rule, **(end_rule or {})),
        loading=replace(report, **(loading or {})),
        findings=findings,
    )
