"""Small made-up series that show how figures are published, and their right values.

Source: ../shared/data/faults/series/EXPECTED.md, worked out apart from this program.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from mersey.cli import app
from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, UsageError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared_data

LATE = ("--period", "month", "--value", "late")
SHARE = (*LATE, "--denominator", "decided", "--better", "lower")
ALWAYS = (
    *("--period", "month", "--value", "in_time", "--denominator", "decided"),
    *("--better", "higher"),
)
PERCENT = ("--period", "month", "--value", "pct_in_time", "--denominator", "decided")
N = ("--period", "month", "--value", "n")


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "faults" / "series"


def ran(file: Path, *arguments: str):
    return CliRunner().invoke(app, ["signals", str(file), *arguments])


def charted(file: Path, *arguments: str) -> dict[str, Any]:
    result = ran(file, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def latest(file: Path, *arguments: str) -> dict[str, Any]:
    (series,) = charted(file, *arguments)["series"]
    return series


def limits(series: dict[str, Any]) -> list[float]:
    last = series["points"][-1]
    return [last["centre"], last["lower"], last["upper"]]


@pytest.mark.parametrize(
    ("file", "period"),
    [
        ("labels_iso.csv", "month"),
        ("labels_mmm_yy.csv", "month"),
        ("labels_slash.csv", "month"),
        ("labels_fy_quarter.csv", "quarter"),
        ("labels_offset.csv", "_timestamp"),
        ("labels_us.csv", "month"),
    ],
)
def test_verdict_is_concern_however_the_months_are_written(
    folder: Path, file: str, period: str
) -> None:
    series = latest(
        folder / file, "--period", period, "--value", "late", "--better", "lower"
    )
    assert (series["variation"], series["points"][-1]["value"]) == ("concern", 122)
    assert limits(series) == pytest.approx([105.2917, 95.3771, 115.2062], abs=5e-5)


def test_month_first_dates_are_months(folder: Path) -> None:
    series = latest(folder / "labels_us.csv", *LATE)
    assert series["points"][-1]["begins"] == "2024-12-01"
    assert series["serial"]["season"] == "year"
    assert "date_order" in [note["id"] for note in series["notes"]]


@pytest.mark.parametrize("file", ["season_iso.csv", "season_mmm_yy.csv"])
def test_season_is_found_however_the_months_are_written(
    folder: Path, file: str
) -> None:
    serial = latest(folder / file, *N)["serial"]
    assert serial["is_seasonal"]
    assert serial["season_p"] < 1e-6


def test_weeks_run_over_the_new_year(folder: Path) -> None:
    series = latest(
        folder / "weeks_over_new_year.csv",
        *("--period", "week", "--value", "beds", "--better", "lower"),
    )
    assert (series["variation"], series["points"][-1]["period"]) == (
        "improvement",
        "13",
    )
    assert limits(series) == pytest.approx([970.0385, 961.1718, 978.9051], abs=5e-5)
    assert [note["id"] for note in series["notes"]] == ["no_year"]


def test_target_beside_shares_is_in_one_unit_or_refused(folder: Path) -> None:
    file = folder / "share_target.csv"
    refusal = ran(file, *SHARE, "--target", "10").exception
    assert isinstance(refusal, UsageError)
    assert "from 0 to 1" in str(refusal)
    for same in ("0.10", "10%"):
        series = latest(file, *SHARE, "--target", same)
        assert (series["assurance"], series["target"]) == ("inconsistent", 0.1)
        assert limits(series)[1:] == pytest.approx([0.0619, 0.2047], abs=5e-5)


def test_target_without_a_direction_is_an_error(folder: Path) -> None:
    error = ran(folder / "share_target.csv", *LATE, "--target", "20").exception
    assert isinstance(error, UsageError)
    assert "--better" in error.next_step


@pytest.mark.parametrize("target", ["1", "100%"])
def test_always_in_time_meets_its_target(folder: Path, target: str) -> None:
    series = latest(folder / "always_100.csv", *ALWAYS, "--target", target)
    assert series["assurance"] == "consistent_pass"


def test_never_events_meet_a_target_of_none(folder: Path) -> None:
    series = latest(
        folder / "never_events.csv",
        *("--period", "month", "--value", "events", "--better", "lower"),
        *("--target", "0"),
    )
    assert series["assurance"] == "consistent_pass"


def test_percentage_beside_a_denominator_is_asked_about(folder: Path) -> None:
    file = folder / "percent_with_denominator.csv"
    asked = ran(file, *PERCENT).exception
    assert isinstance(asked, ChoiceNeeded)
    offered = [latest(file, *PERCENT, *option.split()) for option in as_typed(asked)]
    assert limits(offered[0]) == pytest.approx([94.125, 88.92, 99.33], abs=5e-3)
    assert offered[0]["scale"] == "percent"


def test_percent_signs_are_read(folder: Path) -> None:
    series = latest(
        folder / "percent_signs.csv", "--period", "month", "--value", "in_time"
    )
    assert limits(series) == pytest.approx([94.125, 88.92, 99.33], abs=5e-3)
    assert series["scale"] == "percent"


def test_missing_months_are_named(folder: Path) -> None:
    series = latest(folder / "missing_months.csv", *N)
    assert series["missing_periods"] == ["2023-05", "2023-10", "2023-11", "2023-12"]
    assert limits(series) == pytest.approx([106.5, 95.02, 117.98], abs=5e-3)
    assert "2023-05, 2023-10" in series["notes"][0]["text"]


def test_suppressed_figures_are_left_out_and_counted(folder: Path) -> None:
    series = latest(folder / "suppressed.csv", "--period", "period", "--value", "n")
    assert len(series["points"]) == 14
    assert limits(series) == pytest.approx([19.7857, 9.7596, 29.8119], abs=5e-5)
    assert "2 of 16 rows have no figure" in series["notes"][0]["text"]


def test_errors_of_a_spreadsheet_are_left_out_and_counted(folder: Path) -> None:
    series = latest(folder / "excel_error.csv", *N)
    assert series["notes"][0]["id"] == "left_out"


def test_one_point_is_too_few_to_judge(folder: Path) -> None:
    series = latest(folder / "one_point.csv", *N)
    said = ran(folder / "one_point.csv", *N).stdout
    assert (series["variation"], series["false_alarms"]) == ("not_judged", None)
    assert said.startswith("Too few months to judge.")
    assert "%" not in said


def test_a_thousand_points_and_more_are_charted(folder: Path) -> None:
    series = latest(folder / "daily_1025.csv", "--period", "day", "--value", "calls")
    assert limits(series) == pytest.approx([99.9829, 70.8294, 129.1364], abs=5e-5)
    assert (series["runs"]["n_useful"], series["runs"]["n_crossings_min"]) == (
        1025,
        486,
    )


@pytest.mark.parametrize("sheet", [(), ("--table", "Data")])
def test_sheet_with_the_columns_is_read(folder: Path, sheet: tuple[str, ...]) -> None:
    series = latest(
        folder / "two_sheets.xlsx", "--period", "month", "--value", "complaints", *sheet
    )
    assert len(series["points"]) == 14


def test_year_and_month_make_the_period(folder: Path) -> None:
    series = latest(
        folder / "year_and_month.csv", "--period", "Month", "--value", "waiting"
    )
    last = series["points"][-1]
    assert (last["period"], last["value"]) == ("Dec 2024", 122)


def test_observed_over_expected_is_a_funnel_of_ratios(folder: Path) -> None:
    said = charted(
        folder / "ratio_funnel.csv",
        *("--chart", "funnel", "--by", "council", "--value", "observed"),
        *("--denominator", "expected"),
    )
    scores = [one["z"] for one in said["places"]]
    assert [min(scores), max(scores)] == pytest.approx([-0.68, 0.59], abs=5e-3)
    assert {one["verdict"] for one in said["places"]} == {"inside"}
    assert "11 of 22 counts" in said["notes"][0]["text"]
