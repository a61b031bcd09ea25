"""`mersey evidence pool` at the prompt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import EvidenceError
from mersey.samples import write_councils

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def councils(tmp_path: Path) -> Path:
    """Five councils that reported and one that has not."""
    write_councils(tmp_path / "councils")
    return tmp_path / "councils"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evidence", "pool", *map(str, arguments)])


def read_json(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run(folder, "--json").stdout)
    return data


def changed(path: Path, **effect: object) -> None:
    data = json.loads(path.read_text("utf-8"))
    data["effect"] |= effect
    path.write_text(json.dumps(data), encoding="utf-8")


def test_table_shows_the_mean_and_what_the_next_council_may_expect(
    councils: Path,
) -> None:
    said = " ".join(run(councils).stdout.split())
    assert "Days from opening to a decision or withdrawal" in said
    assert "5 councils of 6 that registered" in said
    assert "What the next council may expect: 7.3 to 16.9 days" in said
    assert "Not reported yet: Waterloo" in said
    assert "All together: 12.1 days better (9.4 to 14.8)" in said


def test_json_and_picture_and_csv_hold_the_same_numbers(councils: Path) -> None:
    found = read_json(councils)
    assert found["schema"] == "mersey.evidence.pool/1"
    assert found["standing"] == "pooled"
    assert found["n_registered"] == 6
    pooled = found["pooled"]
    rows = run(councils, "--csv").stdout.splitlines()
    ahead = rows[-1].split(",")
    assert float(ahead[3]) == -pooled["prediction_interval"]["high"]
    assert float(rows[-2].split(",")[2]) == -pooled["estimate"]
    run(councils, "--out", councils / "forest.svg")
    drawn = (councils / "forest.svg").read_text("utf-8")
    assert "7.3 to 16.9" in drawn


def test_files_called_otherwise_change_nothing(councils: Path) -> None:
    before = run(councils, "--json").stdout
    for at, path in enumerate(sorted(councils.glob("*.json"), reverse=True)):
        path.rename(councils / f"{at}.json")
    assert run(councils, "--json").stdout == before


def test_council_with_another_measure_is_refused_with_the_reason(
    councils: Path,
) -> None:
    changed(councils / "formby.json", measure_hash="0" * 64)
    found = run(councils)
    assert isinstance(found.exception, EvidenceError)
    assert "000000000000 at Formby" in found.exception.problem
    assert "do not measure the same thing" in found.exception.problem


@pytest.mark.parametrize(
    ("kept", "said"), [(2, "not enough to pool"), (3, "With caution"), (1, "1 council")]
)
def test_few_councils_are_listed_or_pooled_with_caution(
    councils: Path, kept: int, said: str
) -> None:
    for name in ("maghull", "formby", "crosby", "birkdale")[: 5 - kept]:
        (councils / f"{name}.json").unlink()
    assert said in " ".join(run(councils).stdout.split())
    assert (read_json(councils)["pooled"] is None) == (kept < 3)
