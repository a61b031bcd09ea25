"""A made-up steady service whose system was filled with the cases of an old one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np

START = datetime.fromisoformat("2024-01-01T09:00")
DAYS = 730

Rows = list[tuple[int, str, datetime]]


def filled_system(
    seed: int, *, at: int | None, n: int = 600, per_day: float = 3.0
) -> tuple[Rows, np.ndarray, date | None]:
    """Rows up to the last day, what all other cases turned out to take, and the day.

    Args:
        seed: Same seed, same service.
        at: The day, from the first, under which `n` old cases were written in; None for
            a system that began empty.
        n: Old cases; what is left of them takes as long as a mean case does again.
        per_day: Other cases that come on a day.
    """
    rng = np.random.default_rng(seed)
    opened = np.sort(rng.uniform(0, DAYS, int(DAYS * per_day)))
    days = 30 * np.exp(rng.normal(0, 0.6, opened.size))
    if at is None:
        return _rows(opened, days), days, None
    old = np.full(n, at + 0.2)
    left = rng.exponential(60, n)
    rows = _rows(np.concatenate([opened, old]), np.concatenate([days, left]))
    return rows, days, (START + timedelta(days=at)).date()


def _rows(opened: np.ndarray, days: np.ndarray) -> Rows:
    rows = []
    for case, (on, takes) in enumerate(zip(opened, days, strict=True)):
        rows.append((case, "Received", START + timedelta(days=float(on))))
        if on + takes <= DAYS:
            rows.append((case, "Closed", START + timedelta(days=float(on + takes))))
    return rows
