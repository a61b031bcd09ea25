"""The process of one job: it does what it is told, says how far it is, and ends.

It knows neither Django nor the database. Its memory is limited where the system can
(POSIX); Windows has no such limit, so that there the loader's own ceiling alone holds.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import traceback
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from mersey.engine.memory import default_memory
from mersey.errors import MerseyError
from mersey.system.ceilings import limit

if TYPE_CHECKING:
    from typing import BinaryIO

SPARE: Final = 1 << 30
"""Bytes for Python, its libraries and the stacks of threads."""

PAUSE_S: Final = 0.2
"""A worker need not hear more often how far it is."""

NO_MEMORY: Final = {
    "error": "It needs more memory than this machine has for it.",
    "next_step": "Nothing was changed. Give mersey a part of the log, or ask whoever runs"
    " mersey here for more memory.",
}


def main() -> None:
    """Do what the first line of the standard input says."""
    given = sys.stdin.buffer
    told = json.loads(given.readline())
    threading.Thread(target=_end_with, args=(given,), daemon=True).start()
    _limit(int(told["memory"]))
    module, _, name = told["function"].partition(":")
    try:
        _say(
            {
                "result": getattr(import_module(module), name)(
                    told["parameters"], _Teller()
                )
            }
        )
    except MerseyError as error:
        _say({"error": error.problem, "next_step": error.next_step})
    except MemoryError:
        _say(NO_MEMORY)
    except Exception:  # noqa: BLE001  (the process ends with it, and its code says so)
        traceback.print_exc()  # into the log of the server, and nowhere else
        os._exit(1)
    os._exit(0)


class _Teller:
    """Says how far the work is, every now and then."""

    def __init__(self) -> None:
        self._next = 0.0
        self._stage = ""

    def __call__(self, stage: str, done: float | None) -> None:
        """Take note that `stage` is `done` (0 to 1), or under way where None."""
        if stage != self._stage or time.monotonic() >= self._next:
            self._stage, self._next = stage, time.monotonic() + PAUSE_S
            _say({"stage": stage, "done": done})


def _say(told: dict[str, Any]) -> None:
    os.write(1, json.dumps(told).encode() + b"\n")


def _end_with(given: BinaryIO) -> None:
    """End as the worker does: its end of the pipe is closed by the system."""
    while given.read(1):
        pass
    os._exit(1)


def _limit(memory: int) -> None:
    """Let the system refuse what goes far beyond the ceiling that the loader keeps."""
    limit(DATA=(memory or default_memory()) * 2 + SPARE, CORE=0)
