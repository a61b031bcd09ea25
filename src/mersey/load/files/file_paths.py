"""Is there a file at this path that can be opened at all?"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rapidfuzz import process

from mersey.errors import FileUnreadable
from mersey.load.personal.gate import passes_file, shown_file

if TYPE_CHECKING:
    from pathlib import Path


def check_path(path: Path) -> None:
    """Nothing, where `path` is a file with something in it that may be read.

    Raises:
        FileUnreadable: Missing (names the nearest file), a folder, empty, not a plain
            file, or not ours to read.
    """
    if path.is_dir():
        raise FileUnreadable(
            f"{path.name or path} is a folder.", next_step=_inside(path)
        )
    if not path.exists():
        raise FileUnreadable(f"There is no file at {path}.", next_step=_nearest(path))
    if not path.is_file():
        msg = f"{shown_file(path.name)} is not a plain file."
        raise FileUnreadable(msg, next_step="Save it to a file first.")
    if not os.access(path, os.R_OK):
        msg = f"You may not read {shown_file(path.name)}: its permissions do not allow it."
        raise FileUnreadable(msg, next_step="Ask its owner, or copy it to your folder.")
    if path.stat().st_size == 0:
        msg = f"{shown_file(path.name)} is empty: 0 bytes."
        raise FileUnreadable(msg, next_step="Export it again.")


def _inside(folder: Path) -> str:
    files = sorted(item.name for item in folder.iterdir() if item.is_file())
    if not files:
        return "There is no file in it. Give the path of one file."
    shown = ", ".join(filter(passes_file, files[:5])) + (
        ", …" if len(files) > 5 else ""
    )
    return f"Give the path of one file in it: {shown}"


def _nearest(path: Path) -> str:
    if not path.parent.is_dir():
        return f"There is no folder {path.parent} either."
    names = [item.name for item in path.parent.iterdir() if item.is_file()]
    found = process.extractOne(path.name, names, score_cutoff=60)
    if found and passes_file(found[0]):
        return f'Did you mean "{path.parent / found[0]}"?'
    return "Check the name, and that you are in the folder that you think you are in."
