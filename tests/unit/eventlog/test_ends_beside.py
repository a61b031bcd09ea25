"""Ends beside the one that a file names: given up, asked about afterwards, come again."""

from __future__ import annotations

import csv
import statistics
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from mersey.load import write_map
from tests.exports.outcome import Read, outcome_of
from tests.unit.load.made_logs import loaded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

N = 60
OPENED = [date(2024, 1, 8) + timedelta(days=3 * i) for i in range(N)]
DAYS = [5 + 7 * i % 31 for i in range(N)]
IS_OVER = [OPENED[i] + timedelta(days=DAYS[i]) <= OPENED[-1] for i in range(N)]
N_OVER = sum(IS_OVER)
MEDIAN = statistics.median(d for d, over in zip(DAYS, IS_OVER, strict=True) if over)

Rows = list[list[str]]


def day(i: int, days: int | None = None) -> str:
    return (OPENED[i] + timedelta(days=DAYS[i] if days is None else days)).isoformat()


def figures(
    folder: Path, head: list[str], rows: Rows, *options: str
) -> tuple[int, int, float | None]:
    path = folder / "file.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])
    read, _ = outcome_of(path, options)
    assert isinstance(read, Read), read
    return read.cases, read.closed, read.median_days


def wide(end_of: Callable[[int], list[str]]) -> Rows:
    return [[f"R{i}", day(i, 0), *end_of(i)] for i in range(N)]


def either(i: int) -> list[str]:
    """One case in four gives up."""
    if not IS_OVER[i]:
        return ["", ""]
    return ["", day(i)] if i % 4 == 0 else [day(i), ""]


@pytest.mark.parametrize("stated", [True, False])
def test_a_map_ends_cases_as_what_was_said_when_it_was_written(
    stated: bool, tmp_path: Path
) -> None:
    head, rows = ["Reference", "Received", "Decided", "Withdrawn"], wide(either)
    named = {"closed": "Decided"} if stated else {}
    options = [part for role, name in named.items() for part in (f"--{role}", name)]
    said = figures(tmp_path, head, rows, *options)
    assert (said[1] < N_OVER) == stated  # the two readings differ
    place = tmp_path / "map.toml"
    with loaded((tmp_path / "file.csv").read_text(), **named) as log:
        write_map(log.mapping, place)
    assert figures(tmp_path, head, rows, "--map", str(place)) == said


@pytest.mark.parametrize(
    ("opened", "proper", "given_up"),
    [
        ("Opened", "Closed", "Withdrawn"),
        ("Raised", "Completed", "Cancelled"),
        ("Received date", "Decision date", "Withdrawn date"),
        ("Admitted", "Discharged", "Died"),
        ("Eingang am", "Abgeschlossen am", "Zurückgezogen am"),
        ("Dyddiad derbyn", "Dyddiad cau", "Dyddiad tynnu'n ôl"),
        ("Date void", "Date let", "Date withdrawn"),
        ("Case opened", "Tenancy end", "Case closed no further action"),
    ],
)
def test_ways_to_give_up_end_a_case_when_the_closing_stays_empty(
    tmp_path: Path, opened: str, proper: str, given_up: str
) -> None:
    head = ["Ref", opened, proper, given_up]
    assert figures(tmp_path, head, wide(either)) == (N, N_OVER, MEDIAN)


def test_closing_that_a_person_names_is_the_only_one(tmp_path: Path) -> None:
    head = ["Ref", "Opened", "Closed", "Withdrawn"]
    found = figures(tmp_path, head, wide(either), "--closed", "Closed")
    assert found[1] == sum(IS_OVER[i] and i % 4 != 0 for i in range(N))


@pytest.mark.parametrize("step", ["Fee paid", "Permit approved", "Visit cancelled"])
def test_milestone_on_the_way_is_no_end_beside_the_closing(
    tmp_path: Path, step: str
) -> None:
    rows = wide(lambda i: [day(i, 2), day(i) if IS_OVER[i] else ""])
    found = figures(tmp_path, ["Ref", "Opened", step, "Closed"], rows)
    assert found == (N, N_OVER, MEDIAN)


def test_validation_is_no_end_when_only_giving_up_has_a_name(tmp_path: Path) -> None:
    rows = wide(lambda i: [day(i, 2), day(i) if IS_OVER[i] and i % 4 == 0 else ""])
    found = figures(tmp_path, ["Ref", "Received", "Validated", "Withdrawn"], rows)
    assert found[1] == sum(IS_OVER[i] for i in range(0, N, 4))


def steps(steps_of: Callable[[int], list[tuple[str, int]]]) -> Rows:
    return [
        [f"E{i}", name, f"{day(i, days)} 09:00"]
        for i in range(N)
        for name, days in [("Received", 0), *steps_of(i)]
    ]


@pytest.mark.parametrize(
    ("end", "asked"),
    [("Closed", "Survey sent"), ("Caewyd", "Arolwg wedi'i anfon")],
)
def test_survey_after_every_end_is_no_end(tmp_path: Path, end: str, asked: str) -> None:
    rows = steps(lambda i: [(end, DAYS[i]), (asked, DAYS[i] + 12)] * IS_OVER[i])
    found = figures(tmp_path, ["case", "activity", "time"], rows)
    assert found == (N, N_OVER, MEDIAN)


def test_work_between_an_end_and_the_same_end_opens_the_case_again(
    tmp_path: Path,
) -> None:
    rows = steps(
        lambda i: [
            *[("Closed", 2), ("Customer called back", 3)] * (i % 5 == 0),
            *[("Closed", DAYS[i])] * IS_OVER[i],
        ]
    )
    found = figures(tmp_path, ["case", "activity", "time"], rows)
    assert found == (N, N_OVER, MEDIAN)
