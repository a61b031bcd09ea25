"""Logs in which particulars of one kind are planted in every place where they may stand."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.leaks.kinds import KINDS, parts_of

__all__ = ["PLACES", "Planted", "plant_headings", "plant_keys", "plant_log", "wanted"]

N_CASES: Final = 120
PLACES: Final = (
    "a column, one a case", "a column, shared by many", "a column among kinds",
    "inside a step", "a step alone", "after a colon in a step", "a team among teams",
    "an outcome", "a rejected row",
)  # fmt: skip
_HEADINGS: Final = (
    "Case Ref", "Step", "Done At", "Team", "Officer", "Outcome", "xq1", "xq2",
    "Referral source",
)  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """A file, and what was planted in it.

    Attributes:
        path: The file.
        found_by: Text that may not be found → the place where it was planted.
        arguments: What else the program is asked, whatever it does.
    """

    path: Path
    found_by: dict[str, str]
    arguments: tuple[str, ...] = ()


def plant_log(folder: Path, kind: str, *, seed: int) -> Planted:
    """A log of 120 cases with particulars of `kind` in all of `PLACES`.

    A row is rejected for its time. A date of birth would be a time, and the row an event.
    """
    rng = Random(f"{kind} {seed}")
    made = {
        place: [KINDS[kind](rng) for _ in range(n)] for place, n in _NUMBERS.items()
    }
    path = folder / "log.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        for case in range(N_CASES):
            writer.writerows(_rows(case, made, rng))
        for value in made["a rejected row"]:
            when = "not known" if "date" in kind else value
            writer.writerow(["R1", value, when, value, value, value, "", "", "Web"])
    return Planted(path, wanted(made))


def plant_headings(folder: Path, kind: str, *, seed: int) -> Planted:
    """A wide file with particulars of `kind` in its headings.

    One unknown word that is a whole heading passes (docs/explanation/what-is-kept.md),
    so such a one stands among words.
    """
    rng = Random(f"{kind} headings {seed}")
    values = [KINDS[kind](rng) for _ in range(2)]
    path = folder / "wide.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        alone = f"Visit of {values[1]}" if values[1].isalpha() else values[1]
        headings = [f"Seen by {values[0]}", alone]
        writer.writerow(["Case Ref", "Received", *headings, "Closed"])
        for n in range(40):
            day = f"{n % 28 + 1:02}"
            dates = [f"{day}/0{month}/2024" for month in range(1, 5)]
            writer.writerow([f"R{n}", *dates])
    return Planted(path, wanted({"a heading": values}))


def plant_keys(folder: Path, kind: str, *, seed: int) -> Planted:
    """Records of JSON with particulars of `kind` among their keys."""
    rng = Random(f"{kind} keys {seed}")
    value = KINDS[kind](rng)
    records = [
        {
            "Case Ref": f"R{n}",
            "Received": f"2024-01-{n % 28 + 1:02}",
            f"Seen by {value}": f"2024-02-{n % 28 + 1:02}",
            "Closed": f"2024-03-{n % 28 + 1:02}",
        }
        for n in range(40)
    ]
    path = folder / "records.json"
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return Planted(path, wanted({"a key": [value]}))


_NUMBERS: Final = {
    "a column, one a case": N_CASES // 4, "a column, shared by many": 4,
    "a column among kinds": 3, "inside a step": 10, "a step alone": 8,
    "after a colon in a step": 4, "a team among teams": 4, "an outcome": 4,
    "a rejected row": 3,
}  # fmt: skip
"""Place → how many different ones."""


def wanted(made: dict[str, list[str]]) -> dict[str, str]:
    """Text that may not be found → the place where it was planted."""
    return {
        part: place
        for place, values in made.items()
        for value in values
        for part in parts_of(value)
    }


def _rows(case: int, made: dict[str, list[str]], rng: Random) -> list[list[str]]:
    def one(place: str, n: int = case) -> str:
        return made[place][n % len(made[place])]

    team = one("a team among teams", case // 4) if case % 4 == 0 else f"Team {case % 3}"
    kinds = ["Web", "Phone", one("a column among kinds", case // 3)]
    facts = [
        f"Returned to {one('an outcome')}" if case % 3 else "Granted",
        one("a column, one a case"),
        one("a column, shared by many"),
        kinds[case % 3],
    ]
    middle = [f"Assigned to {one('inside a step')}", "Visited"]
    if case % 3 == 0:
        middle[1] = one("a step alone")
    if case % 5 == 0:
        middle[1] = f"Call: {one('after a colon in a step')}"
    steps = ["Received", *middle, "Closed"]
    rows = []
    for month, step in enumerate(steps, start=1):
        when = f"2024-0{month}-{rng.randrange(1, 28):02} 09:00"
        rows.append([f"R{case:05}", step, when, team, f"w{case % 5}", *facts])
    return rows
