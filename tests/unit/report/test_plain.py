from __future__ import annotations

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
