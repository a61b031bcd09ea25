from __future__ import annotations

from datetime import date, timedelta

from mersey.charts.recent import recent
from mersey.flow.results import PeriodRow
from mersey.vocabulary import Per


def rows(*values: float | None, complete: bool = True) -> list[PeriodRow]:
    first = date(2026, 1, 5)
    return [
        PeriodRow(
            start=first + timedelta(weeks=i),
            end=first + timedelta(weeks=i, days=6),
            value=value,
            n=0,
            complete=complete,
        )
        for i, value in enumerate(values)
    ]


def test_recent_is_the_mean_of_the_last_13_full_periods() -> None:
    lately = recent([*rows(900), *rows(*range(13)), *rows(500, complete=False)])
    assert lately is not None
    assert (lately.mean, lately.n) == (6.0, 13)
    assert lately.over(Per.WEEK) == "the last 13 full weeks"


def test_recent_rests_on_fewer_periods_when_there_are_fewer() -> None:
    lately = recent(rows(4, None))
    assert lately is not None
    assert lately.over(Per.MONTH) == "the last full month"


def test_recent_is_none_when_no_period_is_full() -> None:
    assert recent(rows(4, complete=False)) is None


def test_weeks_are_named_when_the_series_goes_on_without_them():
    lately = recent([*rows(4, 6), *rows(0, 0, 0, complete=False)])
    assert lately is not None
    assert lately.over(Per.WEEK).startswith("the 2 full weeks up to ")
