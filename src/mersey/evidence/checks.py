"""What a design rests on, each checked with the data at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import chi_square_tail
from mersey.evidence.choices import SeasonChoice, Statistic
from mersey.evidence.effect import Assumption, AssumptionName, Standing
from mersey.evidence.restricted import only, watched_days
from mersey.evidence.season import are_whole_years
from mersey.signals.serial import SEASON_LEVEL, season_p

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from mersey.evidence.design import Asked
    from mersey.evidence.observed import CasePair, CaseTimes
    from mersey.evidence.restricted import Side

    Floats = npt.NDArray[np.float64]

MIX_LEVEL: Final = 0.01
"""Groups come and go a little at all times."""

SHARE_LEFT: Final = 0.8
"""A change that keeps this much of itself with the mix held still is not the mix."""

ENOUGH_WATCHED: Final = 10
"""Cases watched to the horizon; fewer carry the far end of the curve alone."""

SMALLEST_GROUP: Final = 5


def regression_to_the_mean(asked: Asked) -> Assumption:
    """Whether the baseline ended before the problem was picked.

    Changes get started after bad months, and bad months are followed by ordinary ones.
    """
    figures: dict[str, float | int | str | None] = {
        "picked_on": asked.picked_on.isoformat() if asked.picked_on else None,
        "baseline_last": asked.before.last.isoformat() if asked.before else None,
    }
    if asked.picked_on is None or asked.before is None:
        standing = Standing.UNKNOWN
    elif asked.before.last < asked.picked_on:
        standing = Standing.HELD
    else:
        standing = Standing.FAILED
    return Assumption(
        name=AssumptionName.REGRESSION_TO_THE_MEAN, standing=standing, figures=figures
    )


def season(
    asked: Asked, values: Floats, starts: npt.NDArray[np.datetime64]
) -> Assumption:
    """Whether the season can have made the difference.

    Args:
        asked: What was asked; whole years on both sides let the season cancel.
        values: The measure before, one a period; NaN where not known.
        starts: First day of each period.
    """
    windows = (asked.before, asked.since)
    years = [None if window is None else window.years for window in windows]
    known = np.isfinite(values)
    p = _season_p(values[known], starts[known])
    if asked.season is SeasonChoice.MODELLED or (
        asked.before and asked.since and are_whole_years(asked.before, asked.since)
    ):
        standing = Standing.HELD
    elif p is not None and p < SEASON_LEVEL:
        standing = Standing.FAILED
    else:
        standing = Standing.UNKNOWN
    return Assumption(
        name=AssumptionName.SEASON,
        standing=standing,
        figures={
            "choice": asked.season.value,
            "years_before": years[0],
            "years_since": years[1],
            "season_p": p,
        },
    )


def case_mix(
    pair: CasePair, asked: Asked, *, side: Callable[[CaseTimes], Side], estimate: float
) -> Assumption | None:
    """Whether other cases came in, and what is left with the mix held still.

    None where cases have no groups, or groups are what is measured.
    """
    groups = np.unique(np.concatenate([pair.before.group, pair.since.group]))
    if groups.size < 2 or asked.statistic is Statistic.GAP:
        return None
    counts = np.array(
        [[np.count_nonzero(one.group == group) for group in groups]
         for one in (pair.before, pair.since)]
    )  # fmt: skip
    p = _same_mix_p(counts)
    held_still = _held_still(pair, groups, counts, side)
    kept = held_still / estimate if estimate and held_still is not None else None
    if p >= MIX_LEVEL:
        standing = Standing.HELD
    elif kept is None:
        standing = Standing.UNKNOWN
    else:
        standing = Standing.DOUBTFUL if kept >= SHARE_LEFT else Standing.FAILED
    return Assumption(
        name=AssumptionName.CASE_MIX,
        standing=standing,
        figures={
            "groups": int(groups.size),
            "p_value": p,
            "estimate_same_mix": held_still,
        },
    )


def few_watched(pair: CasePair, horizon_days: float) -> Assumption:
    """Whether enough cases since have been watched for as long as the look asks."""
    since = pair.since
    last = watched_days(since)
    first = since.opened.min()
    could_be = last - (since.opened - first).astype("timedelta64[D]").astype(float)
    n = int(np.count_nonzero(could_be >= horizon_days))
    return Assumption(
        name=AssumptionName.HORIZON,
        standing=Standing.HELD if n >= ENOUGH_WATCHED else Standing.DOUBTFUL,
        figures={
            "horizon_days": horizon_days,
            "watched_days": last,
            "n_watched": n,
            "n_open": int(np.count_nonzero(~since.is_ended)),
        },
    )


def _season_p(values: Floats, starts: npt.NDArray[np.datetime64]) -> float | None:
    dates = starts.astype("datetime64[D]").tolist()
    if values.size < 2 or np.ptp(values) == 0:
        return None
    _, p = season_p(values, dates)
    return p


def _same_mix_p(counts: npt.NDArray[np.int64]) -> float:
    """Chi-square of two rows; groups of a handful are put together."""
    totals = counts.sum(axis=0)
    small = totals < 2 * SMALLEST_GROUP
    columns = [counts[:, ~small], counts[:, small].sum(axis=1, keepdims=True)]
    table = np.column_stack([one for one in columns if one.sum() > 0])
    if table.shape[1] < 2 or (table.sum(axis=1) == 0).any():
        return 1.0
    expected = table.sum(axis=1)[:, None] * table.sum(axis=0)[None, :] / table.sum()
    squares = float(((table - expected) ** 2 / expected).sum())
    return chi_square_tail(squares, table.shape[1] - 1)


def _held_still(
    pair: CasePair,
    groups: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
    side: Callable[[CaseTimes], Side],
) -> float | None:
    """The difference within each group, weighed by the mix before.

    None where the groups that both sides have are not most of the cases before.
    """
    both = (counts >= SMALLEST_GROUP).all(axis=0)
    if counts[0, both].sum() < SHARE_LEFT * counts[0].sum():
        return None
    differences = [
        side(only(pair.since, pair.since.group == group)).value
        - side(only(pair.before, pair.before.group == group)).value
        for group in groups[both]
    ]
    return float(np.average(differences, weights=counts[0, both]))
