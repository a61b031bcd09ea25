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


def test_one_event_in_two_years_is_no_signal_and_no_season(folder: Path) -> None:
    file = folder / "signals_one_event.csv"
    series = charted(file, "month", "upheld", "--better", "lower")

    assert specials(series) == []
    assert series["variation"] not in {"improvement", "concern"}
    assert not series["serial"]["is_seasonal"]


def test_financial_years_newest_first_rise(folder: Path) -> None:
    file = folder / "signals_financial_years.csv"
    series = charted(file, "year", "late", "--better", "lower")

    assert series["points"][0]["period"] == "2017-18"
    assert series["points"][-1]["value"] == 90
    assert series["variation"] == "concern"


def test_gap_of_sixteen_months_is_named_and_no_run_goes_over_it(folder: Path) -> None:
    series = charted(folder / "signals_gap.csv", "month", "late", "--better", "lower")

    assert series["missing_periods"][0] == "2022-05"
    assert len(series["missing_periods"]) == 16
    assert specials(series) == []
    assert "gaps" in [note["id"] for note in series["notes"]]


def test_rare_cases_draw_no_verdict_in_the_look(folder: Path) -> None:
    result = CliRunner().invoke(
        app, ["look", str(folder / "rare_service.csv"), "--json"]
    )
    signals = json.loads(result.stdout)["signals"]

    assert {one["variation"] for one in signals} == {"not_judged"}
    assert not [p for one in signals for p in one["points"] if p["special_cause"]]
