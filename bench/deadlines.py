"""Due dates and statuses of many cases: `python -m bench.deadlines SIDE N CLOCK`.

`mersey` dates and judges N made-up cases by the clock; `numpy` is busday_offset alone on
the same starts and the same calendar, as the least that counting working days can cost.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from bench.ours import timed
from mersey.clocks import CALENDARS, due_dates, statuses
from mersey.services import clock_versions

if TYPE_CHECKING:
    from mersey.clocks import Clock

__all__ = ["AS_AT", "main"]

SEED: Final = 20260930
FIRST: Final = np.datetime64("2017-01-01T00:00:00", "us")
AS_AT: Final = np.datetime64("2026-09-30T00:00:00", "us")
WORKING_DAYS: Final = 20


def main(side: str, n: str, clock_id: str) -> dict[str, Any]:
    """Run one side twice and say how long each took, and how many cases were late."""
    starts, stops = cases(int(n))
    clock = clock_versions(clock_id)[-1]
    call = {"mersey": judge, "numpy": offset}[side]
    first, _ = timed(lambda: call(clock, starts, stops))
    second, found = timed(lambda: call(clock, starts, stops))
    return {"seconds": [first, second], "n_cases": int(n), **found}


def cases(n: int) -> tuple[Any, Any]:
    """Starts over ten years, one in fifty missing; stops, one in seven still to come."""
    draw = np.random.default_rng(SEED)
    span = int((AS_AT - FIRST).astype(np.int64))
    starts = FIRST + draw.integers(0, span, n)
    stops = starts + draw.integers(0, 60 * 86_400_000_000, n)
    stops[draw.random(n) < 1 / 7] = np.datetime64("NaT")
    starts[draw.random(n) < 1 / 50] = np.datetime64("NaT")
    return starts, stops


def judge(clock: Clock, starts: Any, stops: Any) -> dict[str, Any]:
    """Mersey's side: the limit and the status of every case."""
    limits = due_dates(clock, starts)
    found = statuses(limits, starts, stops, as_at=AS_AT)
    return {"statuses": np.bincount(found, minlength=7).tolist()}


def offset(clock: Clock, starts: Any, _stops: Any) -> dict[str, Any]:
    """Numpy's side: the day of each start, and nothing but working days on."""
    name = clock.calendar if clock.calendar != "none" else "england_wales"
    np.busday_offset(
        starts.astype("datetime64[D]"),
        WORKING_DAYS,
        roll="backward",
        busdaycal=CALENDARS[name].busdays,
    )
    return {}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
