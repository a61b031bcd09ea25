"""Wide made-up files, a row a case: `python -m bench.make_wide ROWS COLUMNS FILE`.

A reference, eight milestones that follow each other in days, a team, and as many facts as
make up the columns: few kinds of text each. The same size gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.csv

SEED: Final = 2026
FIRST_DAY: Final = np.datetime64("2023-04-03", "D")
DAYS: Final = 3 * 365
KINDS: Final = 12

MILESTONES: Final = (
    "Date received", "Date logged", "Date checked", "Date allocated", "Date visited",
    "Date reviewed", "Date decided", "Date closed",
)  # fmt: skip


def main(n_rows: int, n_columns: int, path: Path) -> None:
    """Write the file; nothing where it is there."""
    if path.exists():
        return
    draw = np.random.default_rng(SEED)
    day = FIRST_DAY + draw.integers(0, DAYS, n_rows)
    columns = {"Reference": pa.array([f"W{i:07d}" for i in range(n_rows)])}
    for name in MILESTONES:
        reached = day <= FIRST_DAY + DAYS
        columns[name] = pa.array(day.astype(object), pa.date32(), mask=~reached)
        day = day + draw.geometric(0.15, n_rows)
    columns["Team"] = _words(draw, n_rows, "Team")
    for place in range(n_columns - len(columns)):
        columns[f"Fact {place}"] = _words(draw, n_rows, "Kind")
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    pa.csv.write_csv(pa.table(columns), half)
    half.replace(path)


def _words(draw: np.random.Generator, n: int, word: str) -> pa.Array:
    kinds = pa.array([f"{word} {chr(65 + kind)}" for kind in range(KINDS)])
    return kinds.take(pa.array(draw.integers(0, KINDS, n)))


if __name__ == "__main__":
    main(int(float(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3]))
