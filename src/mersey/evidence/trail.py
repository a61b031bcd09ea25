"""What happened to an experiment, in order: a trail that only grows.

One JSON object a line. Each entry holds the hash of the one before it, so a line that is
changed, taken out or put in between is seen. What is cut off at the end is not seen by
the trail itself: that is why it is kept in git, beside the plan.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import EvidenceError, NotVerified
from mersey.evidence.canonical import canonical, fingerprint
from mersey.evidence.frozen import moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.evidence.frozen import Frozen

NEXT: Final = (
    "Take the file back from where it is kept (git). A trail is never edited: add a note"
    " with `mersey evidence note`."
)


class EntryKind(StrEnum):
    """What may happen to an experiment."""

    FROZEN = "frozen"
    READ = "read"  # somebody read the plan, and said so
    LOT = "lot"  # it was drawn who gets the change
    STARTED = "started"
    LOOK = "look"
    NOTE = "note"  # something else happened that may have helped or harmed
    DEVIATION = "deviation"  # the plan was changed after it was frozen
    PROPOSED = "proposed"  # what to do with it; somebody else confirms
    DECIDED = "decided"
    SHARED = "shared"


class Decision(StrEnum):
    """What was done with what was learned."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the trail.

    Attributes:
        seq: From 1. at: In UTC. by: Who; empty where nobody is named.
        data: By kind. frozen, deviation: version, sha256, seal, and for a deviation
            fields and because. look: on, kind (ahead, first, between, last), planned
            (true or false), verdict (a `VerdictKind`). lot: drawn, seed, ratio, units,
            chosen. note: text, and on where it was said. proposed and decided:
            decision, learned, not_for; proposed also person, and decided proposed_by
            where somebody else proposed it.
        previous: Hash of the entry before; empty for the first.
        hash: SHA-256 of all the rest in canonical JSON.
    """

    seq: int
    at: datetime
    by: str
    kind: EntryKind
    data: Mapping[str, Any]
    previous: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class Trail:
    """All entries of an experiment, in order; the chain has been checked."""

    entries: tuple[Entry, ...] = ()

    def of(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """The entries of these kinds."""
        return tuple(one for one in self.entries if one.kind in kinds)

    @property
    def looks_ahead(self) -> tuple[Entry, ...]:
        """Looks that the plan did not name: from the first on, intervals are wider."""
        looks = self.of(EntryKind.LOOK)
        return tuple(one for one in looks if not one.data["planned"])

    @property
    def is_widened(self) -> bool:
        """Somebody looked ahead of time: the peeking-safe interval counts, for good."""
        return bool(self.looks_ahead)

    @property
    def verdict(self) -> str:
        """What the latest planned look found (a `VerdictKind`); empty: none was taken."""
        planned = [one for one in self.of(EntryKind.LOOK) if one.data["planned"]]
        return str(planned[-1].data.get("verdict", "")) if planned else ""

    @property
    def notes(self) -> tuple[Entry, ...]:
        """What else happened."""
        return self.of(EntryKind.NOTE)

    @property
    def decided(self) -> Entry | None:
        """The latest decision; None where there is none yet."""
        return next(reversed(self.of(EntryKind.DECIDED)), None)

    @property
    def shared(self) -> Entry | None:
        """When it was first shared; None where it has not been."""
        return next(iter(self.of(EntryKind.SHARED)), None)


def entry(
    trail: Trail,
    kind: EntryKind,
    *,
    at: datetime,
    by: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """The next entry of the trail.

    Raises:
        EvidenceError: The data has no canonical form.
    """
    last = trail.entries[-1] if trail.entries else None
    said: dict[str, Any] = {
        "seq": last.seq + 1 if last else 1,
        "at": moment(at),
        "by": by,
        "kind": kind.value,
        "data": dict(data or {}),
        "previous": last.hash if last else "",
    }
    return _entry({**said, "hash": fingerprint(said)})


def as_line(one: Entry) -> bytes:
    """The entry as a line of its file, its end included."""
    return canonical(_as_data(one)) + b"\n"


def _as_data(one: Entry) -> dict[str, Any]:
    return {
        "seq": one.seq,
        "at": moment(one.at),
        "by": one.by,
        "kind": one.kind.value,
        "data": one.data,
        "previous": one.previous,
        "hash": one.hash,
    }


def _entry(said: Mapping[str, Any]) -> Entry:
    return Entry(
        seq=said["seq"],
        at=datetime.fromisoformat(said["at"]),
        by=said["by"],
        kind=EntryKind(said["kind"]),
        data=said["data"],
        previous=said["previous"],
        hash=said["hash"],
    )


def read_trail(text: str, *, file: str) -> Trail:
    """The trail that the text holds, every link of its chain checked.

    Raises:
        NotVerified: A line is not whole, has been changed, is missing, or is in the
            wrong place; the first such line is named.
    """
    entries: list[Entry] = []
    for n, line in enumerate(text.splitlines(), start=1):
        entries.append(_checked(line, entries, place=f"Line {n} of {file}"))
    if text and not text.endswith("\n"):
        msg = f"The last line of {file} is not whole."
        raise NotVerified(msg, next_step=NEXT)
    return Trail(entries=tuple(entries))


def _checked(line: str, before: Sequence[Entry], *, place: str) -> Entry:
    try:
        said = json.loads(line)
        found = _entry(said)
        rest = {name: value for name, value in said.items() if name != "hash"}
        is_whole = fingerprint(rest) == found.hash
    except (ValueError, KeyError, TypeError, AttributeError, EvidenceError) as error:
        msg = f"{place} is no entry of a trail."
        raise NotVerified(msg, next_step=NEXT) from error
    if not is_whole:
        msg = f"{place} has been changed since it was written."
        raise NotVerified(msg, next_step=NEXT)
    previous = before[-1].hash if before else ""
    if found.previous != previous or found.seq != len(before) + 1:
        msg = f"{place} does not follow the line before it: one is missing or moved."
        raise NotVerified(msg, next_step=NEXT)
    return found


def check_frozen(trail: Trail, versions: Sequence[Frozen], *, name: str) -> None:
    """Check that frozen files and trail tell the same story.

    Raises:
        NotVerified: A version has no entry, an entry no version, or who, when or the
            fingerprint differ.
    """
    told = trail.of(EntryKind.FROZEN, EntryKind.DEVIATION)
    for version, one in zip(versions, told, strict=False):
        said = one.data.get("version"), one.data.get("seal"), one.at, one.by
        sealing = version.sealing
        if said != (version.version, version.seal, sealing.at, sealing.by):
            msg = (
                f"Version {version.version} of {name} is not the one that its trail"
                " tells of: the plan, the time or a name differs."
            )
            raise NotVerified(msg, next_step=NEXT)
    if len(versions) == len(told) + 1:
        last = f"{name}.v{len(versions)}.json"
        msg = f"{last} is not in the trail: a freeze was stopped half-way, or it is"
        msg += " nobody's."
        hint = f"Remove {last}, and freeze the plan again."
        raise NotVerified(msg, next_step=hint)
    if len(told) != len(versions):
        msg = (
            f"The trail of {name} tells of {len(told)} frozen versions, and there are"
            f" {len(versions)}."
        )
        raise NotVerified(msg, next_step=NEXT)
