from __future__ import annotations

from mersey.charts.chart import Table
from mersey.report.page_tables import behind_chart, table_view


def long_table(n: int) -> Table:
    return Table(
        columns=("Week", "Cases"),
        rows=tuple((f"week {place}", str(place)) for place in range(n)),
        raw=tuple((f"week {place}", place) for place in range(n)),
    )


def firsts(n: int, limit: int, **how: str) -> list[str]:
    view = behind_chart("c", long_table(n), limit=limit, **how)  # type: ignore[arg-type]
    return [row[1] for row in view.rows]


def test_behind_chart_is_whole_and_says_nothing_when_short() -> None:
    view = behind_chart("c", long_table(3), limit=3)
    assert (len(view.rows), view.note) == (3, "")


def test_behind_chart_keeps_both_ends_when_thinned() -> None:
    assert firsts(101, 5, cut="evenly") == ["0", "25", "50", "75", "100"]


def test_behind_chart_keeps_the_newest_when_cut_to_the_last() -> None:
    assert firsts(10, 3, cut="last") == ["7", "8", "9"]


def test_behind_chart_says_how_it_was_cut() -> None:
    view = behind_chart("c", long_table(1200), limit=60)
    assert view.note == "The first 60 of 1,200 rows are shown."


def test_behind_chart_sets_columns_of_numbers_to_the_right() -> None:
    assert behind_chart("c", long_table(3), limit=3).numeric == (False, True)


def test_table_view_cuts_rows_and_absurd_cells() -> None:
    view = table_view("c", ("A", "B"), [("x" * 9999, "1")] * 5, limit=2)
    assert (len(view.rows), len(view.rows[0][0])) == (2, 600)
    assert view.note == "The first 2 of 5 rows are shown."


def test_table_view_sets_all_but_the_first_column_right_unless_told() -> None:
    assert table_view("c", ("A", "B"), [], limit=2).numeric == (False, True)
    assert table_view("c", ("A", "B"), [], limit=2, numbers=()).numeric == (
        False,
        False,
    )
