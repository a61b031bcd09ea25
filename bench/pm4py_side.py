"""PM4Py's side of the comparison: `bench/.venv/bin/python bench/pm4py_side.py WHAT FILE`.

Runs in an environment of its own (PM4Py is AGPL and no part of mersey) and prints one
JSON line: seconds of each call, and figures that mersey's answer must equal.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import pm4py

if TYPE_CHECKING:
    from collections.abc import Callable

CASE, ACTIVITY, TIME = "case_ref", "activity", "completed_at"
KEYS = {"case_id_key": CASE, "activity_key": ACTIVITY, "timestamp_key": TIME}


def read(path: str) -> dict[str, Any]:
    """Read the CSV and make it a log, as PM4Py's own pages show."""
    took, frame = timed(lambda: _formatted(path))
    return {"seconds": [took], "n_events": len(frame)}


def answers(path: str) -> dict[str, Any]:
    """From the file to what mersey tells of flow, as far as PM4Py tells it.

    Its own functions, and pandas on its frame where it has none (work in progress,
    throughput). No p85, and cases that are open are as if they had ended.
    """
    took, n_events = timed(lambda: _answers(path))
    return {"seconds": [took], "n_events": n_events}


def _answers(path: str) -> int:
    log = _formatted(path)
    _map(log)
    pm4py.get_all_case_durations(log, **KEYS)
    pm4py.get_variants(log, **KEYS)
    pm4py.discover_handover_of_work_network(
        log, resource_key="team", case_id_key=CASE, timestamp_key=TIME
    )
    times = log.groupby(CASE)[TIME].agg(["min", "max"])
    came, went = (times[name].dt.floor("D").value_counts() for name in ("min", "max"))
    came.sub(went, fill_value=0).sort_index().cumsum()
    times["max"].dt.tz_localize(None).dt.to_period("W").value_counts()
    return len(log)


def dfg_pandas(path: str) -> dict[str, Any]:
    """The performance map by the public functions, on a pandas frame in memory."""
    return _map_twice(_formatted(path))


def dfg_polars(path: str) -> dict[str, Any]:
    """The same on polars: the frame is in memory, and handed over lazily as PM4Py asks."""
    import polars as pl  # noqa: PLC0415  (only this measurement needs it)

    frame = pl.read_csv(path).with_columns(
        pl.col(TIME).str.to_datetime("%Y-%m-%d %H:%M:%S", time_zone="UTC"),
        pl.col(CASE).cast(pl.String),
    )
    return _map_twice(frame.sort([CASE, TIME], maintain_order=True).lazy())


def _formatted(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path)
    return pm4py.format_dataframe(
        frame, case_id=CASE, activity_key=ACTIVITY, timestamp_key=TIME
    )


def _map_twice(log: Any) -> dict[str, Any]:
    first, _ = timed(lambda: _map(log))
    second, (counts, durations) = timed(lambda: _map(log))
    return {
        "seconds": [first, second],
        "n_edges": len(counts),
        "n_directly_follows": int(sum(counts.values())),
        "mean_s": float(
            sum(counts[edge] * durations[edge]["mean"] for edge in counts)
            / sum(counts.values())
        ),
    }


def _map(log: Any) -> tuple[Any, Any]:
    counts, _, _ = pm4py.discover_dfg(log, **KEYS)
    durations, _, _ = pm4py.discover_performance_dfg(
        log, perf_aggregation_key="all", **KEYS
    )
    return counts, durations


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that the call took, and what it gave."""
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    what = {
        "answers": answers,
        "read": read,
        "dfg_pandas": dfg_pandas,
        "dfg_polars": dfg_polars,
    }
    print(json.dumps(what[sys.argv[1]](sys.argv[2])))
