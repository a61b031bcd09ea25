"""Three experiments of the made-up borough's planning service, each in another state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.evidence.made_up import freeze_made_up
from mersey.samples.borough import AS_AT
from mersey.samples.experiments import demo_files
from mersey.samples.sample_service import SampleSetting
from mersey.scratch import write_whole
from mersey.web.experiments.place import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

SEED: Final = 2026
"""Of the made-up borough."""

SERVICE: Final = "planning"


def make_experiments(workspace: Path) -> None:
    """Write and freeze them, as their files; what is there stays."""
    folder = workspace / FOLDER / SERVICE
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    files = demo_files(SampleSetting(seed=SEED, as_at=AS_AT))
    for name, data in files.items():
        write_whole(folder / name, data)
    freeze_made_up(folder / name for name in files)
