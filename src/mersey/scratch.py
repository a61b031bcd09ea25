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

from mersey.system.file_locks import lock
from mersey.system.open_files import (
    MOVES_OPEN_FILES,
    OPENS_FOLDERS,
    is_own,
    open_itself,
    replace,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FOLDER: Final = "mersey-scratch-"
PART: Final = ".mersey-part-"
OURS: Final = re.compile(r"(?:mersey-scratch|\.mersey-part)-[0-9a-f]{16}")
"""The whole name, so that nothing of a person's is ever taken for ours."""

HOLD: Final = ".held"
"""A file in a folder that stands for it, where no folder can be locked."""

HELD: Final[set[Path]] = set()
"""What this process has made in passing and has not removed yet."""


@contextlib.contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """A folder in `parent` that its owner alone can open, gone afterwards."""
    sweep(parent)
    folder, hold = _claimed(lambda: _new_folder(parent))
    try:
        yield folder
    finally:
        _end(folder, hold)


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
    part, hold = _claimed(lambda: _new_file(path.parent))
    try:
        with open(hold.handle, "wb", closefd=False) as file:
            file.write(content)
        part.chmod(0o644)
        if not MOVES_OPEN_FILES:
            hold.let_go()
        replace(part, path)
    finally:
        _end(part, hold)  # nothing is there once it has taken its place


def sweep(parent: Path) -> None:
    """Remove what runs of this user that are dead left in `parent`."""
    with contextlib.suppress(OSError):
        for left in parent.iterdir():
            if OURS.fullmatch(left.name) and is_own(left):
                _remove_unheld(left)


def _remove_unheld(left: Path) -> None:
    with contextlib.suppress(OSError):
        hold = _Hold(open_itself(_held_by(left)))
        try:
            lock(hold.handle, wait=False)
            _end(left, hold)
        finally:
            hold.let_go()


class _Hold:
    """A lock on something that was made, until it is let go."""

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self._is_held = True

    def let_go(self) -> None:
        """Let go of it; nothing where that was done."""
        if self._is_held:
            self._is_held = False
            os.close(self.handle)


def _end(place: Path, hold: _Hold) -> None:
    """Remove what is held, and let go: before, where nothing is removed that is open."""
    if not MOVES_OPEN_FILES:
        hold.let_go()
    _remove(place)
    hold.let_go()


def _held_by(place: Path) -> Path:
    """What is locked so that a place is held: itself, or a file in it."""
    return place if OPENS_FOLDERS or not place.is_dir() else place / HOLD


def _claimed(make: Callable[[], Path]) -> tuple[Path, _Hold]:
    """What was made, and what holds it.

    A sweep may come between the making and the holding: then it is made again.
    """
    while True:
        made = make()
        held_by = _held_by(made)
        if held_by.is_dir():
            flags = os.O_RDONLY
        else:
            flags = os.O_RDWR | (0 if held_by == made else os.O_CREAT)
        try:
            hold = _Hold(os.open(held_by, flags, 0o600))
        except FileNotFoundError:
            continue
        with contextlib.suppress(OSError):  # a disk without locks: held by nothing
            lock(hold.handle, wait=True)
        with contextlib.suppress(FileNotFoundError):
            if held_by.stat().st_ino == os.fstat(hold.handle).st_ino:
                return made, hold
        hold.let_go()


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
