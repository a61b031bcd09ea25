"""Delimited tables as people leave them: odd delimiters, headings in two rows or none."""

from __future__ import annotations

import pytest

from mersey.load import read_raw
from tests.unit.load.formats.tables import finding_ids, rejected_of, rows_of

XES = "case:concept:name{0}concept:name{0}time:timestamp"
TIMES = "ref{0}start (hh:mm:ss){0}end (hh:mm:ss)"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (XES, "A{1}{0}Received{0}2024-03-0{1} 09:15:00"),
        (TIMES, "A{1}{0}09:1{1}:00{0}10:2{1}:30"),
        ("a:id{0}b:id", "x:{1}{0}y:{1}"),
        ("id:ref:no{0}when", "{1}{0}2024-03-0{1}T09:15:00Z"),
        ("^ref^{0}step", "{1}{0}sent ^ seen"),
    ],
)
def test_colons_and_carets_belong_to_values_when_rows_agree(read, mark, heading, row):
    lines = [heading.format(mark), *(row.format(mark, n) for n in range(1, 8))]
    raw = read("\n".join(lines).encode())
    assert raw.columns == tuple(heading.format(mark).split(mark))
    assert (raw.n_read, rejected_of(raw)) == (7, [])


def test_the_delimiter_that_gives_dates_wins_when_names_hold_another(read):
    lines = ["Name, first;When", *(f"Smith, Jane;2024-01-0{n}" for n in range(1, 8))]
    assert read("\n".join(lines).encode()).columns == ("Name, first", "When")


def test_a_comma_in_every_address_loses_when_semicolons_part_more(read):
    lines = ["ref;address, town;when"]
    lines += [f"{n};1 High St, Ely;2024-01-0{n}" for n in range(1, 8)]
    assert read("\n".join(lines).encode()).columns == ("ref", "address, town", "when")


@pytest.mark.parametrize(
    "records",
    [
        ["17,2024-01-01,Open", "18,2024-01-02,Shut"],
        ["a1,03/04/2024 10:00,North,4.5", "b2,04/04/2024 11:00,South,6.0"],
        ["1,2,2024-01-01", "3,4,2024-02-01"],
        [
            "9,530fd72c-d063-4263-add9-833fe9497299,ambulatory,NA",
            "8,41e4b13a-a5f6-4dfb-8164-2d244423e049,ambulatory,2024-01-01",
            "7,d692e283-ac55-4ee3-9769-baadca06765b,ambulatory,2024-01-02",
        ],
        ["4 Mai 2024;Heaton;12,5", "5 Mai 2024;Heaton;7,5", "6 Mai 2024;Ely;1,5"],
    ],
)
def test_no_row_is_lost_when_there_are_no_headings(read, records):
    raw = read("\n".join(records).encode())
    assert raw.n_read == len(records)
    assert raw.columns == tuple(f"column {i}" for i in range(1, len(raw.columns) + 1))
    assert "no_headings" in finding_ids(raw)
    assert raw.first_line == 1


@pytest.mark.parametrize(
    "table",
    [
        "Area,2019,2020,2021\nHeaton,15,20,18\nBrinnington,3,2,9\n",
        "2019,2020,2021\n15,20,18\n3,2,9\n",
        "Area,01/04/2023,01/05/2023\nHeaton,15,20\nEdgeley,3,2\n",
        "ref,step\nA,Received\nB,Received\n",
        "ref,when\n1,2024-01-01\n2,2024-01-02\n",
        "1,2,3,4\n15,20,18,2\n3,2,9,1\n",
    ],
)
def test_headings_stay_headings_when_they_are_words_years_or_dates(read, table):
    raw = read(table.encode())
    assert raw.columns == tuple(table.split("\n")[0].split(","))
    assert raw.n_read == 2


def test_groups_and_columns_are_joined_when_headings_take_two_rows(read):
    raw = read(
        b"Ref,Type,Received,,Decided,\n,,Date,By,Date,By\n"
        b"A,x,2024-01-01,K,2024-02-01,L\nB,y,2024-01-02,K,2024-02-03,M\n"
    )
    told = ("Received Date", "Received By", "Decided Date", "Decided By")
    assert raw.columns == ("Ref", "Type", *told)
    assert (raw.n_read, finding_ids(raw)) == (2, ["two_heading_rows"])


def test_a_thin_row_of_groups_is_joined_when_headings_below_repeat(read):
    raw = read(
        b"Register\n,,Eingang,,,Bescheid,,\nNr,Art,Datum,Amt,Ort,Datum,Amt,Ort\n"
        b"1,x,2024-01-01,a,b,2024-02-01,c,d\n2,y,2024-01-02,a,b,2024-02-02,c,d\n"
    )
    assert raw.columns[2:4] == ("Eingang Datum", "Eingang Amt")
    assert raw.columns[5:] == ("Bescheid Datum", "Bescheid Amt", "Bescheid Ort")
    assert (raw.n_read, raw.first_line) == (2, 4)


def test_a_first_record_with_gaps_is_a_record_when_headings_are_whole(read):
    raw = read(b"ref,opened,closed\nA,2024-01-01,\nB,2024-01-02,2024-01-05\n")
    assert (raw.columns, raw.n_read) == (("ref", "opened", "closed"), 2)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "n_rows", "n_columns"),
    [
        ("faults/exports/colon_taken_for_delimiter.csv", 21, 3),
        ("exports/synthea_encounters_no_header.csv", None, 12),
    ],
)
def test_shared_tables_are_read_when_left_so(
    shared_data, session, name, n_rows, n_columns
):
    path = shared_data / name
    raw = read_raw(path, session=session)
    n_lines = len(path.read_bytes().splitlines())
    assert raw.n_read == (n_rows or n_lines)
    assert len(raw.columns) == n_columns
    assert rows_of(raw)[0]["__row"] == 1


@pytest.mark.parametrize(
    ("tail", "n_left"),
    [
        ("Total,,42\n", 1),
        ("Cyfanswm:,,42\nSource: made up\n", 2),
        ("Total,,42\n\nPrinted on 3 May 2024,,\n", 2),
        ("* Late records may change these figures,,\n", 1),
        ("(9 rows affected)\n", 1),
    ],
)
def test_rows_below_the_records_are_counted_when_a_csv_ends_in_them(read, tail, n_left):
    rows = "".join(f"R{n},Done,{n}\n" for n in range(9))
    raw = read(f"Ref,Step,Cost\n{rows}{tail}".encode())
    assert (len(rows_of(raw)), raw.n_read) == (9, 9 + n_left)
    assert next(line for line, _, _ in rejected_of(raw)) == 11


def test_a_case_called_total_stays_when_it_has_a_step(read):
    raw = read(b"Ref,Step,Cost\nA,Done,1\nTotal,Done,2\n")
    assert (raw.n_read, rejected_of(raw)) == (2, [])


@pytest.mark.parametrize("mark", [",", ";", "|"])
def test_spaces_are_no_values_when_one_follows_every_delimiter(read, mark):
    text = 'ref@ step@ when\nA@ "x@ y"@ 2024-01-01\nA@ "z@ y"@ 2024-01-02\nB@ shut@ \n'
    raw = read(text.replace("@", mark).encode())
    assert [tuple(row.values())[1:] for row in rows_of(raw)] == [
        ("A", f"x{mark} y", "2024-01-01"),
        ("A", f"z{mark} y", "2024-01-02"),
        ("B", "shut", None),
    ]
