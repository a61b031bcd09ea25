"""How large an install is: the files of every package that runs, with their byte code."""

from __future__ import annotations

import marshal
import re
from importlib.metadata import distribution
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["installed_mb"]

ROOT: Final = Path(__file__).resolve().parents[1]
LOCK: Final = ROOT / "requirements" / "run.txt"
PINNED: Final = re.compile(
    r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==[^ ]+( ; .*)?", re.MULTILINE
)
HEAD_OF_BYTE_CODE: Final = 16


def installed_mb() -> float:
    """10⁶ bytes of the locked packages and of mersey itself, byte code included.

    A package that is for other machines only is not here and not counted.
    """
    sources = [*_locked(), *(ROOT / "src" / "mersey").rglob("*")]
    files = {path for path in sources if path.is_file() and path.suffix != ".pyc"}
    return sum(path.stat().st_size + _byte_code(path) for path in files) / 1e6


def _locked() -> Iterator[Path]:
    for name, marker in PINNED.findall(LOCK.read_text("utf-8")):
        if "win32" in marker:
            continue
        for file in distribution(name).files or ():
            yield Path(str(file.locate()))


def _byte_code(path: Path) -> int:
    """As large as Python's own copy of it, or as that would be."""
    if path.suffix != ".py":
        return 0
    kept = Path(cache_from_source(str(path)))
    if kept.is_file():
        return kept.stat().st_size
    try:
        code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError):  # a template, or a test of another Python
        return 0
    return HEAD_OF_BYTE_CODE + len(marshal.dumps(code))
