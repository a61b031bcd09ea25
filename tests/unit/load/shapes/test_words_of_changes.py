"""Fields of a history and transitions of a step, as other systems and languages call them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.outcome import Read, outcome_of

if TYPE_CHECKING:
    from pathlib import Path

N = 20
"""Cases, of which every fourth is not over; each of the others takes ten days."""


def read(folder: Path, head: str, rows: list[str]) -> Read:
    path = folder / "file.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    outcome, _ = outcome_of(path)
    assert isinstance(outcome, Read), outcome
    return outcome


@pytest.mark.parametrize(
    "field", ["Status", "Status Reason", "System.State", "Case status (internal)"]
)
def test_changes_of_status_are_the_steps_whatever_else_changed(
    tmp_path: Path, field: str
) -> None:
    rows = []
    for i in range(N):
        rows += [
            f"{i},Owner,Queue,Agent B,2024-01-{1 + i:02} 08:00",
            f"{i},{field},Received,Under review,2024-01-{1 + i:02} 09:00",
        ]
        if i % 4:
            rows += [
                f"{i},{field},Under review,Completed,2024-02-{1 + i:02} 09:00",
                f"{i},Owner,Agent B,Agent C,2024-02-{5 + i:02} 09:00",
            ]
    head = "Record,Changed Field,Old Value,New Value,Changed Date"
    found = read(tmp_path, head, rows)
    assert (found.cases, found.closed) == (N, 15)
    assert set(found.activities) == {"Under review", "Completed"}


@pytest.mark.parametrize(
    ("start", "end"),
    [("start", "complete"), ("Begonnen", "Beendet"), ("Dechrau", "Gorffen")],
)
def test_start_and_end_of_a_step_are_one_event(
    tmp_path: Path, start: str, end: str
) -> None:
    rows = []
    for i in range(N):
        day = f"2024-01-{1 + i:02}"
        rows += [
            f"p{i},Registration,{start},{day} 09:00",
            f"p{i},Registration,{end},{day} 11:00",
            f"p{i},Discharge,{start},{day} 12:00",
        ]
        rows += [f"p{i},Discharge,{end},2024-02-{1 + i:02} 09:00"] * bool(i % 4)
    found = read(tmp_path, "Client ref,Step,Transition,When", rows)
    assert (found.cases, found.closed, found.median_days) == (N, 15, 31)
