"""Running the program as a person does, in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Outcome", "mersey", "mersey_from_cold"]

LIMIT_S = 300


# A warning is a failure.
WARNINGS = "error"


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as the one JSON object it must be."""
        data = json.loads(self.out)
        if not isinstance(data, dict):
            raise TypeError("not one JSON object")
        return data

    @property
    def is_clean(self) -> bool:
        """True where nobody met a traceback."""
        return self.code != 1 and "Traceback" not in self.out + self.err


def mersey(*arguments: str | Path, cwd: Path, **environment: str) -> Outcome:
    """Run `mersey` with these arguments in `cwd`, its modules imported beforehand.

    In a process of its own, split off from one that only imported (`warm.py`).
    """
    with tempfile.TemporaryDirectory(prefix="run-") as folder:
        out, err = (Path(folder, name) for name in ("out", "err"))
        run = {
            "arguments": list(map(str, arguments)),
            "cwd": str(cwd),
            "environment": {**os.environ, **environment},
            "out": str(out),
            "err": str(err),
        }
        code = _code(_warm(), run)
        return Outcome(code, out.read_text("utf-8"), err.read_text("utf-8"))


def mersey_from_cold(
    *arguments: str | Path,
    cwd: Path,
    most_bytes: int | None = None,
    **environment: str,
) -> Outcome:
    """Run `mersey` with these arguments in `cwd`, the interpreter's start included.

    With `most_bytes`, no file can grow beyond it: what a full disk looks like.
    """

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))

    done = subprocess.run(
        [sys.executable, "-m", "mersey", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": WARNINGS, **environment},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
        preexec_fn=limit,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@cache
def _warm() -> subprocess.Popen[bytes]:
    """The process that runs split off from; it ends with this one."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.acceptance.warm"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": WARNINGS},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


def _code(warm: subprocess.Popen[bytes], run: dict[str, Any]) -> int:
    """How a run ended."""
    if warm.stdin is None or warm.stdout is None:
        raise TypeError("not made by _warm()")
    warm.stdin.write(json.dumps(run).encode() + b"\n")
    warm.stdin.flush()
    if not select.select([warm.stdout], [], [], LIMIT_S)[0]:
        os.killpg(warm.pid, signal.SIGKILL)
        _warm.cache_clear()
        raise TimeoutError(run["arguments"])
    return int(warm.stdout.readline())
