"""The planning log of the sample borough, with its pack, read once for all tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading
from mersey.eventlog import with_pack
from mersey.evidence.looking import cases_of, mix_of
from mersey.samples.borough import SERVICES
from mersey.samples.sample_service import SampleSetting
from tests.unit.evidence.plans import experiment

__all__ = ["planning_cases", "planning_file"]


def planning_file(folder: Path) -> Path:
    """The file of the planning service, written into a folder."""
    sample = SERVICES["planning"]
    sheet = sample.make(SampleSetting(seed=2026, as_at=date(2026, 9, 30)))
    path = folder / sample.file_name
    path.write_bytes(sample.write(sheet))
    return path


@cache
def planning_cases():
    """Its cases with everything that the sample plan speaks of, and the column of kinds."""
    with TemporaryDirectory() as folder:
        file = planning_file(Path(folder))
        with prepared(file, Reading(), pack="planning") as (_, log):
            packed = with_pack(log)
            cases = cases_of(packed.log, packed.use, experiment())
            return cases, mix_of(packed.log, packed.use)
