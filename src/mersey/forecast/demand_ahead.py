"""How much will come in each of the next months, with season?

Four simple baselines are always in the table. A model is used only where it beat the best
of them on the service's own past; its range is what its errors were then, lead by lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.holt_winters import holt_winters
from mersey.forecast.results import DemandForecast, MethodError, Refusal, Spread
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping


def _last_value(values: Any, horizon: int, _: int) -> Any:
    return np.full(horizon, values[-1])


def _last_season(values: Any, horizon: int, season: int) -> Any:
    """Seasonal naive: the same period of the last season."""
    return values[len(values) - season + np.arange(horizon) % season]


def _mean_of_same_period(values: Any, horizon: int, season: int) -> Any:
    ahead = (len(values) + np.arange(horizon)) % season
    return np.array([values[at::season].mean() for at in ahead])


def _moving_average(values: Any, horizon: int, _: int) -> Any:
    return np.full(horizon, values[-4:].mean())


def _holt_winters(values: Any, horizon: int, season: int) -> Any:
    return np.maximum(holt_winters(values, horizon, season=season), 0.0)


def _holt_winters_of_logs(values: Any, horizon: int, season: int) -> Any:
    """Season and trend as factors; half a case is added, so that 0 has a logarithm."""
    logs = holt_winters(np.log(values + 0.5), horizon, season=season)
    return np.maximum(np.exp(logs) - 0.5, 0.0)


BASELINES: Final[Mapping[str, Any]] = {
    "last_value": _last_value,
    "seasonal_naive": _last_season,
    "mean_of_same_period": _mean_of_same_period,
    "moving_average_4": _moving_average,
}

MODELS: Final[Mapping[str, Any]] = {
    "holt_winters_damped": _holt_winters,
    "holt_winters_damped_log": _holt_winters_of_logs,
}

FEWEST_SEASONS: Final = 3
"""Two to fit on, one to compare with."""

FEWEST_TO_TELL: Final = 8

MOST_SEASONS: Final = 10
"""What a service did before says little of what is to come."""


def demand_ahead(
    values: Any, *, horizon: int = 3, season: int = 12
) -> DemandForecast | Refusal:
    """The next periods by the method that did best on the past.

    Args:
        values: Cases of each past period, oldest first, all of them complete; of more
            than ten seasons the last ten count.
        horizon: Periods to come, at most one season.
        season: Periods in a season.
    """
    values = np.asarray(values, dtype=np.float64)[-MOST_SEASONS * season :]
    if len(values) < FEWEST_SEASONS * season + horizon:
        why = (
            f"The log has {plural(len(values), 'full month')}; a season needs at least"
            f" {FEWEST_SEASONS * season + horizon}."
        )
        return Refusal(why=why, n_weeks=0)
    origins = range(2 * season, len(values) - horizon + 1)
    errors = {
        name: np.array(
            [
                values[at : at + horizon] - method(values[:at], horizon, season)
                for at in origins
            ]
        )
        for name, method in {**BASELINES, **MODELS}.items()
    }
    sizes = {name: float(np.abs(error).mean()) for name, error in errors.items()}
    baseline = min(BASELINES, key=sizes.__getitem__)
    model = min(MODELS, key=sizes.__getitem__)
    chosen = model if sizes[model] < sizes[baseline] else baseline
    ahead = {**BASELINES, **MODELS}[chosen](values, horizon, season)
    return DemandForecast(
        method=chosen,
        is_model=chosen in MODELS,
        best_baseline=baseline,
        periods=_spreads(ahead, np.abs(errors[chosen])),
        history=values,
        errors=_table(sizes, values, season),
        n_origins=len(origins),
        covered80=_covered(np.abs(errors[chosen]), horizon),
    )


def _table(
    sizes: Mapping[str, float], values: Any, season: int
) -> tuple[MethodError, ...]:
    """Methods, best first; MASE is against the seasonal naive on the same history."""
    scale = float(np.abs(values[season:] - values[:-season]).mean()) or 1.0
    return tuple(
        MethodError(method=name, mean_absolute_error=size, mase=size / scale)
        for name, size in sorted(sizes.items(), key=lambda item: (item[1], item[0]))
    )


def _spreads(ahead: Any, errors: Any) -> tuple[Spread, ...]:
    half80, half95 = np.quantile(errors, (0.8, 0.95), axis=0, method="higher")
    # A range a month later is never narrower.
    half80, half95 = np.maximum.accumulate(half80), np.maximum.accumulate(half95)
    return tuple(
        Spread(
            p50=float(middle),
            low80=max(float(middle - at80), 0.0),
            high80=float(middle + at80),
            low95=max(float(middle - at95), 0.0),
            high95=float(middle + at95),
        )
        for middle, at80, at95 in zip(ahead, half80, half95, strict=True)
    )


def _covered(errors: Any, horizon: int) -> float | None:
    """How often a range made of the errors known by then held the next, all leads."""
    first = horizon + FEWEST_TO_TELL - 1
    if len(errors) < first + FEWEST_TO_TELL:
        return None
    held = [
        errors[i] <= np.quantile(errors[: i - horizon + 1], 0.8, 0, method="higher")
        for i in range(first, len(errors))
    ]
    return float(np.mean(held))
