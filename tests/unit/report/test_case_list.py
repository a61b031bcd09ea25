"""The list of open cases says what its columns rest on."""

from __future__ import annotations

from datetime import date

from mersey.answer.worklist import OpenWork, Worklist
from mersey.flow.results import OpenCase
from mersey.report.case_list import case_list_lines
from tests.unit.report import made_up

CASE = OpenCase(
    pseudonym="key:abcdefghij",
    opened=date(2023, 12, 1),
    days=30.0,
    last_activity="received",
    days_in_stage=2.0,
    team=None,
    older_than_usual=False,
)


def lines(*work: OpenWork, basis: str = "") -> str:
    found = Worklist(as_at=date(2023, 12, 31), work=work, risk_basis=basis)
    return "\n".join(case_list_lines(found, made_up.log(), None))


def test_risk_is_told_with_the_limit_that_it_is_of() -> None:
    said = lines(OpenWork(case=CASE, risk=0.4), basis="The limit of 30 days was given.")
    assert "40%" in said
    assert "Risk of passing a limit: The limit of 30 days was given." in said


def test_columns_without_a_value_are_left_out() -> None:
    said = lines(OpenWork(case=CASE))
    assert said.startswith("1 open case as at 31 December 2023.\n\ncase")
    assert "risk" not in said
    assert "due" not in said
    assert "abcdefgh " in said


def test_nothing_is_listed_when_no_case_is_open() -> None:
    assert lines() == "No open case as at 31 December 2023."
