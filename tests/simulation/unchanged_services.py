"""Services in which nothing changes, at a council's sizes, for study designs to judge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mersey.evidence.observed import CasePair, CaseTimes, Series

__all__ = [
    "FIRST_DAY",
    "CaseService",
    "SeriesService",
    "cases_until",
    "pair_of",
    "series_of",
]

FIRST_DAY = np.datetime64("2024-01-01")
SPREAD = 0.6
"""Of the logarithm of a case's days: a mean of 60 and a median of 50."""


@dataclass(frozen=True, kw_only=True)
class CaseService:
    """Cases before and since, lognormal, the later ones still open.

    Attributes:
        n_before, n_since: Cases. weeks_before, weeks_since: In which they open.
        horizon: Days for which each is followed.
        shock: Standard deviation of what all cases of a week share, in that of one case.
        rho: What is left of a shock a week later.
        wave: Yearly swing of the logarithm of days.
    """

    n_before: int
    n_since: int
    weeks_before: int
    weeks_since: int
    horizon: int
    shock: float = 0.0
    rho: float = 0.0
    wave: float = 0.0
    effect: float = 0.0

    def drawn(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Day of opening and true days of every case, by day of opening."""
        weeks = self.weeks_before + self.weeks_since
        day = np.concatenate(
            [
                rng.integers(0, 7 * self.weeks_before, self.n_before),
                rng.integers(7 * self.weeks_before, 7 * weeks, self.n_since),
            ]
        )
        day.sort()
        shared = self.shock * autocorrelated(rng, weeks, self.rho)[day // 7]
        noise = rng.normal(size=day.size) + shared
        wave = self.wave * np.sin(2 * np.pi * day / 365.25)
        moved = np.log1p(self.effect) * (day >= 7 * self.weeks_before)
        return day, 50 * np.exp(SPREAD * noise + wave + moved)


def cases_until(
    service: CaseService, day: np.ndarray, takes: np.ndarray, *, weeks_since: int
) -> CasePair:
    """What is known of them so many weeks after the change."""
    end = 7 * (service.weeks_before + weeks_since)
    sides = []
    for first, last in ((0, 7 * service.weeks_before), (7 * service.weeks_before, end)):
        mine = (day >= first) & (day < last)
        seen = end - day[mine]
        ended = takes[mine] <= seen
        sides.append(
            CaseTimes(
                opened=FIRST_DAY + day[mine].astype("timedelta64[D]"),
                days=np.floor(np.minimum(takes[mine], seen)),
                is_ended=ended,
                ended_as=np.where(ended, 0, -1),
                group=np.zeros(int(mine.sum()), dtype=int),
            )
        )
    return CasePair(before=sides[0], since=sides[1])


def pair_of(service: CaseService, rng: np.random.Generator) -> CasePair:
    """One history of the service, as it is known at its end."""
    day, takes = service.drawn(rng)
    return cases_until(service, day, takes, weeks_since=service.weeks_since)


@dataclass(frozen=True, kw_only=True)
class SeriesService:
    """A measure per week or month.

    Attributes:
        points: Periods, `since` the first after the change.
        mean: Of counts; 0 for a normal measure of mean 50 and deviation 5.
        rho: Autocorrelation of what lies behind the periods.
        wave: Yearly swing, in deviations; of the logarithm for counts.
    """

    points: int
    since: int
    rho: float
    is_monthly: bool = True
    mean: float = 0.0
    wave: float = 0.0


def series_of(service: SeriesService, rng: np.random.Generator) -> Series:
    """One history of the measure."""
    place = np.arange(service.points)
    start = (
        (np.datetime64("2020-01") + place.astype("timedelta64[M]")).astype("M8[D]")
        if service.is_monthly
        else np.datetime64("2020-01-06") + 7 * place.astype("timedelta64[D]")
    )
    behind = autocorrelated(rng, service.points, service.rho)
    wave = service.wave * np.sin(2 * np.pi * start.astype(float) / 365.25)
    value = 50 + 5 * (behind + wave)
    if service.mean:
        value = rng.poisson(service.mean * np.exp(0.25 * behind + wave)).astype(float)
    return Series(
        start=start,
        value=value,
        exposure=np.ones(service.points),
        n_per_year=12 if service.is_monthly else 52.18,
        since=service.since,
    )


def autocorrelated(rng: np.random.Generator, n: int, rho: float) -> np.ndarray:
    """Normal, of variance 1, neighbours correlated by `rho`."""
    values = rng.normal(size=n)
    for i in range(1, n):
        values[i] = rho * values[i - 1] + np.sqrt(1 - rho**2) * values[i]
    return values
