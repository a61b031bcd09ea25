"""How close to a held-out log is a what-if's simulation? Run apart from `make bench`.

    python -m bench.whatif --logs ../shared/data/simulated --distances PYTHON

Fitted on the earlier part of a log, ten logs are simulated with as many cases as the
later part, from its first moment on, and PYTHON, an environment of its own with
log-distance-measures, measures how far each is from it (bench/whatif_distances.py).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.forecast.whatif import Changes, Crew, Workload, fit, simulate, work_log
from mersey.forecast.whatif.arrivals import Arrivals, draw_arrivals
from mersey.forecast.whatif.hours import worked_by
from mersey.forecast.whatif.scenario import spread_out
from mersey.forecast.whatif.worklog import FIRST_MONDAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.forecast.whatif import WhatIfModel

    Rows = list[dict[str, str]]

N_LOGS: Final = 10
LEARNT: Final = 0.8
"""Share of the cases of PurchasingExample, by first event, that is learnt from."""

FIELDS: Final = ("case_id", "Activity", "start_time", "end_time", "Resource")
N_VISITS: Final = 330_000
HERE: Final = Path(__file__).parent


def main() -> None:
    """Print the distances of each log, and how fast the simulation is, as JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--logs", type=Path, required=True)
    asked.add_argument("--distances", required=True, metavar="PYTHON")
    given = asked.parse_args()
    found = {}
    for name, learnt, held_out in _splits(given.logs):
        with tempfile.TemporaryDirectory() as folder:
            _simulate(learnt, held_out, Path(folder))
            found[name] = _measured(given.distances, Path(folder))
    found["speed"] = speed()
    print(json.dumps(found, indent=1, sort_keys=True))


def speed() -> dict[str, Any]:
    """Events a second: three stages, office hours, two to six people each."""
    work, crew = three_stages(N_VISITS // 3, seed=1)
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        run = simulate(work, crew)
        spent.append(time.perf_counter() - began)
    return {
        "events": run.n_events,
        "seconds": min(spent),
        "seconds_a_million": min(spent) / run.n_events * 1e6,
    }


def three_stages(n: int, *, seed: int) -> tuple[Workload, Crew]:
    """Cases that pass three teams one after another, Monday to Friday, 9 to 17."""
    random = np.random.default_rng(seed)
    at_work = np.zeros((7, 24), dtype=np.bool_)
    at_work[:5, 9:17] = True
    followers = np.tile([1, 1, 0], n)
    tasks = np.arange(3 * n)
    work = Workload(
        arrival=np.cumsum(random.exponential(900, n)),
        first=np.arange(0, 3 * n + 1, 3),
        team=np.tile([0, 1, 2], n),
        work=random.exponential(np.tile([350, 700, 1000], n)),
        delay=np.zeros(3 * n),
        rank=np.zeros(3 * n),
        n_before=np.tile([0, 1, 1], n),
        follower_first=np.concatenate([[0], np.cumsum(followers)]),
        follower=tasks[tasks % 3 > 0],
    )
    people = np.array([2, 4, 6])
    return work, Crew(people=people, worked=np.tile(worked_by(at_work.ravel()), (3, 1)))


def _splits(logs: Path) -> Iterator[tuple[str, Rows, Rows]]:
    learnt = _rows(logs / "LoanApp_simplified_train.csv.gz")
    yield "LoanApp", learnt, _rows(logs / "LoanApp_simplified_test.csv.gz")
    rows = _rows(logs / "PurchasingExample.csv.gz")
    opened: dict[str, str] = {}
    for row in rows:
        now = row["start_time"]
        opened[row["case_id"]] = min(now, opened.get(row["case_id"], now))
    in_order = sorted(opened, key=lambda case: (opened[case], case))
    early = set(in_order[: round(LEARNT * len(in_order))])
    yield (
        "P2P",
        [row for row in rows if row["case_id"] in early],
        [row for row in rows if row["case_id"] not in early],
    )


def _rows(path: Path) -> Rows:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _simulate(learnt: Rows, held_out: Rows, folder: Path) -> None:
    model = fit(_log(learnt))
    truth = _log(held_out)
    _write(folder / "truth.csv", _told(held_out))
    since = float(truth.opened.min())
    for number in range(N_LOGS):
        rows = list(_imagined(model, since, truth.n_cases, number))
        _write(folder / f"simulated-{number}.csv", rows)


def _log(rows: Rows) -> Any:
    return work_log(
        [row["case_id"] for row in rows],
        [row["activity"] for row in rows],
        start=[_moment(row["start_time"]) for row in rows],
        end=[_moment(row["end_time"]) for row in rows],
        resource=[row["resource"] for row in rows],
        team=[row["role"] for row in rows] if "role" in rows[0] else None,
    )


def _moment(told: str) -> np.datetime64:
    """As the wall showed it: an offset is left off."""
    return np.datetime64(told[:23] if "." in told else told[:19], "us")


def _imagined(
    model: WhatIfModel, since: float, n_cases: int, number: int
) -> Iterator[tuple[str, ...]]:
    a_case = (model.until - model.since) / model.opened.size
    until = since + 4 * a_case * n_cases
    drawn = draw_arrivals(model, since=since, until=until, seed=(number,))
    some = slice(n_cases)
    arrivals = Arrivals(
        time=drawn.time[some],
        pattern=drawn.pattern[some],
        stays=drawn.stays[some],
        repeats=drawn.repeats[some],
    )
    work = spread_out(model, Changes(), arrivals)
    run = simulate(work, model.crew)
    patterns = model.patterns
    for case, pattern in enumerate(arrivals.pattern.tolist()):
        span = slice(work.first[case], work.first[case + 1])
        begins = patterns.first[pattern]
        steps = patterns.activity[begins : patterns.first[pattern + 1]]
        for step, start, end in zip(
            steps, run.began[span], run.ended[span], strict=True
        ):
            yield str(case), model.activities[step], _text(start), _text(end), ""


def _text(seconds: float) -> str:
    return str(FIRST_MONDAY + np.timedelta64(round(seconds * 1000), "ms"))


def _told(rows: Rows) -> list[tuple[str, ...]]:
    return [
        (
            row["case_id"],
            row["activity"],
            str(_moment(row["start_time"])),
            str(_moment(row["end_time"])),
            row["resource"],
        )
        for row in rows
    ]


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(FIELDS)
        writer.writerows(rows)


def _measured(python: str, folder: Path) -> Any:
    done = subprocess.run(
        [python, str(HERE / "whatif_distances.py"), str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
