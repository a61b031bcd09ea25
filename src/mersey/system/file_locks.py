"""Locks on open files, which the system lets go of when their holder dies.

POSIX locks the whole file (`flock`). Windows locks bytes, and nobody else may read those:
so one byte is taken that lies far behind whatever stands in the file.
"""

from __future__ import annotations

import contextlib
import os
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

LOCKS_BYTES: Final = find_spec("fcntl") is None
"""Whether this is a system that locks bytes: Windows."""

FAR_BEHIND: Final = 1 << 30

PAUSE_S: Final = 0.05


def lock(handle: int, *, wait: bool) -> None:
    """Hold the open file alone.

    Raises:
        BlockingIOError: Another has it, and `wait` is false.
        OSError: The disk knows no locks.
    """
    if LOCKS_BYTES:
        _lock_byte(handle, wait=wait)
        return
    fcntl: Any = import_module("fcntl")
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def unlock(handle: int) -> None:
    """Let go of it, at once: Windows does so by itself, but when it finds the time."""
    if LOCKS_BYTES:
        with contextlib.suppress(OSError):
            _at_byte(handle, "LK_UNLCK")


def _lock_byte(handle: int, *, wait: bool) -> None:
    while True:
        try:
            _at_byte(handle, "LK_NBLCK")
        except OSError as error:
            if not wait:
                raise BlockingIOError(error.errno, error.strerror) from error
            time.sleep(PAUSE_S)
        else:
            return


def _at_byte(handle: int, mode: str) -> None:
    msvcrt: Any = import_module("msvcrt")
    before = os.lseek(handle, 0, os.SEEK_CUR)
    os.lseek(handle, FAR_BEHIND, os.SEEK_SET)
    try:
        msvcrt.locking(handle, getattr(msvcrt, mode), 1)
    finally:
        os.lseek(handle, before, os.SEEK_SET)
