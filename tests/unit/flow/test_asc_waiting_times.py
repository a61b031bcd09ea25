"""The department's waiting times, by the steps of its published code."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mersey.flow.asc_waiting_times import (
    CareEvent,
    CareKind,
    CareWait,
    summarise_waits,
    waits,
)

ASKED = date(2025, 5, 1)
GOES_ON = "Progress to assessment, review or reassessment"
TO_SERVICE = "Progress to support planning or services"


def event(kind: CareKind, days: int, **facts) -> CareEvent:
    said = {"person": "p", "age": 70, "outcome": GOES_ON} | facts
    said.setdefault("age_at_end", said["age"])
    return CareEvent(kind=kind, start=ASKED + timedelta(days=days), **said)


def request(days: int = 0, **facts) -> CareEvent:
    return event(CareKind.REQUEST, days, **facts)


def assessment(days: int, **facts) -> CareEvent:
    return event(CareKind.ASSESSMENT, days, **{"outcome": TO_SERVICE} | facts)


def service(days: int, **facts) -> CareEvent:
    return event(CareKind.SERVICE, days, **{"outcome": ""} | facts)


def told(wait: CareWait) -> tuple[int | None, int | None]:
    return wait.days_to("first response"), wait.days_to("first service")


def test_waits_run_to_the_first_answer_when_an_assessment_comes_before_a_service():
    (wait,) = waits([service(30), assessment(10), request(), assessment(40)])
    assert told(wait) == (10, 30)


def test_a_service_is_the_answer_when_it_comes_first():
    (wait,) = waits([request(), service(4), assessment(9)])
    assert told(wait) == (4, 4)


def test_a_service_ends_no_wait_when_the_assessment_before_did_not_lead_to_it():
    ended = assessment(10, outcome="NFA: Information and advice or signposting")
    assert told(*waits([request(), ended, service(30)])) == (10, None)


def test_a_conversation_answers_itself_when_the_request_was_one():
    talk = request(is_conversation=True)
    assert told(*waits([talk, assessment(9), service(20)])) == (0, 20)
    assert told(*waits([talk, assessment(0), service(20)])) == (0, 20)


def test_no_conversation_answers_itself_from_release_2_on():
    talk = request(61, is_conversation=True)
    assert talk.start == date(2025, 7, 1)
    assert told(*waits([talk, assessment(70)])) == (9, None)


def test_an_unanswered_request_has_no_wait_when_nothing_follows():
    (wait,) = waits([assessment(-3), request()])
    assert told(wait) == (None, None)


@pytest.mark.parametrize(
    "left_out",
    [
        request(age=24),
        request(age=None),
        request(outcome="NFA: Deceased"),
        request(outcome="nfa - information & advice"),
        request(outcome="Admitted to hospital"),
        request(outcome=" "),
        request(-800),
    ],
)
def test_a_request_is_left_out_when_the_method_says_so(left_out):
    assert waits([left_out]) == ()


def test_a_request_is_left_out_when_a_service_ran_in_the_year_before():
    assert waits([service(-700, end=ASKED - timedelta(days=365)), request()]) == ()
    assert waits([service(-700), request()]) == ()
    assert len(waits([service(-700, end=ASKED - timedelta(days=366)), request()])) == 1


def test_a_request_is_left_out_when_the_one_before_still_waits_for_its_answer():
    found = waits([request(), request(5), assessment(10), service(30), request(40)])
    assert [wait.request.start for wait in found] == [ASKED]
    found = waits([request(), assessment(10), request(20), assessment(25)])
    assert [told(wait)[0] for wait in found] == [10, 5]


def test_a_row_counts_once_when_it_is_written_twice():
    assert len(waits([request(), request(), assessment(3), assessment(3)])) == 1


def test_medians_are_by_quarter_of_the_answer_and_age_when_summarised():
    people = [
        *(part for n, wait in enumerate([3, 5, 40]) for part in _served(f"a{n}", wait)),
        *_served("young", 8, age=30),
        *_served("later", 70),
        request(person="waiting"),
    ]
    found = summarise_waits(waits(people))
    assert [(s.what, s.quarter, s.age_band, s.n, s.median_days) for s in found] == [
        ("first response", date(2025, 4, 1), "25–64", 1, 8.0),
        ("first response", date(2025, 4, 1), "65+", 3, 5.0),
        ("first response", date(2025, 7, 1), "65+", 1, 70.0),
    ]


def test_age_band_is_that_of_the_answer_when_somebody_turned_65():
    old = assessment(10, age=64, age_at_end=65)
    (found,) = summarise_waits(waits([request(age=64), old]))
    assert found.age_band == "65+"


def _served(person: str, wait: int, *, age: int = 80):
    return [
        request(person=person, age=age),
        assessment(wait, person=person, age=age),
    ]
