"""Speed and memory as ratios measured in one run: `python -m bench.run [--sizes …] [--parts …]`.

Prints the budgets of the design, and how each cost grows with the log, and keeps them in
bench/history.csv. Every measurement is a fresh process; what is compared
takes turns within a round; a figure is the median of the rounds.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime
from typing import Final

from bench import compare
from bench.history import append, machine, table, versions
from bench.plan import Plan
from bench.process import PM4PY_PYTHON, ROOT

DATA: Final = ROOT / "bench" / "data"
SIZES: Final = (10_000, 1_000_000, 10_000_000)


def main() -> None:
    """Measure, print, keep."""
    given = _arguments()
    pm4py = _has_pm4py() and not given.no_pm4py
    print(f"{machine()}\n{versions()}\n", flush=True)
    if not pm4py:
        print(
            "PM4Py is not in bench/.venv (`make bench` installs it where it can), or was "
            "left out: what is compared with it is not measured.\n",
            flush=True,
        )
    figures = []
    for n in given.sizes:
        plan = Plan(n=n, rounds=given.rounds, pm4py=pm4py, data=DATA)
        found = compare.measure(plan, given.parts)
        figures += found
        print(table(found), end="\n\n", flush=True)
    grown = compare.growth(figures)
    if grown:
        print(table(grown), end="\n\n", flush=True)
    if not given.no_history:
        append([*figures, *grown], on=_today())
    broken = [figure.what for figure in [*figures, *grown] if figure.holds is False]
    print("Over budget: " + ", ".join(broken) if broken else "Every budget holds.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", nargs="+", type=lambda n: int(float(n)), default=list(SIZES),
        help="events in the logs to make and measure; 1e6 is a million",
    )  # fmt: skip
    parser.add_argument(
        "--rounds", type=int, default=3, help="rounds; the median counts"
    )
    parser.add_argument(
        "--parts", nargs="+", choices=compare.PARTS, default=list(compare.PARTS),
        help="what to measure; how costs grow is told of what was",
    )  # fmt: skip
    parser.add_argument("--no-pm4py", action="store_true", help="leave PM4Py out")
    parser.add_argument("--no-history", action="store_true", help="keep nothing")
    return parser.parse_args()


def _today() -> date:
    return datetime.now(UTC).date()  # noqa: TID251  (a row of the history needs its day)


def _has_pm4py() -> bool:
    return PM4PY_PYTHON.is_file() and (PM4PY_PYTHON.parents[1] / ".ready").is_file()


if __name__ == "__main__":
    sys.exit(main())
