"""What the designs are tried on, and what was measured: the rows of the page."""

from __future__ import annotations

from dataclasses import dataclass

from tests.simulation.unchanged_services import CaseService, SeriesService

__all__ = ["CASES", "EVERY", "SERIES", "Scenario"]


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One row.

    Attributes:
        measured: Share of 400 histories with p under 5%, and called improved.
    """

    id: str
    design: str
    service: CaseService | SeriesService
    measured: tuple[float, float]
    model: str = "level"
    family: str = "gaussian"
    season: str = "none"

    @property
    def row(self) -> str:
        """Its line in the table of the page."""
        shares = " | ".join(f"{100 * share:.1f}" for share in self.measured)
        return f"| {self.id} | {shares} |"


SIZES = {
    "100 and 50 cases, 26 and 13 weeks": (100, 50, 26, 13, 56),
    "500 and 125 cases, 52 and 13 weeks": (500, 125, 52, 13, 56),
    "500 and 500 cases, 52 and 52 weeks": (500, 500, 52, 52, 112),
    "2,000 and 500 cases, 52 and 13 weeks": (2000, 500, 52, 13, 56),
}
SHOCKS = {
    "weeks alike": (0.0, 0.0),
    "shocks .3, memory .3": (0.3, 0.3),
    "shocks .3, memory .6": (0.3, 0.6),
    "shocks .6, memory .6": (0.6, 0.6),
}
MEASURED: dict[str, tuple[float, float]] = {
    "100 and 50 cases, 26 and 13 weeks; weeks alike": (0.035, 0.0175),
    "100 and 50 cases, 26 and 13 weeks; shocks .3, memory .3": (0.035, 0.015),
    "100 and 50 cases, 26 and 13 weeks; shocks .3, memory .6": (0.0475, 0.03),
    "100 and 50 cases, 26 and 13 weeks; shocks .6, memory .6": (0.075, 0.04),
    "500 and 125 cases, 52 and 13 weeks; weeks alike": (0.0325, 0.005),
    "500 and 125 cases, 52 and 13 weeks; shocks .3, memory .3": (0.0575, 0.0275),
    "500 and 125 cases, 52 and 13 weeks; shocks .3, memory .6": (0.045, 0.0175),
    "500 and 125 cases, 52 and 13 weeks; shocks .6, memory .6": (0.0675, 0.0325),
    "500 and 500 cases, 52 and 52 weeks; weeks alike": (0.0425, 0.025),
    "500 and 500 cases, 52 and 52 weeks; shocks .3, memory .3": (0.0575, 0.0225),
    "500 and 500 cases, 52 and 52 weeks; shocks .3, memory .6": (0.0475, 0.0325),
    "500 and 500 cases, 52 and 52 weeks; shocks .6, memory .6": (0.04, 0.02),
    "2,000 and 500 cases, 52 and 13 weeks; weeks alike": (0.035, 0.0075),
    "2,000 and 500 cases, 52 and 13 weeks; shocks .3, memory .3": (0.055, 0.04),
    "2,000 and 500 cases, 52 and 13 weeks; shocks .3, memory .6": (0.0625, 0.035),
    "2,000 and 500 cases, 52 and 13 weeks; shocks .6, memory .6": (0.055, 0.0425),
    "season whole years, 52 and 52 weeks; shocks .3, memory .3": (0.025, 0.005),
    "season modelled, 52 and 26 weeks; shocks .3, memory .3": (0.04, 0.005),
    "level, 36 months; memory 0": (0.015, 0.0075),
    "level, 48 months; memory 0": (0.02, 0.01),
    "level, 52 and 12 weeks; memory 0": (0.0275, 0.01),
    "level, 96 weeks; memory 0": (0.035, 0.0225),
    "level and slope, 24 months; memory 0": (0.005, 0.0025),
    "level and slope, 96 weeks; memory 0": (0.015, 0.01),
    "level, season modelled, 48 months; memory 0": (0.005, 0.005),
    "level and slope, season, 48 months; memory 0": (0.02, 0.0125),
    "level of counts of 20, 48 months; memory 0": (0.02, 0.0075),
    "level and slope of counts, 24 months; memory 0": (0.005, 0.0025),
    "level of counts of 6, season, 96 weeks; memory 0": (0.04, 0.01),
    "with a comparison, 36 months; memory 0": (0.015, 0.005),
    "control chart, 12 and 8 weeks; memory 0": (0.02, 0.0025),
    "control chart, 20 and 13 weeks; memory 0": (0.0275, 0.005),
    "level, 36 months; memory .3": (0.025, 0.0125),
    "level, 48 months; memory .3": (0.04, 0.025),
    "level, 52 and 12 weeks; memory .3": (0.05, 0.0375),
    "level, 96 weeks; memory .3": (0.05, 0.03),
    "level and slope, 24 months; memory .3": (0.015, 0.005),
    "level and slope, 96 weeks; memory .3": (0.04, 0.0175),
    "level, season modelled, 48 months; memory .3": (0.03, 0.005),
    "level and slope, season, 48 months; memory .3": (0.0225, 0.015),
    "level of counts of 20, 48 months; memory .3": (0.04, 0.02),
    "level and slope of counts, 24 months; memory .3": (0.01, 0.0075),
    "level of counts of 6, season, 96 weeks; memory .3": (0.05, 0.01),
    "with a comparison, 36 months; memory .3": (0.0225, 0.015),
    "control chart, 12 and 8 weeks; memory .3": (0.03, 0.005),
    "control chart, 20 and 13 weeks; memory .3": (0.05, 0.015),
    "level, 36 months; memory .6": (0.0575, 0.0175),
    "level, 48 months; memory .6": (0.035, 0.0125),
    "level, 52 and 12 weeks; memory .6": (0.05, 0.015),
    "level, 96 weeks; memory .6": (0.06, 0.035),
    "level and slope, 24 months; memory .6": (0.0375, 0.025),
    "level and slope, 96 weeks; memory .6": (0.0375, 0.025),
    "level, season modelled, 48 months; memory .6": (0.045, 0.0225),
    "level and slope, season, 48 months; memory .6": (0.02, 0.01),
    "level of counts of 20, 48 months; memory .6": (0.0925, 0.0475),
    "level and slope of counts, 24 months; memory .6": (0.02, 0.015),
    "level of counts of 6, season, 96 weeks; memory .6": (0.095, 0.0225),
    "with a comparison, 36 months; memory .6": (0.0475, 0.0175),
    "control chart, 12 and 8 weeks; memory .6": (0.065, 0.03),
    "control chart, 20 and 13 weeks; memory .6": (0.065, 0.025),
}
"""Share with p under 5%, and share called improved, of 400 histories each."""


def _cases() -> list[Scenario]:
    found = []
    for size, (n_before, n_since, before, since, horizon) in SIZES.items():
        for weeks, (shock, rho) in SHOCKS.items():
            service = CaseService(
                n_before=n_before,
                n_since=n_since,
                weeks_before=before,
                weeks_since=since,
                horizon=horizon,
                shock=shock,
                rho=rho,
            )
            found.append(_scenario(f"{size}; {weeks}", "before_after", service))
    for season, words in (("whole_years", "whole years"), ("modelled", "modelled")):
        since = 52 if season == "whole_years" else 26
        service = CaseService(
            n_before=500,
            n_since=10 * since,
            weeks_before=52,
            weeks_since=since,
            horizon=84,
            shock=0.3,
            rho=0.3,
            wave=0.3,
        )
        name = f"season {words}, 52 and {since} weeks; shocks .3, memory .3"
        found.append(_scenario(name, "before_after", service, season=season))
    return found


def _scenario(
    name: str, design: str, service: CaseService | SeriesService, **asked: str
) -> Scenario:
    measured = MEASURED.get(name, (0.0, 0.0))
    return Scenario(id=name, design=design, service=service, measured=measured, **asked)


def _series() -> list[Scenario]:
    found = []
    for rho in (0.0, 0.3, 0.6):
        memory = f"memory {rho:g}".replace("0.", ".")
        for name, design, service, asked in _series_at(rho):
            found.append(_scenario(f"{name}; {memory}", design, service, **asked))
    return found


def _series_at(
    rho: float,
) -> list[tuple[str, str, SeriesService, dict[str, str]]]:
    slope, counts = {"model": "level_slope"}, {"family": "quasi_poisson"}
    wave = {"season": "modelled"}
    months24 = SeriesService(points=24, since=12, rho=rho)
    months36 = SeriesService(points=36, since=18, rho=rho)
    months48 = SeriesService(points=48, since=24, rho=rho)
    waved48 = SeriesService(points=48, since=24, rho=rho, wave=1.4)
    counted24 = SeriesService(points=24, since=12, rho=rho, mean=20)
    counted48 = SeriesService(points=48, since=24, rho=rho, mean=20)
    weeks64 = SeriesService(points=64, since=52, rho=rho, is_monthly=False)
    weeks96 = SeriesService(points=96, since=48, rho=rho, is_monthly=False)
    rare96 = SeriesService(
        points=96, since=52, rho=rho, is_monthly=False, mean=6, wave=0.3
    )
    weeks20 = SeriesService(points=20, since=12, rho=rho, is_monthly=False)
    weeks33 = SeriesService(points=33, since=20, rho=rho, is_monthly=False)
    return [
        ("level, 36 months", "interrupted", months36, {}),
        ("level, 48 months", "interrupted", months48, {}),
        ("level, 52 and 12 weeks", "interrupted", weeks64, {}),
        ("level, 96 weeks", "interrupted", weeks96, {}),
        ("level and slope, 24 months", "interrupted", months24, slope),
        ("level and slope, 96 weeks", "interrupted", weeks96, slope),
        ("level, season modelled, 48 months", "interrupted", waved48, wave),
        ("level and slope, season, 48 months", "interrupted", waved48, slope | wave),
        ("level of counts of 20, 48 months", "interrupted", counted48, counts),
        (
            "level and slope of counts, 24 months",
            "interrupted",
            counted24,
            slope | counts,
        ),
        (
            "level of counts of 6, season, 96 weeks",
            "interrupted",
            rare96,
            counts | wave,
        ),
        ("with a comparison, 36 months", "interrupted_controlled", months36, {}),
        ("control chart, 12 and 8 weeks", "control_chart", weeks20, {}),
        ("control chart, 20 and 13 weeks", "control_chart", weeks33, {}),
    ]


EVERY = [*_cases(), *_series()]
"""Each has its place here for a seed."""

CASES = [one for one in EVERY if one.design == "before_after" and one.id in MEASURED]
SERIES = [one for one in EVERY if one.design != "before_after" and one.id in MEASURED]
