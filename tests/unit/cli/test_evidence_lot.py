"""`mersey evidence lot` at the prompt."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import EvidenceError
from mersey.evidence.folder import read_plan
from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import keep_frozen
from tests.unit.evidence.plans import FILES

if TYPE_CHECKING:
    from pathlib import Path

TEAMS = ("--team", "North", "--team", "South", "--team", "East", "--team", "West")
DRAW = ("--by", "Amina R", "--seed", "7")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The borough's plan, frozen."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "early-officer.toml"
    sealing = Sealing(at=datetime(2025, 9, 1, 9, tzinfo=UTC), by="Amina R")
    keep_frozen(read_plan(path), sealing, beside=path)
    return path


def run(plan: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["evidence", "lot", str(plan), *arguments])


def test_lot_is_written_in_the_trail_and_told_again(plan: Path) -> None:
    said = run(plan, "--for", "teams", *TEAMS, *DRAW).stdout
    chosen = [line.split(": ")[1] for line in said.splitlines() if "With" in line]
    assert len(chosen) == 2
    told = run(plan, "North", "South", "East", "West").stdout.splitlines()
    assert [line.split(":")[0] for line in told if "with the" in line] == [
        team for team in ("North", "South", "East", "West") if team in chosen
    ]
    trail = plan.with_name("early-officer.trail.jsonl").read_text("utf-8")
    assert '"kind":"lot"' in trail.splitlines()[-1]


def test_case_is_told_from_its_reference_the_same_each_time(plan: Path) -> None:
    run(plan, *DRAW)
    one, two = (json.loads(run(plan, "26/001", "--json").stdout) for _ in range(2))
    assert one == two
    assert set(one["gets_change"]) == {"26/001"}


def test_days_are_listed_from_the_first_to_the_last(plan: Path) -> None:
    days = ("--for", "days", "--from", "2026-01-05", "--to", "2026-02-03")
    found = json.loads(run(plan, *days, *DRAW, "--json").stdout)
    assert len(found["units"]) == 30
    assert len(found["chosen"]) == 15


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--for", "streets", *DRAW), 'not drawn for "streets"'),
        (("--for", "days", *DRAW), "needs the first and the last"),
        (("--for", "teams", "--team", "North", *DRAW), "too small"),
        (("--seed", "7"), "Nobody is named"),
        (("26/001",), "No lot has been drawn"),
    ],
)
def test_lot_is_refused_when_it_is_not_well_asked(
    plan: Path, arguments: tuple[str, ...], said: str
) -> None:
    found = run(plan, *arguments)
    assert isinstance(found.exception, EvidenceError)
    assert said in found.exception.problem


def test_lot_is_drawn_once(plan: Path) -> None:
    run(plan, *DRAW)
    again = run(plan, *DRAW)
    assert isinstance(again.exception, EvidenceError)
    assert "is drawn once" in again.exception.problem


def test_lot_is_refused_before_the_plan_is_frozen(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = run(tmp_path / "early-officer.toml", *DRAW)
    assert isinstance(found.exception, EvidenceError)
    assert "not frozen" in found.exception.problem
