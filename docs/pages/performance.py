"""Speed and memory: the newest of each figure kept in bench/history.csv."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docs.pages.markdown import document, table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["page"]

HISTORY: Final = Path(__file__).parents[2] / "bench" / "history.csv"

RETIRED: Final = frozenset({
    "load ÷ DuckDB copy", "PM4Py read ÷ load", "look, start to page",
    "mersey --help", "python, doing nothing",
})  # fmt: skip
"""Measured by the clock on the wall until 30 November 2026, and by CPU since."""

Row = dict[str, str]


def page() -> str:
    """The budgets, then every figure."""
    rows = _newest(HISTORY)
    if not rows:
        return document("Performance", "Nothing is measured yet: `make bench`.")
    last = rows[0]  # the newest first
    promised = [row for row in rows if row["budget"]]
    plain = [row for row in rows if row["seconds"]]
    return document(
        "Performance",
        f"From `bench/history.csv`, each figure as it was last measured; the newest on {last['date']}: "
        f"{last['machine']}; {last['versions']}. Your machine will give other seconds; the ratios travel better.",
        "## How it is measured",
        _METHOD,
        "## Budgets",
        table(
            ("what", "events", "seconds", "MB", "ratio", "budget", "holds", "measured"),
            _budgets(promised),
        ),
        "## Every figure",
        table(
            ("what", "events", "seconds", "peak MB", "measured"), map(_figure, plain)
        ),
        "## Ratios without a budget",
        table(("what", "events", "ratio", "measured"), _ratios(rows)),
    )


_METHOD: Final = """\
`make bench` makes logs of three sizes with `bench/make_log.py` (25 activities, 12 teams, three years, rows in
random order). Every measurement is a process of its own; things that are compared take turns; a figure is the
median of three rounds (of one, for PM4Py on the largest log). Peak memory is the largest resident size. What ends in
**CPU** counts seconds of processor, of all threads and of the whole process, imports included: others who work on the
same machine lengthen a wait much and these little. What was measured on 30 November 2026 was measured so, in one round.

- **load** is `mersey load FILE --service bench --json`, the program's own start included: reading, roles, dates,
  pseudonyms, findings, and the prepared store.
- **DuckDB copy** is DuckDB alone, turning the same CSV into Parquet with its own settings.
- **file to answers** is everything from the CSV to the map with p85, lead times, work in progress, throughput, handovers
  and variants, with all that load does. **PM4Py** does what its functions do of that (no p85, open cases as if they had
  ended; pandas for what it has no function for). **By hand** is what a good analyst writes for this one file, in
  `bench/by_hand.py`: columns and forms known, no roles, pseudonyms, findings, duplicates or rejected lines, nothing kept.
- **map** is the directly-follows map with mean, median and p85 on every edge, from the prepared store. The first call in a
  process includes one-off imports; the second does not.
- **PM4Py map** is `discover_dfg` and `discover_performance_dfg(perf_aggregation_key="all")` on a log that is in memory
  already; neither gives p85. The counts and means of both sides are checked to be the same before times are compared.
- **raw scan** is DuckDB reading just the columns that the answer needs from plain sorted Parquet and adding them up (for the
  map: by activity and next activity). **scan of the store** is the same on the store itself, whose columns are
  narrower; nothing is promised against it.
- **deadlines** are as many cases as the log has events, made up, given their due date and status by a clock: the one of
  freedom of information (20 working days of the union's calendar), one with a cut-off time, one in hours. **numpy
  busday_offset** is numpy alone, adding 20 working days to the same starts with the same calendar, and no status.
- **look** makes the whole page; **import duckdb** is a process that does nothing else.
- **wide rows** have a case each, eight dates, a team and kinds of text (`bench/make_wide.py`). More than 2,000 columns are
  refused, which is measured too.
- **install** is every locked package and mersey, each Python file with its byte code, in 10⁶ bytes (under *peak MB*).
- **×10 events** is the growth of a cost when the log is ten times as long, between two sizes measured."""


def _newest(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {(row["what"], row["n"]): row for row in rows if row["what"] not in RETIRED}
    return sorted(found.values(), key=lambda row: row["date"], reverse=True)


def _budgets(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    columns = ("seconds", "peak_mb", "ratio", "budget", "holds", "date")
    return [(r["what"], _count(r), *(r[name] for name in columns)) for r in rows]


def _figure(row: Row) -> tuple[str, ...]:
    return row["what"], _count(row), row["seconds"], row["peak_mb"], row["date"]


def _ratios(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    bare = (row for row in rows if row["ratio"] and not row["budget"])
    return [(row["what"], _count(row), row["ratio"], row["date"]) for row in bare]


def _count(row: Row) -> str:
    return f"{int(row['n']):,}"
