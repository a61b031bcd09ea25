"""Running the program as a person does, in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Outcome", "mersey"]


# A warning is a failure, but for the one that ibis 12 raises on DuckDB 2 by itself.
WARNINGS = "error,ignore:fetch_arrow_table() is deprecated:DeprecationWarning"


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


def mersey(
    *arguments: str | Path,
    cwd: Path,
    most_bytes: int | None = None,
    **environment: str,
) -> Outcome:
    """Run `mersey` with these arguments in `cwd`.

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
        timeout=300,
        check=False,
        preexec_fn=limit,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
