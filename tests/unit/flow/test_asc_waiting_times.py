from __future__ import annotations

from datetime import date, timedelta

from mersey.flow.asc_waiting_times import CareEvent, CareKind, summarise_waits, waits

ASKED = date(2025, 5, 1)


def event(kind: CareKind, days: int, **facts) -> CareEvent:
    said = {"person": "p", "age": 70} | facts
    return CareEvent(kind=kind, start=ASKED + timedelta(days=days), **said)


def request(days: int = 0, **facts) -> CareEvent:
    return event(CareKind.REQUEST, days, **facts)


def assessment(days: int, **facts) -> CareEvent:
    return event(CareKind.ASSESSMENT, days, **facts)


def service(days: int, **facts) -> CareEvent:
    return event(CareKind.SERVICE, days, **facts)


def test_waits_run_to_the_first_answer_when_an_assessment_comes_before_a_service():
    (wait,) = waits([service(30), assessment(10), request(), assessment(40)])
    assert (wait.to_response_days, wait.to_service_days) == (10, 30)


def test_a_service_is_the_answer_when_it_comes_first():
    (wait,) = waits([request(), service(4), assessment(9)])
    assert (wait.to_response_days, wait.to_service_days) == (4, 4)


def test_a_conversation_answers_itself_when_the_request_was_one():
    (wait,) = waits([request(is_conversation=True), service(20)])
    assert (wait.to_response_days, wait.to_service_days) == (0, 20)


def test_an_unanswered_request_has_no_wait_when_nothing_follows():
    (wait,) = waits([assessment(-3), request()])
    assert (wait.to_response_days, wait.to_service_days) == (None, None)


def test_a_request_is_left_out_when_the_method_says_so():
    left_out = [
        request(age=24),
        request(age=None),
        request(outcome="NFA"),
        request(outcome="Admitted to hospital"),
        request(-800),
    ]
    assert waits(left_out) == ()


def test_a_request_is_left_out_when_a_service_ran_in_the_year_before():
    assert waits([service(-700, end=ASKED - timedelta(days=365)), request()]) == ()
    assert waits([service(-700), request()]) == ()
    assert len(waits([service(-700, end=ASKED - timedelta(days=366)), request()])) == 1
    assert len(waits([service(-90, is_relevant=False), request()])) == 1


def test_medians_are_by_quarter_and_age_when_they_are_summarised():
    people = [
        *(part for n, wait in enumerate([3, 5, 40]) for part in _served(f"a{n}", wait)),
        *_served("young", 8, age=30),
        *_served("later", 6, asked=70),
        request(person="waiting"),
    ]
    found = summarise_waits(waits(people))
    told = [(s.quarter, s.age_band, s.n, s.n_response, s.response_days) for s in found]
    assert told == [
        (date(2025, 4, 1), "25–64", 1, 1, 8.0),
        (date(2025, 4, 1), "65+", 4, 3, 5.0),
        (date(2025, 7, 1), "65+", 1, 1, 6.0),
    ]


def _served(person: str, wait: int, *, age: int = 80, asked: int = 0):
    return [
        request(asked, person=person, age=age),
        assessment(asked + wait, person=person, age=age),
    ]
