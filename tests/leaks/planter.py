"""Plants particulars of a kind in a file, and remembers where."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final
from xml.sax.saxutils import quoteattr

from tests.leaks.kinds import KINDS
from tests.leaks.plants import Planted, wanted

__all__ = ["HEADINGS", "N_CASES", "Planter", "csv_of", "rows", "safe", "text_of"]

HEADINGS: Final = ["Case Ref", "Step", "Done At", "Team"]
N_CASES: Final = 60
DAY: Final = "2024-0{month}-{day:02}"

Make = Callable[[], str]


def rows(extra: Make | None = None) -> list[list[str]]:
    """A log of 60 cases of three steps; with one more column where `extra` is given."""
    made = []
    for case in range(N_CASES):
        for month, step in enumerate(("Received", "Assessed", "Closed"), start=1):
            day = DAY.format(month=month, day=case % 28 + 1)
            row = [f"R{case:05}", step, day, f"Team {case % 3}"]
            made.append([*row, extra()] if extra else row)
    return made


def csv_of(table: Sequence[Sequence[str]], newline: str = "\n") -> str:
    """The table as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerows(table)
    return text.getvalue()


class Planter:
    """Makes particulars of a kind, and remembers what it made."""

    def __init__(self, folder: Path, kind: str, seed: int) -> None:
        self.folder = folder
        self.rng = Random(f"{kind} {seed}")
        self.kind = kind
        self.made: dict[str, list[str]] = {}

    def __call__(self, place: str) -> str:
        """One more, remembered as planted in that place."""
        value = KINDS[self.kind](self.rng)
        self.made.setdefault(place, []).append(value)
        return value

    def file(self, name: str, content: str | bytes, *arguments: str) -> Planted:
        """The file, with all that was made."""
        path = self.folder / name
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)
        return Planted(path, wanted(self.made), arguments)


def safe(name: str) -> str:
    """A name that sheets, tables and files may have."""
    for mark in '/\\:*?[]"<>|':
        name = name.replace(mark, "-")
    return name[:31]


def text_of(value: str) -> str:
    """The value as text of a markup file."""
    return quoteattr(value)[1:-1]
