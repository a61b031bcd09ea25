"""Made-up services with a waiting list: most cases are quick, some wait for very long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

START = datetime(2024, 1, 1, 9, tzinfo=UTC)

DAYS = 730


def waiting_list(seed: int, *, share: float = 0.3, per_day: float = 1.5):
    """Rows up to the last day, and the durations that all cases turned out to take.

    The service is the same throughout: who waits is drawn, and for how long.
    """
    rng = np.random.default_rng(seed)
    rows, durations = [], []
    opened = np.cumsum(rng.exponential(1 / per_day, int(DAYS * per_day)))
    typical = rng.uniform(40, 120)
    for case, at in enumerate(opened[opened < DAYS]):
        steps = [("Referred", 0.0), ("Assessed", rng.uniform(0.1, 3))]
        if rng.random() < share:
            steps.append(("Listed", steps[-1][1] + rng.uniform(0.1, 1)))
            steps.append(("Fitted", steps[-1][1] + rng.gamma(2.5, typical / 2.5)))
        steps.append(("Closed", steps[-1][1] + rng.uniform(0.1, 9)))
        durations.append(steps[-1][1])
        rows += [
            (case, name, f"{START + timedelta(days=at + after):%Y-%m-%dT%H:%M:%S.%f}")
            for name, after in steps
            if at + after <= DAYS
        ]
    return rows, np.array(durations)
