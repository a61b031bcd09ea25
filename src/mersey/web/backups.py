"""A whole workspace in a folder, and back: every file with its digest, keys apart.

The database is copied by SQLite itself, so that the copy is one moment's; a service is
copied while nobody loads into it. A copy that was broken off has another name.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from mersey.errors import NotVerified, UsageError, WorkspaceError
from mersey.eventlog.lock import held

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATABASE: Final = "app.sqlite3"

LIST: Final = "backup.json"
"""Every file of a backup, with its SHA-256."""

KEYS: Final = "keys"

LOGS: Final = "logs"

UNFINISHED: Final = ".unfinished"


def back_up(workspace: Path, folder: Path, *, keys: Path | None) -> int:
    """How many files were copied to `folder`, and the keys to `keys` if it is named.

    Raises:
        UsageError: There is no such workspace, or something where a copy would go.
        WorkspaceError: It cannot be written there.
    """
    if not workspace.is_dir():
        msg = f"There is no workspace {workspace}."
        raise UsageError(msg, next_step="Name it with ⟦workspace⟧.")
    _is_free(folder)
    if keys is not None:
        _is_free(keys)
    try:
        made = _made(workspace, folder)
        if keys is not None and (workspace / KEYS).is_dir():
            shutil.copytree(workspace / KEYS, keys)
    except OSError as error:
        msg = f"The backup cannot be written: {error.strerror}."
        raise WorkspaceError(msg, next_step="Name a folder with room.") from error
    return made


def restore(workspace: Path, folder: Path, *, keys: Path | None) -> int:
    """How many files of the backup in `folder` are in the workspace now.

    Raises:
        UsageError: That is no backup, or there is a workspace already.
        NotVerified: A file is missing, or is not as it was backed up.
        WorkspaceError: The workspace cannot be written.
    """
    known = _listed(folder)
    _is_free(workspace)
    for name, digest in known.items():
        _is_as_it_was(folder / name, name, digest)
    unfinished = workspace.with_name(workspace.name + UNFINISHED)
    try:
        for name in known:
            _copy(folder / name, unfinished / name)
        if keys is not None:
            shutil.copytree(keys, unfinished / KEYS)
        if workspace.is_dir():
            workspace.rmdir()
        unfinished.rename(workspace)
    except OSError as error:
        msg = f"The workspace cannot be written: {error.strerror}."
        raise WorkspaceError(
            msg,
            next_step="Name another with ⟦workspace⟧, and remove what is unfinished.",
        ) from error
    return len(known)


def _made(workspace: Path, folder: Path) -> int:
    unfinished = folder.with_name(folder.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _copy_database(workspace / DATABASE, unfinished / DATABASE)
    for home in sorted((workspace / LOGS).glob("*/")):
        with held(home / ".lock", what=f'A backup of "{home.name}"'):
            _copy_all(workspace, home, unfinished)
    for one in sorted(workspace.iterdir()):
        if one.name not in (LOGS, KEYS) and not one.name.startswith(DATABASE):
            _copy_all(workspace, one, unfinished)
    found = {
        one.relative_to(unfinished).as_posix(): _digest(one)
        for one in _files(unfinished)
    }
    said = {"schema": "mersey.backup/1", "files": found}
    (unfinished / LIST).write_text(json.dumps(said, sort_keys=True, indent=1), "utf-8")
    unfinished.rename(folder)
    return len(found)


def _copy_database(source: Path, target: Path) -> None:
    if not source.is_file():
        return
    with (
        closing(sqlite3.connect(source)) as own,
        closing(sqlite3.connect(target)) as copy,
    ):
        own.backup(copy)


def _copy_all(workspace: Path, place: Path, target: Path) -> None:
    """Every file there; one that somebody removes meanwhile, as an upload, is left out."""
    for one in _files(place):
        if one.name == ".lock":
            continue
        try:
            _copy(one, target / one.relative_to(workspace))
        except FileNotFoundError:
            if one.exists():
                raise


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    else:
        yield from (one for one in sorted(place.rglob("*")) if one.is_file())


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_free(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        msg = f"There is something at {folder} already."
        raise UsageError(msg, next_step="Name a folder that is not there.")


def _listed(folder: Path) -> dict[str, str]:
    """Each file of a backup → its digest.

    Raises:
        UsageError: It is none, or names a file outside itself.
    """
    try:
        said = json.loads((folder / LIST).read_text("utf-8"))
        known = {str(name): str(digest) for name, digest in said["files"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        msg = f"{folder} holds no backup."
        raise UsageError(
            msg, next_step="Name the folder that `mersey backup` made."
        ) from error
    root = folder.resolve()
    if not all((root / name).resolve().is_relative_to(root) for name in known):
        msg = f"The list of the backup {folder} names files outside it."
        raise UsageError(msg, next_step="Take another copy of the backup.")
    return known


def _is_as_it_was(place: Path, name: str, digest: str) -> None:
    if not place.is_file() or _digest(place) != digest:
        msg = f"{name} is missing in the backup, or is not as it was backed up."
        raise NotVerified(msg, next_step="Take another copy of the backup.")
