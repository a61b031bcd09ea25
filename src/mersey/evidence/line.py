"""The line through a series that a change interrupts, and how far it was moved.

Level: the mean moves, once. Level and slope: a straight trend that may break in level and
slope at the change; what moved is then the mean, over the periods since, of the line
less what the line before would have become. Chosen in the plan, before anybody looks.

Source: Wagner, Soumerai, Zhang & Ross-Degnan (2002); Lopez Bernal, Cummins & Gasparrini
(2017); Linden (2015).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.choices import Family, Model, SeasonChoice
from mersey.evidence.poisson import fit_poisson, working
from mersey.evidence.reml import fit_ar1
from mersey.evidence.season import year_waves

if TYPE_CHECKING:
    import numpy.typing as npt

    from mersey.evidence.design import Asked
    from mersey.evidence.observed import Series
    from mersey.evidence.reml import Ar1Fit, Contrast

    Floats = npt.NDArray[np.float64]
    Integers = npt.NDArray[np.int64]

TWO_PAIRS_FROM: Final = 48
"""Periods from which the year may have two waves; one before that."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The periods that are known and not left out.

    Attributes:
        place: Number of each in the series. value, exposure: As the series has them.
        is_since: 1 since the change, 0 before. start: First day of each.
        since: Number of the first period since.
    """

    place: Integers
    value: Floats
    exposure: Floats
    is_since: Floats
    start: npt.NDArray[np.datetime64]
    since: int

    @property
    def n_before(self) -> int:
        """Periods before."""
        return int((self.is_since == 0).sum())

    @property
    def n_since(self) -> int:
        """Periods since."""
        return int((self.is_since == 1).sum())


@dataclass(frozen=True, kw_only=True)
class Line:
    """A fitted line.

    Attributes:
        moved: How far, on the scale of the fit (log rates for counts).
        is_log: The fit is of log rates.
        without: What the measure would have been since, on average, without the change.
        rho: How much neighbours resemble each other. freedom: n − k.
        dispersion: Of counts, about a line without memory; None for others.
        residuals: One a period seen; of counts in Poisson's own scatter.
        expected: The line, one a period seen. counterfactual: The line without the change.
    """

    moved: Contrast
    is_log: bool
    without: float
    rho: float
    freedom: int
    dispersion: float | None
    residuals: Floats
    expected: Floats
    counterfactual: Floats


def seen(series: Series) -> Seen:
    """What of a series there is to fit: known, and not in the transition."""
    place = np.arange(series.value.size)
    in_transition = (place >= series.since - series.n_skipped) & (place < series.since)
    kept = np.isfinite(series.value) & ~in_transition
    return Seen(
        place=place[kept],
        value=series.value[kept],
        exposure=series.exposure[kept],
        is_since=(place[kept] >= series.since).astype(float),
        start=series.start[kept],
        since=series.since,
    )


def fit_line(at: Seen, asked: Asked) -> Line:
    """The line of the plan's model and family.

    Raises:
        EvidenceError: Too few periods, or counts that no rate fits.
    """
    columns, of = _columns(at, asked)
    if at.value.size <= columns.shape[1] + 2:
        msg = f"{at.value.size} known periods are too few for this model"
        raise EvidenceError(msg)
    if np.ptp(at.value) == 0:
        msg = "the measure is the same in every period: there is no scatter to judge by"
        raise EvidenceError(msg)
    if asked.family is Family.GAUSSIAN:
        fitted = fit_ar1(at.value, columns, places=at.place)
        return _line(at, columns, of, fitted=fitted, level=asked.level)
    return _line_of_counts(at, columns, of, asked=asked)


def _columns(at: Seen, asked: Asked) -> tuple[Floats, Floats]:
    """The columns of the regression, and what of their coefficients is the effect."""
    since_change = at.place - at.since
    columns, of = [np.ones(at.place.size), at.is_since], [0.0, 1.0]
    if asked.model is Model.LEVEL_SLOPE:
        slope = at.is_since * since_change
        columns += [since_change / at.place.size, slope / at.place.size]
        of += [0.0, float(slope[at.is_since == 1].mean()) / at.place.size]
    if asked.season is SeasonChoice.MODELLED:
        waves = year_waves(at.start, n_pairs=1 + (at.place.size >= TWO_PAIRS_FROM))
        columns += list(waves.T)
        of += [0.0] * waves.shape[1]
    return np.column_stack(columns), np.array(of)


def _line(
    at: Seen, columns: Floats, of: Floats, *, fitted: Ar1Fit, level: float
) -> Line:
    moved = fitted.contrast(of, level=level)
    is_since = at.is_since == 1
    expected = columns @ fitted.coefficients
    counterfactual = _without_change(columns, of) @ fitted.coefficients
    return Line(
        moved=moved,
        is_log=False,
        without=float(expected[is_since].mean()) - moved.estimate,
        rho=fitted.rho,
        freedom=fitted.freedom,
        dispersion=None,
        residuals=fitted.residuals,
        expected=expected,
        counterfactual=counterfactual,
    )


def _line_of_counts(at: Seen, columns: Floats, of: Floats, *, asked: Asked) -> Line:
    """Log rates; neighbours are asked for memory in Poisson's own scatter."""
    counts = fit_poisson(at.value, columns, exposure=at.exposure)
    response, weighed = working(counts, at.value, columns)
    is_poisson = asked.family is Family.POISSON
    fitted = fit_ar1(
        response, weighed, places=at.place, least_scale=1.0 if is_poisson else 0.0
    )
    moved = fitted.contrast(of, level=asked.level)
    logs = np.log(at.exposure)
    bare = np.exp(_without_change(columns, of) @ fitted.coefficients + logs)
    is_since = at.is_since == 1
    return Line(
        moved=moved,
        is_log=True,
        without=float(bare[is_since].sum() / at.exposure[is_since].sum()),
        rho=fitted.rho,
        freedom=fitted.freedom,
        dispersion=counts.dispersion,
        residuals=fitted.residuals,
        expected=np.exp(columns @ fitted.coefficients + logs),
        counterfactual=bare,
    )


def _without_change(columns: Floats, of: Floats) -> Floats:
    """The columns had nothing changed: those that make up the effect are 0."""
    return np.where(of[None, :] != 0, 0.0, columns)
