"""Intervals where what governs the error is itself uncertain: mixtures of Student's t.

Source: Abramowitz & Stegun (1964), 26.7.3 and 26.7.4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import student_t_quantile, student_t_two_sided_p
from mersey.evidence.effect import Interval

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

FAR_TAIL: Final = 1e-6
"""Nearer to 0 or 1 than this, sums lose digits."""

PRECISION: Final = 1e-9
"""Of a quantile, in the smallest scale."""


@dataclass(frozen=True, kw_only=True)
class TMixture:
    """A value that follows one of several shifted, scaled t distributions.

    Attributes:
        centres, scales, weights: One element a part; weights add up to 1.
        freedom: Of each.
    """

    centres: Floats
    scales: Floats
    weights: Floats
    freedom: int

    def interval(self, level: float) -> Interval:
        """From its (1 − level) / 2 quantile to its (1 + level) / 2 quantile."""
        return Interval(
            low=self.quantile((1 - level) / 2),
            high=self.quantile((1 + level) / 2),
            level=level,
        )

    def two_sided_p(self) -> float:
        """Twice the smaller of the chances of lying under and over 0."""
        under = self.cdf(0.0)
        if FAR_TAIL < under < 1 - FAR_TAIL:
            return min(1.0, 2 * min(under, 1 - under))
        return self._far_p()

    def cdf(self, at: float) -> float:
        """The chance of lying at or under `at`, to about 1e-14."""
        return float(
            self.weights @ _t_cdf((at - self.centres) / self.scales, self.freedom)
        )

    def quantile(self, p: float) -> float:
        """The value under which it lies with chance `p`: Newton's steps, kept in bounds."""
        ends = self.centres + student_t_quantile(p, self.freedom) * self.scales
        low, high = float(ends.min()), float(ends.max())
        at = float(self.weights @ ends)
        while high - low > PRECISION * float(self.scales.min()):
            over = self.cdf(at) - p
            low, high = (low, at) if over > 0 else (at, high)
            density = self._density(at)
            step = at - over / density if density > 0 else low
            last, at = at, step if low < step < high else (low + high) / 2
            if at in {low, high} or abs(at - last) <= PRECISION * abs(high - low):
                break
        return at

    def _density(self, at: float) -> float:
        """How thick it lies at `at`."""
        t = (at - self.centres) / self.scales
        power = -(self.freedom + 1) / 2
        front = math.exp(
            math.lgamma(-power) - math.lgamma(self.freedom / 2)
        ) / math.sqrt(self.freedom * math.pi)
        parts = self.weights / self.scales * (1 + t * t / self.freedom) ** power
        return front * float(parts.sum())

    def _far_p(self) -> float:
        """The same as `two_sided_p`, its digits kept however small it is."""
        over, under = 0.0, 0.0
        for t, weight in zip(self.centres / self.scales, self.weights, strict=True):
            tail = student_t_two_sided_p(float(t), self.freedom) / 2
            over += float(weight) * (1 - tail if t > 0 else tail)
            under += float(weight) * (tail if t > 0 else 1 - tail)
        return min(1.0, 2 * min(over, under))


def _t_cdf(t: Floats, freedom: int) -> Floats:
    """P(T ≤ t) for whole degrees of freedom: the finite sums 26.7.3 and 26.7.4."""
    angle = np.arctan2(t, np.sqrt(freedom))
    sine, cosine = np.sin(angle), np.cos(angle)
    is_odd = freedom % 2 == 1
    term = cosine if is_odd else np.ones_like(t)
    total = term.copy() if freedom > 1 else np.zeros_like(t)
    for j in range(2 + is_odd, freedom - 1, 2):
        term = term * (cosine**2 * (j - 1) / j)
        total += term
    within = 2 / np.pi * (angle + sine * total) if is_odd else sine * total
    return 0.5 + within / 2
