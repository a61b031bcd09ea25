"""What is measured on one log, in which order, and against which budget."""

from __future__ import annotations

import math
import shutil
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from bench import whole
from bench.history import Figure
from bench.ours import FLOW
from bench.plan import (
    Plan,
    at_least,
    at_most,
    budget,
    cpu,
    figure,
    fresh,
    in_turn,
    seconds,
)
from bench.process import Run, mersey, module, ours, pm4py_side

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

__all__ = ["PARTS", "growth", "measure"]

PARTS: Final = ("load", "flow", "deadlines", "answers", "program")
"""What may be measured apart. `flow` loads the log too; `program` counts on small logs."""

SMALL: Final = 20_000
"""Up to this many events, the budget for `mersey look` is held."""

MIDDLE: Final = 500_000
"""From this many events on, the budget for loading is held."""

CLOCKS: Final = {
    "deadlines": "foi.request",
    "deadlines with a cut-off": "planning.minor_8w",
    "deadlines in hours": "housing.hazard_emergency_24h",
}
"""Clocks by which as many cases as the log has events are dated and judged."""

DEADLINES_S: Final = 3.0
PEAK_MB: Final = 4_000
SECONDS_EACH: Final = 0.3
GROWTH: Final = 10.5


def measure(plan: Plan, parts: Collection[str] = PARTS) -> list[Figure]:
    """The figures of one log, of those parts."""
    log = plan.data / f"{plan.n}.csv"
    module("bench.make_log", str(plan.n), log)
    scratch = Path(tempfile.mkdtemp(dir=plan.data, prefix="run-"))
    figures: list[Figure] = []
    try:
        if {"load", "flow"} & set(parts):
            store, loading = _load(plan, log, scratch)
            figures += loading if "load" in parts else []
        if "flow" in parts:
            parquet = scratch / "parquet"
            ours("parquet", store, parquet)
            figures += _flow(plan, log, store, parquet)
        if "deadlines" in parts:
            figures += _deadlines(plan)
        if "answers" in parts:
            figures += whole.answers(plan, log, scratch)
        if "program" in parts and plan.n <= SMALL:
            figures += whole.program(plan, log, scratch)
    finally:
        shutil.rmtree(scratch)
    return figures


def growth(figures: Sequence[Figure]) -> list[Figure]:
    """How much more each of ours costs when the log is ten times as long."""
    grown = []
    for what in ("load", *FLOW, *CLOCKS):
        sizes = sorted((f for f in figures if f.what == what), key=lambda f: f.n)
        grown += [_grown(what, small, large) for small, large in pairwise(sizes)]
    return grown


def _grown(what: str, small: Figure, large: Figure) -> Figure:
    steps = math.log10(large.n / small.n)
    ratio = ((large.seconds or 0.0) / (small.seconds or math.inf)) ** (1 / steps)
    return Figure(
        what=f"{what}: ×10 events, from {small.n:,}",
        n=large.n,
        ratio=ratio,
        budget=f"≤ {GROWTH}",
        holds=ratio <= GROWTH,
    )


def _load(plan: Plan, log: Path, scratch: Path) -> tuple[Path, list[Figure]]:
    turns: dict[str, Callable[[], Run]] = {
        "load": lambda: mersey(
            "load",
            log,
            "--service",
            "bench",
            "--json",
            "--workspace",
            fresh(scratch / "workspace"),
        ),
        "DuckDB copy": lambda: ours("copy", log, scratch / "copy.parquet"),
    }
    if plan.pm4py:
        turns["PM4Py read"] = lambda: pm4py_side("read", log)
    runs = in_turn(plan, turns)
    _same_events(plan, runs)
    load, ratio = seconds(runs["load"]), cpu(runs["load"]) / cpu(runs["DuckDB copy"])
    peak_mb = median(run.peak_mb for run in runs["load"])
    figures = [
        Figure(
            what="load", n=plan.n, seconds=load, peak_mb=peak_mb,
            **budget(plan, "peak ≤ 4 GB", holds=peak_mb <= PEAK_MB),
        ),
        *(figure(plan, name, runs[name]) for name in turns if name != "load"),
        Figure(what="load ÷ DuckDB copy, CPU", n=plan.n, ratio=ratio, **_of_copy(plan, ratio)),
    ]  # fmt: skip
    if plan.pm4py:
        read = cpu(runs["PM4Py read"]) / cpu(runs["load"])
        figures.append(Figure(what="PM4Py read ÷ load, CPU", n=plan.n, ratio=read))
    store = next((scratch / "workspace" / "logs" / "bench").glob("*/store.duckdb"))
    return store, figures


def _of_copy(plan: Plan, ratio: float) -> dict[str, str | bool]:
    if plan.n < MIDDLE:
        return {}
    most = 2.8 if plan.is_large else 3.2
    return {"budget": f"≤ {most}", "holds": ratio <= most}


def _flow(plan: Plan, log: Path, store: Path, parquet: Path) -> list[Figure]:
    turns: dict[str, Callable[[], Run]] = {}
    for name in FLOW:
        turns[name] = lambda name=name: ours("flow", name, store.parent)
        turns[f"{name} scan"] = lambda name=name: ours("scan", name, parquet)
        turns[f"{name} store scan"] = lambda name=name: ours("scan", name, store)
    if plan.pm4py:
        turns["PM4Py map"] = lambda: pm4py_side("dfg_pandas", log)
        turns["PM4Py map, polars"] = lambda: pm4py_side("dfg_polars", log)
    runs = in_turn(plan, turns)
    figures: list[Figure] = []
    for name in FLOW:
        figures += _one_flow(plan, name, runs)
    if plan.pm4py:
        figures += _against_pm4py(plan, runs)
    return figures


def _one_flow(plan: Plan, name: str, runs: dict[str, list[Run]]) -> list[Figure]:
    first, second = seconds(runs[name]), seconds(runs[name], call=1)
    scan = seconds(runs[f"{name} scan"], call=1)
    in_store = seconds(runs[f"{name} store scan"], call=1)
    peak_mb = median(run.peak_mb for run in runs[name])
    promised = {} if name == "map" else budget(
        plan, f"≤ {SECONDS_EACH} s", holds=second <= SECONDS_EACH
    )  # fmt: skip
    most = {"map": 2.5, "variants": 3.0}.get(name, 2.0)
    return [
        Figure(what=f"{name}, first call", n=plan.n, seconds=first, peak_mb=peak_mb),
        Figure(what=name, n=plan.n, seconds=second, peak_mb=peak_mb, **promised),
        Figure(what=f"raw scan for {name}", n=plan.n, seconds=scan),
        at_most(plan, f"{name} ÷ raw scan", second / scan, most),
        Figure(what=f"{name} ÷ scan of the store", n=plan.n, ratio=second / in_store),
    ]


def _against_pm4py(plan: Plan, runs: dict[str, list[Run]]) -> list[Figure]:
    _same_map(runs)
    first, second = seconds(runs["map"]), seconds(runs["map"], call=1)
    pandas = seconds(runs["PM4Py map"])
    polars = seconds(runs["PM4Py map, polars"])
    return [
        figure(plan, "PM4Py map", runs["PM4Py map"]),
        figure(plan, "PM4Py map, polars", runs["PM4Py map, polars"]),
        at_least(plan, "PM4Py map ÷ map, first call", pandas / first, 70),
        at_least(plan, "PM4Py map ÷ map", pandas / second, 100),
        at_least(plan, "PM4Py map, polars ÷ map, first call", polars / first, 20),
    ]


def _deadlines(plan: Plan) -> list[Figure]:
    turns: dict[str, Callable[[], Run]] = {
        what: lambda clock=clock: module(
            "bench.deadlines", "mersey", str(plan.n), clock
        )
        for what, clock in CLOCKS.items()
    }
    floor = "numpy busday_offset"
    turns[floor] = lambda: module(
        "bench.deadlines", "numpy", str(plan.n), CLOCKS["deadlines"]
    )
    runs = in_turn(plan, turns)
    took = {what: seconds(found) for what, found in runs.items()}
    return [
        *(
            Figure(
                what=what, n=plan.n, seconds=took[what],
                peak_mb=median(run.peak_mb for run in runs[what]),
                **budget(plan, f"≤ {DEADLINES_S:g} s", holds=took[what] <= DEADLINES_S),
            )
            for what in CLOCKS
        ),
        figure(plan, floor, runs[floor]),
        at_most(plan, f"deadlines ÷ {floor}", took["deadlines"] / took[floor], 3),
    ]  # fmt: skip


def _same_events(plan: Plan, runs: dict[str, list[Run]]) -> None:
    said = [run.said for found in runs.values() for run in found]
    counted = {one.get("n_events", one.get("rows_loaded")) for one in said}
    if len(counted) != 1:
        msg = f"not the same events were read from {plan.n:,}: {sorted(counted)}"
        raise RuntimeError(msg)


def _same_map(runs: dict[str, list[Run]]) -> None:
    """PM4Py and mersey must have found the same map, or their times say nothing."""
    said = [runs[name][0].said for name in ("map", "PM4Py map", "PM4Py map, polars")]
    counts = {(s["n_edges"], s["n_directly_follows"]) for s in said}
    means = [s["mean_s"] for s in said]
    if len(counts) != 1 or not math.isclose(min(means), max(means), rel_tol=1e-3):
        msg = f"the maps differ: {counts}, mean seconds {means}"
        raise RuntimeError(msg)
