"""What a forecast learns from: the weeks of a log, and no more than ten years of them."""

from __future__ import annotations

from datetime import date

import numpy as np

from mersey.forecast.history import weeks_of


def _weeks(since: date):
    opened = np.arange("1900-01-01", "2024-01-01", 7, dtype="datetime64[D]")
    return weeks_of(
        opened, opened + 3, since=since, as_at=date(2023, 12, 31), backlog=0
    )


def test_the_last_ten_years_are_kept_when_a_log_goes_back_a_century():
    weeks = _weeks(date(1900, 1, 1))
    assert len(weeks.arrivals) == len(weeks.closures) == 522
    assert weeks.arrivals.sum() == 522


def test_all_weeks_are_kept_when_they_are_fewer():
    assert len(_weeks(date(2020, 1, 6)).arrivals) == 208
