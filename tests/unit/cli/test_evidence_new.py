from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app, evidence_asked
from mersey.errors import EvidenceError, UnknownName
from tests.unit.evidence.plans import OUTCOME

WORDS = {
    "--outcome": "decision-in-8-weeks",
    "--title": "One letter",
    "--question": "Does one letter help?",
    "--change": "All that is missing in one letter",
    "--why": "Fewer letters",
    "--owner": "Lead",
}
NUMBERS = {
    "--expects-low": "2",
    "--expects-high": "4",
    "--worth-having": "1",
    "--from-step": "received",
    "--to-step": "valid-from",
    "--start": "2027-01-04",
    "--picked-on": "2026-10-01",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "experiments").mkdir()
    aim = tmp_path / "experiments" / "decision-in-8-weeks.toml"
    aim.write_text(
        OUTCOME.replace('experiment = "early-officer"', 'experiment = ""'), "utf-8"
    )
    return aim.parent


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Three hundred applications, a day apart, decided after 40 days."""
    rows = ["Reference,Date Received,Date Valid,Allocated To Officer,Decision Date"]
    for n in range(600):
        day = date(2025, 2, 3) + timedelta(days=n)
        dates = [day + timedelta(days=after) for after in (0, 6, 26, 40)]
        seen = [f"{d:%d/%m/%Y}" if d <= date(2026, 9, 30) else "" for d in dates]
        rows.append(f"P{n},{','.join(seen)}")
    path = tmp_path / "applications.csv"
    path.write_text("\n".join(rows))
    return path


def run(*arguments: object, answers: str | None = None) -> Result:
    said = ["evidence", "new", *map(str, arguments)]
    return CliRunner().invoke(app, said, input=answers)


def options(*given: dict[str, str], leave: str = "") -> list[str]:
    pairs = [pair for one in given for pair in one.items() if pair[0] != leave]
    return [part for pair in pairs for part in pair]


def test_words_alone_make_an_idea(folder: Path) -> None:
    result = run("--folder", folder, *options(WORDS))
    assert result.exit_code == 0, result.exception
    text = (folder / "one-letter.toml").read_text("utf-8")
    assert 'service = "planning"' in text
    assert "[measure]" not in text
    assert "mersey evidence new LOG --idea" in result.stdout


def test_log_makes_a_whole_plan_with_its_reasons(folder: Path, log: Path) -> None:
    said = options(WORDS, NUMBERS)
    result = run(log, "--folder", folder, *said, "--json")
    assert result.exit_code == 0, result.exception
    found = json.loads(result.stdout)
    assert found["schema"] == "mersey.evidence.new/1"
    assert found["plan"]["baseline"]["from"] == "2025-09-29"
    assert found["plan"]["start"] == "2027-01-04"
    assert found["plan"]["steps"]["must_move"] == ["received", "valid-from"]
    assert "season cancels" in found["because"]["baseline"]
    assert [one["on"] for one in found["power"]["looks"]] == [
        "2027-04-05",
        "2028-01-03",
    ]


def test_idea_makes_room_for_its_plan(folder: Path, log: Path) -> None:
    run("--folder", folder, *options(WORDS))
    idea = folder / "one-letter.toml"
    result = run(log, "--folder", folder, "--idea", idea, *options(NUMBERS))
    assert result.exit_code == 0, result.exception
    assert "[measure]" in idea.read_text("utf-8")
    assert "What is proposed, and why" in result.stdout
    assert "What it could see" in result.stdout
    again = run(log, "--folder", folder, "--idea", idea, *options(NUMBERS))
    assert "is a plan already" in str(again.exception)


def test_everything_that_is_missing_is_told_at_once(folder: Path) -> None:
    error = run("--folder", folder, "--title", "x").exception
    assert isinstance(error, EvidenceError)
    assert [line.split()[0] for line in error.next_step.splitlines()[1:]] == [
        *("--outcome", "--question", "--change", "--why", "--owner"),
    ]


def test_person_at_the_terminal_is_asked(
    folder: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_asked, "_is_asked", lambda: True)
    # The questions come in the order of the options, the outcome's after the title.
    words = [WORDS["--title"], WORDS["--outcome"], *list(WORDS.values())[2:]]
    typed = "\n".join([*words, *list(NUMBERS.values())[:5]]) + "\n"
    result = run(log, "--folder", folder, answers=typed)
    assert result.exit_code == 0, result.exception
    assert "What is the one change?" in result.stderr
    assert "officer-allocated  20" in result.stderr
    text = (folder / "one-letter.toml").read_text("utf-8")
    assert 'must_move = ["received", "valid-from"]' in text


def test_file_that_is_there_is_left_alone(folder: Path) -> None:
    run("--folder", folder, *options(WORDS))
    before = (folder / "one-letter.toml").read_bytes()
    error = run("--folder", folder, *options(WORDS | {"--why": "other"})).exception
    assert "is there already" in str(error)
    assert (folder / "one-letter.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--expects-low": "9"}, "at least 9 and at most 4"),
        ({"--worth-having": "0"}, "above 0"),
        ({"--measure": "weeks"}, 'no measure called "weeks"'),
    ],
)
def test_numbers_that_do_not_go_together_are_refused(
    folder: Path, log: Path, changed: dict[str, str], told: str
) -> None:
    error = run(log, "--folder", folder, *options(WORDS, NUMBERS | changed)).exception
    assert isinstance(error, EvidenceError)
    assert told in error.problem


def test_unknown_outcome_is_told_with_the_nearest(folder: Path) -> None:
    said = options(WORDS | {"--outcome": "decision-in-9-weeks"})
    error = run("--folder", folder, *said).exception
    assert isinstance(error, UnknownName)
    assert "decision-in-8-weeks" in error.next_step
