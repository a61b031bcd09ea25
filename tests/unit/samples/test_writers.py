from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date, datetime
from xml.etree.ElementTree import Element, fromstring

import pytest
from python_calamine import CalamineWorkbook

from mersey.samples.sample_service import SampleSheet
from mersey.samples.writers import (
    csv_bytes,
    delimited,
    json_lines,
    tsv_gz_bytes,
    xlsx_bytes,
)

SHEET = SampleSheet(
    columns=("ref", "note", "day"),
    rows=(("A1", 'said "no", twice', "1/7/2025"), ("A2", "", "")),
    n_cases=2,
    truths=(),
)

at = datetime.fromisoformat


def _workbook(*cells: str | float | date | None) -> list[object]:
    columns = tuple(f"c{n}" for n in range(len(cells)))
    sheet = SampleSheet(columns=columns, rows=(cells,), n_cases=1, truths=())
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(sheet)))
    return list(book.get_sheet_by_index(0).to_python()[1])


def test_csv_quotes_what_needs_it() -> None:
    expected = b'ref,note,day\r\nA1,"said ""no"", twice",1/7/2025\r\nA2,,\r\n'
    assert csv_bytes(SHEET) == expected


def test_delimited_writes_the_encoding_and_delimiter_asked_for() -> None:
    sheet = SampleSheet(columns=("£",), rows=(("–",),), n_cases=1, truths=())
    assert delimited(delimiter=";", encoding="cp1252")(sheet) == b"\xa3\r\n\x96\r\n"


def test_gzip_holds_no_time_stamp() -> None:
    data = tsv_gz_bytes(SHEET)
    assert data[4:8] == b"\0\0\0\0"
    assert gzip.decompress(data).startswith(b"ref\tnote\tday\r\n")


def test_json_lines_write_null_when_there_is_no_value() -> None:
    sheet = SampleSheet(
        columns=("ref", "end"), rows=(("Ä", None),), n_cases=1, truths=()
    )
    assert json.loads(json_lines(sheet)) == {"ref": "Ä", "end": None}
    assert json_lines(sheet).count(b"\n") == 1


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (date(2025, 7, 1), date(2025, 7, 1)),
        (date(1900, 3, 1), date(1900, 3, 1)),
        (at("2025-07-01T12:00"), at("2025-07-01T12:00")),
        ("a < b & c", "a < b & c"),
        (2.5, 2.5),
        (None, ""),
    ],
)
def test_workbook_gives_back_what_was_written(written: object, read: object) -> None:
    assert _workbook(written, "end") == [read, "end"]  # type: ignore[arg-type]


def test_workbook_has_columns_past_z() -> None:
    assert _workbook(*map(float, range(30))) == list(map(float, range(30)))


def test_workbook_bytes_are_the_same_when_written_twice() -> None:
    assert xlsx_bytes(SHEET) == xlsx_bytes(SHEET)


def _parts(sheet: SampleSheet = SHEET) -> dict[str, Element]:
    """Each part of the workbook, read as XML."""
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(sheet))) as book:
        read = {name: book.read(name) for name in book.namelist()}
    return {name: fromstring(text) for name, text in read.items()}  # noqa: S314  (ours)


def _tags(element: Element) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def test_workbook_begins_with_the_two_fills_that_the_format_asks_for() -> None:
    fills = _parts()["xl/styles.xml"].find("{*}fills")
    assert fills is not None
    assert [_tags(fill) for fill in fills] == [["patternFill"], ["patternFill"]]
    assert [fill[0].get("patternType") for fill in fills] == ["none", "gray125"]


def test_workbook_styles_point_to_fonts_fills_and_borders_that_exist() -> None:
    styles = _parts()["xl/styles.xml"]
    order = ["fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles"]
    assert _tags(styles) == order
    for kind in order[:3]:
        group = styles.find(f"{{*}}{kind}")
        assert group is not None
        assert all(len(one) > 0 for one in group)
        assert group.get("count") == str(len(group))


def test_workbook_tells_the_type_of_every_part_and_links_to_parts_it_has() -> None:
    parts = _parts()
    types = parts["[Content_Types].xml"]
    told = {one.get("PartName") for one in types} | {None}
    assert {f"/{name}" for name in parts if name.startswith("xl/")} - told == {
        "/xl/_rels/workbook.xml.rels"
    }
    links = parts["xl/_rels/workbook.xml.rels"]
    assert {f"xl/{one.get('Target')}" for one in links} <= set(parts)


def test_workbook_shows_the_time_of_day_where_a_cell_has_one() -> None:
    cells = (at("2025-07-01T12:00"), date(2025, 7, 1))
    sheet = SampleSheet(columns=("when", "day"), rows=(cells,), n_cases=1, truths=())
    parts = _parts(sheet)
    found = parts["xl/worksheets/sheet1.xml"].findall("{*}sheetData/{*}row[2]/{*}c")
    formats = parts["xl/styles.xml"].findall("{*}cellXfs/{*}xf")
    assert [formats[int(c.get("s", "0"))].get("numFmtId") for c in found] == [
        "22",
        "14",
    ]
