"""`mersey clock explain` at the prompt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.cli.flags import as_flags
from mersey.errors import MerseyError

FOI = ("foi.request", "--start", "2026-07-06")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["clock", "explain", *arguments])


def data(*arguments: str) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str) -> MerseyError:
    error = run(*arguments).exception
    assert isinstance(error, MerseyError)
    return error


def test_json_is_the_promised_object() -> None:
    said = data(*FOI)
    assert list(said) == sorted(
        [
            "schema",
            "clock",
            "start",
            "received",
            "due",
            "certainty",
            "not_counted",
            "source",
        ]
    )
    assert (said["schema"], said["clock"]) == ("mersey.clock/1", "foi.request")
    assert (said["due"], said["certainty"]) == ("2026-08-05", "exact")


def test_json_names_the_scottish_holiday_that_an_english_list_lacks() -> None:
    holiday = {"date": "2026-08-03", "why": "Scotland: Summer bank holiday"}
    assert holiday in data(*FOI)["not_counted"]


def test_page_at_the_prompt_begins_with_the_limit() -> None:
    result = run(*FOI)
    assert result.stdout.startswith("Due Wednesday 5 August 2026\n")
    assert "Monday 3 August 2026: Scotland: Summer bank holiday" in result.stdout


def test_time_of_day_counts_when_there_is_a_cut_off() -> None:
    assert data("planning.minor_8w", "--start", "2025-11-28T20:10") | {
        "not_counted": [],
        "source": {},
    } == {
        "schema": "mersey.clock/1",
        "clock": "planning.minor_8w",
        "start": "2025-11-28T20:10",
        "received": "2025-12-01",
        "due": "2026-01-26",
        "certainty": "exact",
        "not_counted": [],
        "source": {},
    }


def test_pauses_move_the_limit_as_often_as_they_are_given() -> None:
    one = ("--pause", "2026-07-07", "2026-07-08")
    two = ("--pause", "2026-07-14", "2026-07-16")
    fees = (*one, *two, "--pause-kind", "fees_notice")
    assert data(*FOI, *fees)["due"] == "2026-08-12"


CLARIFIED = ("--start", "2024-05-01", "--pause", "2024-05-10", "2024-05-20")


@pytest.mark.parametrize(
    "name", ["foi.request", "foi.school_60wd", "foisa.request", "eir.request"]
)
def test_clarified_request_starts_again(name: str) -> None:
    said = data(name, *CLARIFIED)
    fresh = data(name, "--start", "2024-05-20")
    assert (said["due"], said["started_again"]) == (fresh["due"], "2024-05-20")
    assert said["start"] == "2024-05-01"
    assert said["pauses"] == [
        {
            "kind": "clarification",
            "rule": "starts_again",
            "begin": "2024-05-10",
            "finish": "2024-05-20",
        }
    ]


def test_prompt_says_which_rule_was_used_and_which_other_there_is() -> None:
    result = run("foi.request", *CLARIFIED)
    assert result.stdout.startswith("Due Tuesday 18 June 2024\n")
    assert "the clock starts again on Monday 20 May 2024" in result.stdout
    assert "(--pause-kind fees_notice)" in result.stdout


def test_option_that_the_prompt_names_works_when_typed() -> None:
    named = ("--pause-kind", "fees_notice")
    said = data("foi.request", *CLARIFIED, *named)
    assert (said["due"], said["pauses"][0]["rule"]) == ("2024-06-11", "pauses")
    assert "started_again" not in said
    assert "usual reason" not in run("foi.request", *CLARIFIED, *named).stdout


def test_kinds_are_said_one_for_each_pause_when_they_differ() -> None:
    """Clear again on 10 May, and then the fee from 13 to 14 May: two days left out."""
    pauses = (
        "--pause",
        "2024-05-03",
        "2024-05-10",
        "--pause",
        "2024-05-13",
        "2024-05-14",
    )
    kinds = ("--pause-kind", "clarification", "--pause-kind", "fees_notice")
    begun = ("foi.request", "--start", "2024-05-01")
    fee = ("--pause", "2024-05-13", "2024-05-14", "--pause-kind", "fees_notice")
    fresh = data("foi.request", "--start", "2024-05-10", *fee)
    assert data(*begun, *pauses, *kinds)["due"] == fresh["due"] == "2024-06-12"


def test_subject_access_pauses_for_clarification_only_since_the_law_says_so() -> None:
    waited = ("--pause", "2026-03-10", "2026-03-20")
    said = data("sar.response", "--start", "2026-03-03", *waited)
    assert said["pauses"][0] | {"begin": "", "finish": ""} == {
        "kind": "clarification",
        "rule": "pauses",
        "begin": "",
        "finish": "",
    }


def test_pause_follows_the_rule_of_the_clock() -> None:
    """A day of waiting counts as ours until it began: `first_day_counts`."""
    paused = ("--pause", "2026-07-07", "2026-07-09")
    due = data("it.p4_resolve_5wd", "--start", "2026-07-06", *paused)["due"]
    assert due == "2026-07-15"


def test_pause_that_leaves_no_day_changes_nothing() -> None:
    paused = ("--pause", "2026-07-07", "2026-07-07")
    due = data("it.p4_resolve_5wd", "--start", "2026-07-06", *paused)["due"]
    assert due == "2026-07-13"


def test_other_rule_of_counting_is_used_when_asked_for() -> None:
    start = ("csc.assessment_45wd", "--start", "2026-03-02")
    assert data(*start)["due"] == "2026-05-07"
    assert data(*start, "--count-from", "same_day")["due"] == "2026-05-06"


def test_version_is_that_of_the_start() -> None:
    instruments = {
        data("planning.minor_8w", "--start", start)["source"]["instrument"]
        for start in ("2005-03-01", "2012-03-01", "2026-03-02")
    }
    assert len(instruments) == 3


def test_terms_are_read_from_the_file_named(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("first,last,kind\n2026-09-02,2026-12-18,term\n", encoding="utf-8")
    said = data(
        "admissions.in_year_15sd", "--start", "2026-09-01", "--calendar-file", str(path)
    )
    assert (said["due"], said["certainty"]) == ("2026-09-22", "projected")


def test_closures_come_with_a_note_when_the_law_does_not_know_them(
    tmp_path: Path,
) -> None:
    path = tmp_path / "closures.csv"
    path.write_text("date\n2026-07-07\n", encoding="utf-8")
    result = run(*FOI, "--calendar-file", str(path))
    assert "Tuesday 7 July 2026: closed" in result.stdout
    assert "only where its law says so" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "problem", "next_step"),
    [
        (("foi.requst", "--start", "2026-07-06"), "no clock", "foi.request"),
        (("foi.request", "--start", "06/07/2026"), "not a date", "2026-07-06"),
        (("foi.request", "--start", "2026-07-06T20:10Z"), "zone", "2026-07-06"),
        (("foi.request", "--start", "1999-07-06"), "No version", "from 2005-01-01"),
        ((*FOI, "--pause", "2026-07-09", "2026-07-08"), "before it begins", "earlier"),
        ((*FOI, "--pause", "2026-07-01", "2026-07-02"), "before the start", "after"),
        (
            (*FOI, "--pause", "2026-07-08", "2026-07-09", "--pause-kind", "fee_notice"),
            "no kind of pause of foi.request",
            "fees_notice",
        ),
        (
            (
                "planning.minor_8w",
                "--start",
                "2026-07-06",
                "--pause",
                "2026-07-07",
                "2026-07-08",
            ),
            "knows no pause",
            "--pause",
        ),
        ((*FOI, "--pause-kind", "fees_notice"), "1 kinds of pause", "--pause-kind"),
        (("admissions.in_year_15sd", "--start", "2026-07-06"), "calendar", "FILE"),
        (("send.phase_transfer", "--start", "2026-07-06"), "each case", "there"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: tuple[str, ...], problem: str, next_step: str
) -> None:
    error = refused(*arguments)
    assert problem in error.problem
    assert next_step in as_flags(error.next_step)
    assert error.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [("foi.request",), (*FOI, "--pause", "2026-07-07"), (*FOI, "--count-from", "x")],
)
def test_prompt_is_told_of_what_is_missing(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
