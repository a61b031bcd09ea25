"""How often an unchanged service shows a signal on a chart of that length.

Reads `false_alarms.csv`, which `bench/false_alarms.py` simulated once with a fixed seed.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mersey.signals.results import ChartKind, FalseAlarms

if TYPE_CHECKING:
    from mersey.signals.results import SerialTests

__all__ = ["false_alarms"]


def false_alarms(
    chart: ChartKind, rule_set: str, *, n: int, serial: SerialTests
) -> FalseAlarms:
    """The rates at `n` points, read between the simulated lengths on a log scale.

    Under the shortest and over the longest simulated length, those ends' rates.
    """
    rows = _table()[chart.value, "any" if chart is ChartKind.RUN else rule_set]
    lengths = sorted(rows)
    at = min(max(n, lengths[0]), lengths[-1])
    below = max(length for length in lengths if length <= at)
    above = min(length for length in lengths if length >= at)
    part = 0.0
    if above > below:
        part = math.log(at / below) / math.log(above / below)
    any_point, last_point = (
        low + part * (high - low)
        for low, high in zip(rows[below], rows[above], strict=True)
    )
    return FalseAlarms(
        n=n,
        any_point=any_point,
        last_point=last_point,
        is_too_low=serial.is_autocorrelated or serial.is_seasonal,
    )


@cache
def _table() -> dict[tuple[str, str], dict[int, tuple[float, float]]]:
    text = (files("mersey.signals") / "false_alarms.csv").read_text("utf-8")
    table: dict[tuple[str, str], dict[int, tuple[float, float]]] = {}
    for row in csv.DictReader(text.splitlines()):
        found = table.setdefault((row["chart"], row["rule_set"]), {})
        found[int(row["n"])] = float(row["any_point"]), float(row["last_point"])
    return table
