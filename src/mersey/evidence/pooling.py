"""What several councils' experiments with one measure say together.

Two results are listed and not pooled; three and four are pooled with a caution. What
was registered and never reported stays in the count. The interval of the mean is
Hartung and Knapp's, made no narrower than without it (q at least 1); what the next
council may expect is the prediction interval, which is wider.

Source: Hartung & Knapp (2001); Röver, Knapp & Friede (2015) for q at least 1; Higgins,
Thompson & Spiegelhalter (2009) and IntHout et al. (2016) for the prediction interval.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.distributions import student_t_quantile
from mersey.errors import EvidenceError
from mersey.evidence.effect import Interval
from mersey.evidence.random_effects import random_effects, tau2_interval
from mersey.wording import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from mersey.evidence.random_effects import RandomEffects
    from mersey.vocabulary import Better, Unit

FEWEST_POOLED: Final = 3
FEWEST_WITHOUT_CAUTION: Final = 5
"""Below it the variance between councils is hardly known, whatever the method."""

FEWEST_A_MODERATOR: Final = 10
"""Councils for each moderator: fewer find what is not there (Borenstein et al., 2009)."""

HASH_SHOWN: Final = 12
"""Characters of a hash that a person compares."""


class PoolStanding(StrEnum):
    """What may be made of so many results."""

    LISTED = "listed"  # one or two: not pooled
    CAUTION = "caution"  # three or four
    POOLED = "pooled"


@dataclass(frozen=True, kw_only=True)
class Replication:
    """What one council's experiment found.

    Attributes:
        site: Name of the council. design: As in its effect. verdict: Its kind.
        estimate: Since minus before, in the unit. standard_error: In the unit, above 0.
        n: Cases, periods or units behind it.
        measure, measure_hash, unit, better, horizon_days: As in its effect.
        measured: The measure in words; empty where nobody wrote them.
        moderators: Facts of the site that may explain differences, by name.
    """

    site: str
    estimate: float
    standard_error: float
    n: int
    measure: str
    measure_hash: str
    unit: Unit
    better: Better
    design: str = ""
    verdict: str = ""
    measured: str = ""
    horizon_days: float | None = None
    moderators: Mapping[str, float] = field(default_factory=dict)

    def interval(self, level: float = 0.95) -> Interval:
        """Its own interval, from its standard error."""
        half = student_t_quantile((1 + level) / 2, math.inf) * self.standard_error
        return Interval(
            low=self.estimate - half, high=self.estimate + half, level=level
        )


@dataclass(frozen=True, kw_only=True)
class Common:
    """What the results have in common.

    Attributes:
        estimate: Mean effect. standard_error: Behind `interval`.
        interval: Of the mean: Hartung–Knapp, q at least 1.
        hartung_knapp: The same with q as it is. q: The mean weighted square.
        prediction: In which the effect at one more council lies.
        tau: Standard deviation between councils, in the unit. tau_interval: Q-profile.
        i2: Share of the variance that lies between councils.
        weights: Share of each result in the mean, in the order of the replications.
    """

    estimate: float
    standard_error: float
    interval: Interval
    hartung_knapp: Interval
    q: float
    prediction: Interval
    tau: float
    tau_interval: Interval
    i2: float
    weights: tuple[float, ...]

    @property
    def is_modified(self) -> bool:
        """Whether the results agree better than chance, so that q was raised to 1."""
        return self.q < 1


@dataclass(frozen=True, kw_only=True)
class Pooled:
    """Results of one measure, side by side and, where there are enough, as one.

    Attributes:
        replications: By site. unreported: Registered, without a result; sorted.
        common: None where there are too few to pool.
    """

    replications: tuple[Replication, ...]
    unreported: tuple[str, ...]
    standing: PoolStanding
    common: Common | None

    @property
    def n_registered(self) -> int:
        """All that were started, reported or not."""
        return len(self.replications) + len(self.unreported)


@dataclass(frozen=True, kw_only=True)
class Moderated:
    """How the effect changes with facts of the sites.

    Attributes:
        names: The moderators. intercept, slopes: In the unit, a step of the moderator.
        intervals: Of the slopes. tau: What is left between sites, in the unit.
        explained: Share of tau² that the moderators explain, 0 to 1; None where there
            was none to explain.
        is_few: Fewer than ten sites a moderator: no more than a hint.
    """

    names: tuple[str, ...]
    intercept: float
    slopes: tuple[float, ...]
    intervals: tuple[Interval, ...]
    tau: float
    explained: float | None
    is_few: bool


def pool(
    replications: Sequence[Replication],
    *,
    unreported: Sequence[str] = (),
    level: float = 0.95,
) -> Pooled:
    """The results together; the order in which they come changes nothing.

    Raises:
        EvidenceError: No result, one site twice, results of different measures, or a
            result without a standard error.
    """
    found = tuple(sorted(replications, key=lambda one: one.site))
    _check(found)
    n = len(found)
    standing = (
        PoolStanding.LISTED
        if n < FEWEST_POOLED
        else PoolStanding.CAUTION
        if n < FEWEST_WITHOUT_CAUTION
        else PoolStanding.POOLED
    )
    return Pooled(
        replications=found,
        unreported=tuple(sorted(unreported)),
        standing=standing,
        common=None if standing is PoolStanding.LISTED else _common(found, level),
    )


def moderate(
    replications: Sequence[Replication], names: Sequence[str], *, level: float = 0.95
) -> Moderated:
    """How the effect changes with moderators, by REML with Hartung–Knapp errors.

    Raises:
        EvidenceError: As `pool`; a site without the moderator; too few sites; or a
            moderator that is the same everywhere.
    """
    found = tuple(sorted(replications, key=lambda one: one.site))
    _check(found)
    without = [one.site for one in found if set(names) - set(one.moderators)]
    if without:
        problem = f"{joined(without)} {'does' if len(without) == 1 else 'do'} not say {joined(list(names))}."
        raise EvidenceError(
            problem, next_step="Add it to each verdict, or leave it out."
        )
    x = np.array([[one.moderators[name] for name in names] for one in found])
    try:
        fit = random_effects(*_arrays(found), moderators=x)
    except ValueError as error:
        raise EvidenceError(
            f"These results cannot be explained by {joined(list(names))}: {error}.",
            next_step="Use fewer moderators, or pool without.",
        ) from error
    before = random_effects(*_arrays(found)).tau2
    errors = fit.errors * math.sqrt(max(fit.spread, 1.0))
    t = student_t_quantile((1 + level) / 2, fit.freedom)
    return Moderated(
        names=tuple(names),
        intercept=float(fit.coefficients[0]),
        slopes=tuple(float(one) for one in fit.coefficients[1:]),
        intervals=tuple(
            _about(float(at), t * float(error), level)
            for at, error in zip(fit.coefficients[1:], errors[1:], strict=True)
        ),
        tau=math.sqrt(fit.tau2),
        explained=max(1 - fit.tau2 / before, 0.0) if before > 0 else None,
        is_few=len(found) < FEWEST_A_MODERATOR * len(names),
    )


def prediction_interval(
    estimate: float,
    standard_error: float,
    *,
    tau2: float,
    freedom: float,
    level: float = 0.95,
) -> Interval:
    """In which the effect at one more site lies: mean ± t √(tau² + error²).

    Args:
        estimate: The mean.
        standard_error: Its error.
        tau2: Variance between sites.
        freedom: Of Student's t; infinite for the normal.
        level: Such as 0.95.
    """
    t = student_t_quantile((1 + level) / 2, freedom)
    return _about(estimate, t * math.sqrt(tau2 + standard_error**2), level)


def _common(found: Sequence[Replication], level: float) -> Common:
    y, v = _arrays(found)
    fit = random_effects(y, v)
    estimate, tau2 = float(fit.coefficients[0]), fit.tau2
    t = student_t_quantile((1 + level) / 2, fit.freedom)
    error = _error(fit)
    between = tau2_interval(y, v, level=level)
    w = 1 / (v + tau2)
    return Common(
        estimate=estimate,
        standard_error=error,
        interval=_about(estimate, t * error, level),
        hartung_knapp=_about(estimate, t * float(fit.errors_by_spread[0]), level),
        q=fit.spread,
        prediction=prediction_interval(
            estimate, error, tau2=tau2, freedom=fit.freedom, level=level
        ),
        tau=math.sqrt(tau2),
        tau_interval=Interval(
            low=math.sqrt(between.low), high=math.sqrt(between.high), level=level
        ),
        i2=fit.i2,
        weights=tuple(float(one) for one in w / w.sum()),
    )


def _error(fit: RandomEffects) -> float:
    return float(fit.errors[0]) * math.sqrt(max(fit.spread, 1.0))


def _about(middle: float, half: float, level: float) -> Interval:
    return Interval(low=middle - half, high=middle + half, level=level)


def _arrays(
    found: Sequence[Replication],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    y = np.array([one.estimate for one in found])
    return y, np.array([one.standard_error for one in found]) ** 2


def _check(found: Sequence[Replication]) -> None:
    if not found:
        raise EvidenceError(
            "There is no result to pool.",
            next_step="Give a folder with the verdicts of councils as JSON.",
        )
    sites = [one.site for one in found]
    twice = sorted({one for one in sites if sites.count(one) > 1})
    if twice:
        raise EvidenceError(
            f"{joined(twice)} {'is' if len(twice) == 1 else 'are'} there twice.",
            next_step="Keep one verdict of each council, its last.",
        )
    without = [one.site for one in found if not _is_known(one)]
    if without:
        raise EvidenceError(
            f"The effect of {joined(without)} has no standard error, or none above 0.",
            next_step="Make the verdict again; without it, it has no weight.",
        )
    _check_measures(found)


def _is_known(one: Replication) -> bool:
    return math.isfinite(one.estimate) and 0 < one.standard_error < math.inf


def _check_measures(found: Sequence[Replication]) -> None:
    """The same thing must have been measured everywhere, in the same way."""
    asked = {
        "measure": [one.measure_hash for one in found],
        "unit": [one.unit.value for one in found],
        "better direction": [one.better.value for one in found],
        "horizon": [_horizon(one) for one in found],
    }
    for what, said in asked.items():
        if len(set(said)) > 1:
            raise EvidenceError(
                f"These results differ in their {what}: {_groups(found, said)}. They do "
                "not measure the same thing.",
                next_step="Pool those that agree: put them in a folder of their own.",
            )


def _groups(found: Sequence[Replication], said: Sequence[str]) -> str:
    """Who has which: "a3f9… at Ainsdale and Crosby; 77b0… at Formby"."""
    sites: dict[str, list[str]] = {}
    for one, its in zip(found, said, strict=True):
        sites.setdefault(its, []).append(one.site)
    return "; ".join(
        f"{its[:HASH_SHOWN]} at {joined(at)}" for its, at in sorted(sites.items())
    )


def _horizon(one: Replication) -> str:
    return "none" if one.horizon_days is None else f"{one.horizon_days:g} days"
