"""`mersey signals` at the prompt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.cli.flags import as_said
from mersey.errors import DataError, MerseyError, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

MONTHS = [f"{2023 + i // 12}-{i % 12 + 1:02}-01" for i in range(24)]
STEPS = [12, 14, 11, 13, 15, 12, 13, 11, 14, 12, 13, 14]
LEVELS = [*STEPS, *(value + 9 for value in STEPS)]

NAMES = ("--period", "month", "--value", "n")


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """Two years; the second runs nine higher."""
    rows = [f"{month},{n},100" for month, n in zip(MONTHS, LEVELS, strict=True)]
    return written(tmp_path, "month,n,cases", *reversed(rows))


def written(folder: Path, *lines: str) -> Path:
    path = folder / "series.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(file: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["signals", str(file), *arguments])


def data(file: Path, *arguments: str) -> dict[str, Any]:
    result = run(file, *arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(file: Path, *arguments: str) -> MerseyError:
    error = run(file, *arguments).exception
    assert isinstance(error, MerseyError)
    return error


def test_json_is_the_promised_object(monthly: Path) -> None:
    said = data(monthly, *NAMES, "--better", "lower", "--target", "5")
    (series,) = said["series"]

    assert list(said) == ["notes", "schema", "series"]
    assert said["schema"] == "mersey.signals/2"
    assert (series["by"], series["chart"]) == (None, "xmr")
    assert series["rule_set"] == "mdc-r-0.2.2"
    assert (series["variation"], series["assurance"]) == ("concern", "consistent_fail")
    assert sorted(series["points"][0]) == [
        *("begins", "centre", "lower", "period", "point_type"),
        *("special_cause", "upper", "value"),
    ]


def test_points_come_in_order_of_time_whatever_the_order_of_rows(monthly: Path) -> None:
    (series,) = data(monthly, *NAMES)["series"]

    assert [point["period"] for point in series["points"]] == MONTHS
    assert [point["value"] for point in series["points"]] == LEVELS


def test_limits_begin_anew_only_where_a_person_decided(monthly: Path) -> None:
    rebased = ("--rebase", "2024-01-01=a second officer began")
    (plain,) = data(monthly, *NAMES)["series"]
    (decided,) = data(monthly, *NAMES, *rebased)["series"]

    assert len({point["centre"] for point in plain["points"]}) == 1
    assert plain["variation"] == "neutral_high"
    assert decided["variation"] == "common"
    assert decided["rebased"] == [
        {"period": "2024-01-01", "reason": "a second officer began"}
    ]


def test_rebase_without_a_reason_is_said(monthly: Path) -> None:
    (series,) = data(monthly, *NAMES, "--rebase", "2024-01-01")["series"]

    assert "rebase_without_reason" in [one["id"] for one in series["warnings"]]


def test_shares_get_a_p_chart_and_say_why(monthly: Path) -> None:
    (series,) = data(monthly, *NAMES, "--denominator", "cases")["series"]

    assert series["chart"] == "p"
    assert series["points"][0]["value"] == pytest.approx(0.12)
    assert "100 a period" in series["why"]


def test_by_gives_one_series_for_each_name(tmp_path: Path) -> None:
    rows = [f"{m},{team},{i}" for i, m in enumerate(MONTHS) for team in ("b", "a")]
    file = written(tmp_path, "month,team,n", *rows)

    assert [one["by"] for one in data(file, *NAMES, "--by", "team")["series"]] == [
        "b",
        "a",
    ]


def test_text_says_the_verdict_first_and_the_false_alarms(monthly: Path) -> None:
    said = run(monthly, *NAMES, "--better", "lower").stdout
    rate = (
        "By chance even a steady service shows a false alarm in at least 2 of 10 such"
    )

    assert said.startswith("The latest month is part of a signal of concern.\n")
    assert rate in " ".join(said.split())


def test_unknown_column_names_the_nearest(monthly: Path) -> None:
    error = refused(monthly, "--period", "mnth", "--value", "n")

    assert isinstance(error, UnknownName)
    assert 'Did you mean "month"?' in error.next_step


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("2024-01,3", "2024-02,many"), "1 row without a number as value (line 3)"),
        (("2024-01,3", "2024-01,4"), "with a period that came before (line 3)"),
        ((",3", "2024-01,4"), "without a period (line 2)"),
        (("2024-01,", "2024-02,"), "No row has a value"),
    ],
)
def test_unusable_rows_are_named_by_line_and_never_by_value(
    tmp_path: Path, rows: tuple[str, ...], said: str
) -> None:
    error = refused(written(tmp_path, "month,n", *rows), *NAMES)

    assert isinstance(error, DataError)
    assert said in str(error)
    assert "many" not in str(error)


def test_denominator_of_zero_is_refused_by_line(tmp_path: Path) -> None:
    file = written(tmp_path, "month,n,of", "2024-01,0,0", "2024-02,1,5")
    error = refused(file, *NAMES, "--denominator", "of")

    assert isinstance(error, DataError)
    assert "denominator of 0 or less (line 2)" in str(error)


@pytest.mark.parametrize(
    "wrong",
    [
        ("--chart", "p"),
        ("--fix-after", "6"),
        ("--rebase", "2030-01-01"),
        ("--rule-set", "mdc"),
        ("--chart", "c", "--denominator", "cases"),
    ],
)
def test_wrong_use_is_refused_with_a_next_step(
    monthly: Path, wrong: tuple[str, ...]
) -> None:
    error = refused(monthly, *NAMES, *wrong)

    assert isinstance(error, UsageError)
    assert error.next_step


def places(folder: Path, n: int) -> Path:
    """`n` wards with 20 of 100 late in two half-years; the last with 90 of 100."""
    late = [10] * (n - 1) + [45]
    rows = [f"Ward {i},{half},{of},50" for i, of in enumerate(late) for half in (1, 2)]
    return written(folder, "ward,half,late,decided", *rows)


LATE = ("--chart", "funnel", "--by", "ward", "--value", "late")
OF_DECIDED = (*LATE, "--denominator", "decided")


def test_places_are_added_up_and_told_apart_when_there_are_enough(
    tmp_path: Path,
) -> None:
    said = data(places(tmp_path, 30), *OF_DECIDED)
    last = said["places"][-1]
    assert (said["schema"], len(said["places"])) == ("mersey.places/1", 30)
    assert (last["count"], last["n"], last["verdict"]) == (90, 100, "above_998")
    assert said["average"] == pytest.approx((29 * 20 + 90) / 3000)


def test_places_are_not_judged_when_they_are_few(tmp_path: Path) -> None:
    few = places(tmp_path, 5)
    assert {one["verdict"] for one in data(few, *OF_DECIDED)["places"]} == {
        "not_judged"
    }
    assert "none is judged" in run(few, *OF_DECIDED).output


def test_places_are_refused_when_no_denominator_is_named(tmp_path: Path) -> None:
    error = refused(places(tmp_path, 5), *LATE)
    assert isinstance(error, UsageError)
    assert "--denominator" in as_said(error)


def test_series_is_refused_when_no_period_is_named(monthly: Path) -> None:
    error = refused(monthly, "--value", "n")
    assert isinstance(error, UsageError)
    assert "--period" in as_said(error)


def test_page_of_places_names_them_without_a_rank(tmp_path: Path) -> None:
    page = tmp_path / "late.html"
    result = run(places(tmp_path, 30), *OF_DECIDED, "--out", str(page))
    assert f"The page: {page}" in result.output
    html = page.read_text("utf-8")
    assert "differ by more than usual: Ward 29 (above)." in html
    assert html.count("<svg") >= 3


def test_page_of_series_draws_each_under_its_own_id(tmp_path: Path) -> None:
    rows = [
        f"{month},{n},{team}" for month in MONTHS for n, team in ((9, "A"), (8, "B"))
    ]
    page = tmp_path / "teams.html"
    run(
        written(tmp_path, "month,n,team", *rows), *NAMES, "--by", "team",
        "--out", str(page),
    )  # fmt: skip
    html = page.read_text("utf-8")
    assert html.count('class="chart" id="xmr"') == 1
    assert html.count('class="chart" id="xmr-2"') == 1


def test_a_series_called_after_somebody_is_told_as_a_person(tmp_path: Path) -> None:
    rows = [
        f"{month},{n},{who}"
        for who in ("Jane Smith", "OMAR ZAHN", "North team")
        for month, n in zip(MONTHS, LEVELS, strict=True)
    ]
    file = written(tmp_path, "month,n,dealt with by", *rows)
    page = tmp_path / "page.html"
    asked = (*NAMES, "--by", "dealt with by", "--out", str(page))
    said = run(file, *asked).output + page.read_text(encoding="utf-8")
    assert "Smith" not in said
    assert "ZAHN" not in said
    found = {series["by"] for series in data(file, *asked)["series"]}
    assert found == {"person 1", "person 2", "North team"}
