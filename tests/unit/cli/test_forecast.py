"""`mersey forecast` at the prompt."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import MerseyError, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

FIRST = date(2025, 1, 6)
N_CASES = 360
"""One a day; each is assessed after 5 days and closed after 20, or after 40 if urgent."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A year of cases, told by three dates each; the latest are still open."""
    rows = ["case,received,assessed,closed,kind", *(_row(i) for i in range(N_CASES))]
    path = tmp_path / "requests.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def _row(i: int) -> str:
    opened, last = FIRST + timedelta(days=i), FIRST + timedelta(days=N_CASES - 1)
    kind, days = ("urgent", 40) if i % 3 == 0 else ("usual", 20)
    told = [opened, opened + timedelta(days=5), opened + timedelta(days=days)]
    shown = [day.isoformat() if day <= last else "" for day in told]
    return ",".join([f"R{i}", *shown, kind])


def run(file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["forecast", str(file), *arguments])


def found(file: Path, *arguments: str) -> dict[str, Any]:
    result = run(file, "--json", *arguments)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def refused(file: Path, *arguments: str) -> MerseyError:
    result = run(file, *arguments)
    assert isinstance(result.exception, MerseyError)
    return result.exception


def test_every_part_is_there_when_asked_for_json(log: Path) -> None:
    data = found(log, "--limit", "30")
    assert data["schema"] == "mersey.forecast/1"
    assert data["throughput"]["total"]["p50"] == pytest.approx(56, abs=3)
    assert data["clearing"]["is_clearing"] is False
    assert "39" in data["demand"]["refused"]
    assert data["risks"]["n_open"] == len(data["risks"]["cases"])


def test_risk_tells_kinds_apart_when_the_column_is_named(log: Path) -> None:
    cases = found(log, "--limit", "22", "--kind", "kind")["risks"]["cases"]
    risks = sorted(case["risk"] for case in cases if case["age_days"] < 15)
    assert risks[0] < 0.1
    assert risks[-1] > 0.6  # few cases lean on both kinds


def test_answers_are_the_same_when_the_seed_is(log: Path) -> None:
    one, two = (found(log, "--seed", "5")["throughput"] for _ in range(2))
    assert one == two


def test_date_is_the_one_asked_for_when_given(log: Path) -> None:
    data = found(log, "--by", "2026-01-31")
    assert (data["by"], data["arrivals"]["fan"][-1]["end"]) == ("2026-01-31",) * 2


def test_answers_are_plain_sentences_when_printed(log: Path) -> None:
    out = run(log, "--limit", "30").stdout
    assert "Finished by 25 February 2026: " in out
    assert "It cannot be told whether the backlog clears" in out
    assert "The limit of 30 days was given." in out


def test_risks_alone_are_printed_when_csv_is_asked_for(log: Path) -> None:
    lines = run(log, "--csv", "--limit", "30").stdout.splitlines()
    assert lines[0].startswith("case,stage,risk,days to limit")
    assert len(lines) > 20


def test_cases_have_one_name_of_one_length_in_csv_and_json(log: Path) -> None:
    lines = run(log, "--csv", "--limit", "30").stdout.splitlines()[1:]
    cases = found(log, "--limit", "30")["risks"]["cases"]
    names = [line.partition(",")[0] for line in lines]
    assert {len(name) for name in names} == {8}
    assert {len(case["pseudonym"]) for case in cases} == {8}
    assert len(set(names)) == len(names)


def test_no_case_id_is_printed_when_risks_are_listed(log: Path) -> None:
    assert "R35" not in run(log, "--json", "--limit", "30").stdout


def test_unknown_column_is_refused_with_those_that_exist(log: Path) -> None:
    error = refused(log, "--kind", "colour")
    assert isinstance(error, UnknownName)
    assert "kind" in error.next_step


def test_date_is_refused_when_it_has_passed(log: Path) -> None:
    assert isinstance(refused(log, "--by", "2025-06-01"), UsageError)


def test_log_is_asked_for_when_none_is_named() -> None:
    result = CliRunner().invoke(app, ["forecast"])
    assert isinstance(result.exception, UsageError)
