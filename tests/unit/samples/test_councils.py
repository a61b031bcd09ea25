"""Made-up councils whose results can be pooled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.errors import UsageError
from mersey.evidence.experiment import Experiment
from mersey.evidence.folder import read_experiment
from mersey.evidence.pool_folder import read_pool_folder
from mersey.evidence.pooling import pool
from mersey.samples import write_councils
from mersey.samples.councils import MEASURE_HASH, PLANTED
from mersey.samples.experiments import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


def test_councils_measure_what_the_boroughs_plan_measures() -> None:
    plan = read_experiment(FOLDER / "early-officer.toml")
    assert isinstance(plan, Experiment)
    assert plan.measure_hash == MEASURE_HASH


def test_councils_are_the_same_bytes_when_the_seed_is(tmp_path: Path) -> None:
    one, two = (write_councils(tmp_path / name, seed=7) for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_pool_holds_what_was_planted_about_as_often_as_it_says(tmp_path: Path) -> None:
    is_held = []
    for seed in range(40):
        write_councils(tmp_path, seed=seed)
        common = pool(read_pool_folder(tmp_path).replications).common
        assert common is not None
        is_held.append(common.interval.holds(PLANTED.mean))
    assert np.mean(is_held) >= 0.85


def test_councils_are_refused_when_the_seed_is_negative(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="negative"):
        write_councils(tmp_path, seed=-1)
