from __future__ import annotations

from mersey.charts.chart import Table
from mersey.report.plain import series_json, series_table, table_lines
from tests.unit.report import made_up

SERIES = made_up.weeks("arrivals", "Arrivals", [3.0, 12.5, 1.0])


def test_series_json_gives_each_period_with_its_ends() -> None:
    data = series_json(SERIES)
    assert (data["schema"], data["unit"], data["per"]) == (
        "mersey.measure/1",
        "cases",
        "week",
    )
    assert data["rows"][1] == {
        "period_start": "2023-01-09",
        "period_end": "2023-01-15",
        "value": 12.5,
        "n": 12,
        "complete": True,
    }


def test_series_table_keeps_raw_values_unrounded() -> None:
    assert series_table(SERIES).raw[1] == ("2023-01-09", 12.5, 12, "yes")


def test_table_lines_stand_in_columns() -> None:
    assert table_lines(series_table(SERIES)) == (
        "week        Arrivals (cases)   n  complete",
        "2023-01-02                 3   3        no",
        "2023-01-09              12.5  12       yes",
        "2023-01-16                 1   1        no",
    )


def test_table_fits_the_width_when_its_words_do() -> None:
    columns = ("Period", "Special cause of this one", "Says something long here")
    row = ("2024-01-01", "two of three near the upper limit", "improvement")
    lines = table_lines(Table(columns=columns, rows=(row,), raw=(row,)), width=50)
    assert max(map(len, lines)) <= 50
    words = " ".join(" ".join(line.split()) for line in lines)
    assert all(word in words for cell in row for word in cell.split())


def test_table_keeps_numbers_whole_when_it_is_narrowed() -> None:
    columns = ("Case", "A heading of very many words", "Days")
    row = ("a" * 30, "1,234,567.5", "12.25")
    lines = table_lines(Table(columns=columns, rows=(row,), raw=(row,)), width=40)
    assert any("1,234,567.5" in line for line in lines)
    assert any(line.endswith("12.25") for line in lines)
