"""All that makes a run start sooner and end sooner, and changes nothing that it says.

Three settings of Python, in this file alone, each with its share of
the CPU of `mersey look` on 12,000 rows (November 2026), or of what it speeds up. The variable
`MERSEY_PLAIN_START=1` turns all of them off: to rule them out where something fails.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import Final

PLAIN_START: Final = "MERSEY_PLAIN_START"
"""The environment variable that turns the tricks off where it holds anything."""

_OBJECTS_BEFORE_COLLECTING: Final = 500_000
"""A run makes many small objects, hardly one of them ever garbage: 6 %."""

_BLAS_THREADS: Final = "OPENBLAS_NUM_THREADS"
"""Matrices here have a hundred rows: a second thread waits in a loop and does nothing, and
a verdict took 12 s of CPU with two of them where it takes 1.1 with one."""


def start_quickly() -> None:
    """From now on this process collects less garbage, and its matrices take one thread."""
    if os.environ.get(PLAIN_START):
        return
    os.environ.setdefault(_BLAS_THREADS, "1")
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)


def leave_at_once() -> None:
    """Leave with code 0 without taking every module apart.

    Python would free every object first: 8 %. To be called where files are closed and
    the scratch space is removed. Where the last words cannot be written, Python leaves
    in its own way, which says so.
    """
    if os.environ.get(PLAIN_START):
        return
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
