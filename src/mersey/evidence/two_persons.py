"""What takes two persons.

A plan is frozen by somebody who did not write it; what one proposes another confirms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mersey.errors import EvidenceError
from mersey.evidence.entries import EMPTY, enter
from mersey.evidence.folder import read_plan
from mersey.evidence.kept import keep_frozen, read_kept
from mersey.evidence.named import NOTHING_KNOWN
from mersey.evidence.plan_checks import stated_with
from mersey.evidence.trail import EntryKind

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from mersey.evidence.entries import Deciding
    from mersey.evidence.frozen import Frozen, Sealing
    from mersey.evidence.named import Known
    from mersey.evidence.outcome import Outcome
    from mersey.evidence.trail import Entry, Trail


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Somebody who says something of an experiment.

    Attributes:
        name: As colleagues know them; it stands in the trail.
        known_as: What tells them from others of that name; empty where nothing does.
    """

    name: str
    known_as: str = ""

    def is_same(self, other: Signatory) -> bool:
        """Whether both are one: by name, or by what tells them apart."""
        if self.name.strip().casefold() == other.name.strip().casefold():
            return True
        return bool(self.known_as) and self.known_as == other.known_as


def check_two(first: Signatory, second: Signatory, *, msg: str, next_step: str) -> None:
    """Refuse where the second person is the first.

    Raises:
        EvidenceError: They are one.
    """
    if first.is_same(second):
        raise EvidenceError(msg, next_step=next_step)


def freeze_read(
    file: Path,
    sealing: Sealing,
    *,
    writer: Signatory,
    reader: Signatory,
    outcome: Outcome | None,
    known: Known = NOTHING_KNOWN,
) -> Frozen:
    """Freeze the plan in a file: the writer's, by the one who has read it.

    Args:
        file: The plan's TOML file.
        sealing: When, and why now; the names in it are set from the two.
        writer: Who wrote the plan.
        reader: Who freezes it.
        outcome: The plan's outcome; None where it is not at hand.
        known: Names that the log or the pack has.

    Raises:
        EvidenceError: They are one person, somebody is not named, or something stands
            against the plan; see `freeze`.
        NotVerified: What is kept is damaged.
        OSError: It cannot be written.
    """
    check_two(
        writer,
        reader,
        msg="Whoever wrote a plan does not freeze it: a second person reads it first.",
        next_step="Ask a colleague to read it and to freeze it.",
    )
    if not reader.name.strip():
        raise EvidenceError(EMPTY, next_step="Say who has read the plan.")
    plan = read_plan(file)
    stated_with(plan, outcome=outcome, known=known)
    named = replace(sealing, by=writer.name, read_by=reader.name)
    return keep_frozen(plan, named, beside=file)


def propose_decision(
    file: Path, said: Deciding, *, at: datetime, by: Signatory
) -> Entry:
    """Keep what somebody proposes; a later proposal takes the place of an earlier one.

    Raises:
        EvidenceError: There is no such decision, nothing is said, the plan is not
            frozen, or it has been decided.
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    data = said.checked() | {"person": by.known_as}
    _undecided(read_kept(file).trail)
    return enter(file, EntryKind.PROPOSED, data, at=at, by=by.name)


def proposal(trail: Trail) -> Entry | None:
    """The latest proposal that waits to be confirmed; None where none does."""
    if trail.decided:
        return None
    return next(reversed(trail.of(EntryKind.PROPOSED)), None)


def proposer(entry: Entry) -> Signatory:
    """Who proposed it."""
    return Signatory(name=entry.by, known_as=str(entry.data.get("person", "")))


def confirm_decision(file: Path, *, seq: int, at: datetime, by: Signatory) -> Entry:
    """Keep the decision that was proposed, confirmed by somebody else.

    Args:
        file: The plan's TOML file.
        seq: Number in the trail of the proposal that was read.
        at: When.
        by: Who confirms it.

    Raises:
        EvidenceError: Nothing is proposed, another proposal came since, or the one who
            proposed it confirms it.
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    trail = read_kept(file).trail
    _undecided(trail)
    proposed = proposal(trail)
    if proposed is None or proposed.seq != seq:
        msg = "What you read is not what is proposed now."
        raise EvidenceError(msg, next_step="Read it again, and confirm it then.")
    check_two(
        proposer(proposed),
        by,
        msg="Whoever proposes a decision does not confirm it.",
        next_step="Ask somebody who may confirm decisions.",
    )
    data = {name: proposed.data[name] for name in ("decision", "learned", "not_for")}
    data["proposed_by"] = proposed.by
    return enter(file, EntryKind.DECIDED, data, at=at, by=by.name)


def _undecided(trail: Trail) -> None:
    if trail.decided:
        msg = "It has been decided already."
        raise EvidenceError(msg, next_step="Try the next change as a new plan.")
