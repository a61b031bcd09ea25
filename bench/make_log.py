"""Large made-up logs to measure on: `python bench/make_log.py 1e6 bench/data/1000000.csv`.

A council service of no one kind: 25 activities, 12 teams, about 200 officers, three
years, 8.8 events a case, loops of rework, waits that are mostly short and sometimes very
long, rows in random order, and one event in 25 written in the same second as the one
before it. What would happen after the extract has not happened, so some cases are open.
The same size and seed give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

SEED: Final = 2026
FIRST_DAY: Final = np.datetime64("2023-04-03", "s")  # a Monday
DAYS: Final = 3 * 365
DAY_S: Final = 86_400
N_OFFICERS: Final = 200
CASES_AT_ONCE: Final = 200_000
SHARE_OF_TIES: Final = 0.04
EVENTS_A_CASE: Final = 8.7
CLOCKS_GO_FORWARD: Final = ("2024-03-31", "2025-03-30", "2026-03-29")

TEAMS: Final = (
    "Front desk", "Intake", "East area", "West area", "North area", "Specialists",
    "Visits", "Finance", "Legal", "Contractors", "Appeals", "Support",
)  # fmt: skip

# Activity → (usual team, median days before it, what follows with its chance in 100).
# A chance left over ends the case there.
ROUTES: Final[dict[str, tuple[str, float, dict[str, int]]]] = {
    "Request received": ("Front desk", 0.0, {"Request logged": 84, "Duplicate closed": 7, "Sent elsewhere": 9}),
    "Request logged": ("Front desk", 0.3, {"Details checked": 82, "More details asked": 18}),
    "More details asked": ("Front desk", 1.0, {"Details supplied": 86, "More details asked": 8, "Withdrawn": 6}),
    "Details supplied": ("Front desk", 6.0, {"Details checked": 100}),
    "Details checked": ("Intake", 1.0, {"Priority set": 88, "More details asked": 12}),
    "Priority set": ("Intake", 0.4, {"Allocated": 83, "Sent elsewhere": 17}),
    "Allocated": ("Intake", 3.0, {"Visit booked": 33, "Desk review": 60, "Allocated": 7}),
    "Visit booked": ("Visits", 2.0, {"Visit made": 84, "Visit missed": 16}),
    "Visit missed": ("Visits", 5.0, {"Visit booked": 85, "Withdrawn": 15}),
    "Visit made": ("Visits", 5.0, {"Desk review": 45, "Job raised": 35, "Completed": 20}),
    "Desk review": ("East area", 4.0, {"Draft written": 46, "Advice asked": 11, "More details asked": 9, "Job raised": 7, "Completed": 27}),
    "Advice asked": ("Specialists", 1.0, {"Advice given": 100}),
    "Advice given": ("Specialists", 9.0, {"Draft written": 80, "Legal check": 20}),
    "Legal check": ("Legal", 7.0, {"Draft written": 90, "Desk review": 10}),
    "Draft written": ("East area", 3.0, {"Draft approved": 80, "Draft returned": 20}),
    "Draft returned": ("Support", 1.5, {"Draft written": 70, "Desk review": 30}),
    "Draft approved": ("Support", 1.0, {"Decision sent": 100}),
    "Decision sent": ("Support", 0.5, {"Appeal opened": 6, "Completed": 94}),
    "Job raised": ("Finance", 0.6, {"Job done": 100}),
    "Job done": ("Contractors", 8.0, {"Job raised": 14, "Completed": 86}),
    "Appeal opened": ("Appeals", 14.0, {"Desk review": 35, "Completed": 65}),
    "Duplicate closed": ("Front desk", 0.5, {}),
    "Sent elsewhere": ("Intake", 0.8, {}),
    "Withdrawn": ("Support", 10.0, {}),
    "Completed": ("Support", 1.2, {}),
}  # fmt: skip

ACTIVITIES: Final = tuple(ROUTES)


def chances() -> np.ndarray:
    """Chance of at most each next activity, a row per activity; 1 at its last."""
    table = np.zeros((len(ACTIVITIES), len(ACTIVITIES)))
    for row, (_, _, following) in enumerate(ROUTES.values()):
        for name, chance in following.items():
            table[row, ACTIVITIES.index(name)] = chance / 100
    return table.cumsum(axis=1)


def events(n_cases: int, random: np.random.Generator) -> dict[str, np.ndarray]:
    """Case, activity, time (seconds since the first day) and team, a row per event.

    Rows stand step by step: all first events, then all second ones.
    """
    following = chances()
    usual_team = np.array([TEAMS.index(team) for team, _, _ in ROUTES.values()])
    median_days = np.array([days for _, days, _ in ROUTES.values()])
    case = np.arange(n_cases)
    activity = np.zeros(n_cases, dtype=np.int64)
    time_s = _arrivals(n_cases, random)
    steps = []
    while case.size:
        team = np.where(
            random.random(case.size) < 0.07,
            random.integers(0, len(TEAMS), case.size),
            usual_team[activity],
        )
        steps.append((case, activity, time_s, team))
        drawn = random.random(case.size)
        goes_on = drawn < following[activity, -1]
        case, activity, drawn = case[goes_on], activity[goes_on], drawn[goes_on]
        activity = (following[activity] <= drawn[:, None]).sum(axis=1)
        waits = random.lognormal(np.log(median_days[activity]), 1.1) * DAY_S
        waits[random.random(case.size) < SHARE_OF_TIES] = 0
        time_s = time_s[goes_on] + waits.astype(np.int64)
    names = ("case", "activity", "time_s", "team")
    return {name: np.concatenate([s[i] for s in steps]) for i, name in enumerate(names)}


def _arrivals(n_cases: int, random: np.random.Generator) -> np.ndarray:
    """Seconds since the first day: working days mostly, in working hours mostly."""
    day = random.integers(0, DAYS, n_cases)
    at_weekend = (day % 7 >= 5) & (random.random(n_cases) < 0.85)
    day = np.where(at_weekend, day - day % 7 + random.integers(0, 5, n_cases), day)
    second = random.normal(12.5 * 3600, 2.5 * 3600, n_cases)
    return np.clip(day, 0, DAYS - 1) * DAY_S + second.clip(0, DAY_S - 1).astype(int)


def log(n_events: int, *, seed: int = SEED) -> pa.Table:
    """At least `n_events` events of whole cases, in random order.

    Events of one case in one second stay next to each other in their true order, as
    when somebody saves two steps at once: their order in the file breaks the tie.
    """
    parts: list[dict[str, np.ndarray]] = []
    n_made, n_cases = 0, 0
    random = np.random.default_rng(seed)
    while n_made < n_events:
        wanted = min(
            CASES_AT_ONCE, max(1, int((n_events - n_made) / EVENTS_A_CASE) + 1)
        )
        part = events(wanted, random)
        part["case"] += n_cases
        part["time_s"] = _on_the_wall(part["time_s"])
        kept = part["time_s"] < DAYS * DAY_S
        parts.append({name: values[kept] for name, values in part.items()})
        n_cases += wanted
        n_made += int(kept.sum())
    whole = {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}
    return _as_table(whole, _shuffled(whole, random), random)


def _on_the_wall(time_s: np.ndarray) -> np.ndarray:
    """Times that a clock in London shows: none in the hour that spring leaves out."""
    for day in CLOCKS_GO_FORWARD:
        from_s = (np.datetime64(f"{day}T01:00:00") - FIRST_DAY).astype(int)
        lost = (time_s >= from_s) & (time_s < from_s + 3600)
        time_s = np.where(lost, from_s + 3600, time_s)
    return time_s


def _shuffled(whole: dict[str, np.ndarray], random: np.random.Generator) -> np.ndarray:
    in_case_order = np.lexsort((whole["time_s"], whole["case"]))  # keeps steps in order
    case, time_s = whole["case"][in_case_order], whole["time_s"][in_case_order]
    is_new = np.r_[True, (case[1:] != case[:-1]) | (time_s[1:] != time_s[:-1])]
    group = is_new.cumsum() - 1
    place = random.permutation(group[-1] + 1)[group]
    return in_case_order[np.argsort(place, kind="stable")]


def _as_table(
    whole: dict[str, np.ndarray], order: np.ndarray, random: np.random.Generator
) -> pa.Table:
    rows = {name: values[order] for name, values in whole.items()}
    n = order.size
    per_team = N_OFFICERS // len(TEAMS)
    rows["officer"] = rows["team"] * per_team + random.integers(0, per_team + 1, n)
    rows["pence"] = (random.gamma(2.0, 1500.0, n)).astype(np.int64)
    rows = _without_repeats(rows)
    time = FIRST_DAY + rows["time_s"].astype("timedelta64[s]")
    number = pc.utf8_lpad(pa.array(rows["case"]).cast(pa.string()), 8, "0")
    return pa.table(
        {
            "case_ref": pc.binary_join_element_wise("R", number, ""),
            "activity": _named(ACTIVITIES, rows["activity"]),
            "completed_at": pc.strftime(pa.array(time), "%Y-%m-%d %H:%M:%S"),
            "team": _named(TEAMS, rows["team"]),
            "officer": _named([f"officer-{i:03}" for i in range(300)], rows["officer"]),
            "cost": rows["pence"] / 100,
        }
    )


def _without_repeats(rows: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Rows that are not equal to the one before: mersey counts a repeat once."""
    is_new = np.zeros(rows["case"].size, dtype=bool)
    is_new[0] = True
    for values in rows.values():
        is_new[1:] |= values[1:] != values[:-1]
    return {name: values[is_new] for name, values in rows.items()}


def _named(names: tuple[str, ...] | list[str], codes: np.ndarray) -> pa.Array:
    codes = pa.array(codes.astype(np.int32))
    return pa.DictionaryArray.from_arrays(codes, pa.array(names)).cast(pa.string())


def write(n_events: int, path: Path, *, seed: int = SEED) -> Path:
    """The log as CSV at `path`; made again only where it is missing."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        quoting = pa.csv.WriteOptions(quoting_style="needed")
        pa.csv.write_csv(log(n_events, seed=seed), part, quoting)
        part.replace(path)
    return path


if __name__ == "__main__":
    print(write(int(float(sys.argv[1])), Path(sys.argv[2])))
