"""One at a time: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING, Final

from mersey.errors import WorkspaceError
from mersey.system.file_locks import lock, unlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

PATIENCE_S: Final = 3.0
"""A load of a small file is over by then; a long one is worth telling about."""

PAUSE_S: Final = 0.05


@contextlib.contextmanager
def held(place: Path, *, what: str, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock at `place`, waiting a little where another process has it.

    Raises:
        WorkspaceError: It is still held after `patience_s` seconds; names the process.
    """
    with place.open("a+", encoding="utf-8") as file:
        give_up = time.monotonic() + patience_s
        while True:
            try:
                lock(file.fileno(), wait=False)
                break
            except BlockingIOError as error:
                if time.monotonic() > give_up:
                    raise _in_use(file, what) from error
                time.sleep(PAUSE_S)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            unlock(file.fileno())


def _in_use(file: TextIO, what: str) -> WorkspaceError:
    file.seek(0)
    holder = file.read().strip()
    return WorkspaceError(
        f"{what} is running already, in process {holder or 'unknown'}.",
        next_step="Wait until it is done, then run this again.",
    )
