"""Simulate how often an unchanged service shows a signal, and write the table.

Run by hand when a rule set or a chart is added: `python -m bench.false_alarms`. The
seed makes the same table each time.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

import mersey.signals
from mersey.signals.results import ChartKind
from mersey.signals.rule_set import rule_set, rule_set_ids
from mersey.signals.simulation import has_signal, runs_signal, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 20261122
SERIES: Final = 4000
LENGTHS: Final = (8, 10, 12, 13, 15, 18, 20, 24, 30, 36, 48, 52, 60, 78, 104, 156, 260)

Row = tuple[str, str, int, str, str]


def rows() -> Iterator[Row]:
    """Chart, rule set, length, share with any signal, share with one on the latest."""
    for chart in ChartKind:
        names = ("any",) if chart is ChartKind.RUN else rule_set_ids()
        for name in names:
            yield from _rows_of(chart, name)


def _rows_of(chart: ChartKind, name: str) -> Iterator[Row]:
    rules = rule_set() if name == "any" else rule_set(name)
    for n in LENGTHS:
        rng = np.random.default_rng([SEED, n, list(ChartKind).index(chart)])
        values, out_of = unchanged(chart, (SERIES, n), rng)
        points = has_signal(chart, values, out_of, rules)
        hit = runs_signal(values) if chart is ChartKind.RUN else points.any(axis=1)
        yield (
            chart.value,
            name,
            n,
            f"{hit.mean():.4f}",
            f"{points[:, -1].mean():.4f}",
        )


def main() -> None:
    """Write the table where the package keeps it."""
    folder = Path(str(mersey.signals.__file__)).parent
    with (folder / "false_alarms.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["chart", "rule_set", "n", "any_point", "last_point"])
        table.writerows(rows())
    sys.stdout.write(f"{SERIES} series a row, seed {SEED}\n")


if __name__ == "__main__":
    main()
