"""What a page or a file written beside a log is called, when nobody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["stem_of", "title_of"]


def stem_of(file: Path) -> str:
    """The file's name up to its first dot; `log` where it holds somebody's particulars."""
    from mersey.load.personal.gate import shown_file

    name = shown_file(file.name)
    return name.split(".")[0] or name


def title_of(file: Path) -> str:
    """The same as words: `late_by_ward.csv` is `Late by ward`."""
    return stem_of(file).replace("_", " ").replace("-", " ").strip().capitalize()
