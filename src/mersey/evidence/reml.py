"""Least squares where neighbouring periods resemble each other.

The residuals are AR(1); how much they hang together (rho, 0 to 0.97) is found by restricted
maximum likelihood, profiled over a grid. At a council's lengths rho is badly known, and
an interval that takes the likeliest one for the truth finds a difference in up to 13 of
100 series that have none. So the interval here is a mixture over every rho, each as
likely as the data make it; the plain one is given beside it.

Source: Harville (1977), restricted likelihood; Zellner & Tiao (1964), rho integrated out
of a regression; Jeffreys (1946) for the weight 1 / √(1 − rho²) of each rho beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.distributions import student_t_quantile
from mersey.evidence.effect import Interval
from mersey.evidence.mixture import TMixture

if TYPE_CHECKING:
    Floats = npt.NDArray[np.float64]

RHOS: Final = np.linspace(0.0, 0.97, 98)
"""Below 0 it would narrow intervals on little evidence; above 0.97 there is no mean."""

TINY: Final = 1e-12
"""Less scatter than this, as a share, is rounding."""


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """A sum of coefficients, and how sure it is.

    Attributes:
        estimate, standard_error: At the likeliest rho.
        plain: The interval that takes that rho for the truth (t, n − k).
        interval: With the uncertainty of rho. p_value: Against 0, of `interval`.
    """

    estimate: float
    standard_error: float
    plain: Interval
    interval: Interval
    p_value: float


@dataclass(frozen=True, kw_only=True)
class Ar1Fit:
    """A fitted regression; one row a rho of the grid.

    Attributes:
        rho: The likeliest. freedom: n − k.
        coefficients: Shape (k,), at that rho. residuals: In the order of `y`.
        scale: Standard deviation of the residuals, at that rho.
        weights: Of each rho of the grid, adding up to 1.
        all_coefficients: Shape (rhos, k). all_covariances: Shape (rhos, k, k).
    """

    rho: float
    freedom: int
    coefficients: Floats
    residuals: Floats
    scale: float
    weights: Floats
    all_coefficients: Floats
    all_covariances: Floats

    def contrast(self, of: Floats, *, level: float = 0.95) -> Contrast:
        """The sum of the coefficients, each times its element of `of`."""
        mixture = self.mixture(of)
        best = int(np.flatnonzero(self.rho == RHOS)[0])
        estimate, error = float(mixture.centres[best]), float(mixture.scales[best])
        half = student_t_quantile((1 + level) / 2, self.freedom) * error
        return Contrast(
            estimate=estimate,
            standard_error=error,
            plain=Interval(low=estimate - half, high=estimate + half, level=level),
            interval=mixture.interval(level),
            p_value=mixture.two_sided_p(),
        )

    def mixture(self, of: Floats) -> TMixture:
        """The same sum at every rho, each weighed by how likely the rho is."""
        return TMixture(
            centres=self.all_coefficients @ of,
            scales=np.sqrt(np.einsum("i,rij,j->r", of, self.all_covariances, of)),
            weights=self.weights,
            freedom=self.freedom,
        )


def fit_ar1(
    y: Floats,
    columns: Floats,
    *,
    places: npt.NDArray[np.int64] | None = None,
    least_scale: float = 0.0,
) -> Ar1Fit:
    """The regression of `y` on `columns`, its residuals AR(1) by REML.

    Args:
        y: One a period, in order, all known.
        columns: Shape (n, k), of full rank, k < n.
        places: Number of each period, rising, where some are missing; None: all there.
        least_scale: Residuals are taken to scatter by this at least (counts that must
            scatter as Poisson's do).

    Raises:
        ValueError: Fewer rows than columns and one, or columns that say the same.
    """
    n, k = columns.shape
    if n <= k or np.linalg.matrix_rank(columns) < k:
        msg = f"{n} periods cannot carry {k} unknowns"
        raise ValueError(msg)
    gaps = np.ones(n - 1) if places is None else np.diff(places).astype(float)
    rows, log_shrink = _whitened(np.column_stack([columns, y]), gaps)
    xs, ys = rows[:, :, :k], rows[:, :, k]
    grams = np.swapaxes(xs, 1, 2) @ xs
    inverses = np.linalg.inv(grams)
    coefficients = np.einsum("rij,rnj,rn->ri", inverses, xs, ys)
    left = ys - np.einsum("rni,ri->rn", xs, coefficients)
    freedom = n - k
    squares = (left**2).sum(axis=1) / freedom
    scales = np.maximum(squares, (TINY * float(np.abs(y).max())) ** 2 or TINY)
    likelihoods = -0.5 * (
        freedom * np.log(scales) + np.linalg.slogdet(grams)[1] + log_shrink
    )
    scales = np.maximum(scales, least_scale**2)
    best = int(likelihoods.argmax())
    weights = np.exp(likelihoods - likelihoods[best]) / np.sqrt(1 - RHOS**2)
    return Ar1Fit(
        rho=float(RHOS[best]),
        freedom=freedom,
        coefficients=coefficients[best],
        residuals=y - columns @ coefficients[best],
        scale=float(np.sqrt(scales[best])),
        weights=weights / weights.sum(),
        all_coefficients=coefficients,
        all_covariances=inverses * scales[:, None, None],
    )


def _whitened(rows: Floats, gaps: Floats) -> tuple[Floats, Floats]:
    """The rows with their memory taken out, for each rho, and log |R| of each.

    An AR(1) is Markov: what a period adds is its distance from rho^gap times the one
    before, however long the gap.
    """
    with np.errstate(under="ignore"):
        memory = RHOS[:, None] ** gaps[None, :]
    fresh = 1 - memory**2
    whitened = np.empty((RHOS.size, *rows.shape))
    whitened[:, 0] = rows[0]
    whitened[:, 1:] = rows[None, 1:] - memory[:, :, None] * rows[None, :-1]
    whitened[:, 1:] /= np.sqrt(fresh)[:, :, None]
    return whitened, np.log(fresh).sum(axis=1)
