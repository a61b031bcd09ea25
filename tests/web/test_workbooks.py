"""Every page as one workbook: the numbers of its CSV, and no formula."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from mersey.charts.chart import Table
from mersey.web.page_workbook import MOST_ROWS, _parts, workbook_of

Visit = Callable[[str], Any]

DIGITS = 1e-15
"""A workbook has 16 digits of a number, of which Excel shows 15."""


def _opened(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _same(cell: Any, said: str) -> bool:
    """Whether a cell says what a field of the CSV says."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return math.isclose(float(said), float(cell), rel_tol=DIGITS)
    return str(cell) == said


@pytest.mark.parametrize(
    "page",
    [
        *("/services/planning", "/services/planning/board", "/services"),
        *("/services/planning/cases", "/services/planning/flow", "/notifications"),
        *("/services/planning/deadlines", "/services/planning/experiments", "/ways"),
    ],
)
def test_workbook_of_a_page_has_the_numbers_of_its_csv(visit: Visit, page: str) -> None:
    client = visit("amina")
    text = client.get(f"{page}.csv").content.decode()
    sheets = _opened(client.get(f"{page}.xlsx").content)
    rows = sheets.get_sheet_by_index(0).to_python(skip_empty_area=False)
    wanted = list(csv.reader(io.StringIO(text)))
    assert len(rows) == len(wanted)
    for row, said in zip(rows, wanted, strict=True):
        filled = [*row, *[""] * (len(said) - len(row))]
        assert all(map(_same, filled, said)), (row, said)


def test_charts_of_a_page_have_sheets_of_their_own(visit: Visit) -> None:
    client = visit("amina")
    found = _opened(client.get("/services/planning/flow.xlsx").content)
    assert len(found.sheet_names) > 2
    name = found.sheet_names[1]
    text = client.get(f"/services/planning/charts/{name}.csv").content.decode()
    rows = found.get_sheet_by_name(name).to_python(skip_empty_area=False)
    assert len(rows) == len(list(csv.reader(io.StringIO(text))))


def test_the_page_links_to_its_workbook_with_what_was_asked(visit: Visit) -> None:
    client = visit("amina")
    page = client.get("/services/planning/cases/?older=1").content.decode()
    assert 'href="/services/planning/cases.xlsx?older=1"' in page
    shown = client.get("/services/planning/cases.xlsx?older=1")
    assert shown["Content-Disposition"] == 'attachment; filename="planning-cases.xlsx"'
    assert ".xlsx" not in client.get("/account/").content.decode()


def test_no_cell_is_a_formula_or_a_link() -> None:
    texts = ("=1+1", "@x", "https://a.example/", "+44", "-3", "{=A1}")
    table = Table(columns=("=x",), rows=(), raw=tuple((one,) for one in texts))
    data = workbook_of({"a/b:c": table}, {"A b c": "n\r\n7\r\n"})
    inside = zipfile.ZipFile(io.BytesIO(data))
    sheets = [inside.read(one).decode() for one in inside.namelist()]
    assert not any("<f>" in one or "<hyperlink" in one for one in sheets)
    found = _opened(data)
    assert found.sheet_names == ["a b c", "A b c 1"]
    rows = found.get_sheet_by_index(0).to_python()
    as_in_the_csv = ["'=1+1", "'@x", "https://a.example/", "+44", "-3", "{=A1}"]
    assert [row[0] for row in rows] == ["'=x", *as_in_the_csv]
    assert found.get_sheet_by_index(1).to_python() == [["n"], [7.0]]


def test_numbers_stay_unrounded_and_unknown_ones_empty() -> None:
    table = Table(
        columns=("a", "b", "c"), rows=(), raw=((1234.5678901, None, True), (3, "", "x"))
    )
    data = workbook_of({"n": table}, {})
    assert workbook_of({"n": table}, {}) == data
    assert _opened(data).get_sheet_by_index(0).to_python() == [
        ["a", "b", "c"],
        [1234.5678901, "", "True"],
        [3.0, "", "x"],
    ]


def test_what_a_sheet_cannot_take_goes_to_another() -> None:
    sizes = [len(one) for one in _parts((0,) for _ in range(MOST_ROWS + 1))]
    assert sizes == [MOST_ROWS, 1]
    assert [len(one) for one in _parts(())] == [0]
