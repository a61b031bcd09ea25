"""Five ways to make an extract, told apart by what it holds."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.eventlog.check_of_open_cases import has_run_out, lacks_open
from mersey.eventlog.chosen_by_closing import is_chosen_by_closing
from mersey.eventlog.ended import Ended

SPAN = 540.0


def service(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Openings over a year and a half, and durations; the same service throughout."""
    rng = np.random.default_rng(seed)
    opened = np.sort(rng.uniform(0, SPAN, int(SPAN * rng.uniform(2, 6))))
    typical, spread = rng.uniform(10, 60), rng.uniform(0.4, 1.0)
    return opened, typical * np.exp(rng.normal(0, spread, opened.size))


def judged(opened: np.ndarray, days: np.ndarray, as_at: float, n_open: int = 0) -> str:
    ended = Ended(ages=as_at - opened, days=days)
    if not n_open and has_run_out(ended):
        return "finished cohort"
    if not lacks_open(ended, n_open=n_open):
        return "whole"
    return "chosen by closing" if is_chosen_by_closing(ended) else "closed only"


@pytest.mark.parametrize("seed", range(40))
def test_extracts_are_told_apart(seed):
    opened, days = service(seed)
    over = opened + days <= SPAN
    n_open = int((~over).sum())
    assert judged(opened[over], days[over], SPAN, n_open) == "whole"
    assert judged(opened[over], days[over], SPAN) == "closed only"
    assert judged(opened[over], days[over], SPAN, max(n_open // 100, 1)) in (
        "closed only",
        "whole" if n_open < 40 else "closed only",
    )
    last = float((opened + days).max())
    assert judged(opened, days, last) == "finished cohort"


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("period", [60, 180, 365])
def test_closed_in_a_period_is_chosen_by_closing(seed, period):
    opened, days = service(seed)
    over = (opened + days <= SPAN) & (opened + days >= SPAN - period)
    assert judged(opened[over], days[over], SPAN) == "chosen by closing"


@pytest.mark.parametrize("seed", range(40))
def test_closed_of_those_opened_since_is_not_chosen_by_closing(seed):
    opened, days = service(seed)
    over = (opened + days <= SPAN) & (opened >= SPAN - 300)
    assert judged(opened[over], days[over], SPAN) == "closed only"


@pytest.mark.parametrize("seed", range(40))
def test_service_that_grew_is_not_chosen_by_closing(seed):
    """Ever more came over 200 days, so openings thin out backwards: but so do ends."""
    opened, days = service(seed)
    grew = np.random.default_rng(seed).random(opened.size) < opened / 200
    over = (opened + days <= SPAN) & grew
    assert judged(opened[over], days[over], SPAN) == "closed only"


def test_day_of_decision_ends_a_cohort_whatever_its_durations():
    opened = np.concatenate([np.arange(0, 120.0, 0.5), np.arange(365, 485.0, 0.5)])
    ends = np.where(opened < 200, 180.0, 545.0)
    assert judged(opened, ends - opened, 545.2) == "finished cohort"


@pytest.mark.parametrize("seed", range(20))
def test_service_that_cleared_its_backlog_is_whole(seed):
    """Since day 480 all are served within three days, and those who waited at once."""
    opened, days = service(seed)
    rng = np.random.default_rng(seed)
    late = opened + days > 480
    days[late] = np.maximum(480 - opened[late], 0) + rng.uniform(0.2, 3, late.sum())
    over = opened + days <= SPAN
    n_open = int((~over).sum())
    assert judged(opened[over], days[over], SPAN, max(n_open, 1)) == "whole"


@pytest.mark.parametrize("seed", range(40))
def test_a_fortieth_of_the_open_cases_is_not_all_of_them(seed):
    opened, days = service(seed)
    over = opened + days <= SPAN
    n_open = int((~over).sum())
    lacking = judged(opened[over], days[over], SPAN, n_open // 40)
    assert lacking == "closed only" or n_open < 100


@pytest.mark.parametrize("seed", range(40))
def test_quicker_service_with_half_the_arrivals_lately_is_whole(seed):
    opened, days = service(seed)
    lately = opened > SPAN - 60
    stays = ~lately | (np.arange(opened.size) % 2 == 0)
    days = np.where(lately, days / 2, days)
    over = opened + days <= SPAN
    n_open = int((~over & stays).sum())
    kept = over & stays
    assert judged(opened[kept], days[kept], SPAN, n_open) == "whole"
