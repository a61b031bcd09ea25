"""One log to be measured on, things that take their turns on it, and figures made of them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from bench.history import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from bench.process import Run

__all__ = [
    "LARGE",
    "Plan",
    "at_least",
    "at_most",
    "budget",
    "cpu",
    "figure",
    "fresh",
    "in_turn",
    "seconds",
]

LARGE: Final = 5_000_000
"""From this many events on, the budgets for ten million are held against the figures."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to measure: a log of `n` events, in `rounds` rounds, with PM4Py or without."""

    n: int
    rounds: int
    pm4py: bool
    data: Path

    @property
    def is_large(self) -> bool:
        """Whether the budgets for ten million events count."""
        return self.n >= LARGE

    def times(self, what: str) -> int:
        """How often: PM4Py needs minutes on a large log, and so has one turn there."""
        return 1 if what.startswith("PM4Py") and self.is_large else self.rounds


def in_turn(plan: Plan, turns: dict[str, Callable[[], Run]]) -> dict[str, list[Run]]:
    """Each thing in its turn, round by round, so that a slow minute slows them all."""
    runs: dict[str, list[Run]] = {name: [] for name in turns}
    for round_number in range(plan.rounds):
        for name, run in turns.items():
            if round_number < plan.times(name):
                runs[name].append(run())
    return runs


def seconds(runs: Iterable[Run], *, call: int = 0) -> float:
    """Seconds of that call, or of the whole process: the median."""
    return median(run.seconds[min(call, len(run.seconds) - 1)] for run in runs)


def cpu(runs: Iterable[Run]) -> float:
    """Seconds of processor, of all threads of the whole process: the median."""
    return median(run.cpu_s for run in runs)


def figure(plan: Plan, what: str, runs: Sequence[Run]) -> Figure:
    """Seconds and peak memory, of which nothing is promised."""
    peak_mb = median(run.peak_mb for run in runs)
    return Figure(what=what, n=plan.n, seconds=seconds(runs), peak_mb=peak_mb)


def at_most(plan: Plan, what: str, ratio: float, most: float) -> Figure:
    """A ratio that is to be small, where the log is a large one."""
    promised = budget(plan, f"≤ {most:g}", holds=ratio <= most)
    return Figure(what=what, n=plan.n, ratio=ratio, **promised)


def at_least(plan: Plan, what: str, ratio: float, least: float) -> Figure:
    """A ratio that is to be large, where the log is a large one."""
    promised = budget(plan, f"≥ {least:g}", holds=ratio >= least)
    return Figure(what=what, n=plan.n, ratio=ratio, **promised)


def budget(plan: Plan, words: str, *, holds: bool) -> dict[str, str | bool]:
    """A budget of large logs; none of others."""
    return {"budget": words, "holds": holds} if plan.is_large else {}


def fresh(folder: Path) -> Path:
    """The folder, with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder
