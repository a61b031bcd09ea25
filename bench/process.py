"""Run one measurement in a process of its own: wall time, peak memory, its answer.

A new process inherits the peak memory of the one that starts it, so this one must stay
small: it imports nothing heavy and makes no data itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = [
    "PM4PY_PYTHON",
    "ROOT",
    "Run",
    "by_hand",
    "mersey",
    "module",
    "ours",
    "pm4py_side",
    "python",
    "run",
]

ROOT = Path(__file__).resolve().parents[1]
PM4PY_PYTHON = ROOT / "bench" / ".venv" / "bin" / "python"


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one process did.

    Attributes:
        wall_s: From start to end, the interpreter's own start included.
        cpu_s: Seconds of processor, of all threads together: others on the machine
            lengthen a wait much and this little.
        peak_mb: Largest resident size, in 10⁶ bytes.
        said: The JSON object on its last line of output; empty where it printed none.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> list[float]:
        """Seconds of each call that the process timed itself; else its wall time."""
        return list(self.said.get("seconds", [self.wall_s]))


def run(command: Sequence[str | Path], *, codes: Collection[int] = (0,)) -> Run:
    """The command, run to its end with nothing else of ours at the same time.

    Raises:
        RuntimeError: It left with none of these exit codes; the message holds the end of
            what it said.
    """
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as err:
        began = time.perf_counter()
        child = subprocess.Popen(
            [str(c) for c in command], stdout=said, stderr=err, env=_environment()
        )
        _, status, usage = os.wait4(child.pid, 0)
        wall_s = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        err.seek(0)
        if child.returncode not in codes:
            msg = f"{command} left with {child.returncode}: {err.read()[-2000:]}"
            raise RuntimeError(msg)
        text = said.read()
    peak_mb = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
    cpu_s = usage.ru_utime + usage.ru_stime
    return Run(wall_s=wall_s, cpu_s=cpu_s, peak_mb=peak_mb, said=_last_object(text))


def ours(what: str, *arguments: str | Path) -> Run:
    """A measurement of `bench/ours.py`, in mersey's environment."""
    return module("bench.ours", what, *arguments)


def module(name: str, *arguments: str | Path) -> Run:
    """A module of ours, as `python -m` runs it."""
    return run([sys.executable, "-m", name, *arguments])


def mersey(*arguments: str | Path, codes: Collection[int] = (0,)) -> Run:
    """The program itself, as a person starts it."""
    return run([sys.executable, "-m", "mersey", *arguments], codes=codes)


def python(statement: str) -> Run:
    """The interpreter with one statement."""
    return run([sys.executable, "-c", statement])


def pm4py_side(what: str, path: Path) -> Run:
    """A measurement of `bench/pm4py_side.py`, in PM4Py's environment."""
    return run([PM4PY_PYTHON, ROOT / "bench" / "pm4py_side.py", what, path])


def by_hand(what: str, path: Path) -> Run:
    """A measurement of `bench/by_hand.py`: polars lives with PM4Py, DuckDB with us."""
    python_of = {"polars": PM4PY_PYTHON, "duckdb": Path(sys.executable)}
    return run([python_of[what], ROOT / "bench" / "by_hand.py", what, path])


def _environment() -> dict[str, str]:
    """Ours, with compiled modules kept from run to run, as where a program is installed."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(ROOT / "bench" / "data" / "compiled")}


def _last_object(text: str) -> dict[str, Any]:
    lines = text.strip().splitlines()
    if not lines or not lines[-1].startswith("{"):
        return {}
    return dict(json.loads(lines[-1]))
