"""Mersey's side: `python -m bench.ours WHAT …` times one thing and prints one JSON line.

The program itself (`mersey load`, `mersey look`) is run as it is; see `commands`.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
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
    known = {
        "answers": answers,
        "copy": copy,
        "flow": flow,
        "parquet": parquet,
        "scan": scan,
    }
    return known[what](*arguments)


def answers(source: str, folder: str) -> dict[str, Any]:
    """From the file to the map, lead times, work in progress and the rest, once each.

    All that `mersey load` does is done: reading, roles, pseudonyms, findings, the store.
    """
    from mersey.engine import open_duckdb  # noqa: PLC0415
    from mersey.eventlog import prepare  # noqa: PLC0415
    from mersey.load import ReadOptions, read_log  # noqa: PLC0415

    now, work = datetime.now(UTC), Path(folder)  # noqa: TID251  (the shell's clock)
    work.mkdir(parents=True, exist_ok=True)
    session = open_duckdb(work)
    loaded = read_log(Path(source), session=session, options=ReadOptions(), now=now)
    log = prepare(loaded, work / "store", now=now)
    session.close()
    for call in _calls().values():
        call(log)
    return {"n_events": log.facts.n_events}


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
    return {"n_events": counted.fetchall()[0][0]}


def _calls() -> dict[str, Callable[[EventLog], Any]]:
    from mersey.flow import measure  # noqa: PLC0415
    from mersey.flow.counts import standings  # noqa: PLC0415
    from mersey.flow.handovers import handovers  # noqa: PLC0415
    from mersey.flow.lead_times import lead_times  # noqa: PLC0415
    from mersey.flow.process_map import edges_of  # noqa: PLC0415
    from mersey.flow.variants import top_variants  # noqa: PLC0415
    from mersey.flow.wip import daily_wip  # noqa: PLC0415
    from mersey.vocabulary import Per  # noqa: PLC0415

    return {
        "map": edges_of,
        "lead_time": lead_times,
        "wip": daily_wip,
        "throughput": lambda log: measure(log, "throughput", per=Per.WEEK),
        "handovers": lambda log: handovers(
            log, standings=standings(log, older_than=None)
        ),
        "variants": top_variants,
    }


def _map_said(edges: Any) -> dict[str, Any]:
    n = sum(edge.n for edge in edges)
    total_days = sum(edge.n * edge.mean_days for edge in edges)
    return {
        "n_edges": len(edges),
        "n_directly_follows": n,
        "mean_s": total_days / n * 86_400,
    }


def parquet(store: str, folder: str) -> dict[str, Any]:
    """The tables of a store as plain sorted Parquet: where raw scans are taken."""
    from bench.scans import export  # noqa: PLC0415

    export(Path(store), Path(folder))
    return {}


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that the call took, and what it gave."""
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
