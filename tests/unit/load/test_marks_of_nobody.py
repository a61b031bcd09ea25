"""A mark for nobody in a column of teams is no team, whatever the dates hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from mersey.cli import app

if TYPE_CHECKING:
    from pathlib import Path


def handovers(folder: Path, between: str) -> int:
    """Of ten cases that go from the desk past a mark to the lawyers."""
    steps = zip(
        ("Received", "Noted", "Closed"), ("Desk", between, "Legal"), strict=True
    )
    rows = [
        f"C{case},{step},2026-01-{case + day:02} 09:00,{team}"
        for day, (step, team) in enumerate(steps, start=1)
        for case in range(10)
    ]
    path = folder / "log.csv"
    path.write_text("\n".join(["case,activity,time,team", *rows]), encoding="utf-8")
    told = CliRunner().invoke(
        app, ["look", str(path), "--json"], catch_exceptions=False
    )
    found: int = json.loads(told.stdout)["flow"]["handovers"]["count"]
    return found


@pytest.mark.parametrize("mark", ["", "-", "n/a", "N/A", "None", "(blank)", "#N/A"])
def test_step_of_nobody_is_passed_over(tmp_path: Path, mark: str) -> None:
    assert handovers(tmp_path, mark) == 10


@pytest.mark.parametrize("team", ["NA", "X", "Unassigned", "Customer"])
def test_short_name_of_a_team_stays(tmp_path: Path, team: str) -> None:
    assert handovers(tmp_path, team) == 20
