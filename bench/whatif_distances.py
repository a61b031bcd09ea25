"""How far is each simulated log in a folder from the true one? Printed as JSON.

Runs in an environment with log-distance-measures (Chapela-Campa et al., 2023), alone.
"""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

import pandas as pd
from log_distance_measures.absolute_event_distribution import (
    absolute_event_distribution_distance as aed,
)
from log_distance_measures.circadian_event_distribution import (
    circadian_event_distribution_distance as ced,
)
from log_distance_measures.config import DEFAULT_CSV_IDS as IDS
from log_distance_measures.cycle_time_distribution import (
    cycle_time_distribution_distance as ctd,
)
from log_distance_measures.n_gram_distribution import (
    n_gram_distribution_distance as ngd,
)
from log_distance_measures.relative_event_distribution import (
    relative_event_distribution_distance as red,
)


def _read(path: Path) -> pd.DataFrame:
    log = pd.read_csv(path, dtype={"case_id": str})
    for column in ("start_time", "end_time"):
        log[column] = pd.to_datetime(log[column], format="ISO8601", utc=True)
    return log


def _distances(truth: pd.DataFrame, simulated: pd.DataFrame) -> dict[str, float]:
    both = (truth, IDS, simulated, IDS)
    return {
        "NGD": ngd(*both, n=3),
        "AED": aed(*both),
        "CED": ced(*both),
        "RED": red(*both),
        "CTD": ctd(*both, bin_size=pd.Timedelta(hours=1)),
    }


def main() -> None:
    """Mean and standard deviation of each distance over the simulated logs."""
    folder = Path(sys.argv[1])
    truth = _read(folder / "truth.csv")
    logs = sorted(folder.glob("simulated-*.csv"))
    found = [_distances(truth, _read(path)) for path in logs]
    told = {}
    for name in found[0]:
        values = [float(one[name]) for one in found]
        told[name] = {"mean": statistics.mean(values), "sd": statistics.stdev(values)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
