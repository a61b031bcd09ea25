"""Random effects: what sites have in common, and how far they differ.

Site i finds y with a known variance v about an effect of its own, which lies about a
common mean with variance tau². Mean and tau² come by REML (Fisher scoring) or by
DerSimonian and Laird; moderators make the mean a line.

Source: DerSimonian & Laird (1986); Viechtbauer (2005), equations 11 and 16; Hartung &
Knapp (2001); Viechtbauer (2007) for the Q-profile; Higgins & Thompson (2002) for I².
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import chi_square_quantile
from mersey.evidence.effect import Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

ENOUGH: Final = 1e-12
MOST_STEPS: Final = 500
DOUBLINGS: Final = 200


class Method(StrEnum):
    """How the variance between sites is estimated."""

    REML = "reml"
    DL = "dl"  # DerSimonian and Laird
    FIXED = "fixed"  # tau² is 0: only to compare with


@dataclass(frozen=True, kw_only=True)
class RandomEffects:
    """Fit of a random-effects model.

    Attributes:
        coefficients: The mean; with moderators the intercept, then one for each.
        errors: Their standard errors, tau² taken as known.
        errors_by_spread: The same by Hartung and Knapp: √q times `errors`.
        spread: Their q, the mean weighted square about the fit; 1 where the variances
            tell all.
        tau2: Variance between sites, what moderators do not explain; unit squared.
        i2: Share of the variance that is between sites, 0 to 1.
        q: Cochran's Q, weights 1 / v. freedom: Sites less coefficients.
    """

    coefficients: Floats
    errors: Floats
    errors_by_spread: Floats
    spread: float
    tau2: float
    i2: float
    q: float
    freedom: int


def random_effects(
    y: Floats,
    v: Floats,
    *,
    moderators: Floats | None = None,
    method: Method = Method.REML,
) -> RandomEffects:
    """The fit of a random-effects model.

    Args:
        y: What each site found.
        v: Its variance, above 0.
        moderators: Shape (sites, moderators); None for a plain mean.
        method: How tau² is estimated.

    Raises:
        ValueError: Fewer sites than coefficients plus one, a variance that is not above
            0, or moderators that say the same.
    """
    x = _design(y, moderators)
    _check(y, v, x)
    q = float(y @ _projection(1 / v, x) @ y)
    tau2 = _TAU2[method](y, v, x)
    w = 1 / (v + tau2)
    covariance = np.linalg.inv((x.T * w) @ x)
    coefficients = covariance @ (x.T * w) @ y
    errors = np.sqrt(np.diag(covariance))
    freedom = len(y) - x.shape[1]
    spread = float(w @ (y - x @ coefficients) ** 2) / freedom
    return RandomEffects(
        coefficients=coefficients,
        errors=errors,
        errors_by_spread=math.sqrt(spread) * errors,
        spread=spread,
        tau2=tau2,
        i2=heterogeneity(tau2, v, x=x),
        q=q,
        freedom=freedom,
    )


def heterogeneity(tau2: float, v: Floats, *, x: Floats | None = None) -> float:
    """I²: the share of variance that lies between sites of a typical size, 0 to 1."""
    design = np.ones((len(v), 1)) if x is None else x
    typical = (len(v) - design.shape[1]) / np.trace(_projection(1 / v, design))
    return float(tau2 / (tau2 + typical))


def tau2_interval(
    y: Floats, v: Floats, *, moderators: Floats | None = None, level: float = 0.95
) -> Interval:
    """The Q-profile interval of tau²: those at which Q is no surprise.

    Raises:
        ValueError: As `random_effects`.
    """
    x = _design(y, moderators)
    _check(y, v, x)
    freedom = len(y) - x.shape[1]
    ends = [
        _where_q_is(chi_square_quantile(p, freedom), y, v, x=x)
        for p in ((1 + level) / 2, (1 - level) / 2)
    ]
    return Interval(low=ends[0], high=ends[1], level=level)


def _design(y: Floats, moderators: Floats | None) -> Floats:
    ones = np.ones((len(y), 1))
    if moderators is None:
        return ones
    return np.hstack([ones, np.asarray(moderators, dtype=float).reshape(len(y), -1)])


def _check(y: Floats, v: Floats, x: Floats) -> None:
    if len(y) <= x.shape[1]:
        msg = f"{len(y)} sites are too few for {x.shape[1]} coefficients"
        raise ValueError(msg)
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        msg = "every site needs an effect and a variance above nought"
        raise ValueError(msg)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        msg = "a moderator is the same at every site, or says what another says"
        raise ValueError(msg)


def _projection(w: Floats, x: Floats) -> Floats:
    """W − W X (X' W X)⁻¹ X' W: what is left of y, weighted."""
    weighted = x * w[:, None]
    return np.diag(w) - weighted @ np.linalg.solve(x.T @ weighted, weighted.T)


def _reml(y: Floats, v: Floats, x: Floats) -> float:
    """Fisher scoring, a step halved as long as it makes the data less likely."""
    tau2 = _dersimonian_laird(y, v, x)
    likely = _log_likelihood(tau2, y, v, x=x)
    for _ in range(MOST_STEPS):
        p = _projection(1 / (v + tau2), x)
        py = p @ y
        step = float(py @ py - np.trace(p)) / float(np.sum(p * p))
        moved = max(tau2 + step, 0.0)
        while _log_likelihood(moved, y, v, x=x) < likely - ENOUGH and moved != tau2:
            moved = tau2 + (moved - tau2) / 2
        if abs(moved - tau2) <= ENOUGH * (1 + tau2):
            return moved
        tau2, likely = moved, _log_likelihood(moved, y, v, x=x)
    return tau2


def _log_likelihood(tau2: float, y: Floats, v: Floats, *, x: Floats) -> float:
    """Restricted log-likelihood, but for a constant."""
    w = 1 / (v + tau2)
    determinant = float(np.linalg.slogdet((x.T * w) @ x)[1])
    misfit = float(y @ _projection(w, x) @ y)
    return (float(np.log(w).sum()) - determinant - misfit) / 2


def _dersimonian_laird(y: Floats, v: Floats, x: Floats) -> float:
    p = _projection(1 / v, x)
    excess: float = float(y @ p @ y) - (len(y) - x.shape[1])
    return max(excess / float(np.trace(p)), 0.0)


def _fixed(_y: Floats, _v: Floats, _x: Floats) -> float:
    return 0.0


_TAU2: Final[dict[Method, Callable[[Floats, Floats, Floats], float]]] = {
    Method.REML: _reml,
    Method.DL: _dersimonian_laird,
    Method.FIXED: _fixed,
}


def _where_q_is(wanted: float, y: Floats, v: Floats, *, x: Floats) -> float:
    """The tau² at which Q, which falls with it, is `wanted`; 0 where it never is."""

    def q(tau2: float) -> float:
        return float(y @ _projection(1 / (v + tau2), x) @ y)

    if q(0.0) <= wanted:
        return 0.0
    low, high = 0.0, float(v.mean())
    while q(high) > wanted:
        low, high = high, 2 * high
    for _ in range(DOUBLINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if q(middle) > wanted else (low, middle)
    return high
