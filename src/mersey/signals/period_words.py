"""The day on which a single period begins, as a person writes it at the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.signals.periods.label import read_label
from mersey.signals.periods.period import Period

if TYPE_CHECKING:
    from datetime import date


def as_date(text: str) -> date | None:
    """The first day of the period, or None where the text is no date; day before month.

    Reads 2026-07-06, 2026-07, 2026-W28, 2026 Q3, 06/07/2026, July 2026, 2026/27 Q1.
    """
    found = read_label(text.strip())
    return found.begins if isinstance(found, Period) else None
