"""The process in which one file is read: it starts with as few imports as will do.

The one that started it says on standard input what to read and within which limits. What
came of it lies in a folder of theirs; if this process dies, nothing does.
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path
from typing import Final

from mersey.system.ceilings import limit

BARE: Final = (
    "mersey.clocks",
    "mersey.engine",
    "mersey.load",
    "mersey.load.formats",
    "mersey.services",
)
"""Packages whose own imports a reader does not need: a second, of which it uses a tenth."""

WITHOUT: Final = ("numpy",)
"""Arrow takes it along where it finds it, for half of the time that a start costs."""


def main() -> None:
    """Read what standard input asks for, and leave the answer in its folder."""
    job = json.loads(sys.stdin.read())
    limit(AS=job["memory"], CPU=job["seconds"], CORE=0)
    for name in BARE:
        _stand_in(name)
    for name in WITHOUT:
        sys.modules[name] = None  # type: ignore[assignment]  # how an import is refused
    handed = importlib.import_module("mersey.load.files.handed")
    handed.answer(job)


def _stand_in(name: str) -> None:
    """The package without what its `__init__` imports."""
    package = types.ModuleType(name)
    package.__path__ = [str(Path(__file__).parent.joinpath(*name.split(".")[1:]))]
    sys.modules[name] = package
