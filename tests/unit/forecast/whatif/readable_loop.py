"""The what-if's event loop told in small functions, slow and easy to read.

`mersey.forecast.whatif.kernel` must give the same bits.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, Final

WEEK_S: Final = 604800.0
SLOT_S: Final = 3600.0
SLOTS: Final = 168
"""Opening hours are known by the hour of the week."""

ARRIVES: Final = 0
JOINS: Final = 1
ENDS: Final = 2
OPENS: Final = 3


def work_clock(worked: Any, team: int, time: float) -> float:
    """Working seconds of the team from the first Monday to `time`.

    `worked` holds, per team, the working seconds of a week before each of its 168
    hours, and of the whole week last: 169 numbers a team, one team after another.
    """
    base = team * (SLOTS + 1)
    week = time // WEEK_S
    into = time - week * WEEK_S
    slot = min(int(into // SLOT_S), SLOTS - 1)
    before = worked[base + slot]
    rate = (worked[base + slot + 1] - before) / SLOT_S
    return float(week * worked[base + SLOTS] + before + (into - slot * SLOT_S) * rate)


def wall_clock(worked: Any, team: int, work: float) -> float:
    """The earliest time by which the team has worked `work` seconds."""
    base = team * (SLOTS + 1)
    a_week = worked[base + SLOTS]
    week = work // a_week
    left = work - week * a_week
    if left <= 0.0:
        week -= 1.0
        left = a_week
    low, high = 0, SLOTS
    while high - low > 1:  # worked[low] < left <= worked[high]
        middle = (low + high) // 2
        if worked[base + middle] < left:
            low = middle
        else:
            high = middle
    before = worked[base + low]
    rate = (worked[base + low + 1] - before) / SLOT_S
    return float(week * WEEK_S + low * SLOT_S + (left - before) / rate)


def open_from(worked: Any, team: int, time: float) -> float:
    """`time` where the team is at work then, else when it next opens."""
    base = team * (SLOTS + 1)
    week = time // WEEK_S
    slot = min(int((time - week * WEEK_S) // SLOT_S), SLOTS - 1)
    if worked[base + slot + 1] > worked[base + slot]:
        return float(time)
    while worked[base + slot + 1] <= worked[base + slot]:
        slot += 1
        if slot == SLOTS:
            slot = 0
            week += 1.0
    return float(week * WEEK_S + slot * SLOT_S)


def _after(worked: Any, team: int, time: float, work: float) -> float:
    """When the team has done `work` more seconds from `time`."""
    if work <= 0.0:
        return time
    if worked[team * (SLOTS + 1) + SLOTS] >= WEEK_S:
        return time + work
    return float(wall_clock(worked, team, work_clock(worked, team, time) + work))


def run_events(cases: Any, tasks: Any, teams: Any, limit: int, out: Any) -> int:
    """How many events there were; `out` is filled with each task's three times.

    Args:
        cases: (arrival, rising; first task of each case, and the end; tasks left).
        tasks: (team, −1 for none; work; delay; rank in the queue; case; tasks that
            must end before; where its followers begin; followers).
        teams: (people free, working time by hour, 1 while a wake-up is due).
        limit: Most cases in progress at once; 0 for no limit. Others wait their turn.
        out: (joined the queue, began, ended), one number a task.
    """
    arrival = cases[0]
    events = [(arrival[0], ARRIVES)]
    queues = [[(0.0, 0.0, 0)][:0] for _ in range(len(teams[0]))]
    arrived, admitted, gone, handled = 0, 0, 0, 0
    while len(events) > 0:
        now, code = heappop(events)
        handled += 1
        what = code // 4
        kind = code % 4
        if kind == ENDS:
            gone += _end(events, queues, (now, what), tasks, teams, (out, cases[2]))
        elif kind == JOINS:
            _join(events, queues, (now, what), tasks, teams, out)
        elif kind == OPENS:
            teams[2][what] = 0
            _serve(events, queues[what], (now, what), tasks, teams, out)
        else:
            arrived += 1
            _expect(events, arrival, arrived)
        while admitted < arrived and (limit == 0 or admitted - gone < limit):
            _admit(events, admitted, now, cases, tasks, teams)
            admitted += 1
    return handled


def _expect(events: Any, arrival: Any, case: int) -> None:
    """Put the case's arrival among the events, if there is such a case."""
    if case < len(arrival):
        heappush(events, (arrival[case], 4 * case + ARRIVES))


def _admit(
    events: Any, case: int, now: float, cases: Any, tasks: Any, teams: Any
) -> None:
    for task in range(cases[1][case], cases[1][case + 1]):
        if tasks[5][task] == 0:
            _enable(events, teams[1], tasks, task, now)


def _enable(events: Any, worked: Any, tasks: Any, task: int, now: float) -> None:
    """Send the task to its queue, once the delay that is its own has passed."""
    team = tasks[0][task]
    when = now
    if team >= 0:
        when = _after(worked, team, now, tasks[2][task])
    heappush(events, (when, 4 * task + JOINS))


def _join(
    events: Any, queues: Any, at: tuple[float, int], tasks: Any, teams: Any, out: Any
) -> None:
    now, task = at
    team = tasks[0][task]
    out[0][task] = now
    if team < 0:
        out[1][task] = now
        heappush(events, (now, 4 * task + ENDS))
        return
    heappush(queues[team], (tasks[3][task], now, task))
    _serve(events, queues[team], (now, team), tasks, teams, out)


def _end(
    events: Any, queues: Any, at: tuple[float, int], tasks: Any, teams: Any, out: Any
) -> int:
    """1 where that was the case's last task, else 0."""
    now, task = at
    team = tasks[0][task]
    out[0][2][task] = now
    for place in range(tasks[6][task], tasks[6][task + 1]):
        follower = tasks[7][place]
        tasks[5][follower] -= 1
        if tasks[5][follower] == 0:
            _enable(events, teams[1], tasks, follower, now)
    if team >= 0:
        teams[0][team] += 1
        _serve(events, queues[team], (now, team), tasks, teams, out[0])
    case = tasks[4][task]
    out[1][case] -= 1
    return 1 if out[1][case] == 0 else 0


def _serve(
    events: Any, queue: Any, at: tuple[float, int], tasks: Any, teams: Any, out: Any
) -> None:
    """Hand out work while somebody is free and the team is open."""
    now, team = at
    if len(queue) == 0 or teams[0][team] == 0:
        return
    opens = open_from(teams[1], team, now)
    if opens > now:
        if teams[2][team] == 0:
            teams[2][team] = 1
            heappush(events, (opens, 4 * team + OPENS))
        return
    while len(queue) > 0 and teams[0][team] > 0:
        task = heappop(queue)[2]
        teams[0][team] -= 1
        out[1][task] = now
        ends = _after(teams[1], team, now, tasks[1][task])
        heappush(events, (ends, 4 * task + ENDS))
