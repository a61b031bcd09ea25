"""The distributions that intervals and p-values are read from, on the standard library.

The incomplete beta and gamma functions by their continued fractions and series, to about
1e-13; quantiles by bisection on them. Degrees of freedom need not be whole.
Source: Abramowitz & Stegun (1964), 6.5.29, 6.5.31, 26.4, 26.5.8, 26.6, 26.7; Lentz (1976).
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_NORMAL: Final = NormalDist()
_PRECISION: Final = 1e-15
_TINY: Final = 1e-300
_MAX_TERMS: Final = 100_000
_MAX_HALVINGS: Final = 300


def normal_cdf(z: float) -> float:
    """P(Z ≤ z) of the standard normal; its far lower tail keeps its digits."""
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_quantile(p: float) -> float:
    """The z with P(Z ≤ z) = p, 0 < p < 1."""
    _check_open(p)
    return _NORMAL.inv_cdf(p)


def student_t_cdf(t: float, freedom: float) -> float:
    """P(T ≤ t) of Student's t with `freedom` > 0 degrees of freedom."""
    tail = 0.5 * student_t_two_sided_p(t, freedom)
    return tail if t < 0 else 1.0 - tail


def student_t_two_sided_p(t: float, freedom: float) -> float:
    """P(|T| ≥ |t|) of Student's t."""
    if math.isinf(freedom):
        return 2.0 * normal_cdf(-abs(t))
    _check_freedom(freedom)
    return _beta(freedom / 2, 0.5, freedom / (freedom + t * t), t * t)


@lru_cache(maxsize=1024)
def student_t_quantile(p: float, freedom: float) -> float:
    """The t with P(T ≤ t) = p, 0 < p < 1; normal where `freedom` is infinite."""
    _check_open(p)
    if math.isinf(freedom):
        return normal_quantile(p)
    if p == 0.5:
        return 0.0
    tail = min(p, 1.0 - p)
    size = _inverse(lambda t: tail - 0.5 * student_t_two_sided_p(t, freedom))
    return size if p > 0.5 else -size


def chi_square_cdf(x: float, freedom: float) -> float:
    """P(X ≤ x) of chi-square with `freedom` > 0 degrees of freedom."""
    return _gamma(freedom, x)[0]


def chi_square_tail(x: float, freedom: float) -> float:
    """P(X > x) of chi-square; a far tail keeps its digits."""
    return _gamma(freedom, x)[1]


def chi_square_quantile(p: float, freedom: float) -> float:
    """The x with P(X ≤ x) = p, 0 < p < 1."""
    _check_open(p)
    return _inverse(lambda x: chi_square_cdf(x, freedom) - p)


def f_cdf(x: float, above: float, below: float) -> float:
    """P(F ≤ x) with `above` and `below` degrees of freedom, both > 0."""
    return 1.0 if math.isinf(x) else _f_parts(x, above, below)[0]


def f_tail(x: float, above: float, below: float) -> float:
    """P(F > x); a far tail keeps its digits."""
    return 0.0 if math.isinf(x) else _f_parts(x, above, below)[1]


def f_quantile(p: float, above: float, below: float) -> float:
    """The x with P(F ≤ x) = p, 0 < p < 1."""
    _check_open(p)
    return _inverse(lambda x: f_cdf(x, above, below) - p)


def _f_parts(x: float, above: float, below: float) -> tuple[float, float]:
    _check_freedom(above)
    _check_freedom(below)
    if x <= 0:
        return 0.0, 1.0
    share = above * x / (above * x + below)
    rest = below / (above * x + below)
    return (
        _regularised_beta(above / 2, below / 2, share, rest),
        _regularised_beta(below / 2, above / 2, rest, share),
    )


def _beta(a: float, b: float, x: float, t_squared: float) -> float:
    """I_x(a, b) where 1 − x is t² / (2a + t²), which near x = 1 would lose digits."""
    return _regularised_beta(a, b, x, t_squared / (2 * a + t_squared))


def _regularised_beta(a: float, b: float, x: float, rest: float) -> float:
    """I_x(a, b), with `rest` = 1 − x handed in so that neither loses digits."""
    if x <= 0:
        return 0.0
    if rest <= 0:
        return 1.0
    log_front = (
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
        + a * math.log(x) + b * math.log(rest)
    )  # fmt: skip
    front = math.exp(log_front)
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1.0 - front * _beta_fraction(b, a, rest) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction 26.5.8, by Lentz's method."""
    c, d = 1.0, 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _MAX_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        step = 1.0
        for part in (even, odd):
            d = 1.0 / _away_from_zero(1.0 + part * d)
            c = _away_from_zero(1.0 + part / c)
            step *= c * d
            value *= c * d
        if abs(step - 1.0) < _PRECISION:
            break
    return value


def _gamma(freedom: float, x: float) -> tuple[float, float]:
    """Lower and upper regularised incomplete gamma of (freedom / 2, x / 2)."""
    _check_freedom(freedom)
    if x <= 0:
        return 0.0, 1.0
    if math.isinf(x):
        return 1.0, 0.0
    a, z = freedom / 2, x / 2
    front = math.exp(a * math.log(z) - z - math.lgamma(a))
    if z < a + 1:
        lower = front * _gamma_series(a, z)
        return lower, 1.0 - lower
    upper = front * _gamma_fraction(a, z)
    return 1.0 - upper, upper


def _gamma_series(a: float, z: float) -> float:
    """6.5.29: the sum of zⁿ / (a (a + 1) … (a + n))."""
    term = total = 1.0 / a
    for n in range(1, _MAX_TERMS):
        term *= z / (a + n)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _gamma_fraction(a: float, z: float) -> float:
    """6.5.31, by Lentz's method."""
    b = z + 1 - a
    c, d = 1.0 / _TINY, 1.0 / b
    value = d
    for n in range(1, _MAX_TERMS):
        part = -n * (n - a)
        b += 2
        d = 1.0 / _away_from_zero(part * d + b)
        c = _away_from_zero(b + part / c)
        value *= c * d
        if abs(c * d - 1.0) < _PRECISION:
            break
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _inverse(rising: Callable[[float], float]) -> float:
    """The x > 0 at which a rising function is 0, by bisection."""
    low, high = 0.0, 1.0
    while rising(high) < 0:
        low, high = high, 2 * high
    for _ in range(_MAX_HALVINGS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def _check_open(p: float) -> None:
    if not 0.0 < p < 1.0:
        msg = f"a quantile needs a share between 0 and 1, not {p}"
        raise ValueError(msg)


def _check_freedom(freedom: float) -> None:
    if not freedom > 0:
        msg = f"degrees of freedom are above 0, not {freedom}"
        raise ValueError(msg)
