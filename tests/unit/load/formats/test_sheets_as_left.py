"""Workbooks as people leave them: merged cells, totals, notes, a sheet a year."""

from __future__ import annotations

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded
from mersey.load import read_raw
from tests.unit.load.formats.tables import finding_ids, rejected_of, rows_of
from tests.unit.load.formats.workbooks import Dated, Merged, xlsx

HEAD = ["Ref", "Step", "When"]
NOTES = [["Field", "Meaning"], ["Ref", "Our number"], ["Step", "What was done"]]


def steps(year: int, n: int = 6) -> list[list[object]]:
    first = 43831 + (year - 2020) * 365
    return [[f"{year}/{i}", "Received", Dated(first + i, 2)] for i in range(n)]


def test_merged_references_are_filled_down_when_they_span_steps(read):
    rows = [
        ["Ref", "Ward", "Step"],
        [Merged("A", rows=3), Merged("North", rows=2), "Received"],
        [None, None, "Checked"],
        [None, "South", "Closed"],
        [Merged("B", rows=2), "South", "Received"],
        [None, "South", "Closed"],
    ]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    told = [(row["Ref"], row["Ward"]) for row in rows_of(raw)]
    wards = ["North", "North", "South", "South", "South"]
    assert told == list(zip("AAABB", wards, strict=True))
    assert [(f.id, f.count) for f in raw.findings] == [("merged_cells", 3)]


def test_a_merged_title_is_no_heading_when_it_spans_the_table(read):
    rows = [[Merged("Repairs 2024", columns=3), None, None], HEAD, *steps(2024)]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    assert raw.columns == ("Ref", "Step", "When")


def test_merged_headings_are_joined_when_they_take_two_rows(read):
    rows = [
        [
            Merged("Ref", rows=2),
            Merged("Received", columns=2),
            None,
            Merged("Sent", 1, 2),
        ],
        [None, "Date", "By", "Date", "By"],
        ["A", Dated(45355, 2), "K", Dated(45360, 2), "L"],
        ["B", Dated(45356, 2), "K", Dated(45361, 2), "M"],
    ]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    told = ("Received Date", "Received By", "Sent Date", "Sent By")
    assert raw.columns == ("Ref", *told)
    assert raw.n_read == 2


@pytest.mark.parametrize(
    "tail",
    [
        [["Total", None, 42]],
        [["TOTAL:", 3, 42], ["Source: the case system, 3 May 2024"]],
        [["Gesamtsumme", None, 12.5]],
        [[], ["Printed on 3 May 2024"], ["Page 1 of 1"]],
        [["* Figures may change when late records are entered"]],
        [[None, "Total", 42]],
    ],
)
def test_totals_and_notes_are_counted_when_they_end_the_table(read, tail):
    rows = [["Ref", "Step", "Cost"], *[[f"R{n}", "Done", n] for n in range(9)], *tail]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    n_tail = sum(map(bool, tail))
    assert (len(rows_of(raw)), len(rejected_of(raw)), raw.n_read) == (
        9,
        n_tail,
        9 + n_tail,
    )
    assert finding_ids(raw) == ["totals_left_out"]


@pytest.mark.parametrize(
    "last",
    [
        ["R9", None, None],
        ["Total Place", "Done", 4],
        ["R9", "Total", 4],
        ["Note", "x", 1],
    ],
)
def test_the_last_record_is_a_record_when_it_only_resembles_a_total(read, last):
    rows = [["Ref", "Step", "Cost"], *[[f"R{n}", "Done", n] for n in range(9)], last]
    raw = read(xlsx({"Log": rows}), "log.xlsx")
    assert (raw.n_read, rejected_of(raw)) == (10, [])


@pytest.mark.parametrize("names", [("2022", "2023", "2024"), ("North", "South")])
def test_sheets_of_one_kind_are_read_together_when_headings_agree(read, names):
    book = {name: [HEAD, *steps(2020 + i)] for i, name in enumerate(names)}
    raw = read(xlsx({"Notes": NOTES, **book}), "log.xlsx")
    assert raw.columns == (*HEAD, "sheet")
    assert raw.n_read == 6 * len(names)
    assert [row["sheet"] for row in rows_of(raw)][::6] == list(names)
    assert finding_ids(raw) == ["sheet_chosen", "sheets_joined"]


def test_one_of_the_sheets_is_read_when_it_is_asked_for(read):
    content = xlsx({"2022": [HEAD, *steps(2022)], "2023": [HEAD, *steps(2023)]})
    raw = read(content, "log.xlsx", table="2023")
    assert (raw.columns, raw.n_read) == (tuple(HEAD), 6)


def test_copies_are_asked_about_when_two_sheets_hold_the_same_rows(read):
    content = xlsx({"Log": [HEAD, *steps(2022)], "Log (2)": [HEAD, *steps(2022)]})
    with pytest.raises(ChoiceNeeded, match="2 sheets with data"):
        read(content, "log.xlsx")


def test_the_real_table_is_read_when_it_stands_among_notes_and_codes(read):
    codes = [["Code", "Team"], *[[n, f"Team {n}"] for n in range(30)]]
    cover = [["Repairs"], ["Prepared for the board"], [None, None, "v2"]]
    log = [["Weekly list"], [], HEAD, *steps(2024, n=12)]
    raw = read(xlsx({"Cover": cover, "Codes": codes, "Log": log}), "log.xlsx")
    assert (raw.columns, raw.n_read) == (tuple(HEAD), 12)
    assert finding_ids(raw) == ["sheet_chosen", "preamble"]


def test_every_answer_works_when_two_groups_of_sheets_compete(read):
    other = [["Job", "Trade", "Start"], *steps(2021)]
    book = {"2022": [HEAD, *steps(2022)], "2023": [HEAD, *steps(2023)], "Jobs": other}
    with pytest.raises(ChoiceNeeded) as error:
        read(xlsx(book), "log.xlsx")
    asked = [option.split('"')[1] for option in as_typed(error.value)]
    assert asked == ["2022 + 2023", "Jobs"]
    counts = [read(xlsx(book), "log.xlsx", table=name).n_read for name in asked]
    assert counts == [12, 6]


def test_dates_and_text_stay_apart_when_one_column_mixes_them(read):
    rows = [
        ["Ref", "When", "At"],
        ["A", Dated(45355, 2), Dated(0.3854166666666667, 3)],
        ["B", "4 Mar 24", Dated(0.5, 3)],
        ["C", Dated(45355.5, 1), "about noon"],
    ]
    told = [(r["When"], r["At"]) for r in rows_of(read(xlsx({"L": rows}), "log.xlsx"))]
    assert told == [
        ("2024-03-04", "09:15:00"),
        ("4 Mar 24", "12:00:00"),
        ("2024-03-04 12:00:00", "about noon"),
    ]


def test_no_row_is_lost_when_a_sheet_has_no_headings(read):
    raw = read(xlsx({"Log": [row[::-1] for row in steps(2024)]}), "log.xlsx")
    assert (raw.columns, raw.n_read) == (("column 1", "column 2", "column 3"), 6)
    assert finding_ids(raw) == ["no_headings"]


@pytest.mark.shared_data
def test_shared_workbooks_are_filled_when_cells_are_merged(shared_data, session):
    path = shared_data / "faults/exports/merged_case_cells.xlsx"
    raw = read_raw(path, session=session)
    references = [row["Reference"] for row in rows_of(raw)]
    assert (len(references), len(set(references))) == (150, 55)
