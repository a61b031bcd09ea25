"""How often an unchanged service shows a signal, from bench/false_alarms.csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from docs.pages.markdown import document, table

__all__ = ["page"]

TABLE: Final = Path(__file__).parents[2] / "bench" / "false_alarms.csv"
DEFAULT: Final = "mdc-r-0.2.2"
NO_VERDICT: Final = (0.5, 0.1)
"""Any signal in 24 points, and one on the latest: over either no verdict is drawn."""

Row = dict[str, str]


def page() -> str:
    """The rates by chart, process and length; then those of the other rule sets."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lengths = sorted({int(row["n"]) for row in rows})
    first = rows[0]
    default = [row for row in rows if row["rule_set"] == DEFAULT]
    others = [row for row in rows if (row["chart"], row["of"]) == _key(first)]
    return document(
        "How often charts are wrong",
        "Of services in which nothing changes, so many in 100 show *any* signal on a "
        "chart of that many points, and so many show one *on the latest point* (in "
        "brackets). Simulated by `python -m bench.false_alarms`, 6,000 series for each "
        "figure, so right to about one in 100.",
        "Each chart simulates its own rate as it is drawn, at its own mean, denominators "
        "and length (250 to 3,000 series, a fixed seed); this table shows how they run.",
        f"## By chart, level and length (`{DEFAULT}`)",
        _table(default, lengths, by="of"),
        "**No verdict** is drawn by a chart that would show more than half of unchanged "
        "series of 24 points a signal, or more than one in ten on the latest point: it "
        "would be wrong more often than right. Counts of under one a period are charted "
        "by the gaps between events, where there are at least twelve.",
        f"## By rule set (XmR, {first['of']})",
        _table(others, lengths, by="rule_set"),
    )


def _table(rows: list[Row], lengths: list[int], *, by: str) -> str:
    cells: dict[tuple[str, str], dict[int, Row]] = {}
    for row in rows:
        cells.setdefault((row["chart"], row[by]), {})[int(row["n"])] = row
    heads = ("Chart", "Of", *(f"{n} points" for n in lengths), "Verdict")
    return table(
        heads,
        [
            (chart, of, *(_said(found[n]) for n in lengths), _verdict(found))
            for (chart, of), found in cells.items()
        ],
    )


def _said(row: Row) -> str:
    return f"{float(row['any_point']):.0%} ({float(row['last_point']):.0%})"


def _verdict(found: dict[int, Row]) -> str:
    any_point = float(found[24]["any_point"])
    last_point = max(float(row["last_point"]) for row in found.values())
    is_drawn = any_point <= NO_VERDICT[0] and last_point <= NO_VERDICT[1]
    return "yes" if is_drawn else "none"


def _key(row: Row) -> tuple[str, str]:
    return row["chart"], row["of"]
