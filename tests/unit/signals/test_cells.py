"""Cells as publishers write them, and columns of them."""

from __future__ import annotations

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, DataError
from mersey.signals.cells import is_missing, read_cells
from mersey.signals.results import Scale

MISSING = [
    "c",
    "*",
    "x",
    "z",
    "-",
    "--",
    "–",
    "..",
    "...",
    ":",
    "<5",
    "[c]",
    "[x]",
    "[z]",
    "#N/A",
    "n/a",
    "NULL",
    ": c",
    "~",
    "[low]",
    "#DIV/0!",
    "< 5",
    "≤4",
    "1 to 5",
    "<5 [r]",
    "c*",
    "",
    "  ",
    "NaN",
    "K",
    "no data",
]


def read(*cells: str, **how):
    return read_cells(cells, range(2, 2 + len(cells)), what="value", **how)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *(("47.8%", 47.8), ("3.5 per cent", 3.5), ("1,234", 1234), ("£1,234", 1234)),
        *(("£1.2m", 1.2e6), ("5k", 5000), ("(123)", -123), ("(£1,234)", -1234)),
        *(("(1.2%)", -1.2), ("-£5", -5), ("−5", -5), ("123-", -123), ("+3.2", 3.2)),
        *(("1 234", 1234), ("1'234", 1234), ("1.234.567", 1234567), ("1e5", 1e5)),
        *(("123 [r]", 123), ("123*", 123), ("123(p)", 123), ("123 p", 123)),
        *(("[r] (12)", -12), ("12,5", 12.5), ("1.234,5", 1234.5), ("0,123", 0.123)),
        *(("123 (1)", 123), ("00123", 123), (".5", 0.5), ("€ 1.234,50", 1234.5)),
    ],
)
def test_cell_is_the_number_that_a_person_reads(cell: str, value: float) -> None:
    assert read(cell).values == (pytest.approx(value),)


@pytest.mark.parametrize("cell", MISSING)
def test_mark_for_no_figure_is_missing_and_never_zero(cell: str) -> None:
    found = read(cell, "7")
    assert is_missing(cell)
    assert found.values == (None, 7.0)
    assert found.n_empty + sum(found.withheld.values()) == 1


@pytest.mark.parametrize("cell", ["many", "1,23,4", "inf", "1_000", "12 apples", "nil"])
def test_word_among_figures_is_refused_by_line(cell: str) -> None:
    with pytest.raises(DataError, match=r"line 3") as error:
        read("7", cell)
    assert cell not in str(error.value)


def test_comma_is_a_decimal_mark_for_all_where_one_cell_proves_it() -> None:
    found = read("1.234,5", "1.234", "12,5", "1,234")
    assert found.values == (1234.5, 1234.0, 12.5, 1.234)
    assert found.has_decimal_commas


def test_comma_and_dot_both_as_decimal_marks_are_refused() -> None:
    with pytest.raises(DataError, match="both a comma and a dot"):
        read("12,5", "12.5")


def test_dot_is_asked_about_when_it_may_mark_thousands() -> None:
    with pytest.raises(ChoiceNeeded) as asked:
        read("987", "1.234")
    assert as_typed(asked.value) == ("--decimal dot", "--decimal comma")
    assert read("987", "1.234", decimal="dot").values == (987.0, 1.234)
    assert read("987", "1.234", decimal="comma").values == (987.0, 1234.0)


def test_some_with_percent_signs_and_some_without_are_refused() -> None:
    assert read("5%", "c", "6 %").scale is Scale.PERCENT
    with pytest.raises(DataError, match=r"without a % sign as value \(line 3\)"):
        read("5%", "6")
