"""How long work says how far it is. The command line draws a bar; the core is silent."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Something that wants to know how far a piece of work is."""

    def __call__(self, stage: str, done: float | None) -> None:
        """Take note that `stage` is `done` (0 to 1), or under way where None."""
        ...


def silent(stage: str, done: float | None) -> None:
    """Nothing: for callers that asked for no progress."""
    del stage, done
