"""Small systems whose answers are known."""

from __future__ import annotations

import numpy as np

from mersey.forecast.whatif import Crew, Workload, WorkLog, work_log

ALWAYS_OPEN = np.arange(169, dtype=np.float64) * 3600.0
"""Working seconds of a week before each hour, for a team that never closes."""

MONDAY = np.datetime64("2026-01-05T00:00:00", "us")


def one_stage(arrival: list[float], work: list[float], **given: object) -> Workload:
    """Cases of one task each, for one team."""
    n = len(arrival)
    return Workload(
        arrival=np.asarray(arrival, dtype=np.float64),
        first=np.arange(n + 1),
        team=np.zeros(n, dtype=np.int64),
        work=np.asarray(work, dtype=np.float64),
        delay=np.zeros(n),
        rank=np.asarray(given.get("rank", np.zeros(n)), dtype=np.float64),
        n_before=np.zeros(n, dtype=np.int64),
        follower_first=np.zeros(n + 1, dtype=np.int64),
        follower=np.zeros(0, dtype=np.int64),
    )


def crew(*people: int, worked: object = None) -> Crew:
    """Teams of so many people; always at work unless `worked` says when."""
    hours = ALWAYS_OPEN if worked is None else np.asarray(worked)
    return Crew(people=np.array(people), worked=np.tile(hours, (len(people), 1)))


def markov_queue(n: int, *, load: float, people: int, seed: int) -> Workload:
    """Poisson arrivals, exponential work of mean 1: M/M/c."""
    random = np.random.default_rng(seed)
    arrival = np.cumsum(random.exponential(1 / (load * people), n))
    return one_stage(arrival.tolist(), random.exponential(1, n).tolist())


def office_log(
    *, days: int = 84, seed: int = 1, starts: bool = True, shuffle: int | None = None
) -> WorkLog:
    """Five requests a working day: triage by one of two, then a visit by one of three."""
    random = np.random.default_rng(seed)
    rows = []
    number = 0
    for day in range(days):
        for hour in () if day % 7 > 4 else range(9, 14):
            opened = day * 1440 + hour * 60
            spent = random.integers(5, 40)
            began = opened + spent + random.integers(5, 60)
            ended = began + random.integers(20, 80)
            rows.append(
                (number, "Triage", opened, opened + spent, f"t{number % 2}", "A")
            )
            rows.append((number, "Visit", began, ended, f"v{number % 3}", "B"))
            if number % 5 == 0:
                rows.append((number, "Visit", ended, ended + 30, f"v{number % 3}", "B"))
            number += 1
    if shuffle is not None:
        rows = [
            rows[at] for at in np.random.default_rng(shuffle).permutation(len(rows))
        ]
    case, step, start, end, person, team = zip(*rows, strict=True)
    minute = np.timedelta64(1, "m")
    return work_log(
        case,
        step,
        start=MONDAY + np.array(start) * minute if starts else None,
        end=MONDAY + np.array(end) * minute,
        resource=person,
        team=team,
    )
