"""The files of the made-up borough's case systems, written by a job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.made_up import freeze_made_up
from mersey.samples import write_borough
from mersey.web.demo.made_up_experiments import make_experiments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load import Progress

FOLDER: Final = "borough"
"""Where they are, in the workspace."""


def write(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """Nothing; the borough's files are in `workspace`, where they were not yet."""
    tell("Making up a borough", None)
    workspace = Path(parameters["workspace"])
    files = workspace / FOLDER
    if not (files / "truths.json").is_file():
        freeze_made_up(write_borough(files))
    make_experiments(workspace)
    return {}
