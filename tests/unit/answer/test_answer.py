"""One recipe: each case is judged once, and every part counts the same cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mersey.answer import Answer, answer, forecast_of
from mersey.eventlog import EventLog
from mersey.flow.clocks import every_clock
from mersey.forecast import ForecastAsked, RiskList
from tests.engines.logs import make_log
from tests.unit.flow.clock_logs import clock, use_of

DAYS = 150
AGAIN = clock(id="test.again")


def _rows() -> list[tuple[str, str, str]]:
    """A case a day, done in 5 to 14 days; four still wait, and 137 is past ten days."""
    rows = []
    for n in range(DAYS):
        received = date(2024, 1, 1) + timedelta(days=n)
        taken = 5 + n * 7 % 10
        rows.append((f"{n}", "received", received.isoformat()))
        if n + taken <= DAYS and n not in {90, 110, 130, 135}:
            done = received + timedelta(days=taken)
            rows.append((f"{n}", "decided", done.isoformat()))
    return rows


@pytest.fixture(scope="module")
def log() -> EventLog:
    as_at = date(2024, 1, 1) + timedelta(days=DAYS)
    return make_log(_rows(), end=("decided",), as_at=as_at, date_only=True)


@pytest.fixture(scope="module")
def found(log: EventLog) -> Answer:
    return answer(log, use_of(clock(), AGAIN))


def test_forecast_counts_the_open_cases_that_the_clock_counts(found: Answer) -> None:
    ahead, risks = found.leading.outlook, found.forecast.risks
    assert isinstance(risks, RiskList)
    assert risks.clock == found.leading.id
    assert risks.n_overdue == ahead.n_overdue == found.flow.past.n
    assert risks.n_open == ahead.n_overdue + ahead.n_soon + ahead.n_later
    assert sum(case.is_overdue for case in risks.cases) == ahead.n_overdue


def test_case_past_two_limits_is_counted_once(found: Answer) -> None:
    assert [one.n_overdue for one in found.clocks] == [5, 5]
    assert found.flow.past.n == 5


def test_cases_are_judged_once_for_all_parts(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, one = [], every_clock.judge
    monkeypatch.setattr(
        every_clock,
        "judge",
        lambda *told, **said: asked.append(1) or one(*told, **said),
    )
    answer(log, use_of())
    assert len(asked) == 1


def test_forecast_alone_is_that_of_the_answer(found: Answer, log: EventLog) -> None:
    alone = forecast_of(log, use_of(clock(), AGAIN))
    assert alone.risks == found.forecast.risks


def test_clock_is_not_foretold_when_days_were_asked_for(log: EventLog) -> None:
    risks = answer(log, use_of(), asked=ForecastAsked(limit_days=9)).forecast.risks
    assert (risks.clock, risks.basis) == (None, "The limit of 9 days was given.")


def test_answer_has_no_clock_when_no_pack_is_in_use(log: EventLog) -> None:
    bare = answer(log)
    assert (bare.service, bare.clocks, bare.leading) == (None, (), None)
    assert bare.flow.past is None
