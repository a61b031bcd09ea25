"""Which limits are counted: the law's by themselves, others once a person says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.clocks.clock import Authority, Clock, ClockStop, Condition
from mersey.flow.clock_results import Clocks, LimitOffered
from mersey.flow.clocks import clocks_of
from mersey.services import ServiceUse
from tests.unit.flow.clock_logs import clock, log_of, use_of

CASES = {
    "a": {"received": "02-01", "decided": "02-05"},
    "b": {"received": "02-01", "decided": "02-20"},
    "c": {"received": "03-25"},
}

OWN = [Authority.CONTRACT, Authority.LOCAL, Authority.USUAL]

LARGE = Condition(field="scale", any_of=("1", "p1", "major"), when_missing=False)
SMALL = Condition(
    field="scale", none_of=("major",), unless=("non major",), must_be_known=True
)


def clocks(
    *told: Clock, scale: dict[str, str] | None = None, **asked: object
) -> Clocks:
    attributes = {"scale": dict(scale)} if scale else None
    return clocks_of(log_of(CASES, attributes=attributes), use_of(*told, **asked))


def counts(found: Clocks) -> dict[str, int]:
    return {str(status): n for status, n in found.results[0].statuses.items() if n}


@pytest.mark.parametrize("authority", OWN)
def test_limit_is_only_offered_when_no_law_sets_it(authority: Authority) -> None:
    found = clocks(clock(authority=authority))
    assert (found.results, found.gaps) == ((), ())
    assert found.offered == (
        LimitOffered(
            id="test.decision", title="Decided in 10 days", kind=authority, n=3
        ),
    )


@pytest.mark.parametrize("authority", OWN)
def test_limit_is_counted_when_a_person_turns_it_on(authority: Authority) -> None:
    found = clocks(clock(authority=authority), limits=frozenset({"test.decision"}))
    assert counts(found) == {"on_time": 1, "late": 1, "open_not_due": 1}
    assert found.offered == ()


@pytest.mark.parametrize("authority", sorted(set(Authority) - set(OWN)))
def test_limit_is_counted_unasked_when_it_binds_everybody(authority: Authority) -> None:
    assert len(clocks(clock(authority=authority)).results) == 1


def test_limit_is_not_offered_when_the_log_cannot_answer_it() -> None:
    local = clock(authority=Authority.LOCAL, stop=ClockStop(events=("appealed",)))
    assert clocks(local) == Clocks()


def test_limit_says_what_it_lacks_when_it_was_asked_for_in_vain() -> None:
    local = clock(authority=Authority.LOCAL, stop=ClockStop(events=("appealed",)))
    (gap,) = clocks(local, limits=frozenset({"test.decision"})).gaps
    assert gap.was_asked
    assert "appealed" in gap.why


def test_no_case_is_judged_when_the_answer_itself_is_never_recorded() -> None:
    answered = ClockStop(events=("answered", "decided"), needs=("answered",))
    use = use_of(clock(stop=answered))
    bare = clocks_of(log_of(CASES), use_without(use, "answered"))
    assert bare.results == ()
    assert "does not record “Question answered”" in bare.gaps[0].why
    assert len(clocks_of(log_of(CASES), use).results) == 1


def use_without(use: ServiceUse, event: str) -> ServiceUse:
    events = {step: one for step, one in use.events.items() if one != event}
    return replace(use, events=events)


@pytest.mark.parametrize(
    ("value", "is_counted"),
    [
        ("1", True),
        ("P1", True),
        ("1 - Critical", True),
        ("Scale 1", True),
        ("Small major", True),
        ("Value 1", False),
        ("P3, within 1 day", False),
    ],
)
def test_a_bare_number_is_a_kind_only_when_it_can_be_no_other(
    value: str, is_counted: bool
) -> None:
    found = clocks(clock(applies=(LARGE,)), scale=dict.fromkeys("abc", value))
    assert bool(found.results) is is_counted


@pytest.mark.parametrize("value", ["Value 2", "", "Type B", "Unknown", "7"])
def test_case_is_not_judged_when_its_kind_is_not_known(value: str) -> None:
    scale = {"a": "Householder", "b": value, "c": value}
    found = clocks(clock(applies=(SMALL,)), scale=scale)
    assert counts(found) == {"on_time": 1, "undatable": 2}
    (result,) = found.results
    assert result.undated == {"kind_not_known": 2}
    assert result.coverage == pytest.approx(1 / 3)
    assert not result.covers_most


def test_other_kinds_are_left_out_when_one_must_be_known() -> None:
    scale = {"a": "Non-major", "b": "Major", "c": "Householder"}
    found = clocks(clock(applies=(SMALL,)), scale=scale)
    assert counts(found) == {"on_time": 1, "open_not_due": 1, "not_applicable": 1}


def test_clock_is_a_gap_when_the_file_has_no_column_for_the_kind() -> None:
    use = replace(use_of(clock(applies=(SMALL,))), fields={})
    (gap,) = clocks_of(log_of(CASES), use).gaps
    assert gap.why == "the file does not say “Scale”, by which the limit is chosen"


def test_reasons_are_counted_when_cases_cannot_be_dated() -> None:
    cases = {
        "decided first": {"decided": "02-01", "received": "02-05"},
        "gone": {"received": "02-01", "gone": "02-05"},
        "fine": CASES["a"],
    }
    log = log_of(cases, end=("decided", "gone"))
    (result,) = clocks_of(log, use_of()).results
    assert result.undated == {"stop_without_start": 1, "closed_without_stop": 1}
    assert sum(result.undated.values()) == result.statuses["undatable"]
