"""What the samples must count to, worked out row by row in plain Python.

Each count says the rule that it uses and is held against `expected.json` of its pack, which
mersey is held to in turn (`tests/spec/test_packs.py`). No line of mersey is used here.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.reference.packs_by_hand import (
    AS_AT,
    PACKS,
    Case,
    cases_of,
    counted,
    days_of,
    judged,
    nth_working_day,
    wide_cases_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
WITHDRAWN = ("Withdrawn", "Died")
TAXI_ENDS = ("Decision", "Licence issued")


def always(limit: date) -> Callable[[date], date]:
    return lambda _: limit


def blue_badge() -> Iterator[str]:
    """Guidance: 12 weeks; the day of the application is day 0."""
    for case in cases_of("blue_badge"):
        start = case.first("Application submitted")
        ends = ("Application approved", "Application refused")
        yield judged(case, start, ends, lambda day: day + 12 * WEEK, WITHDRAWN)


def is_contested_premises(case: Case) -> bool:
    """A hearing is owed for a premises licence that somebody made representations about."""
    columns = case.columns
    return (
        columns["licence_type"] == "Premises licence"
        and columns["representations_made"] == "Yes"
    )


def hearings(begin: str, end: str, last: Callable[[date], date]) -> Iterator[str]:
    for case in cases_of("licensing"):
        over = (*WITHDRAWN, "Hearing dispensed with")
        is_owed = is_contested_premises(case)
        found = judged(case, case.first(begin), (end,), last, over)
        yield found if is_owed else "not_applicable"


def hearing_held() -> Iterator[str]:
    """SI 2005/44: 20 working days beginning with the day after representations end."""
    return hearings(
        "Consultation ended", "Hearing held", lambda day: nth_working_day(day, 20)
    )


def decision_notice() -> Iterator[str]:
    """SI 2005/44 reg 26(2): 5 working days beginning with the last day of the hearing."""
    return hearings(
        "Hearing held", "Decision", lambda day: nth_working_day(day, 5, day_one=True)
    )


def temporary_event() -> Iterator[str]:
    """Licensing Act 2003 s.104: the third working day following the notice."""
    for case in cases_of("licensing"):
        start, ends = case.first("TEN received"), ("No objection", "Counter notice")
        over = (*WITHDRAWN, "Event held")
        yield judged(case, start, ends, lambda day: nth_working_day(day, 3), over)


def taxi() -> Iterator[str]:
    """The target date that the file states for each taxi or private hire licence."""
    for case in cases_of("licensing"):
        if case.columns["licence_type"].split()[0] not in {"Private", "Hackney"}:
            yield "not_applicable"
        elif "target_date" not in case.columns:
            yield "undatable"
        else:
            limit = days_of(case.columns["target_date"])
            start, ends = case.first("Application received"), TAXI_ENDS
            yield judged(case, start, ends, always(limit), WITHDRAWN)


def invoice() -> Iterator[str]:
    """Procurement Act 2023 s.68(2): 30 days beginning with the day of receipt, so 29 later.

    Received before 24 February 2025 it is SI 2015/102 reg 113: 30 days from that day, so
    30 later. A corrected invoice counts from its own receipt. Of a dispute no day counts,
    its first and its last included. Credit notes and invoices that are not valid owe
    nothing; what is cancelled or returned in time owes nothing either.
    """
    for case in cases_of("payables"):
        columns = case.columns
        if columns["invoice_type"] != "Supplier" or columns["valid_invoice"] != "Yes":
            yield "not_applicable"
            continue
        start = case.first("Corrected invoice received") or case.first(
            "Invoice received"
        )
        begin, finish = case.first("Disputed"), case.first("Dispute resolved")
        paused = finish - begin + DAY if begin and finish else timedelta()

        def last(day: date, paused: timedelta = paused) -> date:
            return day + (29 if day >= date(2025, 2, 24) else 30) * DAY + paused

        yield judged(case, start, ("Paid",), last, ("Cancelled", "Invoice returned"))


def compliance_notice() -> Iterator[str]:
    """Procurement Act 2023 s.69(1): 30 days beginning with the last day of the period.

    From 1 October 2025; a period that ended the day before is under no rule.
    """
    for case in cases_of("payables"):
        start = case.first("Period ended", since=date(2025, 10, 1))
        ends = ("Compliance notice published",) if start else ()
        yield judged(case, start, ends, lambda day: day + 29 * DAY)


def pathways(weeks: int) -> Iterator[str]:
    """NHS standard: n weeks from the clock start, the day of which is day 0.

    Active monitoring stops the clock, a new clock start begins it anew, and a pathway
    entered in error owes nothing.
    """
    for case in cases_of("referral_to_treatment"):
        start = case.first("New clock start") or case.first("RTT clock start")
        ends = ("RTT clock stop", "Active monitoring")
        over = ("Entered in error",)
        yield judged(case, start, ends, lambda day: day + weeks * WEEK, over)


def diagnostics() -> Iterator[str]:
    """NHS standard: 6 weeks from the request of a test, the day of which is day 0."""
    for case in cases_of("referral_to_treatment"):
        start, over = case.first("Diagnostic requested"), ("Entered in error",)
        yield judged(
            case, start, ("Diagnostic done",), lambda day: day + 6 * WEEK, over
        )


def duty(begin: str, ends: tuple[str, ...], over: tuple[str, ...]) -> Iterator[str]:
    """Housing Act 1996 ss.189B(4), 195(8)(b): 56 days beginning with the day, so 55 later."""
    for case in wide_cases_of("homelessness"):
        yield judged(case, case.first(begin), ends, lambda day: day + 55 * DAY, over)


def prevention() -> Iterator[str]:
    over = ("Relief Duty Start", "Offer Accepted", "Contact Lost", "Case Closed Date")
    return duty("Prevention Duty Start", ("Prevention Duty End",), over)


def relief() -> Iterator[str]:
    over = ("Offer Accepted", "Contact Lost", "Case Closed Date")
    return duty("Relief Duty Start", ("Relief Duty End", "Main Duty Decision"), over)


def initial_notice() -> Iterator[str]:
    """SI 2024/110 reg 6(4): 5 working days beginning with the day on which it is given."""
    for case in wide_cases_of("building_control"):
        start, ends = (
            case.first("Initial Notice Received"),
            ("Initial Notice Decision Date",),
        )
        over = ("Withdrawn Date",)
        yield judged(
            case, start, ends, lambda d: nth_working_day(d, 5, day_one=True), over
        )


def standard_authorisation() -> Iterator[str]:
    """SI 2008/1858 reg 13(1): 21 days beginning with the date of the request, so 20 later."""
    for case in cases_of("adult_social_care"):
        start = case.first("Standard authorisation asked for")
        ends = ("Standard authorisation decided",)
        yield judged(case, start, ends, lambda day: day + 20 * DAY)


def care_proceedings() -> Iterator[str]:
    """Children Act 1989 s.32(1)(a)(ii): 26 weeks beginning with the day of issue.

    The court gave one case 8 weeks more; it ended after those too.
    """
    for case in cases_of("childrens_social_care"):
        start = case.first("Care proceedings issued")
        yield judged(case, start, ("Final order",), lambda day: day + 26 * WEEK - DAY)


def dispute() -> Iterator[str]:
    """LGFA 1992 s.16(7)(c): two months beginning with the date of service."""
    for case in cases_of("revenues_benefits"):
        start = case.first("Section 16 notice")
        yield judged(
            case,
            start,
            ("Section 16 reply",),
            lambda day: day.replace(month=day.month + 2) - DAY,  # all before November
        )


def made_safe() -> Iterator[str]:
    """SI 2025/1042 reg 5(4): made safe in the same 24 hours in which it is looked into."""
    reported: dict[str, datetime] = {}
    safe: dict[str, datetime] = {}
    text = (PACKS / "housing_repairs" / "sample.csv").read_text(encoding="utf-8-sig")
    cases = {line.split(",")[0] for line in text.splitlines()[1:]}
    for line in text.splitlines()[1:]:
        case, step, when, _, _, priority, hazard = line.split(",")[:7]
        if priority == "Emergency" and hazard not in {"", "No"}:
            steps = {"Repair reported": reported, "Made safe": safe}.get(step, {})
            steps[case] = datetime.strptime(when, "%Y-%m-%d %H:%M")  # noqa: DTZ007
    for case in cases:
        if case not in reported:
            yield "not_applicable"
            continue
        limit = reported[case] + DAY
        if limit.date() == date(2026, 3, 29):
            limit += timedelta(hours=1)  # the clocks went forward that morning
        if case in safe:
            yield "on_time" if safe[case] <= limit else "late"
        else:
            yield "open_overdue" if limit.date() < AS_AT else "open_not_due"


COUNTS = {
    "blue_badge.decision_12w": ("blue_badge", blue_badge),
    "licensing.hearing_20wd": ("licensing", hearing_held),
    "licensing.decision_notice_5wd": ("licensing", decision_notice),
    "licensing.ten_objection_3wd": ("licensing", temporary_event),
    "licensing.taxi_local": ("licensing", taxi),
    "payables.invoice_30d": ("payables", invoice),
    "payables.compliance_notice_30d": ("payables", compliance_notice),
    "rtt.18w": ("referral_to_treatment", lambda: pathways(18)),
    "rtt.52w": ("referral_to_treatment", lambda: pathways(52)),
    "diagnostics.6w": ("referral_to_treatment", diagnostics),
    "homelessness.prevention_56d": ("homelessness", prevention),
    "homelessness.relief_56d": ("homelessness", relief),
    "building_control.initial_notice_5wd": ("building_control", initial_notice),
    "asc.dols_standard_21d": ("adult_social_care", standard_authorisation),
    "csc.care_proceedings_26w": ("childrens_social_care", care_proceedings),
    "council_tax.dispute_2m": ("revenues_benefits", dispute),
    "housing.hazard_emergency_safety_24h": ("housing_repairs", made_safe),
}
"""Clock: its pack, and the count. The first four packs are counted in every clock that judges."""

WHOLE = ("blue_badge", "licensing", "payables", "referral_to_treatment")


def told(pack: str) -> dict[str, dict[str, int]]:
    text = (PACKS / pack / "expected.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["clocks"])


@pytest.mark.parametrize("clock", COUNTS)
def test_expected_counts_are_those_of_the_sample_counted_by_hand(clock: str) -> None:
    pack, count = COUNTS[clock]
    expected = {name: n for name, n in told(pack)[clock].items() if n}
    assert counted(count()) == expected


@pytest.mark.parametrize("pack", WHOLE)
def test_every_expected_clock_of_a_pack_is_counted_by_hand(pack: str) -> None:
    assert set(told(pack)) == {clock for clock, (of, _) in COUNTS.items() if of == pack}


@pytest.mark.parametrize("pack", WHOLE)
def test_expected_cases_and_events_are_those_of_the_sample(pack: str) -> None:
    """Every row of these samples is one event of one case."""
    cases = cases_of(pack)
    said = json.loads((PACKS / pack / "expected.json").read_text(encoding="utf-8"))
    events = sum(len(days) for case in cases for days in case.steps.values())
    assert (said["cases"], said["events"]) == (len(cases), events)
