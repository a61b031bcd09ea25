"""What was measured, when and on what: one row a figure, kept in bench/history.csv."""

from __future__ import annotations

import csv
import os
import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

__all__ = ["HISTORY", "Figure", "append", "machine", "table", "versions"]

HISTORY: Final = Path(__file__).with_name("history.csv")
COLUMNS: Final = (
    "date", "machine", "versions", "what", "n", "seconds", "peak_mb", "ratio",
    "budget", "holds",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One thing measured.

    Attributes:
        what: Name of the measurement; a comparison is written "a ÷ b".
        n: Events in the log.
        seconds: Median over the rounds; None for a comparison.
        peak_mb: Median of the peak resident sizes, in 10⁶ bytes.
        ratio: Of a comparison.
        budget: What design.md allows, in words; empty where nothing is promised.
        holds: Whether it is within the budget; None where nothing is promised.
    """

    what: str
    n: int
    seconds: float | None = None
    peak_mb: float | None = None
    ratio: float | None = None
    budget: str = ""
    holds: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The figure as the last seven columns of the history."""
        return (
            self.what,
            str(self.n),
            "" if self.seconds is None else f"{self.seconds:.4g}",
            "" if self.peak_mb is None else f"{self.peak_mb:.0f}",
            "" if self.ratio is None else f"{self.ratio:.3g}",
            self.budget,
            {None: "", True: "yes", False: "NO"}[self.holds],
        )


def append(figures: Sequence[Figure], *, on: date, path: Path = HISTORY) -> None:
    """Write the figures below what is there."""
    is_new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(COLUMNS)
        same = (on.isoformat(), machine(), versions())
        writer.writerows((*same, *figure.cells()) for figure in figures)


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, a line each."""
    head = ("what", "events", "seconds", "peak MB", "ratio", "budget", "holds")
    rows = [head, *(figure.cells() for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join(_line(row, widths) for row in rows)


def machine() -> str:
    """The machine in a few words: processor, cores, memory, system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()}"


def versions() -> str:
    """The versions that decide speed."""
    named = ("mersey", "duckdb", "numpy", "pyarrow")
    found = [f"{name} {version(name)}" for name in named]
    return f"Python {platform.python_version()}; " + "; ".join(found)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    left = row[0].ljust(widths[0])
    middle = [
        cell.rjust(width) for cell, width in zip(row[1:5], widths[1:5], strict=True)
    ]
    return "  ".join([left, *middle, row[5].ljust(widths[5]), row[6]]).rstrip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [
        ln.partition(":")[2].strip() for ln in lines if ln.startswith("model name")
    ]
    return names[0] if names else platform.machine()
