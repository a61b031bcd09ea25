"""What may be done with files while somebody has them open, and whose they are.

Windows opens no folder, and moves or removes nothing that is open.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

IS_WINDOWS: Final = sys.platform == "win32"

OPENS_FOLDERS: Final = not IS_WINDOWS

MOVES_OPEN_FILES: Final = not IS_WINDOWS

PATIENCE_S: Final = 2.0
"""Whoever reads a file that is to be replaced has read it by then."""

PAUSE_S: Final = 0.01


def open_itself(place: Path) -> int:
    """Handle of what is there itself: no link is followed.

    Raises:
        OSError: It is a link, or not there, or may not be opened.
    """
    if IS_WINDOWS and place.is_symlink():
        raise OSError(None, "is a link", str(place))
    return os.open(place, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))


def is_own(place: Path) -> bool:
    """Whether it belongs to this user; Windows has folders of their own for that."""
    if not hasattr(os, "getuid"):
        return True
    return place.lstat().st_uid == os.getuid()


def replace(fresh: Path, place: Path) -> None:
    """Put `fresh` where `place` is, in one step.

    Raises:
        OSError: It cannot be; or on Windows somebody has it open and does not close it.
    """
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            fresh.replace(place)
        except PermissionError:
            if MOVES_OPEN_FILES or time.monotonic() > give_up:
                raise
            time.sleep(PAUSE_S)
        else:
            return
