"""The plans of the made-up borough, frozen as its teams would have done in time.

A sample says that it is made up: its plans are frozen a week before their start by people
who are not there, so that a verdict can be tried without waiting for a year.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError
from mersey.evidence.experiment import Experiment
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import (
    add,
    keep_frozen,
    trail_path,
    version_path,
    version_paths,
)
from mersey.evidence.trail import EntryKind
from mersey.evidence.written import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

A_WEEK: Final = timedelta(days=7)
FIVE_WEEKS: Final = timedelta(days=35)
AT: Final = time(13, 5, tzinfo=UTC)
BY: Final = "Amina R (made up)"
READ_BY: Final = "Tom B (made up)"
NOTED_BY: Final = "Imran (made up)"


def freeze_made_up(files: Iterable[Path]) -> tuple[Path, ...]:
    """Freeze the plans among the files that were written, and write a note in their trails.

    What was kept of these plans before goes with the files that were replaced; whatever
    else lies in the folder is left alone.

    Returns:
        The files written beside the plans, in their order.

    Raises:
        EvidenceError: A file is no outcome, idea or experiment.
        OSError: It cannot be written.
    """
    written: list[Path] = []
    for path in (one for one in files if one.suffix == ".toml"):
        said, problems = read_text(path.read_text("utf-8"), file=path.name)
        if problems:
            raise EvidenceError("\n".join(map(str, problems)))
        if isinstance(said, Experiment):
            written += _freeze(said, path)
    return tuple(written)


def _freeze(plan: Experiment, path: Path) -> tuple[Path, ...]:
    trail = trail_path(path)
    for old in (*version_paths(path), trail):
        old.unlink(missing_ok=True)
    frozen_at = datetime.combine(plan.start - A_WEEK, AT)
    keep_frozen(plan, Sealing(at=frozen_at, by=BY, read_by=READ_BY), beside=path)
    day = plan.start + FIVE_WEEKS
    said = {"text": "A new validation officer began.", "on": day.isoformat()}
    add(
        path,
        EntryKind.NOTE,
        at=datetime.combine(day, AT),
        by=NOTED_BY,
        data=said,
    )
    return trail, version_path(path, 1)
