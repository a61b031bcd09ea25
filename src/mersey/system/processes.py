"""Processes of our own: started apart from the keyboard, and ended with all they began."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import Any, Final

HAS_GROUPS: Final = hasattr(os, "killpg")

KILLED: Final = -9
"""How a process ends that the system stops, where memory runs out."""


def apart() -> dict[str, Any]:
    """Options of `Popen`, with which Ctrl-C reaches us alone: we stop the process."""
    if HAS_GROUPS:
        return {"start_new_session": True}
    return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started `apart`, and what it started; Windows ends it alone."""
    with contextlib.suppress(OSError):
        if HAS_GROUPS:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
