"""Scratch folders and half-written files that no killed run leaves for good.

Whoever makes one holds a lock on it, which the system lets go of when its holder dies,
however it dies. The next run removes those of the same kind that nobody holds.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDER: Final = "mersey-scratch-"
PART: Final = ".mersey-part-"
OURS: Final = re.compile(r"(?:mersey-scratch|\.mersey-part)-[0-9a-f]{16}")
"""The whole name, so that nothing of a person's is ever taken for ours."""

HELD: Final[set[Path]] = set()
"""What this process has made in passing and has not removed yet."""


@contextlib.contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder in `parent` that its owner alone can open, gone afterwards."""
    sweep(parent)
    folder, held = _claimed(lambda: _new_folder(parent))
    try:
        yield folder
    finally:
        _remove(folder)
        os.close(held)


@contextlib.contextmanager
def passing(place: Path) -> Iterator[None]:
    """Whatever lies at `place` is gone after the block, or where the run is stopped."""
    HELD.add(place)
    try:
        yield
    finally:
        _remove(place)


def leave_nothing() -> None:
    """Remove all that this process holds: its last act, as where Ctrl-C ended it.

    A signal may come while something is tidied up, or between making and holding it.
    """
    for place in tuple(HELD):
        _remove(place)


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            place.unlink()
    HELD.discard(place)


def write_whole(path: Path, content: bytes) -> None:
    """Write a whole file or none: a run that is stopped leaves the old one.

    A link is followed; its folders are made where they are missing.

    Raises:
        OSError: There is no room or no permission, or a folder, a pipe or a device is
            there, which is left as it is.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        kind = "is a folder" if path.is_dir() else "is no plain file"
        raise OSError(None, kind, str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent)
    part, held = _claimed(lambda: _new_file(path.parent))
    try:
        with open(held, "wb", closefd=False) as file:
            file.write(content)
        part.chmod(0o644)
        part.replace(path)
    finally:
        _remove(part)  # nothing is there once it has taken its place
        os.close(held)


def sweep(parent: Path) -> None:
    """Remove what runs of this user that are dead left in `parent`."""
    with contextlib.suppress(OSError):
        for left in parent.iterdir():
            if OURS.fullmatch(left.name) and _is_own(left):
                _remove_unheld(left)


def _remove_unheld(left: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(left, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            _lock(handle, wait=False)
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink()
        finally:
            os.close(handle)


def _is_own(place: Path) -> bool:
    return place.lstat().st_uid == os.getuid()


def _claimed(make: Callable[[], Path]) -> tuple[Path, int]:
    """What was made, and the handle that holds it.

    A sweep may come between the making and the holding: then it is made again.
    """
    while True:
        made = make()
        flags = os.O_RDONLY if made.is_dir() else os.O_RDWR
        try:
            handle = os.open(made, flags)
        except FileNotFoundError:
            continue
        with contextlib.suppress(OSError):  # a disk without locks: held by nothing
            _lock(handle, wait=True)
        with contextlib.suppress(FileNotFoundError):
            if made.stat().st_ino == os.fstat(handle).st_ino:
                return made, handle
        os.close(handle)


def _new_folder(parent: Path) -> Path:
    folder = parent / f"{FOLDER}{secrets.token_hex(8)}"
    HELD.add(folder)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _new_file(parent: Path) -> Path:
    file = parent / f"{PART}{secrets.token_hex(8)}"
    HELD.add(file)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return file


def _lock(handle: int, *, wait: bool) -> None:
    import fcntl  # noqa: PLC0415  (POSIX only)

    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
