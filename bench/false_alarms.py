"""Simulate how often an unchanged service shows a signal, and write the table.

Run by hand when a rule set or a chart is added: `python -m bench.false_alarms`, then
`make docs`. The seed makes the same table each time. Each chart simulates its own rate
as it is drawn; this table shows the whole of it.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mersey.signals.results import ControlChartKind
from mersey.signals.rule_set import rule_set, rule_set_ids
from mersey.signals.simulated_services import rates_of
from mersey.signals.unchanged import Unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 20261130
SERIES: Final = 6000
LENGTHS: Final = (12, 24, 36, 52, 104, 156)
DEFAULT: Final = "mdc-r-0.2.2"
TABLE: Final = Path(__file__).with_name("false_alarms.csv")


class Kind(NamedTuple):
    """A process: its chart, level, cases a period, and what it is in words."""

    chart: ControlChartKind
    said: str
    level: float | None = None
    cases: float = 0.0
    events: float | None = None
    spread: float = 1.0


KINDS: Final = (
    Kind(ControlChartKind.XMR, "normal values, or logarithms of durations"),
    *(
        Kind(ControlChartKind.XMR, f"counts, {mean:g} a period", level=mean)
        for mean in (0.2, 0.5, 1, 2, 5, 10, 20, 40)
    ),
    *(
        Kind(ControlChartKind.C, f"counts, {mean:g} a period", level=mean)
        for mean in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
    ),
    *(
        Kind(ControlChartKind.P, f"{share:.0%} of {cases:g}", level=share, cases=cases)
        for share, cases in ((0.01, 50), (0.02, 100), (0.1, 50), (0.3, 200), (0.9, 500))
    ),
    *(
        Kind(ControlChartKind.U, f"{rate:g} a unit, {n:g} units", level=rate, cases=n)
        for rate, n in ((0.01, 50), (0.02, 100), (0.1, 50), (0.3, 200))
    ),
    Kind(
        ControlChartKind.PP,
        "30% of 5,000, spread twice that of chance",
        level=0.3,
        cases=5000,
        spread=2,
    ),
    Kind(
        ControlChartKind.UP,
        "0.3 a unit, 5,000 units, spread twice that of chance",
        level=0.3,
        cases=5000,
        spread=2,
    ),
    *(
        Kind(
            ControlChartKind.T,
            f"gaps of counted events, {mean:g} a period",
            events=mean,
        )
        for mean in (0.05, 0.1, 0.2, 0.4)
    ),
    *(
        Kind(
            ControlChartKind.G,
            f"gaps of counted events, {mean:g} a period",
            events=mean,
        )
        for mean in (0.4, 0.6, 0.9)
    ),
    Kind(ControlChartKind.T, "measured times between events"),
    *(
        Kind(
            ControlChartKind.G, f"{mean:g} cases between events on average", level=mean
        )
        for mean in (5, 30, 200)
    ),
    Kind(ControlChartKind.RUN, "any values, by Anhøj's rules"),
)


def rows() -> Iterator[tuple[str, ...]]:
    """Chart, process, rule set, length, share with any signal, share on the latest."""
    for kind in KINDS:
        names = rule_set_ids() if kind is KINDS[0] else (DEFAULT,)
        for name in names:
            for n in LENGTHS:
                rng = np.random.default_rng([SEED, n, KINDS.index(kind)])
                found = rates_of(
                    _process(kind, n), rule_set(name), n_series=SERIES, rng=rng
                )
                rates = (f"{rate:.4f}" for rate in found)
                yield (kind.chart.value, kind.said, name, str(n), *rates)


def _process(kind: Kind, n: int) -> Unchanged:
    return Unchanged(
        chart=kind.chart,
        n=n,
        n_base=n,
        level=kind.level,
        events=kind.events,
        out_of=(kind.cases,) * n if kind.cases else (),
        spread=kind.spread,
    )


def main() -> None:
    """Write the table where the documentation reads it."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["chart", "of", "rule_set", "n", "any_point", "last_point"])
        table.writerows(rows())
    sys.stdout.write(f"{SERIES} series a row, seed {SEED}\n")


if __name__ == "__main__":
    main()
