"""The plans of the made-up borough, frozen as its teams would have done in time.

A sample says that it is made up: its plans are frozen a week before their start by people
who are not there, so that a verdict can be tried without waiting for a year.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from mersey.evidence.experiment import Experiment
from mersey.evidence.folder import read_folder
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import add, keep_frozen
from mersey.evidence.trail import EntryKind

if TYPE_CHECKING:
    from pathlib import Path

A_WEEK: Final = timedelta(days=7)
FIVE_WEEKS: Final = timedelta(days=35)
AT: Final = time(13, 5, tzinfo=UTC)
BY: Final = "Amina R (made up)"
READ_BY: Final = "Tom B (made up)"
NOTED_BY: Final = "Imran (made up)"


def freeze_made_up(folder: Path) -> tuple[Path, ...]:
    """Freeze every plan of the borough's folder, whatever was frozen there before.

    Returns:
        The files written beside the plans, in order of their names.

    Raises:
        EvidenceError: The folder holds no outcomes and experiments.
        OSError: It cannot be written.
    """
    found = read_folder(folder)
    for old in (*folder.glob("*.v*.json"), *folder.glob("*.trail.jsonl")):
        old.unlink()
    for name, plan in found.experiments.items():
        if isinstance(plan, Experiment):
            _freeze(plan, found.paths[name])
    return tuple(sorted((*folder.glob("*.v*.json"), *folder.glob("*.trail.jsonl"))))


def _freeze(plan: Experiment, path: Path) -> None:
    frozen_at = datetime.combine(plan.start - A_WEEK, AT)
    keep_frozen(plan, Sealing(at=frozen_at, by=BY, read_by=READ_BY), beside=path)
    day = plan.start + FIVE_WEEKS
    said = {"text": "A new validation officer began.", "on": day.isoformat()}
    noted_at = datetime.combine(day, AT)
    if plan.service == "planning":
        add(path, EntryKind.NOTE, at=noted_at, by=NOTED_BY, data=said)
