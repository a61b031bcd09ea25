"""What lies beside a plan: its frozen versions and its trail, read, checked and added to.

`<id>.v1.json`, `<id>.v2.json`, … are written once and never again; `<id>.trail.jsonl`
only grows. Both are read whole, and must tell the same story.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import EvidenceError, NotVerified
from mersey.evidence.frozen import as_data, freeze, from_data
from mersey.evidence.trail import (
    EntryKind,
    Trail,
    as_line,
    check_frozen,
    entry,
    read_trail,
)
from mersey.evidence.verdict import LookTime
from mersey.scratch import write_whole
from mersey.system.file_locks import lock, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from mersey.evidence.experiment import Experiment
    from mersey.evidence.frozen import Frozen, Sealing
    from mersey.evidence.trail import Entry
    from mersey.evidence.verdict import LookTaken, VerdictKind

NO_TRAIL: Final = Trail()

VERSION: Final = re.compile(r"\.v([1-9]\d*)\.json")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is kept of one experiment beside its file.

    Attributes:
        versions: Frozen, from the first on; empty while nothing is frozen.
    """

    versions: tuple[Frozen, ...] = ()
    trail: Trail = NO_TRAIL

    @property
    def frozen(self) -> Frozen | None:
        """The version that counts: the latest; None while nothing is frozen."""
        return self.versions[-1] if self.versions else None


def version_path(plan: Path, version: int) -> Path:
    """Where a frozen version of the plan in this TOML file lies."""
    return plan.with_name(f"{plan.stem}.v{version}.json")


def trail_path(plan: Path) -> Path:
    """Where the trail of the plan in this TOML file lies."""
    return plan.with_name(f"{plan.stem}.trail.jsonl")


def read_kept(plan: Path) -> Kept:
    """Frozen versions and trail of the plan in this TOML file, checked.

    Raises:
        NotVerified: A plan was changed after it was frozen, a version is missing, or the
            trail is damaged or tells another story.
    """
    trail = _read_trail(trail_path(plan))
    paths = version_paths(plan)
    versions = tuple(map(_read_version, paths))
    expected = [version_path(plan, n + 1) for n in range(len(paths))]
    named = [version_path(plan, version.version) for version in versions]
    if not paths == expected == named:
        msg = f"A frozen version of {plan.stem} is missing or has another's name."
        raise NotVerified(msg, next_step="Take it back from where it is kept (git).")
    check_frozen(trail, versions, name=plan.stem)
    return Kept(versions=versions, trail=trail)


def version_paths(plan: Path) -> list[Path]:
    """The frozen versions that lie beside the plan in this TOML file, from the first on."""
    numbered = {
        int(found[1]): path
        for path in plan.parent.glob(f"{plan.stem}.v*.json")
        if (found := VERSION.fullmatch(path.name.removeprefix(plan.stem)))
    }
    return [numbered[n] for n in sorted(numbered)]


def _read_version(path: Path) -> Frozen:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        msg = f"{path.name} is not a whole frozen plan."
        hint = "Take the file back from where it is kept (git), as it was frozen."
        raise NotVerified(msg, next_step=hint) from error
    return from_data(data, file=path.name)


def _read_trail(path: Path) -> Trail:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Trail()
    except OSError as error:
        msg = f"{path.name} cannot be read: {error.strerror}."
        raise EvidenceError(msg, next_step="Give yourself the right to read it.") from (
            error
        )
    return _whole_trail(content, path)


def _whole_trail(content: bytes, path: Path) -> Trail:
    try:
        return read_trail(content.decode("utf-8"), file=path.name)
    except UnicodeDecodeError as error:
        msg = f"{path.name} is no trail: it is not text in UTF-8."
        raise NotVerified(
            msg, next_step="Take it back from where it is kept (git)."
        ) from error


def keep_frozen(plan: Experiment, sealing: Sealing, *, beside: Path) -> Frozen:
    """Freeze the plan, and keep the version and its entry in the trail.

    Args:
        plan: A plan that nothing stands against (`plan_checks`).
        sealing: Who, when and why.
        beside: The TOML file of the plan.

    Raises:
        EvidenceError: As for `freeze`.
        NotVerified: What is kept is damaged.
        OSError: It cannot be written.
    """
    with _held(beside):
        kept = read_kept(beside)
        frozen = freeze(plan, sealing, before=kept.frozen)
        text = json.dumps(as_data(frozen), indent=2, ensure_ascii=False)
        write_whole(version_path(beside, frozen.version), f"{text}\n".encode())
        kind = EntryKind.DEVIATION if kept.versions else EntryKind.FROZEN
        said = _said_of(frozen)
        _append(beside, kind, at=frozen.sealing.at, by=sealing.by, data=said)
    return frozen


def _said_of(frozen: Frozen) -> dict[str, Any]:
    """What the trail holds of a version."""
    said: dict[str, Any] = {
        "version": frozen.version,
        "sha256": frozen.sha256,
        "seal": frozen.seal,
    }
    if frozen.replaces:
        fields = [change.field for change in frozen.changed]
        said |= {"fields": fields, "because": frozen.sealing.because}
    return said


@contextmanager
def _held(beside: Path) -> Iterator[None]:
    """Nobody else freezes this plan or adds to its trail meanwhile."""
    with beside.open("rb") as file:
        lock(file.fileno(), wait=True)
        try:
            yield
        finally:
            unlock(file.fileno())


def add_look(
    beside: Path, look: LookTaken, verdict: VerdictKind, *, at: datetime, by: str = ""
) -> Entry:
    """Keep that somebody looked at the comparison; the same look is kept once.

    A look ahead of the plan widens the interval of every later one (`Trail.is_widened`).

    Raises:
        NotVerified: The trail is damaged.
        OSError: It cannot be written.
    """
    data = {
        "on": look.on.isoformat(),
        "kind": look.kind.value,
        "planned": look.kind is not LookTime.AHEAD,
        "verdict": verdict.value,
    }
    before = read_kept(beside).trail.of(EntryKind.LOOK)
    same = [one for one in before if dict(one.data) == data]
    return same[0] if same else add(beside, EntryKind.LOOK, at=at, by=by, data=data)


def add(
    beside: Path,
    kind: EntryKind,
    *,
    at: datetime,
    by: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """Add an entry to the trail of the plan in this TOML file, and give it back.

    Two who add at once wait for each other, and a line is written whole.

    Raises:
        NotVerified: The trail is damaged; nothing is added to it.
        OSError: It cannot be written.
    """
    with _held(beside):
        return _append(beside, kind, at=at, by=by, data=data)


def _append(
    beside: Path,
    kind: EntryKind,
    *,
    at: datetime,
    by: str,
    data: Mapping[str, Any] | None,
) -> Entry:
    path = trail_path(beside)
    made = entry(_read_trail(path), kind, at=at, by=by, data=data)
    with path.open("ab") as file:
        file.write(as_line(made))
        file.flush()
        os.fsync(file.fileno())
    return made
