"""Files that are worked out and kept: called by their kind, and by what they were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def forget_others(place: Path) -> None:
    """Remove what was kept of the same kind beside `place`, made from something else."""
    kind = place.stem.rpartition("-")[0]
    for old in place.parent.glob(f"{kind}-*{place.suffix}"):
        if old != place:
            old.unlink(missing_ok=True)
