"""Readers that split off from a process which has imported them, for tests of many files.

A file that could hurt is read in a process of its own, and most of what such a process
costs is its start. Here the start is done once for all tests of a worker; whatever the
reader does, it still does to itself alone. `tests/unit/load/formats/test_apart.py` starts
its readers from cold.
"""

from __future__ import annotations

import array
import contextlib
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import IO, Any

from mersey.load.files import apart

__all__ = ["WarmProcess", "started"]

ROOT = Path(__file__).parents[1]
N_BYTES = 64


class WarmProcess:
    """What is used here of `subprocess.Popen`."""

    def __init__(self, stderr: IO[bytes]) -> None:
        job, to_reader = os.pipe()
        from_reader, said = os.pipe()
        self._door, _ = _door()
        fds = array.array("i", [job, said, stderr.fileno()])
        told = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)]
        self._door.sendmsg([b"read"], told)
        os.close(job)
        os.close(said)
        self.stdin = os.fdopen(to_reader, "wb")
        self.stdout = os.fdopen(from_reader, "rb")
        self.pid = int(self._door.recv(N_BYTES))
        self.returncode: int | None = None

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = int(self._door.recv(N_BYTES))
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def started(command: list[str], **options: Any) -> Any:
    """A reader that splits off where one is asked for; else the process itself."""
    if command[-1] != apart.START:
        return subprocess.Popen(command, **options)
    return WarmProcess(options["stderr"])


@cache
def _door() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """Where readers are asked for, and the process behind it, which ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    paths = [str(ROOT / "src"), str(ROOT), *filter(None, sys.path)]
    with theirs:
        behind = subprocess.Popen(
            [sys.executable, "-P", "-m", "tests.warm_reader", str(theirs.fileno())],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(paths),
                "ARROW_DEFAULT_MEMORY_POOL": "system",
                "MALLOC_ARENA_MAX": "2",
            },
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    return ours, behind
