"""How a file was read, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mersey.load.shapes.mapping import Shape
from mersey.report.reading_words import (
    example_said,
    left_out_said,
    place_said,
    reading_said,
)
from mersey.vocabulary import CaseState
from tests.unit.report import made_up
from tests.unit.report.made_up_reading import closed_case, open_case, steps

ROWS = {
    "case": "Issue Key",
    "activity": "To String",
    "time": "Change Date",
    "start": "Begun",
    "lifecycle": "Part",
    "milestones": (),
}


def log(end_rule: dict[str, Any] | None = None, **mapping: Any) -> Any:
    loading = {"mapping": made_up.mapping(**mapping), "first_line": 2}
    return made_up.log(loading=loading, end_rule=end_rule)


def test_sentence_of_a_row_per_case_names_key_opening_and_end() -> None:
    read = log(
        {"activities": (), "closed_column": "Closed Date"},
        case="Unique Key",
        opened="Created Date",
        closed="Closed Date",
    )
    assert reading_said(read) == (
        "Each row is one case, with a date for each milestone; “Unique Key” names it. A "
        "case opens at “Created Date” and is over when “Closed Date” is filled."
    )


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        ("long", ("one step of a case: “Issue Key” names the case, “To String” the step,"
         " “Change Date” when.")),
        ("span", ("one piece of work on a case, with its start and its end: “Issue Key”"
         " names the case, “To String” the work, “Begun” when it began and “Change Date”"
         " when it ended.")),
        ("interval", ("one status of a case, with when it began: “Issue Key” names the"
         " case, “To String” the status, “Change Date” when it began.")),
        ("change", ("one change of a case, from one value to another: “Issue Key” names"
         " the case, “To String” what it became, “Change Date” when.")),
        ("lifecycle", ("the start or the end of one piece of work on a case: “Issue Key”"
         " names the case, “To String” the work, “Part” whether it began or ended,"
         " “Change Date” when.")),
        ("snapshot", ("a case as it stood on one day: “Issue Key” names the case, “To"
         " String” how it stood, “Change Date” on which day.")),
    ],
)  # fmt: skip
def test_sentence_says_what_a_row_is(shape: str, said: str) -> None:
    read = log(shape=Shape(shape), **ROWS)
    assert reading_said(read) == (
        f"Each row is {said} A case opens at its first step and is over at "
        "“decision_date”."
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"status_column": "S"}, "is over when “S” says so, at “decision_date”."),
        ({"status_column": "S", "activities": ()}, "when “S” says so, not since when."),
        (
            {"status_column": "S", "closed_column": "C"},
            "when “S” says so, at the date in “C”.",
        ),
        ({"activities": tuple("abcde")}, "is over at “a”, “b”, “c” or 2 more."),
        ({"activities": ()}, "A case opens at its first milestone; no end of it is known."),
    ],
)  # fmt: skip
def test_sentence_says_when_a_case_is_over(rule: dict[str, Any], said: str) -> None:
    assert reading_said(log(rule)).endswith(said)


def test_closed_case_is_told_with_its_steps_and_how_long_it_took() -> None:
    assert example_said(closed_case(), log()) == (
        "Row 2 of the file (c7f3a9d2): opened 17 Aug 2023 with “application_date”, "
        "“validated” 19 Aug, closed 3 Sep with “decision_date” after 17 days."
    )


def test_columns_that_state_opening_and_end_are_not_told_twice() -> None:
    read = log(
        {"activities": (), "closed_column": "decision_date"},
        opened="application_date",
        closed="decision_date",
    )
    assert example_said(closed_case(), read) == (
        "Row 2 of the file (c7f3a9d2): opened 17 Aug 2023, “validated” 19 Aug, closed "
        "3 Sep after 17 days."
    )


def test_open_case_says_that_no_end_was_seen() -> None:
    said = example_said(open_case(), log())
    assert said.startswith("Row 8 of the file (b0b0b0b0): opened 17 Aug 2023")
    assert said.endswith("“validated” 19 Aug, no end seen, open.")


def test_silent_case_says_since_when() -> None:
    said = example_said(open_case(state=CaseState.SILENT), log())
    assert said.endswith("no end seen, silent since 19 Aug 2023.")


def test_case_over_by_its_status_says_that_its_end_has_no_date() -> None:
    said = example_said(open_case(state=CaseState.SILENT), log({"status_column": "S"}))
    assert said.endswith("over by “S”, not known since when.")


def test_case_that_closed_before_it_opened_is_given_no_duration() -> None:
    said = example_said(closed_case(closed=date(2023, 8, 1), days=None), log())
    assert said.endswith("closed 1 Aug, which is before it opened.")


def test_year_is_told_again_when_it_changes() -> None:
    later = steps(("application_date", "2023-08-17"), ("validated", "2024-01-02"))
    assert "“validated” 2 Jan 2024, no end" in example_said(
        open_case(steps=later), log()
    )


def test_steps_between_are_counted_before_the_last_one() -> None:
    many = replace(open_case(), n_steps=9)
    assert "3 Sep, no end" in example_said(
        replace(many, steps=closed_case().steps), log()
    )
    assert "6 more steps, “decision_date” 3 Sep" in example_said(
        replace(many, steps=closed_case().steps), log()
    )


def test_own_reference_is_never_told_where_identifiers_were_kept() -> None:
    kept = made_up.log(loading={"keeps_ids": True, "first_line": 2})
    said = example_said(closed_case(pseudonym="SR-00001"), kept)
    assert "SR-00001" not in said
    assert said.startswith("Row ")


def test_row_is_called_a_record_when_its_line_is_not_known() -> None:
    assert place_said(1200, made_up.log().loading) == "Record 1,200 of the file"


def test_left_out_counts_rows_and_names_a_few_columns() -> None:
    dropped = dict.fromkeys(("a", "b", "c", "d", "e"), "free text")
    mapping = made_up.mapping(dropped=dropped)
    loading = made_up.log(
        loading={"mapping": mapping, "columns": tuple("abcdefgh")}
    ).loading
    assert left_out_said(loading) == (
        "Left out: 8 rows that could not be used, 3 rows that repeat another in every "
        "column and 5 of 8 columns (“a”, “b”, “c”, “d” and 1 more)."
    )


def test_left_out_says_so_when_nothing_is() -> None:
    loading = {
        "mapping": made_up.mapping(dropped={}),
        "n_rejected": 0,
        "n_duplicate": 0,
    }
    assert (
        left_out_said(made_up.log(loading=loading).loading) == "Nothing was left out."
    )
