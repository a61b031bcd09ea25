"""What must stay true of clocks and their rates however a log is turned."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from mersey.clocks import ClockStatus
from mersey.flow.clock_results import ClockResult
from mersey.flow.clocks import clocks_of
from tests.unit.flow.clock_logs import AS_AT, PAUSED, clock, log_of, use_of

FIRST = date(2024, 1, 1)
LAST = date.fromisoformat(AS_AT)

Cases = dict[str, dict[str, str]]


def made_cases() -> Cases:
    """Two hundred cases, of which some are paused, some withdrawn, and some open."""
    draw = random.Random(20240329)
    cases: Cases = {}
    for number in range(200):
        day = FIRST + timedelta(days=draw.randrange(85))
        steps = {"received": day}
        if draw.random() < 0.3:
            steps["asked"] = day + timedelta(days=draw.randint(0, 6))
            steps["answered"] = steps["asked"] + timedelta(days=draw.randint(1, 9))
        end = draw.choice(("decided", "decided", "decided", "withdrawn"))
        steps[end] = day + timedelta(days=draw.randint(1, 30))
        cases[f"c{number}"] = {
            step: f"{on:%m-%d}" for step, on in steps.items() if on <= LAST
        }
    return cases


def result_of(cases: Cases) -> ClockResult:
    (found,) = clocks_of(log_of(cases), use_of(PAUSED)).results
    return found


@pytest.fixture(scope="module")
def cases() -> Cases:
    return made_cases()


@pytest.fixture(scope="module")
def whole(cases: Cases) -> ClockResult:
    return result_of(cases)


def test_log_reaches_what_it_claims_to(whole: ClockResult) -> None:
    seen = {status for status, n in whole.statuses.items() if n}
    assert seen == set(ClockStatus) - {ClockStatus.EXEMPT, ClockStatus.UNDATABLE}
    assert whole.outlook.n_overdue > 0


def test_statuses_add_up_to_all_cases(cases: Cases, whole: ClockResult) -> None:
    assert sum(whole.statuses.values()) == len(cases)


def test_open_ones_are_all_in_the_outlook(whole: ClockResult) -> None:
    open_ones = (ClockStatus.OPEN_NOT_DUE, ClockStatus.OPEN_OVERDUE)
    outlook = whole.outlook
    assert sum(whole.statuses[status] for status in open_ones) == (
        outlook.n_overdue + outlook.n_soon + outlook.n_later
    )


def test_order_of_cases_does_not_matter(cases: Cases, whole: ClockResult) -> None:
    names = random.Random(5).sample(list(cases), len(cases))
    turned = result_of({name: cases[name] for name in names})
    assert turned.statuses == whole.statuses
    assert (turned.published, turned.experienced) == (
        whole.published,
        whole.experienced,
    )
    listed = sorted(case.pseudonym for case in turned.outlook.cases)
    assert listed == sorted(case.pseudonym for case in whole.outlook.cases)


def test_doubling_cases_doubles_counts_and_leaves_rates(
    cases: Cases, whole: ClockResult
) -> None:
    twice = result_of(cases | {f"{name}-again": steps for name, steps in cases.items()})
    assert twice.statuses == {status: 2 * n for status, n in whole.statuses.items()}
    assert twice.published.share == whole.published.share
    assert twice.experienced.share == pytest.approx(whole.experienced.share)
    assert twice.experienced.n == 2 * whole.experienced.n


def test_rates_agree_when_all_have_stopped(cases: Cases) -> None:
    done = {name: steps for name, steps in cases.items() if "decided" in steps}
    found = result_of(done)
    assert found.experienced.share == pytest.approx(found.published.share)
    assert found.experienced.n == found.published.n == len(done)


def test_longer_limit_makes_no_case_later(cases: Cases) -> None:
    shares = []
    for n in (5, 10, 15, 20):
        use = use_of(clock(duration={"n": n, "unit": "days"}))
        (found,) = clocks_of(log_of(cases), use).results
        shares.append(found.experienced_in_all.share)
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]
