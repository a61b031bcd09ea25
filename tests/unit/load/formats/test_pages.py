"""Web pages and Excel 2003 XML under the name of a workbook."""

from __future__ import annotations

import datetime as dt

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, FileUnreadable
from tests.unit.load.formats.tables import finding_ids, rejected_of, rows_of

PAGE = """<html><head><meta charset="{0}"></head><body><h1>Geprüfte Anträge</h1>
<table><tr><td>Navigation</td></tr></table>
<TABLE border=1><THEAD><TR><TH>Nr<TH>Straße<TH>Eingang</THEAD>
<TR><TD>17<TD>Größe &amp; Söhne<br>Hof<TD>04.03.2024
<TR><TD>18<TD>&Uuml;bergabe<TD>05.03.2024
</TABLE></body></html>"""
CELLS = "".join(
    f"<tr><td>{n}</td><td>2024-03-{n:02}</td><td>Done</td></tr>" for n in range(1, 8)
)
BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{0}</Workbook>"""


def cell(value: object, kind: str = "String", **told: object) -> str:
    marks = "".join(f' ss:{key}="{value}"' for key, value in told.items())
    return f'<Cell{marks}><Data ss:Type="{kind}">{value}</Data></Cell>'


def sheet(name: str, *rows: str) -> str:
    body = "".join(f"<Row>{row}</Row>" for row in rows)
    return f'<Worksheet ss:Name="{name}"><Table>{body}</Table></Worksheet>'


HEAD = cell("Job") + cell("Step") + cell("When")


@pytest.mark.parametrize("codec", ["utf-8", "windows-1252", "iso-8859-15"])
def test_the_table_is_read_when_a_page_is_called_xls(read, codec):
    raw = read(PAGE.format(codec).encode(codec), "export.xls")
    assert raw.columns == ("Nr", "Straße", "Eingang")
    assert rows_of(raw)[0] == {
        "__row": 1,
        "Nr": "17",
        "Straße": "Größe & Söhne Hof",
        "Eingang": "04.03.2024",
    }


def test_spans_are_filled_when_a_cell_spans_rows_and_columns(read):
    page = (
        "<table><tr><th rowspan=2>Ref</th><th colspan=2>Sent</th></tr>"
        "<tr><th>Date</th><th>By</th></tr>"
        "<tr><td rowspan='2'>A</td><td>2024-01-01</td><td>K</td></tr>"
        "<tr><td>2024-01-02</td><td>L</td></tr></table>"
    )
    raw = read(page.encode(), "export.html")
    assert raw.columns == ("Ref", "Sent Date", "Sent By")
    assert [row["Ref"] for row in rows_of(raw)] == ["A", "A"]


def test_the_question_lists_tables_when_a_page_has_two(read):
    one = f"<table><tr><th>Ref</th><th>When</th><th>Step</th></tr>{CELLS}</table>"
    page = (one + one.replace("Ref", "Job")).encode()
    with pytest.raises(ChoiceNeeded) as error:
        read(page, "page.htm")
    asked = [option.split('"')[1] for option in as_typed(error.value)]
    assert [read(page, "page.htm", table=name).n_read for name in asked] == [7, 7]


def test_totals_are_left_out_when_a_page_ends_in_them(read):
    page = (
        f"<table><tr><th>Ref</th><th>When</th><th>Step</th></tr>{CELLS}"
        "<tr><td>Total</td><td></td><td>7</td></tr></table>"
    )
    raw = read(page.encode(), "page.xls")
    assert (raw.n_read, len(rejected_of(raw))) == (8, 1)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><form>Please sign in</form></body></html>",
        "<!DOCTYPE html><html><body><p>Error 403</p></body></html>",
        "<html><table><tr><td>Sign in</td></tr></table></html>",
    ],
)
def test_a_page_is_refused_when_it_has_no_table(read, page):
    with pytest.raises(FileUnreadable, match=r"is a web page \(HTML\)"):
        read(page.encode(), "export.xls")


def test_a_span_is_held_when_a_page_asks_for_a_million_columns(read):
    page = (
        "<table><tr><td colspan=1000000 rowspan=99999999>a</td><td>b</td></tr></table>"
    )
    with pytest.raises(FileUnreadable):
        read(page.encode(), "export.xls")


def test_types_and_places_are_kept_when_a_workbook_is_xml(read):
    rows = [
        HEAD,
        cell(17, "Number", MergeDown=1)
        + cell("Größe")
        + cell("2024-03-04T09:15:00.000", "DateTime"),
        cell("Done", Index=2) + cell("2024-03-05T00:00:00.000", "DateTime"),
    ]
    raw = read(BOOK.format(sheet("Log", *rows)).encode(), "export.xls")
    moment = dt.datetime.fromisoformat("2024-03-04 09:15")
    assert [tuple(row.values())[1:] for row in rows_of(raw)] == [
        (17, "Größe", moment),
        (17, "Done", dt.datetime.fromisoformat("2024-03-05")),
    ]
    assert finding_ids(raw) == ["merged_cells"]


def test_sheets_of_one_kind_are_joined_when_a_workbook_is_xml(read):
    day = cell("2024-03-05T00:00:00.000", "DateTime")
    sheets = [
        sheet(
            name, HEAD, cell(f"{name}-1") + cell("x") + day, cell("2") + cell("y") + day
        )
        for name in ("May", "June")
    ]
    raw = read(BOOK.format("".join(sheets)).encode(), "export.xml")
    assert [row["sheet"] for row in rows_of(raw)] == ["May", "May", "June", "June"]


def test_the_line_is_told_when_a_workbook_of_xml_breaks_off(read):
    content = BOOK.format(sheet("Log", HEAD, HEAD)).encode()
    with pytest.raises(FileUnreadable, match="is broken in line"):
        read(content[:-40], "export.xls")


@pytest.mark.parametrize("codec", ["no-such-code", "utf-7", "cp932", "utf-16"])
def test_the_encoding_is_named_when_xml_declares_one_that_does_not_fit(read, codec):
    content = BOOK.format(sheet("Log", HEAD, HEAD)).replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{codec}"?>'
    )
    with pytest.raises(FileUnreadable):
        read(content.encode() + b"\xff\xfe", "export.xls")
