"""How a run is asked to stop: Ctrl-C, the system, and a moment later once more."""

from __future__ import annotations

import _thread
import signal
import threading
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED: Final = ("SIGINT", "SIGTERM", "SIGBREAK")
"""Signals that ask a run to stop; the last is Windows' own."""

ALARM: Final = "SIGALRM"


def on_asked(stop: Callable[..., Any]) -> None:
    """Have `stop(number, frame)` called where the run is asked to stop."""
    for name in (*ASKED, ALARM):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)


def ask_again(after_s: float) -> None:
    """Ask this run once more, in so many seconds."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, after_s)
        return
    again = threading.Timer(after_s, _thread.interrupt_main)
    again.daemon = True
    again.start()
