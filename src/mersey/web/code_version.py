"""Which code made something: a digest of the package's own files."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Final

ABOVE: Final = ("cli", "web")
"""Rooms that say an answer and do not make it."""

KINDS: Final = (".py", ".j2", ".toml", ".csv", ".sql", ".json", ".css", ".js", ".html")


def answer_code() -> str:
    """Of all that an answer is made by; 12 hexadecimal digits."""
    return _digest(leave_out=ABOVE)


def whole_code() -> str:
    """Of everything, styles and scripts too; 12 hexadecimal digits."""
    return _digest(leave_out=())


def _digest(*, leave_out: tuple[str, ...]) -> str:
    root = Path(str(files("mersey")))
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        if path.suffix in KINDS and place.parts[0] not in leave_out:
            found.update(str(place).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]
