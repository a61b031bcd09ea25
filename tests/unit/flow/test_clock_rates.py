from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.clocks.clock import OfficialRule
from mersey.flow.clocks.rates import as_experienced, as_published, year_before
from mersey.flow.lead_time_results import Floats

NONE = np.zeros(0)


def met(days: list[float], stopped: list[bool]) -> tuple:
    found = as_experienced(
        np.array(days, dtype=np.float64),
        has_stopped=np.array(stopped),
        is_waiting=~np.array(stopped),
    )
    return found.share, found.lower, found.upper


def test_experienced_equals_the_example_worked_by_hand() -> None:
    # Stops at −3, −1, 0 and 2 days past the limit; open at −2 and at 4.
    # −3: 6 at risk, S 5/6; −1: 4 at risk, × 3/4; 0: 3 at risk, × 2/3: S = 5/12.
    share, lower, upper = met([-3, -1, 0, 2, -2, 4], [True] * 4 + [False] * 2)
    assert share == pytest.approx(7 / 12)
    # Greenwood: 1/30 + 1/12 + 1/6 = 0.28333; log–log interval of S = 5/12.
    spread = 1.959963984540054 * np.sqrt(0.2833333) / abs(np.log(5 / 12))
    assert upper == pytest.approx(1 - (5 / 12) ** np.exp(spread), abs=1e-6)
    assert lower == pytest.approx(1 - (5 / 12) ** np.exp(-spread), abs=1e-6)


def test_experienced_is_the_plain_share_when_nothing_is_open() -> None:
    days: Floats = np.random.default_rng(3).integers(-20, 20, 300).astype(np.float64)
    found = as_experienced(
        days, has_stopped=np.ones(300, bool), is_waiting=np.zeros(300, bool)
    )
    assert found.share == pytest.approx(float((days <= 0).mean()))


def test_experienced_is_not_known_when_nobody_was_watched_so_long() -> None:
    assert met([-5, -2], [True, False]) == (None, None, None)


def test_experienced_is_all_when_all_stopped_in_time() -> None:
    assert met([-5, -2], [True, True]) == (1, None, None)


def test_experienced_is_none_in_time_when_all_are_overdue() -> None:
    assert met([5, 2], [False, False]) == (0, None, None)


def test_experienced_is_not_known_without_cases() -> None:
    found = as_experienced(NONE, has_stopped=NONE > 0, is_waiting=NONE > 0)
    assert (found.share, found.n) == (None, 0)


def test_published_counts_the_year_and_leaves_out_what_it_may() -> None:
    stops = [
        "2023-03-31",
        "2023-04-01",
        "2024-03-31",
        "2024-04-01",
        "NaT",
        "2023-05-05",
    ]
    found = as_published(
        OfficialRule(),
        stop_days=np.array(stops, dtype="datetime64[D]"),
        is_in_time=np.array([True, True, False, True, False, False]),
        is_excluded=np.array([False] * 5 + [True]),
        as_at=date(2024, 3, 31),
    )
    assert (found.n_in_time, found.n, found.n_excluded) == (1, 2, 1)
    assert (found.period_start, found.share) == (date(2023, 4, 1), 0.5)


def test_published_is_not_known_when_nothing_was_closed() -> None:
    none = NONE > 0
    found = as_published(
        OfficialRule(),
        stop_days=NONE.astype("datetime64[D]"),
        is_in_time=none,
        is_excluded=none,
        as_at=date(2024, 3, 31),
    )
    assert (found.share, found.n) == (None, 0)


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 11, 22), date(2025, 11, 23)),
        (date(2024, 12, 31), date(2024, 1, 1)),
        (date(2024, 2, 28), date(2023, 2, 28)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_year_ends_on_its_last_day(last: date, first: date) -> None:
    assert year_before(last) == first
