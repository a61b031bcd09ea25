"""What is foretold of a whole log, and what is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mersey.eventlog import EventLog
from mersey.forecast import Refusal, foretell
from mersey.forecast.foretelling import ForecastAsked
from mersey.vocabulary import Extract
from tests.engines.logs import lacking_in, make_log

START = date(2024, 1, 1)
DAYS = 280


def daily_log(*, days: int, n_cases: int = DAYS) -> EventLog:
    """A case a day, each done in so many days; the last ones are still open."""
    rows: list[Any] = []
    for day in range(n_cases):
        opened = START + timedelta(days=day)
        rows.append((day, "received", opened.isoformat()))
        if day + days <= DAYS:
            done = opened + timedelta(days=days)
            rows.append((day, "decided", done.isoformat()))
    as_at = START + timedelta(days=DAYS)
    return make_log(rows, end=("decided",), as_at=as_at, date_only=True)


@pytest.fixture(scope="module")
def log() -> EventLog:
    return daily_log(days=7)


def test_every_part_is_told_when_the_log_is_long_enough(log: EventLog) -> None:
    found = foretell(log, asked=ForecastAsked(limit_days=20))
    assert (found.as_at, found.by) == (date(2024, 10, 7), date(2024, 12, 2))
    assert found.throughput.total.low80 <= 56 <= found.throughput.total.high80
    assert found.clearing.backlog == 6
    assert (found.risks.n_open, found.risks.n_overdue) == (6, 0)


def test_risks_are_an_empty_list_when_no_case_is_open() -> None:
    found = foretell(
        daily_log(days=1, n_cases=DAYS - 1), asked=ForecastAsked(limit_days=20)
    )
    assert (found.risks.n_open, found.risks.cases) == (0, ())


def test_pace_is_not_told_when_the_latest_arrivals_are_missing(log: EventLog) -> None:
    found = foretell(
        lacking_in(log, Extract.BY_OPENING), asked=ForecastAsked(limit_days=20)
    )
    for part in (found.arrivals, found.throughput, found.clearing, found.demand):
        assert "⟦as_at⟧" in part.why
    assert found.risks.n_open == 6


def test_only_what_is_finished_is_told_when_open_cases_are_missing(
    log: EventLog,
) -> None:
    found = foretell(lacking_in(log, Extract.CLOSED_ONLY))
    assert not isinstance(found.throughput, Refusal)
    for part in (found.arrivals, found.clearing, found.demand, found.risks):
        assert "closed cases only" in part.why
