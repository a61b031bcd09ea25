"""The event loop of a what-if: queues, people and opening hours, one event at a time.

One function of plain Python on lists and heaps. It calls none of our own in the loop, for
calls of our own cost a third of it: so it is longer than a function should be (decision 0030).
Times are seconds on the wall since a Monday, 00:00; working time is counted from there.
"""

from __future__ import annotations

from bisect import bisect_left
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    Floats = list[float]
    Integers = list[int]

WEEK_S: Final = 604800.0
SLOT_S: Final = 3600.0
SLOTS: Final = 168
"""Opening hours are known by the hour of the week."""

EDGES: Final = SLOTS + 1
"""Numbers a team: working seconds of a week before each hour, and of the whole week."""

ARRIVES: Final = 0
JOINS: Final = 1
ENDS: Final = 2
OPENS: Final = 3
"""What an event is: its code is 4 × (place of the case, task or team) + one of these."""


def run_events(  # noqa: C901, PLR0912, PLR0915  (one loop: decision 0030)
    cases: tuple[Floats, Integers, Integers],
    tasks: tuple[
        Integers, Floats, Floats, Floats, Integers, Integers, Integers, Integers
    ],
    teams: tuple[Integers, Floats],
    limit: int,
    out: tuple[Floats, Floats, Floats],
) -> int:
    """How many events there were; `out` is filled with each task's three times.

    The lists of what is still to do, people free, tasks before and tasks left, are used up.

    Args:
        cases: (arrival, rising; first task of each case, and the end; tasks left).
        tasks: (team, −1 for none; work; delay; rank in the queue; case; tasks that
            must end before; where its followers begin; followers).
        teams: (people free; working seconds of a week before each hour and in all, 169
            numbers a team, one team after another).
        limit: Most cases in progress at once; 0 for no limit. Others wait their turn.
        out: (joined the queue, began, ended), one number a task.
    """
    arrival, first, left = cases
    team, work, delay, rank, case, n_before, follower_first, follower = tasks
    free, worked = teams
    joined, began, ended = out
    opens_at = _openings(worked)
    queues: list[list[tuple[float, float, int]]] = [[] for _ in free]
    is_woken = [False] * len(free)
    n_cases, arrived, admitted, gone, handled = len(arrival), 0, 0, 0, 0
    coming = (arrival[0], ARRIVES)
    events: list[tuple[float, int]] = []
    while events or arrived < n_cases:
        if events and (arrived == n_cases or events[0] < coming):
            now, code = heappop(events)
        else:
            now, code = coming
            arrived += 1
            if arrived < n_cases:
                coming = (arrival[arrived], 4 * arrived + ARRIVES)
        handled += 1
        what, kind = code >> 2, code & 3
        serving = -1
        due = []  # what comes after so much working time: (code, team, seconds)
        if kind == JOINS:
            joined[what] = now
            serving = team[what]
            if serving < 0:
                began[what] = now
                heappush(events, (now, 4 * what + ENDS))
            else:
                heappush(queues[serving], (rank[what], now, what))
        elif kind == ENDS:
            ended[what] = now
            serving = team[what]
            if serving >= 0:
                free[serving] += 1
            for place in range(follower_first[what], follower_first[what + 1]):
                task = follower[place]
                n_before[task] -= 1
                if n_before[task] == 0:
                    due.append((4 * task + JOINS, team[task], delay[task]))
            left[case[what]] -= 1
            if left[case[what]] == 0:
                gone += 1
        elif kind == OPENS:
            serving = what
            is_woken[what] = False
        while admitted < arrived and (limit == 0 or admitted - gone < limit):
            due.extend(
                (4 * task + JOINS, team[task], delay[task])
                for task in range(first[admitted], first[admitted + 1])
                if n_before[task] == 0
            )
            admitted += 1
        if serving >= 0 and free[serving] and queues[serving]:
            week = now // WEEK_S
            slot = min(int((now - week * WEEK_S) // SLOT_S), SLOTS - 1)
            base = serving * EDGES
            if worked[base + slot + 1] <= worked[base + slot]:
                if not is_woken[serving]:
                    is_woken[serving] = True
                    opens = week * WEEK_S + opens_at[base + slot]
                    heappush(events, (opens, 4 * serving + OPENS))
            else:
                queue = queues[serving]
                while queue and free[serving]:
                    task = heappop(queue)[2]
                    free[serving] -= 1
                    began[task] = now
                    due.append((4 * task + ENDS, serving, work[task]))
        for code, of, seconds in due:
            base = of * EDGES
            if of < 0 or seconds <= 0.0:
                when = now
            elif (a_week := worked[base + SLOTS]) >= WEEK_S:
                when = now + seconds
            else:
                week = now // WEEK_S
                into = now - week * WEEK_S
                slot = min(int(into // SLOT_S), SLOTS - 1)
                before = worked[base + slot]
                rate = (worked[base + slot + 1] - before) / SLOT_S
                until = week * a_week + before + (into - slot * SLOT_S) * rate + seconds
                week = until // a_week
                rest = until - week * a_week
                if rest <= 0.0:
                    week -= 1.0
                    rest = a_week
                # worked before the slot < rest ≤ worked after it
                slot = bisect_left(worked, rest, base, base + EDGES) - base - 1
                before = worked[base + slot]
                rate = (worked[base + slot + 1] - before) / SLOT_S
                when = week * WEEK_S + slot * SLOT_S + (rest - before) / rate
            heappush(events, (when, code))
    return handled


def _openings(worked: Sequence[float]) -> Floats:
    """For each team and hour, seconds from the week's begin until it next opens.

    Past the end of the week where it opens no more in it; 169 numbers a team, and for one
    that never opens all 0.
    """
    found = [0.0] * len(worked)
    for base in range(0, len(worked), EDGES):
        is_open = [worked[base + s + 1] > worked[base + s] for s in range(SLOTS)]
        if not any(is_open):
            continue
        opens = (SLOTS + is_open.index(True)) * SLOT_S
        for slot in reversed(range(SLOTS)):
            opens = slot * SLOT_S if is_open[slot] else opens
            found[base + slot] = opens
    return found
