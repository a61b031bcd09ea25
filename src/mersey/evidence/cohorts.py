"""The difference of two sides of cases, when cases of one week share what befell them.

Each week's cases have a mean influence: sampling noise, known from within the week, and
a shock that the week's cases share and that hangs on to the next week (AR(1)). How large
the shocks are and how long they last comes from restricted likelihood on a grid, and its
uncertainty stays in the interval: a mixture over the grid, each point as likely as the
data make it. Where weeks that share nothing are the likeliest the interval is the plain one.

Source: Harville (1977), restricted likelihood; Liang & Zeger (1986), for the sum over
clusters; Andersen, Hansen & Klein (2004), pseudo-values as outcomes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.mixture import TMixture
from mersey.evidence.season import year_waves

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.evidence.effect import Interval
    from mersey.evidence.restricted import Side

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

SHOCKS: Final = (0.0, 0.2, 0.4, 0.7, 1.0, 1.5, 2.2, 3.3, 5.0, 8.0)
"""Standard deviations of a week's shock, in that of its sampling noise."""

RHOS: Final = (0.0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
"""How much of a shock is left a week later."""

MOST_COHORTS: Final = 130
"""Longer histories are cut into longer cohorts: a shock that lasts is still one."""

WORTH_A_SHOCK: Final = 3.0
"""Log likelihood that a shock must gain to be believed beforehand: 5% by chance, for two
more unknowns (half the 0.95 quantile of chi-square with 2 degrees of freedom)."""

FEWEST_COHORTS: Final = 4
WEEK: Final = 7


@dataclass(frozen=True, kw_only=True)
class CohortShift:
    """Since minus before.

    Attributes:
        estimate: The difference of the two values, or its seasonal fit.
        plain_error: Standard error if cases were independent.
        shock, rho: Likeliest size of a cohort's shock, in its sampling noise, and what is
            left of it a cohort later.
        lag_before, lag_since: Autocorrelation of the cohorts' means; None under 8.
        cohort_days: Days of a cohort. n_cohorts: How many there are.
    """

    estimate: float
    plain_error: float
    shock: float
    rho: float
    lag_before: float | None
    lag_since: float | None
    cohort_days: int
    n_cohorts: int
    mixture: TMixture

    def interval(self, level: float) -> Interval:
        """With everything that the cohorts share allowed for."""
        return self.mixture.interval(level)


@dataclass(frozen=True, kw_only=True)
class _Cohorts:
    """One element a cohort that has cases: its number, size, mean, sampling variance."""

    place: Integers
    size: Floats
    mean: Floats
    noise: Floats
    is_since: npt.NDArray[np.bool_]


def cohort_shift(
    before: Side, since: Side, *, is_seasonal: bool = False, least_error: float = 0.0
) -> CohortShift:
    """The difference of two sides, and what it may be by chance.

    Args:
        before: The side before.
        since: The side since.
        is_seasonal: Take a yearly wave of the opening day out of both.
        least_error: The standard error is at least this (a share of which none was seen).

    Raises:
        EvidenceError: Fewer than four weeks with cases on a side.
    """
    days = _cohort_days(before, since)
    cohorts = _cohorts([before, since], days)
    start = min(before.opened.min(), since.opened.min())
    columns = _columns(cohorts, start, days, is_seasonal=is_seasonal)
    weigh = _weights(columns, cohorts.size)
    estimate = float(weigh @ cohorts.mean)
    variances, likelihoods = _on_grid(cohorts, columns, weigh)
    best = int(likelihoods.argmax())
    shock, rho = _grid()[best]
    kept = slice(None) if shock else slice(1)  # the first point: no shock at all
    weights = np.exp(likelihoods[kept] - likelihoods[best])
    weights /= weights.sum()
    return CohortShift(
        estimate=estimate,
        plain_error=float(np.hypot(before.standard_error, since.standard_error)),
        shock=shock,
        rho=rho if shock else 0.0,
        lag_before=_lag(cohorts, is_since=False),
        lag_since=_lag(cohorts, is_since=True),
        cohort_days=days,
        n_cohorts=int(cohorts.place.size),
        mixture=TMixture(
            centres=np.full(weights.size, estimate),
            scales=np.sqrt(np.maximum(variances[kept], least_error**2)),
            weights=weights,
            freedom=int(cohorts.place.size) - columns.shape[1],
        ),
    )


def widening(side: Side) -> float:
    """Times by which what weeks share widens the error of one side alone; at least 1.

    At the likeliest shock; 1 where weeks that share nothing are about as likely, or too
    few have cases to know.
    """
    days = _cohort_days(side)
    try:
        cohorts = _cohorts([side], days)
    except EvidenceError:
        return 1.0
    ones = np.ones((cohorts.place.size, 1))
    variances, likelihoods = _on_grid(cohorts, ones, cohorts.size / side.n)
    best = int(likelihoods.argmax())
    if likelihoods[best] - likelihoods[0] < WORTH_A_SHOCK:
        return 1.0
    shared = float(variances[best] / variances[0])
    return float(np.sqrt(max(shared, 1.0)))


def _cohort_days(*sides: Side) -> int:
    first = min(side.opened.min() for side in sides)
    last = max(side.opened.max() for side in sides)
    span = int((last - first).astype("timedelta64[D]").astype(int)) + 1
    return WEEK * max(1, -(-span // (WEEK * MOST_COHORTS)))


def _cohorts(sides: Sequence[Side], days: int) -> _Cohorts:
    """Of the side before, and of the one since where there is one."""
    start = min(side.opened.min() for side in sides)
    parts = []
    for is_since, side in zip((False, True), sides, strict=False):
        number = (side.opened - start).astype("timedelta64[D]").astype(int) // days
        size = np.bincount(number).astype(float)
        place = np.flatnonzero(size)
        if place.size < FEWEST_COHORTS:
            when = "since the change" if is_since else "before the change"
            msg = (
                f"cases {when} opened in {place.size} different weeks only:"
                f" at least {FEWEST_COHORTS} are needed to know how weeks differ"
            )
            raise EvidenceError(msg)
        size = size[place]
        mean = np.bincount(number, weights=side.influence)[place] / size
        squares = np.bincount(number, weights=side.influence**2)[place]
        freedom = max(side.n - place.size, 1)
        within = max(float((squares - size * mean**2).sum()) / freedom, 0.0)
        parts.append(
            (
                place,
                size,
                side.value + mean,
                within / size,
                size.astype(bool) & is_since,
            )
        )
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.argsort(joined[0], kind="stable")
    place, size, mean, noise, is_since_each = (column[order] for column in joined)
    return _Cohorts(
        place=place, size=size, mean=mean, noise=noise, is_since=is_since_each
    )


def _columns(
    cohorts: _Cohorts, start: np.datetime64, days: int, *, is_seasonal: bool
) -> Floats:
    columns = np.column_stack([~cohorts.is_since, cohorts.is_since]).astype(float)
    if not is_seasonal:
        return columns
    middles = start + (cohorts.place * days + days // 2).astype("timedelta64[D]")
    return np.column_stack([columns, year_waves(middles, n_pairs=1)])


def _weights(columns: Floats, size: Floats) -> Floats:
    """What each cohort's mean counts in the difference, cases weighing alike."""
    weighed = columns * size[:, None]
    rows = np.linalg.solve(columns.T @ weighed, weighed.T).astype(np.float64)
    weigh: Floats = rows[1] - rows[0]
    return weigh


def _grid() -> list[tuple[float, float]]:
    return [(shock, rho) for shock in SHOCKS for rho in (RHOS if shock else RHOS[:1])]


def _on_grid(
    cohorts: _Cohorts, columns: Floats, weigh: Floats
) -> tuple[Floats, Floats]:
    """Variance of the difference, and restricted log likelihood, at each grid point."""
    apart = np.abs(cohorts.place[:, None] - cohorts.place[None, :])
    typical = float(np.mean(cohorts.noise)) or 1e-12
    own = np.diag(np.maximum(cohorts.noise, 1e-9 * typical))
    shared = {rho: rho**apart if rho else np.eye(apart.shape[0]) for rho in RHOS}
    grid = _grid()
    every = np.stack([shock**2 * typical * shared[rho] + own for shock, rho in grid])
    roots = np.linalg.cholesky(every)
    rows = np.column_stack([columns, cohorts.mean])
    products = rows.T @ np.linalg.solve(
        every, np.broadcast_to(rows, (len(grid), *rows.shape))
    )
    gram, cross, square = (
        products[:, :-1, :-1],
        products[:, :-1, -1:],
        products[:, -1, -1],
    )
    explained = np.swapaxes(cross, 1, 2) @ np.linalg.solve(gram, cross)
    likelihoods = -(
        np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)
        + 0.5 * np.linalg.slogdet(gram)[1]
        + 0.5 * (square - explained[:, 0, 0])
    )
    variances = np.einsum("i,gij,j->g", weigh, every, weigh)
    return variances.astype(np.float64), likelihoods.astype(np.float64)


def _lag(cohorts: _Cohorts, *, is_since: bool) -> float | None:
    """Autocorrelation of neighbouring cohorts of one side."""
    mean = cohorts.mean[cohorts.is_since == is_since]
    apart = mean - mean.mean()
    total = float(apart @ apart)
    if mean.size < 8 or total == 0:
        return None
    return float(apart[1:] @ apart[:-1]) / total
