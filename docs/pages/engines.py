"""Which engine answers what."""

from __future__ import annotations

from typing import Final

from docs.pages.markdown import document, table
from mersey.flow import MEASURES

__all__ = ["page"]

QUERIES: Final = (
    "the map, lead times, stages, handovers, rework, variants and ageing of a look",
    "clocks, the share in time, who is past a limit and who soon will be",
    "lead time by the month of opening, and whether it changed",
    "forecasts, risks of open cases, the list of open cases",
    "the log that a what-if learns from",
    "groups side by side, by the cases' facts and by team",
    "the cases, steps and outcomes that an experiment is judged by",
    "the facts of the Monday board",
)

RUN: Final = "Run on 30 November 2026 with PySpark 4.0.5, Java 17 and DuckDB 2.0.0 on two threads of one machine: 40 comparisons, all equal, in six minutes."

GAPS: Final = (
    (
        "reading a file, and preparing its tables",
        "never",
        (
            "DuckDB's own reader of CSV, its parsing of dates that gives null where one does not fit, its hashes. One machine reads; "
            "`mersey.eventlog.export_parquet` hands the tables on."
        ),
    ),
    (
        "tables written and sorted by Spark",
        "notimpl",
        "They are written by DuckDB as Parquet. Text of few values is a category in DuckDB's store and plain text in Parquet.",
    ),
    (
        "a command, or a page of the web, that opens the tables on Spark",
        "notimpl",
        "From Python only, as below: no option of `mersey` names a cluster, and `mersey serve` opens DuckDB's store.",
    ),
    (
        "the last bits of a sum",
        "never",
        "Floating-point numbers add up in the order in which parts of a cluster finish: equal to 12 digits.",
    ),
    (
        "several machines, Spark Connect",
        "notyet",
        "Run on two threads of one machine; nothing in the queries asks for more, and nobody has measured it.",
    ),
)

EXAMPLE: Final = """\
```python
from dataclasses import replace

from mersey.answer import answer
from mersey.engine import open_spark
from mersey.eventlog import open_log
from mersey.eventlog.prepared import export_parquet

log = open_log(folder)  # a log that DuckDB has prepared
export_parquet(log, shared_folder)
spark = open_spark(session)  # a SparkSession of yours
names = ("events", "cases", "variants")
tables = {
    name: spark.read_parquet(name, shared_folder / f"{name}.parquet") for name in names
}
found = answer(replace(log, store=spark, **tables))
```"""


def page() -> str:
    """What runs on DuckDB and on Spark, and what does not yet."""
    rows = [
        *((f"measure `{name}`", "yes", "yes") for name in MEASURES),
        *((query, "yes", "yes") for query in QUERIES),
        *((what, "yes", mark) for what, mark, _ in GAPS[:3]),
    ]
    return document(
        "Engines",
        "DuckDB is in the program and needs nothing. Spark is for a log that has outgrown one machine: on one machine it takes some "
        "fifty times as long. `pip install mersey[spark]` brings Spark 4.0; it needs Java 17.",
        "`make test-spark` runs every measure's worked example, every measure of a made-up log by week and by month, and whole answers of "
        "four logs, the groups, experiments and boards of some of them, on a real Spark, and compares each number with DuckDB's. No query is written twice.",
        RUN,
        table(("what", "DuckDB", "Spark 4.0"), rows),
        "## What Spark cannot do, and why",
        "`notimpl`: ours to do. `notyet`: not tried, or not there upstream. `never`: will stay so.",
        table(("what", "", "why"), GAPS),
        "## A prepared log on Spark",
        EXAMPLE,
    )
