"""Time to the step that serves people, where cases are closed only later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.answer.worklist import worklist
from mersey.eventlog import EventLog
from mersey.flow import summarise
from mersey.flow.served import served
from mersey.forecast import ForecastAsked, Refusal, foretell
from mersey.services.service import EventType
from mersey.services.service_use import ServiceUse
from mersey.vocabulary import Extract
from tests.engines.logs import Stated, make_log
from tests.unit.flow.clock_logs import use_of

EVENTS = (
    EventType(id="received", title="Received", stage="in"),
    EventType(id="solved", title="Solved", stage="out", ends=True, serves=True),
    EventType(id="closed", title="Closed", stage="out", ends=True),
)
STEPS = [
    *(
        (f"{n}", step, day)
        for n in range(6)
        for step, day in (("received", 1), ("solved", 4), ("closed", 9))
    ),
    ("again", "received", 1),
    ("again", "solved", 3),
    ("again", "received", 5),
    ("again", "solved", 7),
    ("again", "closed", 12),
    ("waits", "received", 2),
    ("waits", "solved", 10),
    ("reopened", "received", 2),
    ("reopened", "solved", 6),
    ("reopened", "received", 8),
]


def use() -> ServiceUse:
    known = use_of()
    service = known.service.model_copy(update={"events": EVENTS})
    return replace(known, service=service, events={one.id: one.id for one in EVENTS})


def log(*, closes_at: str = "closed") -> EventLog:
    rows = [(case, step, f"2024-01-{day:02}") for case, step, day in STEPS]
    closed = {
        case: f"2024-01-{day:02}" for case, step, day in STEPS if step == closes_at
    }
    return make_log(
        rows, as_at="2024-01-20", date_only=True, stated=Stated(closed=closed)
    )


def test_time_is_counted_to_the_last_time_that_people_were_served() -> None:
    found = served(log(), use())
    assert (found.title, found.steps) == ("Solved", ("solved",))
    assert found.quantiles[0].days == 3
    assert found.quantiles[1].days == 8  # six of nine after 3 days, then 6 and 8


def test_open_cases_are_served_unless_they_were_reopened() -> None:
    assert served(log(), use()).n_open == 1


@pytest.mark.parametrize("end", [("solved",), ("solved", "closed")])
def test_nothing_is_told_beside_the_end_when_cases_end_with_it(end) -> None:
    rows = [(case, step, f"2024-01-{day:02}") for case, step, day in STEPS]
    told = make_log(rows, end=end, as_at="2024-01-20", date_only=True)
    assert served(told, use()) is None


def test_nothing_is_told_when_no_step_serves_or_no_pack_is_in_use() -> None:
    assert served(log(), None) is None
    assert served(log(), use_of()) is None


def test_wait_after_people_were_served_is_no_work_when_no_time_can_be_told() -> None:
    known = log()
    facts = replace(known.facts, extract=Extract.CLOSED_ONLY)
    found = served(replace(known, facts=facts), use())
    assert (found.steps, found.quantiles, found.n_open) == (("solved",), (), 0)


def test_open_cases_that_were_served_are_never_older_than_usual() -> None:
    found = summarise(log(), use()).ageing
    ages = {case.last_activity: case.older_than_usual for case in found.cases}
    assert found.usual_days == 8  # to the step that serves, not 11 to the end
    assert ages == {"solved": False, "received": True}
    assert found.n_older == 1


def test_list_of_open_cases_has_as_many_older_ones_as_the_page() -> None:
    listed = worklist(log(), use()).work
    assert sum(one.case.older_than_usual for one in listed) == 1


def test_no_risk_is_told_of_a_close_that_nobody_waits_for() -> None:
    told = foretell(log(), served=served(log(), use())).risks
    assert isinstance(told, Refusal)
    assert "only wait for their close" in told.why
    given = ForecastAsked(limit_days=5)
    assert "wait for their close" not in _why(given)


def _why(asked: ForecastAsked) -> str:
    told = foretell(log(), asked=asked, served=served(log(), use())).risks
    return told.why if isinstance(told, Refusal) else ""
