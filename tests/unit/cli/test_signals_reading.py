"""How `mersey signals` reads files that people publish, and where it says what it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app, series_file
from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, DataError, MemoryNeeded, UsageError
from tests.unit.load.formats import attacks

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
MONTHS = [(2023 + i // 12, i % 12) for i in range(24)]
VALUES = [100 + (i * 7 % 11 - 5) + 25 * (i >= 18) for i in range(24)]


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


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """Two measures, a column per month."""
    heads = ",".join(f"{NAMES[month]}-{year % 100}" for year, month in MONTHS)
    late = ",".join(map(str, VALUES))
    calm = ",".join(str(50 + i * 7 % 11) for i in range(24))
    return written(tmp_path, f"Measure,{heads}", f"Late,{late}", f"Open,{calm}")


def test_periods_across_columns_are_turned_and_it_is_said(wide: Path) -> None:
    said = data(wide, "--better", "lower")
    assert [one["by"] for one in said["series"]] == ["Late", "Open"]
    assert [one["variation"] for one in said["series"]] == ["concern", "common"]
    assert said["series"][0]["points"][-1]["begins"] == "2024-12-01"
    assert [note["id"] for note in said["notes"]] == ["turned"]


def test_one_row_of_a_turned_table_is_named_by_value(wide: Path) -> None:
    (series,) = data(wide, "--value", "open")["series"]
    assert series["points"][0]["value"] == 50
    assert isinstance(run(wide, "--value", "Closed").exception, UsageError)


@pytest.mark.parametrize(
    ("heads", "row", "periods"),
    [
        ("Year,Month,n", lambda y, m: f"{y},{NAMES[m]}", ("Month", "Year")),
        ("year,month,n", lambda y, m: f"{y},{m + 1}", ("month", "year")),
        (
            "Financial year,Month,n",
            lambda y, m: f"{y - (m < 3)}/{(y - (m < 3) + 1) % 100:02},{NAMES[m]}",
            ("Month", "Financial year"),
        ),
        (
            "Year,Quarter,n",
            lambda y, m: f"{2015 + ((y - 2023) * 12 + m) // 4},Q{m % 4 + 1}",
            ("Quarter", "Year"),
        ),
        (
            "Year,Week,n",
            lambda y, m: f"2023,{(y - 2023) * 12 + m + 1}",
            ("Week", "Year"),
        ),
    ],
)
def test_year_in_its_own_column_is_joined(
    tmp_path: Path, heads: str, row, periods: tuple[str, str]
) -> None:
    lines = [f"{row(*at)},{n}" for at, n in zip(MONTHS, VALUES, strict=True)]
    file = written(tmp_path, heads, *reversed(lines))
    for period in periods:
        said = data(file, "--period", period, "--value", "n", "--better", "lower")
        (series,) = said["series"]
        assert series["variation"] == "concern"
        assert [one["value"] for one in series["points"]] == VALUES
        assert said["notes"][0]["id"] == "joined_period"


def test_year_is_named_by_a_person(tmp_path: Path) -> None:
    lines = [f"{y},{NAMES[m]},{n}" for (y, m), n in zip(MONTHS, VALUES, strict=True)]
    file = written(tmp_path, "published,month,n", *reversed(lines))
    named = ("--period", "month", "--value", "n", "--year", "published")
    (series,) = data(file, *named)["series"]
    assert series["points"][-1]["period"] == "Dec 2024"


def test_each_length_that_is_offered_can_be_charted(tmp_path: Path) -> None:
    months = [
        f"{y} {NAMES[m].upper()},{n}" for (y, m), n in zip(MONTHS, VALUES, strict=True)
    ]
    quarters = [f"{y} Q{q},300" for y in (2023, 2024) for q in (1, 2, 3, 4)]
    file = written(tmp_path, "Title,n", "2023,1200", "2024,1300", *quarters, *months)
    asked = run(file, "--period", "Title", "--value", "n").exception
    assert isinstance(asked, ChoiceNeeded)
    found = [
        len(
            data(file, "--period", "Title", "--value", "n", *one.split())["series"][0][
                "points"
            ]
        )
        for one in as_typed(asked)
    ]
    assert found == [2, 8, 24]


def test_what_was_left_out_stands_in_the_json_the_page_and_the_caption(
    tmp_path: Path,
) -> None:
    rows = [
        f"{NAMES[m]}-{y % 100},{'[c]' if i in (3, 9) else VALUES[i]}"
        for i, (y, m) in enumerate(MONTHS)
        if i != 6
    ]
    file = written(tmp_path, "month,n", *reversed(rows))
    page = tmp_path / "page.html"
    names = ("--period", "month", "--value", "n")
    said = data(file, *names, "--out", str(page))
    texts = [note["text"] for note in said["notes"]]
    assert [note["id"] for note in said["notes"]] == ["gaps", "left_out"]
    html = page.read_text("utf-8")
    caption = html[html.index("<figure") : html.index("</figure")]
    text = " ".join(run(file, *names).stdout.split())
    for one in texts:
        assert html.count(one) >= 2
        assert one in caption
        assert one in text


def test_order_that_a_person_stated_stands_under_the_chart(tmp_path: Path) -> None:
    words = [
        "ash",
        "beech",
        "cedar",
        "elm",
        "fir",
        "hazel",
        "larch",
        "lime",
        "maple",
        "oak",
        "pine",
        "rowan",
        "yew",
    ]
    rows = [f"{word},{i}" for i, word in enumerate(words)]
    file = written(tmp_path, "phase,n", *rows)
    page = tmp_path / "page.html"
    names = ("--period", "phase", "--value", "n", "--rows", "newest-first")
    said = data(file, *names, "--out", str(page))
    assert said["series"][0]["points"][-1]["value"] == 0
    assert page.read_text("utf-8").count("every verdict is turned round") >= 2


def test_stated_order_that_dates_contradict_is_refused(tmp_path: Path) -> None:
    rows = [f"2024-{month:02},{month}" for month in range(1, 13)]
    file = written(tmp_path, "month,n", *rows)
    names = ("--period", "month", "--value", "n", "--rows", "newest-first")
    assert isinstance(run(file, *names).exception, UsageError)


def test_same_row_twice_counts_once_and_is_said(tmp_path: Path) -> None:
    rows = [f"2024-{month:02},{month}" for month in range(1, 13)]
    file = written(tmp_path, "month,n", *rows, rows[-1])
    said = data(file, "--period", "month", "--value", "n")
    assert len(said["series"][0]["points"]) == 12
    assert [note["id"] for note in said["notes"]] == ["repeated"]


def test_a_file_is_refused_when_it_needs_more_memory_than_was_allowed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(attacks.shared_text(20_000_000, 200))
    asked = ("--period", "month", "--value", "n", "--memory", "600MB")
    result = run(path, *asked)
    assert isinstance(result.exception, MemoryNeeded)


def test_an_amount_is_refused_when_it_is_no_memory(wide: Path) -> None:
    result = run(wide, "--memory", "much")
    assert isinstance(result.exception, UsageError)


def test_a_log_is_refused_when_it_is_given_for_a_series(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(series_file, "MOST_ROWS", 3)
    lines = [f"2024-0{i},{i}" for i in range(1, 6)]
    path = written(tmp_path, "month,n", *lines)
    result = run(path, "--period", "month", "--value", "n")
    assert isinstance(result.exception, DataError)
    assert "5 rows" in str(result.exception)


def test_values_that_begin_like_formulas_are_told_of_a_series_too(
    tmp_path: Path,
) -> None:
    lines = [f'2024-{i:02},{i},"=HYPERLINK(1)"' for i in range(1, 13)]
    path = written(tmp_path, "month,n,note", *lines)
    said = data(path, "--period", "month", "--value", "n")
    assert "formula_cells" in {note["id"] for note in said["notes"]}
