"""Every column of a file, how to say otherwise, and both at a prompt."""

from __future__ import annotations

from typing import Any

import pytest

from mersey.load.dates.style import DateStyle
from mersey.load.shapes.mapping import Shape
from mersey.report.look import look_json_loading
from mersey.report.reading_columns import ColumnRead, columns_read
from mersey.report.reading_options import options_said
from mersey.report.reading_terminal import column_lines, reading_lines
from tests.unit.report import made_up
from tests.unit.report.made_up_reading import closed_case, open_case

HEADINGS = ("decision", "reference", "area_team", "decision_date", "applicant", "lost")


def log(*, keeps_ids: bool = False, hides_teams: bool = False, **changes: Any) -> Any:
    loading = {
        "mapping": made_up.mapping(**changes),
        "columns": HEADINGS,
        "keeps_ids": keeps_ids,
        "hides_teams": hides_teams,
    }
    return made_up.log(loading=loading, findings=())


def read(name: str, **changes: Any) -> ColumnRead:
    return {one.name: one for one in columns_read(log(**changes))}[name]


def test_columns_stand_in_the_order_of_the_file_and_none_is_missing() -> None:
    assert tuple(one.name for one in columns_read(log())) == HEADINGS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("reference", ("case", "hidden", "Every row has its own value.")),
        ("decision_date", ("milestone", "kept", "Six columns of dates.")),
        ("decision", ("outcome", "kept", "Filled where a decision is.")),
        ("applicant", ("nothing", "dropped", "Names of people.")),
        ("lost", ("nothing", "dropped", "Not used in this reading.")),
    ],
)
def test_column_says_what_it_was_taken_for_and_why(
    name: str, expected: tuple[str, str, str]
) -> None:
    one = read(name)
    assert (one.taken_for, one.what, one.why) == expected


def test_column_of_two_roles_tells_both() -> None:
    one = read("decision_date", closed="decision_date")
    assert one.taken_for == "when the case closed and milestone"


def test_case_is_kept_when_identifiers_are() -> None:
    assert read("reference", keeps_ids=True).what == "kept"


def test_team_is_hidden_when_it_names_people() -> None:
    assert read("area_team").what == "kept"
    assert read("area_team", hides_teams=True).what == "hidden"


def test_a_kept_column_says_who_wanted_it_and_why() -> None:
    one = read("lost", attributes=("lost",), keep={"lost": "reviewed"})
    assert (one.what, one.why) == ("kept", "Kept as it is, because: reviewed.")


def test_options_state_what_was_done_with_the_columns_of_the_file() -> None:
    said = [other.option for other in options_said(log(closed="decision_date"))]
    assert said == [
        '⟦case⟧ "reference"',
        "⟦opened⟧ COLUMN",
        '⟦closed⟧ "decision_date"',
        '⟦end⟧ "decision_date"',
        "⟦date_order⟧ day",
        "⟦map⟧ FILE.map.toml",
    ]


def test_option_of_a_heading_with_signs_of_the_shell_is_quoted_for_it() -> None:
    said = options_said(log(case='the "$" key'))
    assert said[0].option == "⟦case⟧ 'the \"$\" key'"


def test_date_order_is_no_question_where_it_cannot_be_one() -> None:
    iso = {"application_date": DateStyle(format="%Y-%m-%d", has_time=False)}
    assert not any("date-order" in o.option for o in options_said(log(dates=iso)))


def test_options_of_a_row_per_step_name_step_and_time() -> None:
    rows = {"shape": Shape.LONG, "activity": "a", "time": "t", "milestones": ()}
    said = [other.option for other in options_said(log(**rows))]
    assert said[1:3] == ['⟦activity⟧ "a"', '⟦time⟧ "t"']


def test_lines_fit_eighty_characters_when_names_are_long() -> None:
    wide = log(dropped={"x" * 300: "free text; name it with a reason"}, case="y" * 300)
    wide_lines = (*column_lines(wide), *reading_lines(wide, [closed_case()]))
    assert max(map(len, wide_lines)) <= 80


def test_columns_are_aligned() -> None:
    lines = column_lines(log())
    assert lines[0] == "Columns"
    assert lines[2].split("  ")[1].strip() == "reference"
    assert {line.index("dropped") for line in lines if "dropped" in line} == {37}
    assert lines[-1] == "Hidden: each value was replaced by a pseudonym."


def test_reading_lines_give_sentence_cases_what_was_left_out_and_options() -> None:
    lines = reading_lines(log(), [closed_case(), open_case()])
    text = "\n".join(lines)
    assert text.startswith("Each row is one case")
    assert "\n  Record 1 of the file (c7f3a9d2): opened" in text
    assert "\nLeft out: 8 rows" in text
    assert '\n  ⟦case⟧ "reference"  (the column that names the case)' in text


def test_json_tells_the_same() -> None:
    reading = look_json_loading(log(), [closed_case()])["reading"]
    assert reading["sentence"].startswith("Each row is one case")
    assert reading["cases"][0]["record"] == 1
    assert reading["cases"][0]["state"] == "closed"
    assert reading["columns"][1] == {
        "name": "reference",
        "taken_for": "case",
        "what": "hidden",
        "why": "Every row has its own value.",
        "generalised": 0,
    }
