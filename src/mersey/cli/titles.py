"""What a log is called, and whether it is made up, when nobody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def stem_of(file: Path) -> str:
    """The file's name up to its first dot; `log` where it holds somebody's particulars."""
    from mersey.load.personal.gate import shown_file

    name = shown_file(file.name)
    return name.split(".")[0] or name


def title_of(file: Path) -> str:
    """The same as words: `late_by_ward.csv` is `Late by ward`."""
    return stem_of(file).replace("_", " ").replace("-", " ").strip().capitalize()


def is_made_up(file: Path) -> bool:
    """True for a file of the sample borough, whose folder says that it is made up."""
    return any(
        (folder / "truths.json").is_file() for folder in file.resolve().parents[:2]
    )
