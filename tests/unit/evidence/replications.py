"""Made-up results of councils, for tests."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from mersey.evidence.pooling import Replication
from mersey.vocabulary import Better, Unit

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt


def result(site: str, estimate: float, error: float, **other: object) -> Replication:
    """A result of one council: days to a decision, fewer are better."""
    given: dict[str, object] = {
        "n": 100,
        "measure": "days to a decision",
        "measure_hash": "a" * 64,
        "unit": Unit.DAYS,
        "better": Better.LOWER,
        "horizon_days": 91.0,
        **other,
    }
    return Replication(
        site=site,
        estimate=estimate,
        standard_error=error,
        **given,  # type: ignore[arg-type]  # checked by the tests that use it
    )


def vaccine_trials(
    shared_data: Path,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Log relative risk, its variance and latitude of 13 trials (Colditz et al., 1994)."""
    with (shared_data / "spc" / "metafor_dat_bcg.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    tp, tn, cp, cn, latitude = (
        np.array([float(row[name]) for row in rows])
        for name in ("tpos", "tneg", "cpos", "cneg", "ablat")
    )
    y = np.log(tp / (tp + tn)) - np.log(cp / (cp + cn))
    return y, 1 / tp - 1 / (tp + tn) + 1 / cp - 1 / (cp + cn), latitude
