"""What was planted in a sample, how large it came out, and how to see it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class TruthKind(StrEnum):
    """What sort of thing is planted."""

    CHANGE = "change"
    SEASON = "season"
    BACKLOG = "backlog"
    SLOW_TEAM = "slow_team"
    EQUITY_GAP = "equity_gap"
    FAILURE_DEMAND = "failure_demand"
    REWORK = "rework"
    HANDOVERS = "handovers"
    DIRTY_ROWS = "dirty_rows"
    CONTROL = "control"


@dataclass(frozen=True, kw_only=True)
class Truth:
    """One planted thing.

    Attributes:
        what: One plain sentence.
        when: The date from which it holds; None where it always holds.
        planted: The parameters of the simulation.
        realised: What they came to in this file, by the simulation's own count, which
            knows the end of every case, those still open too.
        see: How to see it with mersey, or with the file and a pencil.
    """

    kind: TruthKind
    what: str
    when: date | None = None
    planted: Mapping[str, Any] = field(default_factory=dict)
    realised: Mapping[str, Any] = field(default_factory=dict)
    see: str


def as_data(truth: Truth) -> dict[str, Any]:
    """The truth as plain data for JSON; numbers rounded to six places."""
    return {
        "kind": truth.kind.value,
        "what": truth.what,
        "when": truth.when.isoformat() if truth.when else None,
        "planted": _rounded(truth.planted),
        "realised": _rounded(truth.realised),
        "see": truth.see,
    }


def gap_days(these: Sequence[float], those: Sequence[float]) -> dict[str, float]:
    """Two groups of durations side by side: medians, means, and these minus those."""
    return {
        "n": len(these),
        "n_others": len(those),
        "median_days": median(these),
        "median_days_others": median(those),
        "gap_median_days": median(these) - median(those),
        "gap_mean_days": fmean(these) - fmean(those),
    }


def amplitude(days: Sequence[date], first: date, last: date) -> dict[str, float]:
    """The yearly swing of arrivals: its size over the mean, and the day of its peak.

    The first harmonic of daily counts over `first` to `last`; whole years give the
    planted factor back. Source: Bloomfield (2000), Fourier Analysis of Time Series.
    """
    turns = [2 * math.pi * (day.timetuple().tm_yday) / 365.25 for day in days]
    span = (last - first).days + 1
    cos = 2 * math.fsum(map(math.cos, turns)) / len(days)
    sin = 2 * math.fsum(map(math.sin, turns)) / len(days)
    peak = math.atan2(sin, cos) * 365.25 / (2 * math.pi) % 365.25
    return {
        "amplitude": math.hypot(cos, sin),
        "peak_day_of_year": peak,
        "per_week": 7 * len(days) / span,
    }


def slope_per_week(values: Sequence[float]) -> float:
    """Growth per week of a daily series, by least squares."""
    middle = (len(values) - 1) / 2
    mean = fmean(values)
    top = math.fsum((i - middle) * (v - mean) for i, v in enumerate(values))
    return 7 * top / math.fsum((i - middle) ** 2 for i in range(len(values)))


def _rounded(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, 6) if isinstance(value, float) else value
        for key, value in sorted(values.items())
    }
