"""A target in the unit of the values: 10 % of a share is 0.1, of a percentage 10.

A target in another unit than the values is refused, not charted: beside shares from 0 to
1 a target of 10 would always be met.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import UsageError
from mersey.signals.results import Scale

if TYPE_CHECKING:
    from mersey.signals.charted_series import ChartedSeries

LONGEST: Final = 100
WRITTEN: Final = re.compile(r"[£$€]?\s*([-+]?(?:[\d,]*\.\d+|[\d,]*\d))\s*(%?)")
CLEARLY_PERCENT: Final = 1.5
"""Values mostly over this are no shares."""


@dataclass(frozen=True)
class Target:
    """A target as it was written. is_percent: With a % sign."""

    number: float
    is_percent: bool = False


def read_target(text: str) -> Target:
    """The target in the text, such as 1200, 0.95 or 95%.

    Raises:
        UsageError: It is no number.
    """
    found = WRITTEN.fullmatch(text.strip()[:LONGEST])
    if found is None:
        msg = "The target is no number."
        raise UsageError(msg, next_step="Write it plainly: ⟦target⟧ 12.5, or 95%.")
    return Target(float(found[1].replace(",", "")), bool(found[2]))


def target_for(series: ChartedSeries, target: Target | None) -> float | None:
    """The target in the unit that the series is charted in; None without one.

    Raises:
        UsageError: It is in another unit.
    """
    if target is None:
        return None
    if _runs_to_one(series):
        return _of_share(target)
    if series.scale is Scale.PERCENT:
        return _of_percent(series, target)
    if target.is_percent:
        msg = "The target is a percentage and the values are not."
        raise UsageError(
            msg,
            next_step="Write the target in the unit of the values, or say ⟦value_is⟧ "
            "percent or share.",
        )
    return target.number


def _runs_to_one(series: ChartedSeries) -> bool:
    """True for shares, and ratios that all lie where shares do."""
    rates = series.rates
    is_within = bool(((rates >= 0) & (rates <= 1)).all())
    is_ratio = series.denominators is not None or series.scale is Scale.SHARE
    has_parts = bool((rates != np.round(rates)).any())
    return is_within and (is_ratio or (has_parts and series.scale is Scale.PLAIN))


def _of_share(target: Target) -> float:
    if target.is_percent:
        return target.number / 100
    if 0 <= target.number <= 1:
        return target.number
    msg = (
        f"The values run from 0 to 1, and a target of {target.number:g} lies outside: "
        "they are not in one unit."
    )
    raise UsageError(
        msg,
        next_step=f"For {target.number:g} % say ⟦target⟧ {target.number / 100:g} or "
        f"⟦target⟧ {target.number:g}%.",
    )


def _of_percent(series: ChartedSeries, target: Target) -> float:
    is_small = 0 < target.number <= 1 and not target.is_percent
    if is_small and float(np.median(series.rates)) > CLEARLY_PERCENT:
        msg = (
            f"The values are percentages from 0 to 100, and a target of "
            f"{target.number:g} looks like a share: they are not in one unit."
        )
        raise UsageError(
            msg,
            next_step=f"Say ⟦target⟧ {target.number * 100:g}%, or ⟦target⟧ "
            f"{target.number:g}% if that is meant.",
        )
    return target.number
