"""The list of open cases as a workbook that a spreadsheet opens, sorts and trusts."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date

import pytest
import python_calamine as calamine

from mersey.answer.worklist import OpenWork, Worklist
from mersey.errors import UsageError
from mersey.flow.results import OpenCase
from mersey.report.case_workbook import case_list_xlsx
from tests.unit.report import made_up


def case(name: str, team: str | None = None) -> OpenWork:
    known = OpenCase(
        pseudonym=name,
        opened=date(2023, 12, 1),
        days=30.25,
        last_activity="received",
        days_in_stage=2.0,
        team=team,
        older_than_usual=True,
    )
    return OpenWork(case=known, risk=0.4)


def written(*work: OpenWork) -> bytes:
    found = Worklist(as_at=date(2023, 12, 31), work=work)
    return case_list_xlsx(found, made_up.log(), None)


def cells(content: bytes) -> list[list[object]]:
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name("Open cases").to_python()


def test_dates_and_numbers_are_what_a_spreadsheet_sorts() -> None:
    head, row = cells(written(case("key:abcdefghij", "North")))
    told = dict(zip(head, row, strict=True))
    assert (told["case"], told["opened"]) == ("abcdefgh", date(2023, 12, 1))
    assert (told["days open"], told["team"]) == (30.25, "North")
    assert told["risk of passing its limit"] == 0.4
    assert (told["due"], told["older than usual"]) == ("", "yes")


@pytest.mark.parametrize(
    "team", ["=1+1", " @SUM(A1)", "+44", "-2+3", "http://a.example"]
)
def test_no_cell_is_a_formula_or_a_link(team: str) -> None:
    content = written(case("key:abcdefghij", team))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not any("rels" in name and "sheet" in name for name in parts.namelist())
    team_cell = str(cells(content)[1][6])
    assert team_cell.lstrip("' ") == team.lstrip()
    assert team_cell.lstrip()[0] not in "=@" or team_cell.startswith("'")


def test_an_empty_list_is_a_sheet_of_headings() -> None:
    assert len(cells(written())) == 1


def test_same_list_makes_the_same_bytes() -> None:
    assert written(case("key:abcdefghij")) == written(case("key:abcdefghij"))


def test_what_is_missing_is_said_with_what_works_without_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(UsageError, match="extra xlsx") as raised:
        case_list_xlsx(Worklist(as_at=date(2023, 12, 31), work=()), made_up.log(), None)
    assert 'pip install "mersey[xlsx]"' in raised.value.next_step
    assert "⟦csv⟧" in raised.value.next_step
