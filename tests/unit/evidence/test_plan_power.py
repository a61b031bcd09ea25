"""What a plan's looks could see, from the cases of a log; and how that is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.log_cases import Coded, LogCases
from mersey.evidence.plan_power import power_of_plan
from mersey.evidence.power import Power
from mersey.report.evidence_power_words import power_json, power_lines
from tests.unit.evidence.plans import PLAN, experiment

EXPERIMENT = experiment()
FIRST, KNOWN = date(2024, 9, 2), date(2026, 9, 30)


def _cases(n: int = 1_000) -> LogCases:
    """Two years of cases of 70 days on average, ten a week."""
    rng = np.random.default_rng(1)
    at = np.sort(rng.integers(0, (KNOWN - FIRST).days, n))
    opened = np.datetime64(FIRST, "D") + at.astype("timedelta64[D]")
    takes = np.maximum(rng.normal(70, 18, n), 5).round()
    left = (np.datetime64(KNOWN, "D") - opened).astype(float)
    ended = takes <= left
    return LogCases(
        opened=opened,
        at=opened.astype(float),
        days=np.minimum(takes, left),
        is_ended=ended,
        outcome=Coded(codes=np.where(ended, 0, -1), values=("decision-issued",)),
        attributes={},
        steps={
            "decision-issued": np.where(ended, takes, np.nan),
            "withdrawn": np.full(n, np.nan),
        },
        known_until=KNOWN,
        date_only=True,
    )


@pytest.fixture(scope="module")
def power() -> Power:
    return power_of_plan(EXPERIMENT, _cases())


def test_looks_are_foreseen_from_the_time_before(power: Power) -> None:
    first, last = power.looks
    assert (first.on, last.on) == (date(2025, 12, 29), date(2026, 9, 28))
    assert (first.horizon_days, last.horizon_days) == (84, 112)
    assert last.n == pytest.approx(480, rel=0.1)
    assert last.smallest == pytest.approx(3.3, abs=0.4)
    assert power.sees


def test_time_since_the_start_is_not_looked_at(power: Power) -> None:
    cases = _cases()
    since = cases.opened >= np.datetime64(EXPERIMENT.start, "D")
    changed = replace(cases, days=np.where(since, cases.days / 10, cases.days))
    again = power_of_plan(EXPERIMENT, changed)
    assert [one.smallest for one in again.looks] == pytest.approx(
        [one.smallest for one in power.looks]
    )


def test_plan_that_hopes_for_little_is_told_what_could_see_it() -> None:
    little = PLAN.replace("low = 10\nhigh = 14", "low = 1\nhigh = 2")
    plan = experiment(little.replace("worth_having = 5", "worth_having = 1"))
    found = power_of_plan(plan, _cases())
    said = list(power_lines(plan, found))
    assert said[1].startswith("This plan cannot see what it hopes for (1 to 2 days)")
    assert "What could see it" in said
    assert any("councils, each with this plan, pooled" in line for line in said)


def test_words_name_each_look_and_what_it_sees(power: Power) -> None:
    said = "\n".join(power_lines(EXPERIMENT, power))
    assert "If the prediction is right (10 to 14 days), the last look" in said
    assert "29 December 2025: " in said
    assert "each followed for 112 days at most" in said
    assert "were it the only look" in said


def test_json_holds_the_same(power: Power) -> None:
    found = power_json(EXPERIMENT, power)
    assert found["schema"] == "mersey.evidence.power/1"
    assert found["unit"] == "days"
    assert [look["on"] for look in found["looks"]] == ["2025-12-29", "2026-09-28"]
    assert found["sees"] is True
    assert found["could_see"] == []


def test_log_of_another_time_is_refused() -> None:
    cases = _cases()
    later = replace(cases, opened=cases.opened + np.timedelta64(3_000, "D"))
    with pytest.raises(EvidenceError, match="no case of the log opened"):
        power_of_plan(EXPERIMENT, later)
