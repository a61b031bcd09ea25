"""What a plan chooses before anybody looks: model, family, and what becomes of the season."""

from __future__ import annotations

from enum import StrEnum


class SeasonChoice(StrEnum):
    """How the season is kept out of the comparison."""

    WHOLE_YEARS = "whole_years"  # a whole year on both sides: it cancels
    MODELLED = "modelled"  # Fourier terms
    NONE = "none"


class Model(StrEnum):
    """What an interrupted series may do at the change; chosen before looking."""

    LEVEL = "level"
    LEVEL_SLOPE = "level_slope"


class Family(StrEnum):
    """How a series varies."""

    GAUSSIAN = "gaussian"
    POISSON = "poisson"
    QUASI_POISSON = "quasi_poisson"


class Statistic(StrEnum):
    """What is made of the cases of one side."""

    RESTRICTED_MEAN = "restricted_mean"  # mean days, at most the horizon for each
    INCIDENCE = "incidence"  # share to which way 0 has happened by the horizon
    GAP = "gap"  # restricted mean of group 1 minus that of group 0
