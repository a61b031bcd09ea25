"""`mersey look` from a file and from the workspace, `mersey check --strict`, the bar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app, shell
from mersey.errors import DataError, UnknownName, UsageError

ROWS = [
    f"A{n},{step},2024-0{1 + n % 6}-{day:02} 09:00"
    for n in range(30)
    for step, day in (("Received", 1), ("Visited", 9), ("Closed", 15))
]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("\n".join(["case,step,time", *ROWS]) + "\n", encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def names(*words: object) -> list[str]:
    """What the cases that are walked through are called."""
    result = run("look", *words, "--json")
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return [case["pseudonym"] for case in data["loading"]["reading"]["cases"]]


def test_look_needs_no_file_where_the_service_is_in_the_workspace(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = ("--workspace", tmp_path / "kept")
    assert run("load", log, "--service", "trees", *place).exit_code == 0
    shown = run("look", "--service", "trees", *place)
    assert shown.exit_code == 0, shown.output
    assert "The page: trees.html" in shown.stdout
    assert "mersey look --service NAME" in (tmp_path / "trees.html").read_text("utf-8")
    one, two = (names("--service", "trees", *place) for _ in range(2))
    assert one == two
    assert {len(name) for name in one} == {8}


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    """Cases of two wards, of which one takes ten days longer."""
    rows = [
        f"A{n:03},{'East' if n % 2 else 'West'},2024-0{1 + n % 6}-01,"
        f"2024-0{1 + n % 6}-{3 + n % 5 + 10 * (n % 2):02}"
        for n in range(80)
    ]
    path = tmp_path / "wards.csv"
    path.write_text("\n".join(["ref,ward,received,closed", *rows]) + "\n", "utf-8")
    return path


def test_look_splits_by_the_column_asked_for(wards: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shown = run("look", wards, "--by", "WARD", "--out", page)
    assert shown.exit_code == 0, shown.output
    assert "By ward" in shown.stdout
    assert "The same for everybody? By ward" in page.read_text("utf-8")
    data = json.loads(run("look", wards, "--by", "ward", "--json").stdout)
    (split,) = data["splits"]
    assert (split["column"], split["apart"], split["differ"]) == ("ward", "East", True)


def test_look_names_the_nearest_column_when_there_is_none_to_split_by(
    wards: Path,
) -> None:
    said = run("look", wards, "--by", "wards").exception
    assert isinstance(said, UsageError)
    assert 'Did you mean "ward"?' in str(said.next_step)


def test_look_names_the_zones_when_there_is_none_of_that_name(log: Path) -> None:
    result = run("look", log, "--time-zone", "Mars")
    assert isinstance(result.exception, UnknownName)
    assert "Europe/London" in result.exception.next_step


def test_look_asks_for_a_log_when_neither_file_nor_service_is_named() -> None:
    assert isinstance(run("look").exception, UsageError)


def test_look_names_cases_anew_when_no_workspace_has_a_key(log: Path) -> None:
    one, two = (names(log) for _ in range(2))
    assert one != two


def test_strict_check_leaves_with_three_when_a_finding_is_serious(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("check", log, "--strict").exit_code == 0
    monkeypatch.setattr("mersey.cli.check._say", lambda *_: 2)
    assert run("check", log).exit_code == 0
    left = run("check", log, "--strict").exception
    assert isinstance(left, DataError)
    assert left.exit_code == 3


def test_bar_appears_by_itself_when_the_work_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shell, "QUIET_S", 0.0)
    monkeypatch.setattr(shell.sys.stderr, "isatty", lambda: True, raising=False)
    with shell.progress_bar() as bar:
        bar("Sorting", None)
        bar._timer.join()
        (task,) = bar._shown.tasks
        assert task.description == "Sorting"
        bar("Writing", 0.5)
        assert (task.description, task.percentage) == ("Writing", 50)
    assert bar._shown.finished or not bar._shown.live.is_started


def test_there_is_no_bar_where_there_is_no_terminal() -> None:
    with shell.progress_bar() as bar:
        bar("Sorting", None)
        assert not bar._timer.is_alive()
        assert bar._shown is None
