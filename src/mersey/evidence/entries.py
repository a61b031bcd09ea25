"""What people write into the trail of an experiment: what happened, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError
from mersey.evidence.kept import add, read_kept
from mersey.evidence.trail import Decision, EntryKind

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from mersey.evidence.trail import Entry

EMPTY: Final = "Something is empty that must be said."


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """What is to become of a change.

    Attributes:
        decision: One of `Decision`. learned: What the next team should know.
        not_for: When nobody should copy this; may be empty.
    """

    decision: str
    learned: str
    not_for: str = ""

    def checked(self) -> dict[str, str]:
        """As it is written in a trail.

        Raises:
            EvidenceError: There is no such decision, or nothing was learned.
        """
        if self.decision not in set(Decision):
            msg = f'There is no decision called "{self.decision}".'
            raise EvidenceError(msg, next_step="Say adopt, adapt or abandon.")
        learned = self.learned.strip()
        if not learned:
            raise EvidenceError(EMPTY, next_step="Say what the next team should know.")
        return {
            "decision": self.decision,
            "learned": learned,
            "not_for": self.not_for.strip(),
        }


def note(file: Path, text: str, *, on: date, at: datetime, by: str) -> Entry:
    """Keep that something else happened, which the verdict asks about again.

    Raises:
        EvidenceError: The plan is not frozen, or nothing is said.
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    if not text.strip():
        raise EvidenceError(EMPTY, next_step="Say what happened, in words.")
    said = {"text": text.strip(), "on": on.isoformat()}
    return enter(file, EntryKind.NOTE, said, at=at, by=by)


def decide(file: Path, said: Deciding, *, at: datetime, by: str) -> Entry:
    """Keep what was decided, by whoever answers for the plan's file.

    Raises:
        EvidenceError: The plan is not frozen, or something is not said.
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    return enter(file, EntryKind.DECIDED, said.checked(), at=at, by=by)


def enter(
    file: Path, kind: EntryKind, data: dict[str, str], *, at: datetime, by: str
) -> Entry:
    """Write what somebody says into the trail of a frozen plan.

    Raises:
        EvidenceError: The plan is not frozen, or nobody is named.
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    if not read_kept(file).versions:
        msg = f"{file.name} is not frozen, so it has no trail yet."
        raise EvidenceError(msg, next_step="Freeze it first.")
    if not by.strip():
        raise EvidenceError(EMPTY, next_step="Say who says so.")
    return add(file, kind, at=at, by=by, data=data)
