"""Made-up forecasts of a made-up service, for the gallery and the golden files.

Nothing here is drawn at random: each number follows from a rule.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np

from mersey.forecast.results import (
    Backtest,
    CaseRisk,
    CountForecast,
    FanWeek,
    RiskList,
    Spread,
)

_AS_AT: Final = date(2026, 9, 27)
_WEEKS_AHEAD: Final = 12
_STAGES: Final = ("Survey done", "Quotes requested", "Grant approved", "Works started")


def finished() -> CountForecast:
    """About 11 a week for a year; 131 in the next twelve weeks, 104 to 158."""
    weeks = np.arange(52)
    fan = tuple(
        FanWeek(end=_AS_AT + timedelta(weeks=i), total=_total(i))
        for i in range(1, _WEEKS_AHEAD + 1)
    )
    return CountForecast(
        measure="throughput",
        by=fan[-1].end,
        total=fan[-1].total,
        fan=fan,
        history=np.round(11 + 3 * np.sin(weeks / 3.7)),
        method="double block bootstrap at the recent level, widened by its backtest",
        n_weeks=52,
        change=None,
        backtest=Backtest(
            n=24,
            n_told=10,
            horizon_weeks=_WEEKS_AHEAD,
            factor=1.3,
            covered80=0.8,
            covered95=0.9,
            plain80=0.66,
        ),
        is_far=False,
    )


def risks() -> RiskList:
    """Forty open cases, two past their limit, about nine more that will pass it."""
    cases = tuple(_case(i) for i in range(40))
    return RiskList(
        cases=cases,
        n_open=40,
        n_overdue=2,
        expected_late=sum(case.risk for case in cases[2:]),
        clock="planning.minor",
        basis="The limit is that of Minor applications decided in 8 weeks.",
        longest_known=160.0,
        is_straightened=False,
        is_by_age=False,
        check=None,
    )


def _total(week: int) -> Spread:
    middle, half = 10.9 * week, 7.8 * week**0.5
    return Spread(
        p50=middle,
        low80=middle - half,
        high80=middle + half,
        low95=max(0.0, middle - 1.6 * half),
        high95=middle + 1.6 * half,
    )


def _case(i: int) -> CaseRisk:
    is_overdue = i < 2
    return CaseRisk(
        pseudonym=f"example{i:02d}",
        risk=1.0 if is_overdue else 0.94 * 0.9 ** (i - 2),
        is_overdue=is_overdue,
        days_to_limit=float(-9 + 7 * i if is_overdue else 3 + i),
        age_days=float(65 - i if is_overdue else 53 - i),
        stage=_STAGES[i % len(_STAGES)],
        days_in_stage=float(12 + i % 9),
        days_left=19.0,
        low80=4.0,
        high80=61.0,
    )
