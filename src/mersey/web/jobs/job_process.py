"""A job in a process of its own: started, listened to, and stopped where it must be.

The process is told its work on its standard input, which stays open: where the worker
dies, however it dies, the input ends, and with it the process. It says on its standard
output how far it is, and in the end what came of it, one line of JSON each.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.system import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

START: Final = "from mersey.web.jobs.child import main; main()"

BEAT_S: Final = 2.0
"""How often the worker says that it lives."""


@dataclass(frozen=True, kw_only=True)
class JobOutcome:
    """What came of a process.

    Attributes:
        result: What its function gave; empty without.
        error, next_step: What went wrong, in words; empty where nothing did.
        was_stopped: It was told to stop, and is gone.
    """

    result: Mapping[str, Any] = field(default_factory=dict)
    error: str = ""
    next_step: str = ""
    was_stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a process does.

    Attributes:
        function: `module:function`. parameters: What it is given.
        seconds: How long it may take. memory: Bytes; 0 for what the loader allows itself.
    """

    function: str
    parameters: Mapping[str, Any]
    seconds: float
    memory: int = 0


def run_apart(work: Work, go_on: Callable[[str, float | None], bool]) -> JobOutcome:
    """What came of the work. `go_on(stage, share)` is asked every other second."""
    with _started(work) as process:
        lines: queue.Queue[bytes | None] = queue.Queue()
        threading.Thread(target=_listen, args=(process, lines), daemon=True).start()
        return _followed(process, lines, go_on, until=time.monotonic() + work.seconds)


def _followed(
    process: subprocess.Popen[bytes],
    lines: queue.Queue[bytes | None],
    go_on: Callable[[str, float | None], bool],
    *,
    until: float,
) -> JobOutcome:
    stage, share = "", None
    next_beat = 0.0
    while time.monotonic() < until:
        if time.monotonic() >= next_beat:
            if not go_on(stage, share):
                return JobOutcome(was_stopped=True)
            next_beat = time.monotonic() + BEAT_S
        line = _next(lines)
        if line is None:
            return _died(process.wait())
        said = _read(line)
        if "stage" in said:
            stage, share = str(said["stage"]), said.get("done")
        elif said:
            return JobOutcome(**said)
    return _too_slow()


def _next(lines: queue.Queue[bytes | None]) -> bytes | None:
    """The next line; an empty one where there is none yet, None at the end."""
    try:
        return lines.get(timeout=BEAT_S / 4)
    except queue.Empty:
        return b""


@contextlib.contextmanager
def _started(work: Work) -> Iterator[subprocess.Popen[bytes]]:
    """The process, told its work; it does not outlive the block."""
    paths = [str(Path(__file__).parents[3]), *filter(None, sys.path)]
    process = subprocess.Popen(  # noqa: S603  (this Python, and words of our own)
        [sys.executable, "-P", "-c", START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        **processes.apart(),
    )
    told = {
        "function": work.function,
        "parameters": dict(work.parameters),
        "memory": work.memory,
    }
    try:
        with contextlib.suppress(
            BrokenPipeError
        ):  # it died already: that is seen below
            process.stdin.write(json.dumps(told).encode() + b"\n")  # type: ignore[union-attr]  # a pipe
            process.stdin.flush()  # type: ignore[union-attr]
        yield process
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it started."""
    processes.end(process)
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            pipe.close()  # type: ignore[union-attr]  # both are pipes


def _listen(process: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    with contextlib.suppress(ValueError, OSError):  # closed as it was stopped
        for line in process.stdout or ():
            lines.put(line)
    lines.put(None)


def _read(line: bytes) -> dict[str, Any]:
    """What a line says; nothing where a library wrote it."""
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _too_slow() -> JobOutcome:
    return JobOutcome(
        error="It took longer than a job may, and was stopped.",
        next_step="Nothing was changed. Give mersey a part of the log, or ask whoever "
        "runs mersey here for a faster machine.",
    )


def _died(code: int) -> JobOutcome:
    if code == processes.KILLED:
        return JobOutcome(
            error="It needs more memory than this machine has for it.",
            next_step="Nothing was changed. Give mersey a part of the log, or ask whoever"
            " runs mersey here for more memory.",
        )
    return JobOutcome(
        error="The program that did it broke off, which is a bug of mersey's.",
        next_step="Nothing was changed. Tell whoever runs mersey here: the server's own"
        " log says more.",
    )
