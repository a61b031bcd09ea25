"""Is there a season in weekly counts, so that its turns are no changes of pace?

Two years at least must show it: what the other years did in a part of the year must tell
what one did. The season is then taken off, with the levels of the stretches in hand, and
what is left is looked at for changes. Source: harmonic regression, two harmonics of a
year; left-out years as in Stone (1974), cross-validation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

WEEKS_A_YEAR: Final = 365.25 / 7
YEAR: Final = 52
FEWEST_YEARS: Final = 2

HARMONICS: Final = (1, 2)

LEAST_TOLD: Final = 0.1
"""Share of the variance within a year that the season of the other years must tell."""

LEAST_FACTOR: Final = 0.2
"""No week of the year is taken to have less than a fifth of the usual."""

ROUNDS: Final = 3
"""Levels tell the season and the season the levels: so often, or until nothing moves."""


def has_season(weeks: Any) -> bool:
    """Whether each year's weeks go up and down as those of the other years do."""
    n_years = len(weeks) // YEAR
    if n_years < FEWEST_YEARS:
        return False
    years = weeks[-n_years * YEAR :].reshape(n_years, YEAR)
    years = years - years.mean(axis=1, keepdims=True)
    waves = _waves(YEAR)
    fitted = years @ np.linalg.pinv(waves).T @ waves.T
    others = (fitted.sum(axis=0) - fitted) / (n_years - 1)
    left, all_of_it = ((years - others) ** 2).sum(), (years**2).sum()
    return bool(left < (1 - LEAST_TOLD) * all_of_it)


def without_season(
    weeks: Any, changes_of: Callable[[Any], tuple[int, ...]]
) -> tuple[int, ...]:
    """The changes of level of weeks that have a season, as they are without it.

    Args:
        weeks: Weekly counts, or sums with signs; of two years at least.
        changes_of: (weeks) → weeks before each change.
    """
    changes: tuple[int, ...] = ()
    for _ in range(ROUNDS):
        found = changes_of(_levelled(weeks, changes))
        if found == changes:
            break
        changes = found
    return changes


def _levelled(weeks: Any, changes: tuple[int, ...]) -> Any:
    """The weeks without two waves of a year, fitted beside the level of each stretch.

    Counts swing as their level does, so they are divided by the season; of sums with
    signs it is taken off.
    """
    sizes = np.diff([0, *changes, len(weeks)])
    stretch = np.repeat(np.arange(len(sizes)), sizes)
    levels, waves = np.eye(len(sizes))[stretch], _waves(len(weeks))
    n_waves = waves.shape[1]
    if (weeks < 0).any():
        fitted = np.linalg.lstsq(np.hstack([waves, levels]), weeks, rcond=None)[0]
        return weeks - waves @ fitted[:n_waves]
    level = np.bincount(stretch, weights=weeks) / sizes
    for _ in range(ROUNDS):
        columns = np.hstack([waves * level[stretch, None], levels])
        fitted = np.linalg.lstsq(columns, weeks, rcond=None)[0]
        level = np.maximum(fitted[n_waves:], 0.0)
    return weeks / np.maximum(1.0 + waves @ fitted[:n_waves], LEAST_FACTOR)


def _waves(n_weeks: int) -> Any:
    """A column for the cosine and the sine of each harmonic."""
    turns = 2 * np.pi * np.arange(n_weeks) / WEEKS_A_YEAR
    return np.column_stack(
        [wave(k * turns) for k in HARMONICS for wave in (np.cos, np.sin)]
    )
