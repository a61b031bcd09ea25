"""Mersey's side: `python -m bench.ours WHAT …` times one thing and prints one JSON line.

The program itself (`mersey load`, `mersey look`) is run as it is; see `commands`.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.eventlog import EventLog

__all__ = ["FLOW", "main"]

FLOW: Final = ("map", "lead_time", "wip", "throughput", "handovers", "variants")
"""What is measured on a prepared store, by the names used in the tables."""


def main(what: str, *arguments: str) -> dict[str, Any]:
    """Run one measurement and say what it found."""
    return {"flow": flow, "scan": scan, "copy": copy}[what](*arguments)


def flow(name: str, store: str) -> dict[str, Any]:
    """One answer from the store in the folder `store`, twice in this process."""
    from mersey.eventlog import open_log  # noqa: PLC0415  (its import is not a call)

    log = open_log(Path(store))
    call = _calls()[name]
    first, _ = timed(lambda: call(log))
    second, answer = timed(lambda: call(log))
    said = _map_said(answer) if name == "map" else {}
    return {"seconds": [first, second], **said}


def scan(name: str, where: str) -> dict[str, Any]:
    """The raw scan that is the floor of `name`: a folder of Parquet, or a store."""
    import duckdb  # noqa: PLC0415

    from bench.scans import SCANS, open_parquet  # noqa: PLC0415

    path = Path(where)
    connection = (
        open_parquet(path) if path.is_dir() else duckdb.connect(where, read_only=True)
    )
    query = SCANS[name].sql(connection)
    first, _ = timed(lambda: connection.sql(query).fetchall())
    second, _ = timed(lambda: connection.sql(query).fetchall())
    return {"seconds": [first, second]}


def copy(source: str, target: str) -> dict[str, Any]:
    """DuckDB alone: the CSV to Parquet, as it comes."""
    import duckdb  # noqa: PLC0415

    duckdb.sql(f"COPY (FROM read_csv('{source}')) TO '{target}' (FORMAT parquet)")
    counted = duckdb.sql(f"SELECT count(*) FROM read_parquet('{target}')")  # noqa: S608
    return {"n_events": counted.fetchone()[0]}


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that the call took, and what it gave."""
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
