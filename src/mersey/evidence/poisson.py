"""Counts out of an exposure: how the rate moved, when counts scatter as they like.

Poisson regression with a log link, by iteratively reweighted least squares. Quasi-Poisson
is the same line with its scatter measured (Pearson's X² over n − k).

Source: McCullagh & Nelder (1989), §2.5, §6.2; Lopez Bernal, Cummins & Gasparrini (2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

MOST_ROUNDS: Final = 100
PRECISION: Final = 1e-12
LEAST_EXPECTED: Final = 1e-6
"""As a share of the mean count; a line that expects less runs off to nothing."""


@dataclass(frozen=True, kw_only=True)
class PoissonFit:
    """A fitted line of log rates.

    Attributes:
        coefficients: Shape (k,). covariance: Shape (k, k), as Poisson's has it.
        expected: Counts that the line expects. freedom: n − k.
        dispersion: X² / (n − k); 1 where counts scatter as Poisson's do.
    """

    coefficients: Floats
    covariance: Floats
    expected: Floats
    freedom: int
    dispersion: float

    def standard_errors(self, *, is_quasi: bool = True) -> Floats:
        """Of the coefficients, with the scatter measured, or as Poisson's has it."""
        errors: Floats = np.sqrt(np.diag(self.covariance))
        return errors * np.sqrt(self.dispersion) if is_quasi else errors


def fit_poisson(counts: Floats, columns: Floats, *, exposure: Floats) -> PoissonFit:
    """The line of log rates that is likeliest.

    Args:
        counts: One a period, at least 0.
        columns: Shape (n, k), of full rank.
        exposure: What each count is out of, above 0.

    Raises:
        EvidenceError: A count below 0, an exposure that is not above 0, no count at all,
            or a line that never settles (a side without a single count).
    """
    if (counts < 0).any() or not (exposure > 0).all():
        msg = "counts are 0 or more, out of something above 0"
        raise EvidenceError(msg)
    if not counts.any():
        msg = "nothing was counted in any period, so no rate can be compared"
        raise EvidenceError(msg)
    offset = np.log(exposure)
    expected = (counts + counts.mean()) / 2
    deviance = np.inf
    is_settled = False
    for _ in range(MOST_ROUNDS):
        response = np.log(expected) - offset + counts / expected - 1
        information = (columns * expected[:, None]).T @ columns
        coefficients = np.linalg.solve(information, columns.T @ (expected * response))
        expected = np.exp(np.clip(columns @ coefficients + offset, -50, 50))
        last, deviance = deviance, _deviance(counts, expected)
        is_settled = abs(last - deviance) <= PRECISION * (abs(deviance) + 0.1)
        if is_settled:
            break
    if not is_settled or expected.min() < LEAST_EXPECTED * counts.mean():
        msg = "the rates do not settle: one side may hold no count at all"
        raise EvidenceError(msg)
    freedom = counts.size - columns.shape[1]
    covariance = np.linalg.inv((columns * expected[:, None]).T @ columns)
    squares = float(((counts - expected) ** 2 / expected).sum())
    return PoissonFit(
        coefficients=coefficients,
        covariance=covariance.astype(np.float64),
        expected=expected,
        freedom=freedom,
        dispersion=squares / freedom,
    )


def working(
    fitted: PoissonFit, counts: Floats, columns: Floats
) -> tuple[Floats, Floats]:
    """The last round as plain least squares: what to fit, and on which columns.

    Each period is divided by its own Poisson scatter, so that what is left over of it can
    be asked whether neighbours resemble each other (`reml`).
    """
    weight = np.sqrt(fitted.expected)
    response = columns @ fitted.coefficients + counts / fitted.expected - 1
    return response * weight, columns * weight[:, None]


def _deviance(counts: Floats, expected: Floats) -> float:
    some = counts > 0
    logs = counts[some] * np.log(counts[some] / expected[some])
    return 2 * float(logs.sum() - (counts - expected).sum())
