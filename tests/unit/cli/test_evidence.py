from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app, evidence_freeze, evidence_opened
from mersey.cli.flags import as_said
from mersey.errors import EvidenceError, MerseyError, NotVerified
from mersey.evidence.made_up import freeze_made_up
from tests.unit.evidence.plans import FILES, PLAN

NOW = datetime(2025, 9, 22, 13, 5, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(evidence_freeze, "now", lambda: NOW)
    monkeypatch.setattr(evidence_opened, "now", lambda: NOW)
    return tmp_path / "early-officer.toml"


def run(verb: str, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["evidence", verb, *map(str, arguments)])


def data(verb: str, *arguments: object) -> dict[str, object]:
    result = run(verb, *arguments, "--json")
    assert result.exit_code == 0, result.exception
    found = json.loads(result.stdout)
    assert found["schema"] == f"mersey.evidence.{verb}/1"
    return found


def refused(verb: str, *arguments: object) -> MerseyError:
    error = run(verb, *arguments).exception
    assert isinstance(error, MerseyError)
    return error


def test_plan_says_what_it_is_and_where_it_stands(plan: Path) -> None:
    said = run("plan", plan).stdout
    assert "Planned, and not frozen yet." in said
    assert "Days from opening to “Decision notice issued” or" in said
    assert "10 to 14 days better." in said
    assert "Against freezing it" not in said


def test_plan_as_json_holds_its_state_and_remarks(plan: Path) -> None:
    found = data("plan", plan)
    assert found["state"] == "planned"
    assert found["refused"] == []
    assert found["plan"]["worth_having"] == 5.0  # type: ignore[index]


def test_check_fails_when_something_stands_against_the_plan(plan: Path) -> None:
    plan.write_text(PLAN.replace("margin = 3\n", "margin = 3\nused = true\n"))
    assert run("plan", plan, "--check").exit_code == 0
    plan.write_text(PLAN.replace("margin = 3\n", ""))
    error = refused("plan", plan, "--check")
    assert "no margin" in error.next_step
    assert error.exit_code == 2


def test_frozen_plan_is_shown_with_its_fingerprint(plan: Path) -> None:
    frozen = data("freeze", plan, "--by", "Amina R", "--read-by", "Tom B")
    assert frozen["file"] == "early-officer.v1.json"
    said = " ".join(run("plan", plan).stdout.split())
    assert "22 September 2025 at 13:05 (UTC) by Amina R, read by Tom B." in said
    assert f"sha256:{str(frozen['sha256'])[:12]}" in said
    assert "Frozen: the change has not started." in said


def test_plan_is_not_frozen_when_something_stands_against_it(plan: Path) -> None:
    plan.write_text(PLAN.replace("to = 2025-08-31", "to = 2025-09-02"))
    error = refused("freeze", plan, "--by", "Amina R")
    assert "baseline.to: the baseline ends on 2025-09-02" in error.problem
    assert not plan.with_name("early-officer.v1.json").exists()


def test_change_in_the_file_is_shown_and_needs_a_reason(plan: Path) -> None:
    run("freeze", plan, "--by", "Amina R")
    plan.write_text(PLAN.replace("worth_having = 5", "worth_having = 4"))
    assert "The file differs from version 1, which counts" in run("plan", plan).stdout
    assert "--because" in as_said(refused("freeze", plan, "--by", "Amina R"))
    again = data("freeze", plan, "--by", "Amina R", "--because", "a new contract")
    assert again["version"] == 2
    said = " ".join(run("plan", plan).stdout.split())
    assert "Version 2, 22 September 2025, by Amina R: worth_having." in said


def test_tampered_plan_is_not_verified_by_any_verb(plan: Path) -> None:
    run("freeze", plan, "--by", "Amina R")
    kept = plan.with_name("early-officer.v1.json")
    kept.write_text(kept.read_text().replace('"high": 14.0', '"high": 10.0'))
    for verb, *rest in (("plan",), ("note", "x", "--by", "A")):
        error = refused(verb, plan, *rest)
        assert isinstance(error, NotVerified)
        assert error.exit_code == 5


def test_note_and_decision_are_kept_in_the_trail(plan: Path) -> None:
    run("freeze", plan, "--by", "Amina R")
    data("note", plan, "A new officer", "--by", "Imran", "--on", "2025-11-03")
    data("decide", plan, "adopt", "--by", "Head", "--learned", "It works")
    found = data("plan", plan)
    assert [one["kind"] for one in found["trail"]] == ["frozen", "note", "decided"]  # type: ignore[attr-defined]
    assert found["trail"][1]["data"]["on"] == "2025-11-03"  # type: ignore[index]
    assert found["state"] == "decided"


@pytest.mark.parametrize(
    "arguments",
    [
        ("note", "x", "--by", "A"),
        ("decide", "adopt", "--by", "A", "--learned", "x"),
    ],
)
def test_nothing_is_written_before_the_plan_is_frozen(
    plan: Path, arguments: tuple[str, ...]
) -> None:
    verb, *rest = arguments
    error = refused(verb, plan, *rest)
    assert isinstance(error, EvidenceError)
    assert "mersey evidence freeze" in error.next_step
    assert [path.suffix for path in plan.parent.iterdir()] == [".toml", ".toml"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("decide", "adopts", "--by", "A", "--learned", "x"),
        ("decide", "adopt", "--by", "A", "--learned", " "),
        ("note", " ", "--by", "A"),
        ("note", "x", "--by", " "),
    ],
)
def test_empty_or_unknown_words_are_refused(
    plan: Path, arguments: tuple[str, ...]
) -> None:
    run("freeze", plan, "--by", "Amina R")
    verb, *rest = arguments
    assert isinstance(refused(verb, plan, *rest), EvidenceError)


def test_made_up_plans_are_frozen_a_week_before_their_start(plan: Path) -> None:
    freeze_made_up([plan])
    freeze_made_up([plan])  # as where the borough is written again
    found = data("plan", plan, "--as-at", "2026-09-30")
    assert found["state"] == "verdict"
    assert [one["at"][:10] for one in found["trail"]] == [  # type: ignore[attr-defined]
        "2025-09-22",
        date(2025, 11, 3).isoformat(),
    ]


def test_plans_of_others_are_left_alone_when_the_borough_is_written(plan: Path) -> None:
    own = plan.with_name("own.toml")
    own.write_text(PLAN.replace('id = "early-officer"', 'id = "own"'), "utf-8")
    run("freeze", own, "--by", "Head", "--late", "a test")
    kept = sorted(plan.parent.glob("own.*"))
    before = [path.read_bytes() for path in kept]
    freeze_made_up([plan])
    assert len(kept) == 3
    assert [path.read_bytes() for path in kept] == before


def test_unknown_pack_is_named_with_the_nearest(plan: Path) -> None:
    plan.write_text(PLAN.replace('service = "planning"', 'service = "planing"'))
    assert 'Did you mean "planning"?' in refused("plan", plan).next_step


def test_programme_shows_every_experiment(plan: Path) -> None:
    freeze_made_up([plan])
    found = data("programme", plan.parent, "--as-at", "2026-09-30")
    assert found["n_started"] == 1
    assert found["in_progress"] == {"Planning applications": 1}
    said = run("programme", plan.parent, "--as-at", "2026-09-30").stdout
    assert "Name the officer before comments close: verdict, 366 days" in said
