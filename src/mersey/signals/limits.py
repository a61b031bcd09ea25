"""Centre line and process limits of each chart; the last axis is time.

Formulas: Montgomery, *Introduction to Statistical Quality Control*, ch. 6–7; Laney
(2002) for p′ and u′; Taylor (2017) for the weighted I′; Nelson (1994) for t. `base` says
which points set the limits; all points are held against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.signals.results import Limits
from mersey.signals.ties import slack_of

if TYPE_CHECKING:
    from mersey.signals.results import Floats
    from mersey.signals.rule_set import RuleSet

Base = npt.NDArray[np.bool_]

LIMIT_SIGMAS: Final = 3.0
NEAR_SIGMAS: Final = 2.0

D2: Final = 1.128
"""Mean range of two standard normal values, 2/√π, as tables round it (Montgomery,
appendix VI)."""

T_POWER: Final = 3.6
"""Times between Poisson events, to the power 1/3.6, are close to normal (Nelson 1994)."""


def xmr_limits(values: Floats, base: Base, rules: RuleSet) -> Limits:
    """Mean and limits from the mean moving range, screened where the rules say so."""
    centre = _mean(values, base)
    mean_range = mean_moving_range(values, base, screen_over=rules.screen_ranges_over)
    return _around(values, centre, rules.sigmas_per_range * mean_range)


def mean_moving_range(
    values: Floats, base: Base, *, screen_over: float | None = None
) -> Floats:
    """Mean step between neighbours of the base; kept as an axis of length 1.

    Steps of at least `screen_over` means are then left out, once; where only steps of 0
    would be left, none is: limits without width would call every point special.
    """
    steps = np.abs(np.diff(values, axis=-1))
    steps = np.where(steps <= slack_of(values), 0.0, steps)
    both = np.broadcast_to(base[1:] & base[:-1], steps.shape)
    mean = _masked_mean(steps, both)
    if screen_over is None:
        return mean
    kept = both & (steps < screen_over * mean)
    screened = _masked_mean(steps, kept)
    return np.where(screened > 0, screened, mean)


def p_limits(counts: Floats, n: Floats, base: Base, *, laney: bool = False) -> Limits:
    """Limits of a share, clipped to 0–1; with `laney`, widened by sigma z."""
    centre = _ratio(counts, n, base)
    sigma = np.sqrt(centre * (1 - centre) / n)
    if laney:
        sigma = sigma * sigma_z(counts / n, centre, sigma, base)
    return _clip(_around(counts / n, centre, sigma), 0.0, 1.0)


def u_limits(counts: Floats, n: Floats, base: Base, *, laney: bool = False) -> Limits:
    """Limits of a rate, clipped at 0; with `laney`, widened by sigma z."""
    centre = _ratio(counts, n, base)
    sigma = np.sqrt(centre / n)
    if laney:
        sigma = sigma * sigma_z(counts / n, centre, sigma, base)
    return _clip(_around(counts / n, centre, sigma), 0.0, np.inf)


def sigma_z(rates: Floats, centre: Floats, sigma: Floats, base: Base) -> Floats:
    """Laney's ratio of the variation between periods to that of chance alone.

    Where chance alone leaves no variation (a centre of 0 or 1) it is 1.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(sigma > 0, (rates - centre) / sigma, 0.0)
    ratio = mean_moving_range(z, base) / D2
    return np.where((sigma > 0).any(axis=-1, keepdims=True), ratio, 1.0)


def c_limits(counts: Floats, base: Base) -> Limits:
    """Limits of a count of a steady opportunity, clipped at 0."""
    centre = _mean(counts, base)
    return _clip(_around(counts, centre, np.sqrt(centre)), 0.0, np.inf)


def g_limits(gaps: Floats, base: Base) -> Limits:
    """Limits of the opportunities between rare events; the centre is their median."""
    mean = _mean(gaps, base)
    sigma = np.sqrt(mean * (mean + 1))
    limits = _clip(_around(gaps, mean, sigma), 0.0, np.inf)
    return Limits(
        centre=np.broadcast_to(_median(gaps, base), gaps.shape),
        lower=np.zeros(gaps.shape),
        upper=limits.upper,
        near_lower=np.zeros(gaps.shape),
        near_upper=limits.near_upper,
    )


def t_limits(gaps: Floats, base: Base) -> Limits:
    """Limits of the time between rare events; times are over 0.

    The times are charted to the power 1/3.6 and drawn back on their own scale.
    """
    made_normal = gaps ** (1 / T_POWER)
    centre = _mean(made_normal, base)
    around = _around(made_normal, centre, mean_moving_range(made_normal, base) / D2)
    low = _clip(around, 0.0, np.inf)
    return Limits(
        centre=low.centre**T_POWER,
        lower=low.lower**T_POWER,
        upper=low.upper**T_POWER,
        near_lower=low.near_lower**T_POWER,
        near_upper=low.near_upper**T_POWER,
    )


def weighted_limits(values: Floats, n: Floats, base: Base) -> Limits:
    """Limits of means or percentages of `n` cases each (I′): wider where n is small."""
    centre = _ratio(values * n, n, base)
    steps = np.abs(np.diff(values, axis=-1))
    spread = np.sqrt(1 / n[..., 1:] + 1 / n[..., :-1])
    both = np.broadcast_to(base[1:] & base[:-1], steps.shape)
    # √(π/2): a normal step has mean size √(2/π) of its own standard deviation.
    unit = _masked_mean(np.sqrt(np.pi / 2) * steps / spread, both)
    return _around(values, centre, unit / np.sqrt(n))


def run_limits(values: Floats, base: Base) -> Limits:
    """The median alone: a run chart has no limits."""
    none = np.full(values.shape, np.nan)
    return Limits(
        centre=np.broadcast_to(_median(values, base), values.shape),
        lower=none,
        upper=none,
        near_lower=none,
        near_upper=none,
    )


def _around(values: Floats, centre: Floats, sigma: Floats) -> Limits:
    """Limits at two and three sigma, one per value."""
    shape = values.shape
    return Limits(
        centre=np.broadcast_to(centre, shape),
        lower=np.broadcast_to(centre - LIMIT_SIGMAS * sigma, shape),
        upper=np.broadcast_to(centre + LIMIT_SIGMAS * sigma, shape),
        near_lower=np.broadcast_to(centre - NEAR_SIGMAS * sigma, shape),
        near_upper=np.broadcast_to(centre + NEAR_SIGMAS * sigma, shape),
    )


def _clip(limits: Limits, least: float, most: float) -> Limits:
    return Limits(
        centre=limits.centre,
        lower=np.clip(limits.lower, least, most),
        upper=np.clip(limits.upper, least, most),
        near_lower=np.clip(limits.near_lower, least, most),
        near_upper=np.clip(limits.near_upper, least, most),
    )


def _mean(values: Floats, base: Base) -> Floats:
    return np.asarray(values[..., base].mean(axis=-1, keepdims=True))


def _median(values: Floats, base: Base) -> Floats:
    return np.asarray(np.median(values[..., base], axis=-1, keepdims=True))


def _ratio(counts: Floats, n: Floats, base: Base) -> Floats:
    total = counts[..., base].sum(axis=-1, keepdims=True)
    return np.asarray(total / n[..., base].sum(axis=-1, keepdims=True))


def _masked_mean(values: Floats, mask: Base) -> Floats:
    """Mean of the marked values; 0 where none is marked."""
    n = mask.sum(axis=-1, keepdims=True)
    total = np.where(mask, values, 0.0).sum(axis=-1, keepdims=True)
    return np.asarray(total / np.maximum(n, 1))
