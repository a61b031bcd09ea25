"""The paths of a log step by step, and the cases on them, as arrays.

How activities are used, what follows what and where cases stand are questions of paths:
a million cases take some tens of thousands, so that two queries answer them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.engine import query_beside
from mersey.eventlog.arrays import coded

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mersey.engine import Engine, StoredTable

CASES: Final = query_beside(__file__, "paths_of_cases")
STEPS: Final = query_beside(__file__, "steps_of_paths")


@dataclass(frozen=True, kw_only=True)
class PathArrays:
    """Paths, their steps in order, and the cases that took them.

    Attributes:
        path: Place of the path of each step, rising.
        activity: Place of the activity of each step in `activities`.
        activities: Every activity, by name.
        n_cases: Cases on each path.
        case_path: Place of the path of each case.
        last_time: When each case was last heard of, naive UTC in microseconds.
    """

    path: Any
    activity: Any
    activities: tuple[str, ...]
    n_cases: Any
    case_path: Any
    last_time: Any

    @cached_property
    def first(self) -> Any:
        """Where the steps of each path begin."""
        return np.searchsorted(self.path, np.arange(len(self.n_cases)))

    @cached_property
    def last(self) -> Any:
        """The last step of each path."""
        return np.append(self.first[1:], len(self.path)) - 1

    @cached_property
    def of_step(self) -> Any:
        """Cases that took each step."""
        return self.n_cases[self.path]

    def are(self, names: Collection[str]) -> Any:
        """Which steps are of these activities."""
        return np.array([name in names for name in self.activities], bool)[
            self.activity
        ]

    def by_activity(self, activity: Any, n: Any) -> Any:
        """The sum of `n` for each activity."""
        found = np.bincount(activity, weights=n, minlength=len(self.activities))
        return found.astype(np.int64)

    @cached_property
    def met(self) -> tuple[Any, Any]:
        """Each path with each of its activities once: places of both."""
        return self._once(np.arange(len(self.path)))

    def after_end(self, ends: Sequence[str]) -> dict[str, float]:
        """Activity → share of its events that come after an end in their case."""
        place = np.arange(len(self.path))
        is_end = self.are(ends)
        first_end = np.full(len(self.n_cases), len(place))
        np.minimum.at(first_end, self.path[is_end], place[is_end])
        is_after = place > first_end[self.path]
        after = self.by_activity(self.activity[is_after], self.of_step[is_after])
        n = self.by_activity(self.activity, self.of_step)
        return dict(zip(self.activities, (after / n).tolist(), strict=True))

    def later(self, names: Sequence[str]) -> dict[tuple[str, str], int]:
        """(name, activity) → cases in which the activity comes after `name`."""
        found: dict[tuple[str, str], int] = {}
        place = np.arange(len(self.path))
        for name in names:
            mine = np.flatnonzero(self.are((name,)))[::-1]
            begin = np.full(len(self.n_cases), len(place))
            begin[self.path[mine]] = mine  # the first of them in each path
            path, activity = self._once(np.flatnonzero(place > begin[self.path]))
            n = self.by_activity(activity, self.n_cases[path])
            pairs = zip(self.activities, n.tolist(), strict=True)
            found |= {(name, other): count for other, count in pairs if count}
        return found

    def _once(self, steps: Any) -> tuple[Any, Any]:
        """Each path with each activity that it has among these steps: places of both."""
        width = max(len(self.activities), 1)
        pairs = np.sort(self.path[steps] * width + self.activity[steps])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return pairs // width, pairs % width


def read_paths(
    session: Engine, *, facts: StoredTable, paths: StoredTable, steps: StoredTable
) -> PathArrays:
    """The arrays of a log's paths: two queries.

    Args:
        session: The engine that holds the tables.
        facts: See `case_facts`.
        paths: See `paths_met`.
        steps: See `path_steps`.
    """
    cases = session.ask(CASES, tables={"facts": facts, "paths": paths})
    told = session.ask(STEPS, tables={"steps": steps})
    example, seq = (told[name].to_numpy() for name in ("example", "seq"))
    order = np.lexsort((seq, example))
    examples, first = np.unique(example[order], return_index=True)
    names = coded(told["activity"])
    by_name = np.argsort(np.array(names.values, dtype=object))
    place = np.empty(len(by_name), np.int64)
    place[by_name] = np.arange(len(by_name))
    return PathArrays(
        path=np.searchsorted(examples, example[order]),
        activity=place[names.codes[order]],
        activities=tuple(names.values[at] for at in by_name.tolist()),
        n_cases=told["n_cases"].to_numpy()[order][first],
        case_path=np.searchsorted(examples, cases["example"].to_numpy()),
        last_time=cases["last_time"].to_numpy().astype("datetime64[us]"),
    )
