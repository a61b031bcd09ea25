"""A made-up forecast, as `foretell` would leave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from mersey.charts import forecast_examples
from mersey.forecast.results import (
    Backtest,
    ClearingForecast,
    ForecastSummary,
    Refusal,
    RiskCheck,
    RiskList,
    Spread,
)

__all__ = ["TOO_SHORT", "check", "clearing", "forecast", "risks"]

TOO_SHORT = Refusal(
    why="The log has 12 full weeks; at least 20 are needed.", n_weeks=12
)


def check(**changes: Any) -> RiskCheck:
    """Better than going by age."""
    made = RiskCheck(
        n=900,
        n_cases=300,
        n_moments=24,
        brier=0.12,
        brier_by_age=0.2,
        brier_of_share=0.15,
        worst_tenth=0.03,
        bands=(),
    )
    return replace(made, **changes)


def risks(**changes: Any) -> RiskList:
    """Forty open cases, two past their limit."""
    return replace(forecast_examples.risks(), **{"check": check(), **changes})


def clearing(**changes: Any) -> ClearingForecast:
    """A backlog of 321 that is not clearing."""
    made = ClearingForecast(
        backlog=321,
        net_per_week=Spread(p50=-1.0, low80=-3.0, high80=1.0, low95=-4.0, high95=2.0),
        p50=None,
        p85=None,
        p95=None,
        never_share=0.7,
        is_clearing=False,
        horizon_weeks=260,
        n_weeks=52,
        change=None,
        verdict="The backlog is not clearing at present rates.",
        backtest=_held(0.8),
    )
    return replace(made, **changes)


def forecast(**changes: Any) -> ForecastSummary:
    """What comes after 27 September 2026."""
    finished = forecast_examples.finished()
    made = ForecastSummary(
        as_at=date(2026, 9, 27),
        by=finished.by,
        seed=1,
        arrivals=replace(finished, measure="arrivals", history=np.full(52, 11.0)),
        throughput=finished,
        clearing=clearing(),
        demand=TOO_SHORT,
        risks=risks(),
    )
    return replace(made, **changes)


def _held(share: float) -> Backtest:
    return Backtest(
        n=24,
        n_told=10,
        horizon_weeks=8,
        factor=1.2,
        covered80=share,
        covered95=0.9,
        plain80=0.6,
    )
