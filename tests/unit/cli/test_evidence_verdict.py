"""`mersey evidence verdict` at the prompt: sealed, ahead of time, and at its looks."""

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
from tests.unit.evidence.borough_log import planning_file
from tests.unit.evidence.plans import FILES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planning_file(tmp_path_factory.mktemp("planning"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "early-officer.toml"
    sealing = Sealing(at=datetime(2025, 9, 1, 9, tzinfo=UTC), by="Amina R")
    keep_frozen(read_plan(path), sealing, beside=path)
    return path


def run(plan: Path, log: Path, *arguments: str) -> Result:
    asked = ["evidence", "verdict", str(plan), str(log), *arguments]
    return CliRunner().invoke(app, asked)


def trail(plan: Path) -> str:
    return plan.with_name("early-officer.trail.jsonl").read_text("utf-8")


def test_comparison_is_sealed_before_the_first_look(plan: Path, log: Path) -> None:
    said = run(plan, log, "--on", "2025-11-24").stdout
    assert "Too early to say. Week 8 of 13." in said
    assert "sooner" not in said
    assert '"look"' not in trail(plan)


def test_sealed_json_holds_no_comparison(plan: Path, log: Path) -> None:
    told = json.loads(run(plan, log, "--on", "2025-11-24", "--json").stdout)
    assert told["verdict"] == "too_early"
    assert (told["came"], told["ended"]) == (73, 16)
    assert not {"effect", "gain", "interval"} & set(told)


def test_look_ahead_needs_a_name_and_is_written_down(plan: Path, log: Path) -> None:
    refused = run(plan, log, "--on", "2025-11-24", "--ahead")
    assert isinstance(refused.exception, EvidenceError)
    run(plan, log, "--on", "2025-11-24", "--ahead", "--by", "Imran")
    assert '"planned":false' in trail(plan)
    told = json.loads(run(plan, log, "--on", "2026-09-28", "--json").stdout)
    assert told["look"]["looks_ahead"] == 1
    assert told["interval"] == pytest.approx(
        {
            "low": -told["effect"]["anytime"]["high"],
            "high": -told["effect"]["anytime"]["low"],
            "level": 0.95,
        }
    )


def test_planned_look_is_written_once(plan: Path, log: Path) -> None:
    for _ in range(2):
        assert "Improved." in run(plan, log, "--on", "2026-09-28").stdout
    assert trail(plan).count('"kind":"look"') == 1


def test_page_is_small_and_says_what_the_prompt_says(plan: Path, log: Path) -> None:
    out = plan.with_name("verdict.html")
    run(plan, log, "--on", "2026-09-28", "--out", str(out))
    html = out.read_text("utf-8")
    assert len(html.encode()) < 300_000
    for said in ("Improved", "15", "days sooner", "Was it paid for elsewhere?"):
        assert said in html


def test_verdict_is_refused_when_nothing_is_frozen(tmp_path: Path, log: Path) -> None:
    path = tmp_path / "early-officer.toml"
    path.write_text(FILES["early-officer.toml"], encoding="utf-8")
    refused = run(path, log)
    assert isinstance(refused.exception, EvidenceError)
    assert "not frozen" in str(refused.exception)
