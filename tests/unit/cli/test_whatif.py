"""`mersey whatif` at the prompt."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import DataError, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MONDAY = datetime(2026, 1, 5)  # noqa: DTZ001  (local time)
AS_AT = ("--as-at", "2026-03-29", "--end", "Visit")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Twelve weeks of five requests a working day, each triaged and then visited."""
    rows = ["case,activity,started,finished,team,person"]
    for number in range(300):
        opened = MONDAY + timedelta(days=number // 25 * 7 + number // 5 % 5, hours=9)
        opened += timedelta(hours=number % 5)
        ready = opened + timedelta(minutes=10 + number % 7 * 4)
        visit = ready + timedelta(minutes=15 + number % 11 * 3)
        done = visit + timedelta(minutes=25 + number % 13 * 2)
        who = f"p{number % 2}", f"v{number % 3}"
        rows.append(f"C{number:03},Triage,{opened},{ready},Front desk,{who[0]}")
        rows.append(f"C{number:03},Visit,{visit},{done},Visitors,{who[1]}")
    path = tmp_path / "log.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(file: Path, *arguments: str) -> Result:
    columns = ("--case", "case", "--activity", "activity", "--time", "finished")
    more = ("--start", "started", "--person", "person", *AS_AT)
    few = ("--weeks", "4", "--pairs", "3")
    return CliRunner().invoke(
        app, ["whatif", str(file), *columns, *more, *few, *arguments]
    )


def test_answer_comes_first_when_told_in_words(log: Path) -> None:
    told = run(log, "--staff", "Visitors=-2", "--stage", "Visit=+50%")
    first, *rest = told.stdout.splitlines()
    assert first.startswith("With 50% more time for Visit, 2 fewer in Visitors, over 4")
    assert any(line.startswith("Checked on the log's last") for line in rest)


def test_json_is_one_object_when_asked_for(log: Path) -> None:
    told = json.loads(run(log, "--arrivals", "+10%", "--json").stdout)
    assert told["schema"] == "mersey.whatif/1"
    assert told["changes"]["arrivals"] == pytest.approx(1.1)
    assert [team["people"] for team in told["teams"]] == [2, 3]
    assert all(one["holds"] for one in told["validation"]["checks"])


def test_same_seed_gives_the_same_bytes_when_run_twice(log: Path) -> None:
    one, other = (run(log, "--rework", "-50%", "--json").stdout for _ in range(2))
    assert one == other


def test_team_is_a_change_when_it_says_how_many(log: Path) -> None:
    told = run(log, "--team", "Visitors=+1")
    assert told.stdout.startswith("With 1 more in Visitors, over 4 weeks")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--staff", "Kitchen=+1"], UnknownName),
        (["--stage", "Lunch=-10%"], UnknownName),
        (["--triage", "loudest"], UnknownName),
        (["--arrivals", "lots"], UsageError),
        (["--rework", "+50%"], UsageError),
        (["--surge", "+50%"], UsageError),
        (["--as-at", "2026-01-12"], DataError),
    ],
)
def test_whatif_is_refused_when_it_cannot_be_answered(
    log: Path, arguments: list[str], error: type[Exception]
) -> None:
    told = run(log, *arguments)
    assert isinstance(told.exception, error)


def test_page_is_written_when_asked_for(log: Path, tmp_path: Path) -> None:
    page = tmp_path / "answer.html"
    result = run(log, "--staff", "Visitors=-2", "--out", str(page))
    assert f"The page: {page}" in result.output
    html = page.read_text("utf-8")
    assert "What would a change do?" in html
    assert "How far to trust this" in html
