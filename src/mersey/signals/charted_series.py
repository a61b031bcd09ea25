"""What is charted: periods in order, their values, and what these are out of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import DataError
from mersey.signals.results import Scale

if TYPE_CHECKING:
    from datetime import date

    from mersey.signals.results import Floats, Warned


@dataclass(frozen=True, kw_only=True)
class ChartedSeries:
    """One measure over time, oldest first.

    Attributes:
        name: What it is; "" where it is the only one.
        periods: How each period is written.
        values: The measure; with `denominators`, the count above the line.
        denominators: What each count is out of (cases, days); None for other measures.
        dates: The first day of each period; None where periods are not dates.
        scale: What the values are said in; with `denominators` they are counts.
        notes: What a reader must know of how they were read.
        missing_periods: Between the first and the last, by name.
        unit: What one period is: "month", "week"; "period" where that is not known.
        breaks: The index of each point that comes after a hole of seven periods or more:
            no run, trend or three goes over it.

    Raises:
        DataError: It is empty, its parts differ in length, or a value is not finite or
            a denominator not over 0.
    """

    name: str = ""
    periods: tuple[str, ...]
    values: Floats
    denominators: Floats | None = None
    dates: tuple[date, ...] | None = None
    scale: Scale = Scale.PLAIN
    notes: tuple[Warned, ...] = ()
    missing_periods: tuple[str, ...] = ()
    unit: str = "period"
    breaks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        parts = [len(self.values)]
        parts += [] if self.denominators is None else [len(self.denominators)]
        parts += [] if self.dates is None else [len(self.dates)]
        if not self.periods or set(parts) != {len(self.periods)}:
            msg = "A series needs one value for each period, and at least one period."
            raise DataError(msg)
        n = np.ones(1) if self.denominators is None else self.denominators
        is_fit = np.isfinite(self.values).all() and np.isfinite(n).all()
        if not is_fit or not (n > 0).all():
            msg = "A series needs finite values, and denominators over 0."
            raise DataError(msg, next_step="Leave out the periods that have none.")

    @property
    def rates(self) -> Floats:
        """The value that is drawn: the measure, or its count over its denominator."""
        if self.denominators is None:
            return self.values
        return self.values / self.denominators
