"""The program as people meet it: from a file to answers, a look, a what-if, a wide file.

What is compared here is compared by seconds of processor, because others work on the same
machine.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from bench.history import Figure
from bench.installed import installed_mb
from bench.plan import cpu, fresh, in_turn, seconds
from bench.process import by_hand, mersey, module, ours, pm4py_side, python

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench.plan import Plan
    from bench.process import Run

__all__ = ["answers", "program"]

OURS: Final = "file to answers"

IMPORT_S: Final = 0.4
LOOK: Final = 9.0
WHAT_IF: Final = 1.1
GROWTH: Final = 10.5
WIDE_MB: Final = 2_500
INSTALL_MB: Final = 350

WIDE_ROWS: Final = (10_000, 100_000)
WIDE_COLUMNS: Final = 24
WIDEST: Final = ((2_000, 1_000), (2_000, 5_000))
"""Rows and columns; more than 2,000 columns are refused, and that must be cheap too."""

REFUSED: Final = 3


def answers(plan: Plan, log: Path, scratch: Path) -> list[Figure]:
    """From the file to all answers, beside PM4Py and what is written by hand."""
    turns: dict[str, Callable[[], Run]] = {
        OURS: lambda: ours("answers", log, fresh(scratch / "answers")),
        "by hand, DuckDB": lambda: by_hand("duckdb", log),
    }
    if plan.pm4py:
        turns["by hand, polars"] = lambda: by_hand("polars", log)
        turns["PM4Py, file to answers"] = lambda: pm4py_side("answers", log)
    runs = in_turn(plan, turns)
    mine = cpu(runs[OURS])
    figures = [_cpu(plan, what, found) for what, found in runs.items()]
    for what in list(turns)[1:]:
        ratio = cpu(runs[what]) / mine
        promised = {}
        if what.startswith("PM4Py") and plan.is_large:
            promised = {"budget": "≥ 5", "holds": ratio >= 5}
        figures.append(
            Figure(what=f"{what} ÷ ours, CPU", n=plan.n, ratio=ratio, **promised)
        )
    return figures


def program(plan: Plan, log: Path, scratch: Path) -> list[Figure]:
    """Start, look, what-if and import; wide files; the size of the install."""
    return [*_start(plan, log, scratch), *_wide(plan, scratch), _install(plan)]


def _start(plan: Plan, log: Path, scratch: Path) -> list[Figure]:
    page = scratch / "page.html"
    whatif = ("whatif", log, "--rework", "-20%")
    turns: dict[str, Callable[[], Run]] = {
        "look, start to page": lambda: mersey("look", log, "--out", page),
        "import duckdb": lambda: python("import duckdb"),
        "import of the command line": lambda: python("import mersey.cli"),
        "mersey --help": lambda: mersey("--help"),
        "python, doing nothing": lambda: python("pass"),
        "first what-if": lambda: mersey(*whatif),
        "second what-if": lambda: mersey(*whatif),
    }
    runs = in_turn(plan, turns)
    look = cpu(runs["look, start to page"]) / cpu(runs["import duckdb"])
    again = cpu(runs["first what-if"]) / cpu(runs["second what-if"])
    took = seconds(runs["import of the command line"])
    return [
        *(_cpu(plan, what, found) for what, found in runs.items()),
        Figure(
            what="import of the command line", n=plan.n, seconds=took,
            budget=f"≤ {IMPORT_S} s", holds=took <= IMPORT_S,
        ),
        _most(plan, "look ÷ import duckdb, CPU", look, LOOK),
        _most(plan, "first ÷ second what-if, CPU", again, WHAT_IF),
    ]  # fmt: skip


def _wide(plan: Plan, scratch: Path) -> list[Figure]:
    figures = []
    sizes = [*((rows, WIDE_COLUMNS) for rows in WIDE_ROWS), *WIDEST]
    for rows, columns in sizes:
        file = plan.data / f"wide-{rows}x{columns}.csv"
        module("bench.make_wide", str(rows), str(columns), file)
        load = ("load", file, "--service", "wide", "--workspace")
        run = mersey(*load, fresh(scratch / "wide"), codes=(0, REFUSED))
        what = f"load of {rows:,} rows × {columns:,} columns, CPU"
        promised = {}
        if (rows, columns) in WIDEST:
            promised = {"budget": "peak ≤ 2.5 GB", "holds": run.peak_mb <= WIDE_MB}
        figures.append(
            Figure(
                what=what, n=rows, seconds=run.cpu_s, peak_mb=run.peak_mb, **promised
            )
        )
    small, large = (one.seconds or 0.0 for one in figures[:2])
    return [*figures, _most(plan, "load of wide rows × 10, CPU", large / small, GROWTH)]


def _install(plan: Plan) -> Figure:
    size = installed_mb()
    return Figure(
        what="install with byte code, MB",
        n=plan.n,
        peak_mb=size,
        budget=f"≤ {INSTALL_MB} MB",
        holds=size <= INSTALL_MB,
    )


def _cpu(plan: Plan, what: str, runs: list[Run]) -> Figure:
    peak_mb = median(run.peak_mb for run in runs)
    return Figure(what=f"{what}, CPU", n=plan.n, seconds=cpu(runs), peak_mb=peak_mb)


def _most(plan: Plan, what: str, ratio: float, most: float) -> Figure:
    return Figure(
        what=what, n=plan.n, ratio=ratio, budget=f"≤ {most:g}", holds=ratio <= most
    )
