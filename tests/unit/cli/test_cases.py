"""`mersey cases` at the prompt."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

AS_AT = date(2026, 3, 27)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A request a day, answered after 15 days; two open ones are past their deadline."""
    rows = [
        "request id,received,triaged,closed,due date",
        *(_row(i) for i in range(90)),
    ]
    path = tmp_path / "requests.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _row(i: int) -> str:
    opened = AS_AT - timedelta(days=89 - i)
    ends = None if i in {60, 70} else opened + timedelta(days=15)
    told = [opened, opened + timedelta(days=2), ends]
    shown = ["" if day is None or day > AS_AT else day.isoformat() for day in told]
    return ",".join([f"R{i:03}", *shown, (opened + timedelta(days=20)).isoformat()])


def run(file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        app, ["cases", str(file), "--deadline", "due date", *arguments]
    )


def listed(file: Path, *arguments: str) -> dict[str, Any]:
    result = run(file, "--json", *arguments)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_every_open_case_is_listed_once_the_most_pressing_first(log: Path) -> None:
    data = listed(log, "--keep-ids")
    assert (data["schema"], data["open"], data["past_any_limit"]) == (
        "mersey.cases/1",
        17,
        1,
    )
    names = [case["pseudonym"] for case in data["cases"]]
    assert names[:3] == ["R060", "R070", "R075"]
    assert len(set(names)) == data["open"]


def test_limits_are_told_with_their_working_days(log: Path) -> None:
    first, second, *_ = listed(log, "--keep-ids")["cases"]
    (limit,) = first["limits"]
    assert (limit["due"], limit["is_overdue"]) == ("2026-03-18", True)
    assert limit["working_days_left"] == -7
    assert second["limits"][0]["due"] == "2026-03-28"
    assert (first["days"], first["stage"]) == (29.0, "triaged")


def test_list_is_written_as_csv_with_a_row_for_each_case(
    log: Path, tmp_path: Path
) -> None:
    out = tmp_path / "list.csv"
    result = run(log, "--out", str(out), "--keep-ids")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 17
    assert rows[0]["case"] == "R060"
    assert rows[0]["limits passed"] == "1"
    assert "17 open cases as at 27 March 2026, 1 of them past a limit." in result.stdout


def test_names_are_hidden_unless_they_are_asked_for(log: Path) -> None:
    assert "R060" not in run(log).stdout
    assert "R060" not in run(log, "--csv").stdout


def test_closed_cases_only_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "closed.csv"
    days = [AS_AT - timedelta(days=i % 60) for i in range(120)]
    rows = [f"R{i},{day - timedelta(days=9)},{day}" for i, day in enumerate(days)]
    path.write_text("\n".join(["case,received,closed", *rows]) + "\n")
    error = CliRunner().invoke(app, ["cases", str(path)]).exception
    assert isinstance(error, DataError)
    assert "Open cases are not in this file" in str(error)


def test_list_says_why_there_is_no_limit_and_no_risk(log: Path) -> None:
    said = " ".join(CliRunner().invoke(app, ["cases", str(log)]).stdout.split())
    assert "No limit is counted for them." in said
    assert "Risk of passing a limit: not foretold. At" in said
