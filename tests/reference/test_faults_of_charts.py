"""The smallest inputs on which charts went wrong, and their right values.

Source: ../shared/data/faults/numbers/EXPECTED.md, worked out apart from this program.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from mersey.cli import app

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared_data


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "faults" / "numbers"


def charted(file: Path, period: str, value: str, *more: str) -> dict[str, Any]:
    named = ("--period", period, "--value", value, *more, "--json")
    result = CliRunner().invoke(app, ["signals", str(file), *named])
    assert result.exit_code == 0, result.output
    (series,) = json.loads(result.stdout)["series"]
    return series


def specials(series: dict[str, Any]) -> list[str]:
    return [p["period"] for p in series["points"] if p["special_cause"] is not None]


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_equal_values_are_no_signal(folder: Path, better: str) -> None:
    series = charted(folder / "signals_constant.csv", "m", "v", "--better", better)

    assert specials(series) == []
    assert series["variation"] == "common"


def test_eleven_hundred_days_are_charted(folder: Path) -> None:
    series = charted(folder / "signals_1100_days.csv", "day", "calls")

    assert len(series["points"]) == 1100
    assert series["runs"]["n_crossings_min"] > 0
