"""Names that mislead, and names that other programs rely on, in the service packs."""

from __future__ import annotations

import pytest

from mersey.services import load_packs, use_service
from mersey.services.service import FieldKind, Service

NATIONAL_CODES = (
    "application-submitted", "invalid-from", "valid-from", "validation-completed",
    "application-published", "publicity-start", "additional-information-requested",
    "additional-information-received", "consultation-start", "consultation-end",
    "consultees-contacted", "call-in-direction-issued", "committee-date",
    "resolution-to-grant", "resolution-to-refuse", "time-extension-agreed",
)  # fmt: skip

STABLE = (
    "send.ehcp.decision_6w", "send.ehcp.plan_20w", "csc.assessment_45wd",
    "csc.icpc_15wd", "csc.lac_review_first_20wd", "planning.minor_8w",
    "planning.major_13w", "planning.eia_16w", "homelessness.relief_56d",
    "homelessness.review_8w",
)  # fmt: skip


def pack(name: str) -> Service:
    return load_packs()[name]


def event_of(service: Service, step: str) -> str | None:
    return use_service(service, activities=[step], columns=[], why="").events.get(step)


@pytest.mark.parametrize("code", NATIONAL_CODES)
def test_planning_keeps_the_national_event_codes(code: str) -> None:
    assert event_of(pack("planning"), code) == code


@pytest.mark.parametrize("code", ["application-received", "found-valid"])
def test_planning_maps_no_code_outside_the_national_list(code: str) -> None:
    assert event_of(pack("planning"), code) is None


@pytest.mark.parametrize("step", ["validatedAt", "validation.validatedAt"])
def test_validated_at_is_a_check_when_planning_reads_it(step: str) -> None:
    assert event_of(pack("planning"), step) == "validation-completed"


@pytest.mark.parametrize(
    "heading", ["week20", "Twenty Weeks Time Limit Exceptions Apply"]
)
def test_week20_means_exceptions_when_send_reads_it(heading: str) -> None:
    send = pack("send")
    use = use_service(send, activities=[], columns=[heading], why="")
    kinds = {field.id: field.kind for field in send.fields}
    assert [kinds[name] for name in use.fields] == [FieldKind.EXEMPTION]


def test_send_reports_both_rates_when_exceptions_apply() -> None:
    clocks = [c for c in pack("send").clocks if c.id == "send.ehcp.plan_20w"]
    assert [e.excluded for clock in clocks for e in clock.exemptions] == [False]


@pytest.mark.parametrize("clock", STABLE)
def test_stable_clock_is_in_exactly_one_pack(clock: str) -> None:
    owners = {p.id for p in load_packs().values() for c in p.clocks if c.id == clock}
    assert len(owners) == 1
