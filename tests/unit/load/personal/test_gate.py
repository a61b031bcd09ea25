"""Names that a file brings are shown only where they hold nobody's particulars."""

from __future__ import annotations

import pytest

from mersey.load.personal.gate import (
    shown_file,
    shown_headings,
    shown_labels,
    shown_names,
    shown_quotes,
)
from tests.unit.load.made_logs import loaded

NAMES = "applications.csv", "late_by_ward.csv", "export_2024-11-03.xlsx", "export_20241103T0915.csv"  # fmt: skip
PERSONAL = "jane_smith.csv", "JaneSmith.csv", "seenByOmarZahn_2024.csv", "Smith_9434765919.xlsx", "Referral SMITH, Jane.csv.gz", "0161 496 0000.xes"  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_is_shown_when_it_holds_nothing_personal(name: str) -> None:
    assert shown_file(name) == name


@pytest.mark.parametrize("name", PERSONAL)
def test_a_file_is_called_log_when_its_name_holds_particulars(name: str) -> None:
    assert shown_file(name).startswith("log.")


def test_a_sheet_is_told_by_its_place_when_it_is_called_after_a_person() -> None:
    assert shown_names(["Cases", "Jane Smith"], "sheet") == ("Cases", "sheet 2")


def test_a_sheet_is_told_by_its_place_when_its_name_is_one_unknown_word() -> None:
    sheets = ["Cases", "Quillfeather", "Sheet1", "2024"]
    shown = shown_names(sheets, "sheet", may_be_people=True)
    assert shown == ("Cases", "sheet 2", "Sheet1", "2024")


def test_a_heading_is_told_by_its_place_when_it_holds_a_name() -> None:
    headings = ["Case Ref", "Assigned to Jane Smith", "cmdb_ci", "sys_updated_at"]
    assert shown_headings(headings) == {"Assigned to Jane Smith": "column 2"}


def test_every_heading_is_told_by_its_place_when_the_row_is_a_record() -> None:
    record = ["R1", "Visited", "Jane Smith", "SK1 3XE", "North"]
    assert len(shown_headings(record)) == len(record)


def test_headings_go_when_they_differ_in_one_unknown_word() -> None:
    ends = "ack", "elb", "oft", "unk", "ild", "ast", "ern", "omp", "usk", "ift"
    people = [f"Zwhittl{end}.Received" for end in ends]
    assert set(shown_headings(["Case Ref", "Xylo.Closed", *people])) == set(people)


def test_a_series_is_a_person_when_it_is_called_after_one() -> None:
    assert shown_labels(["North", "Jane Smith", "North", "OMAR ZAHN"]) == {
        "Jane Smith": "person 1",
        "OMAR ZAHN": "person 2",
    }


@pytest.mark.parametrize("labels", [["RAJ", "RXF", "RTH"], ["E06000055", "E08000002"]])
def test_a_series_is_shown_when_it_is_called_by_a_code(labels: list[str]) -> None:
    assert shown_labels(labels) == {}


def test_dates_as_headings_are_shown() -> None:
    assert shown_headings(["Area", "01/02/2024", "01/03/2024"]) == {}


def test_a_quoted_name_is_hidden_when_it_holds_particulars() -> None:
    said = 'The column "Jane Smith" and the column "Ward".'
    assert shown_quotes(said) == 'The column "(hidden)" and the column "Ward".'


def test_words_among_dates_are_told_when_they_are_known_and_no_names() -> None:
    words = ["Withdrawn"] * 9 + ["Quillfeather"] * 9
    rows = "".join(
        f"R{n},{n % 28 + 1}/1/2024,{words[n] if n < 18 else f'{n % 28 + 1}/3/2024'}\n"
        for n in range(60)
    )
    with loaded(f"Case Ref,Received,Closed\n{rows}") as log:
        (said,) = [f.message for f in log.findings if f.id == "words_in_dates"]
    assert "2 different words" in said
    assert '"Withdrawn"' in said
    assert "Quillfeather" not in said


def test_a_milestone_is_told_by_its_place_when_its_heading_names_somebody() -> None:
    rows = "".join(f"R{n},{n}/1/2024,{n}/2/2024\n" for n in range(1, 20))
    csv = f"Case Ref,Received,Seen by Jane Smith\n{rows}"
    with loaded(csv) as log:
        assert log.mapping.milestones == ("Received", "column 3")
        assert "Smith" not in str(log)


def test_shown_names_hides_an_address_of_mail_when_its_parts_are_no_names() -> None:
    assert shown_names(["q.277@example.org"], "sheet") == ("sheet 1",)


def test_shown_file_hides_an_address_of_mail_when_its_parts_are_no_names() -> None:
    assert shown_file("q.277@example.org.csv") == "log.csv"
