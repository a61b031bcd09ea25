"""Workbooks: which sheet, which headings, which types; locked, cut and trapped files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, DataError, FileUnreadable, UnknownName
from tests.unit.load.formats.tables import finding_ids, rows_of
from tests.unit.load.formats.workbooks import Dated, ods, xls, xlsx

HEAD = ["Ref", "Step"]
ROWS = [HEAD, ["A", "x"], ["B", "y"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_cells_keep_their_types_when_a_column_has_one(read):
    rows = [
        ["Ref", "When", "Day", "Cost", "Ok"],
        [17, Dated(45355.5, 1), Dated(45355, 2), 1.5, True],
        [18, Dated(45356.25, 1), Dated(45356, 2), None, False],
    ]
    row = rows_of(read(xlsx({"Log": rows}), "log.xlsx"))[0]
    assert row == {
        "__row": 1,
        "Ref": 17,
        "When": dt.datetime.fromisoformat("2024-03-04 12:00"),
        "Day": dt.date(2024, 3, 4),
        "Cost": 1.5,
        "Ok": True,
    }


def test_whole_numbers_have_no_point_when_a_column_is_mixed(read):
    raw = read(xlsx({"Log": [HEAD, [17, "x"], ["NA", "y"], [1.5, "z"]]}), "log.xlsx")
    assert [row["Ref"] for row in rows_of(raw)] == ["17", "NA", "1.5"]


def test_titles_and_blank_rows_are_passed_over_when_above_or_between(read):
    rows = [["Repairs report"], [], HEAD, ["A", "x"], [], ["B", "y"]]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    assert [row["Ref"] for row in rows_of(raw)] == ["A", "B"]
    assert "row 3 of sheet “Log”" in raw.findings[0].message


def test_the_question_lists_sheets_when_two_could_be_the_log(read):
    content = xlsx({"Log": ROWS, "Old": ROWS})
    with pytest.raises(ChoiceNeeded) as error:
        read(content, "log.xlsx")
    assert as_typed(error.value) == ('--table "Log"', '--table "Old"')
    assert error.value.gives == ("2 rows", "2 rows")


def test_the_sheet_asked_for_is_read_when_its_case_differs(read):
    other = [HEAD, ["C", "z"], ["D", "z"]]
    raw = read(xlsx({"Log": ROWS, "Old": other}), "log.xlsx", table="old")
    assert [row["Ref"] for row in rows_of(raw)] == ["C", "D"]


def test_the_nearest_sheet_is_named_when_the_name_is_wrong(read):
    with pytest.raises(UnknownName, match='Did you mean "Repairs"'):
        read(xlsx({"Repairs": ROWS}), "log.xlsx", table="Repair")


def test_the_long_sheet_is_chosen_when_the_other_is_a_note(read):
    many = [HEAD, *[[f"R{i}", "x"] for i in range(60)]]
    raw = read(xlsx({"Read me": [["a", "b"], ["c", "d"]], "Log": many}), "log.xlsx")
    assert raw.n_read == 60
    assert finding_ids(raw) == ["sheet_chosen"]


def test_headings_become_unique_when_they_repeat_or_are_missing(read):
    raw = read(xlsx({"Log": [["Ref", "Ref", None], ["A", "x", 5]]}), "log.xlsx")
    assert raw.columns == ("Ref", "Ref (2)", "column 3")


def test_open_document_is_read_when_it_is_an_ods(read):
    raw = read(ods("Log", ROWS), "log.ods")
    assert [row["Step"] for row in rows_of(raw)] == ["x", "y"]


def test_headings_alone_are_an_error_when_no_sheet_has_rows(read):
    with pytest.raises(DataError, match="no sheet with headings and rows"):
        read(xlsx({"Log": [HEAD]}), "log.xlsx")


def test_a_trap_is_not_opened_when_it_would_swell(read):
    bomb = xlsx({"Log": ROWS}, padding=150 << 20)
    assert len(bomb) < 1 << 20
    with pytest.raises(FileUnreadable, match="would unpack to 150 MiB"):
        read(bomb, "log.xlsx")


def test_a_workbook_is_refused_when_it_is_cut_short(read):
    content = xlsx({"Log": [HEAD, *[[f"R{i}", i] for i in range(2_000)]]})
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        read(content[: len(content) // 2], "log.xlsx")


def test_a_workbook_is_refused_when_a_sheet_is_broken(read):
    content = xlsx({"Log": ROWS})
    source = zipfile.ZipFile(io.BytesIO(content))
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text[:-40] if "s1.xml" in name else text)
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        read(broken.getvalue(), "log.xlsx")


def test_the_password_is_named_when_a_workbook_is_locked(read):
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(FileUnreadable, match="locked by a password"):
        read(locked, "log.xlsx")


def test_text_is_read_as_text_when_it_is_called_xlsx(read):
    raw = read(b"Ref,Step\nA,x\n", "log.xlsx")
    assert (raw.format, raw.n_read) == ("delimited", 1)


def test_a_web_page_is_explained_when_it_is_called_xls(read):
    with pytest.raises(FileUnreadable, match=r"is a web page \(HTML\)"):
        read(b"<html><body><table><tr><td>Ref</td></tr></table>", "log.xls")


def test_a_document_is_explained_when_it_is_called_xlsx(read):
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(FileUnreadable, match="looks like a Word document"):
        read(document.getvalue(), "log.xlsx")


def test_an_old_workbook_is_read_when_it_is_an_xls(read):
    raw = read(xls([["Ref", "Step"], [17.0, "x"], [18.0, "y"]]), "log.xls")
    assert [(row["Ref"], row["Step"]) for row in rows_of(raw)] == [(17, "x"), (18, "y")]
