"""Stages, ageing, handovers, rework, waiting and efficiency of a log worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.flow import summarise
from mersey.flow.results import FlowSummary, Handover, OpenCase, ReworkedActivity
from mersey.services.service import EventType
from tests.engines.logs import Stated, make_log
from tests.unit.flow.clock_logs import use_of

ROWS = [
    # case, activity, time, team
    ("a", "received", "2024-01-01T00:00", "desk"),
    ("a", "assessed", "2024-01-05T00:00", "legal"),
    ("a", "assessed", "2024-01-06T00:00", "legal"),
    ("a", "closed", "2024-01-09T00:00", "desk"),
    ("b", "received", "2024-01-01T00:00", "desk"),
    ("b", "closed", "2024-01-03T00:00", "desk"),
    ("c", "received", "2024-01-01T00:00", "desk"),
    ("c", "assessed", "2024-01-20T00:00", "legal"),
    ("d", "received", "2024-01-30T00:00", None),
]


@pytest.fixture(scope="module")
def found() -> FlowSummary:
    return summarise(make_log(ROWS, end=("closed",), as_at="2024-01-31"))


def test_stages_hold_the_days_of_closed_cases(found: FlowSummary) -> None:
    # received: 4 days of a and 2 of b; assessed: 1 + 3 of a. Ten days, two cases.
    received, assessed = found.stages
    assert (received.activity, received.days_per_case) == ("received", 3)
    assert (assessed.activity, assessed.n_visits) == ("assessed", 2)
    assert (received.share, assessed.share) == pytest.approx((0.6, 0.4))
    assert (received.n_open, assessed.n_open) == (1, 1)


def test_ageing_puts_the_oldest_first(found: FlowSummary) -> None:
    oldest, youngest = found.ageing.cases
    assert isinstance(oldest, OpenCase)
    assert (oldest.pseudonym, oldest.last_activity) == ("case-c", "assessed")
    assert (oldest.team, youngest.team) == ("legal", None)
    assert oldest.days == pytest.approx(31, abs=1e-6)
    assert oldest.days_in_stage == pytest.approx(12, abs=1e-6)
    assert found.ageing.n_open == 2


def test_ageing_knows_no_older_case_when_the_percentile_is_not_reached(
    found: FlowSummary,
) -> None:
    # Two of four have ended: the curve stays at 0.5 and never gets to 0.15.
    assert (found.ageing.typical_days, found.ageing.usual_days) == (8, None)
    assert found.ageing.n_older == 0


def test_handovers_count_changes_between_known_teams(found: FlowSummary) -> None:
    assert found.handovers is not None
    assert (found.handovers.n, found.handovers.per_case) == (3, 0.75)
    assert found.handovers.pairs == (
        Handover(source="desk", target="legal", n=2, median_days=11.5),
        Handover(source="legal", target="desk", n=1, median_days=3),
    )


def test_rework_is_none_when_a_step_is_recorded_twice_in_a_row(
    found: FlowSummary,
) -> None:
    assert (found.rework.n_cases, found.rework.activities) == (0, ())


def test_rework_names_what_is_done_again() -> None:
    back = ("a", "sent back", "2024-01-05T12:00", "legal")
    found = summarise(make_log([*ROWS, back], end=("closed",), as_at="2024-01-31"))
    assert (found.rework.n_cases, found.rework.share) == (1, 0.25)
    assert found.rework.activities == (
        ReworkedActivity(activity="assessed", n_cases=1, n_repeats=1),
    )


def test_waiting_ranks_the_edges_that_carry_most(found: FlowSummary) -> None:
    first = found.waiting.largest[0]
    assert found.waiting.total_days == pytest.approx(4 + 1 + 3 + 2 + 19)
    assert (first.source, first.target) == ("received", "assessed")
    assert first.waiting_share == pytest.approx(23 / 29)


def test_variants_are_the_most_frequent_paths(found: FlowSummary) -> None:
    assert found.n_variants == 4
    assert {v.n_cases for v in found.variants} == {1}
    assert found.variants[0].share == 0.25


def test_efficiency_is_none_when_starts_are_not_recorded(found: FlowSummary) -> None:
    assert found.efficiency is None
    assert [activity.median_days for activity in found.activities] == [None] * 3


def test_efficiency_counts_overlapping_steps_once() -> None:
    rows = [
        ("a", "received", "2024-01-01T00:00", None, None, "2024-01-01T00:00"),
        ("a", "assessed", "2024-01-03T00:00", None, None, "2024-01-02T00:00"),
        ("a", "checked", "2024-01-03T12:00", None, None, "2024-01-02T12:00"),
        ("a", "closed", "2024-01-05T00:00", None, None, "2024-01-05T00:00"),
    ]
    found = summarise(make_log(rows, end=("closed",), as_at="2024-01-31"))
    assert found.efficiency is not None
    assert found.efficiency.share == pytest.approx(1.5 / 4)
    assert found.efficiency.median_share == pytest.approx(1.5 / 4)
    assert {a.activity: a.median_days for a in found.activities}["checked"] == 1


def test_stage_holds_the_time_to_a_stated_end() -> None:
    rows = [
        ("a", "received", "2024-01-01T00:00"),
        ("a", "assessed", "2024-01-03T00:00"),
    ]
    stated = Stated(closed={"a": "2024-01-11T00:00"})
    found = summarise(make_log(rows, as_at="2024-01-31", stated=stated))
    assert [(s.activity, s.days_per_case) for s in found.stages] == [
        ("assessed", 8),
        ("received", 2),
    ]


def test_summary_of_one_event_has_no_edges_and_no_lead_time() -> None:
    found = summarise(make_log([("a", "received", "2024-01-01T00:00")]))
    assert found.process_map.edges == ()
    assert found.lead_times is None
    assert (found.waiting.total_days, found.wip.values) == (0, (1,))


def test_handover_passes_over_a_step_without_a_team():
    rows = [
        ("a", "In", "2024-01-01", "Desk"),
        ("a", "Mail", "2024-01-02", None),
        ("a", "Assessed", "2024-01-04", "Legal"),
        ("a", "Closed", "2024-01-05", "Legal"),
    ]
    found = summarise(make_log(rows)).handovers
    assert found.n == 1
    assert [(p.source, p.target, p.n, p.median_days) for p in found.pairs] == [
        ("Desk", "Legal", 1, 3.0)
    ]


def test_no_case_is_older_than_usual_after_a_step_that_lasts() -> None:
    rows = [(f"{n}", step, f"2024-01-{day:02}", None) for n, step, day in _lasting()]
    log = make_log(rows, end=("closed",), as_at="2024-03-31", date_only=True)
    use = use_of()
    events = (
        EventType(id="plan", title="Plan", stage="in", lasts=True),
        EventType(id="received", title="Received", stage="in"),
    )
    service = use.service.model_copy(update={"events": events})
    use = replace(use, service=service, events={"plan": "plan"})
    told, plain = summarise(log, use).ageing, summarise(log).ageing
    assert (plain.n_older, plain.n_lasting) == (2, 0)
    assert (told.n_older, told.n_lasting) == (1, 1)
    older = {case.last_activity: case.older_than_usual for case in told.cases}
    assert older == {"plan": False, "received": True}


def _lasting() -> list[tuple[int, str, int]]:
    """Thirty that took four days, one in a plan and one that only waits, both long open."""
    closed = [
        (n, step, day)
        for n in range(30)
        for step, day in (("received", 1), ("closed", 5))
    ]
    return [*closed, (40, "received", 1), (40, "plan", 2), (41, "received", 1)]
