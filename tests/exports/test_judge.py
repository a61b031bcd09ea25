"""The judge's own verdicts, by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.exports.judge import Verdict, arguments_of, judge, judge_read
from tests.exports.outcome import Failed, Read, outcome_of
from tests.exports.truth import ANY, Figures, Truth

READ = Read(
    cases=100,
    closed=80,
    open=20,
    timed=80,
    events=300,
    spare_rows=0,
    rows_add_up=True,
    is_date_only=False,
    median_days=10.0,
    p50_days=12.0,
    p85_days=None,
    activities=("Received", "Closed"),
    commonest_path=("Received", "Closed"),
    milestones=(),
    case_column="Reference",
    findings={},
    clocks=(),
    end_rule="",
)
RIGHT = Truth(
    shape="events", right=(Figures(cases=100, closed=80, open=20, median_days=10.0),)
)
NO_END = {"missing_ends": ("serious", 1)}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, Verdict.RIGHT),
        ({"closed": 79, "timed": 79}, Verdict.RIGHT),
        ({"closed": 76, "open": 24, "timed": 76}, Verdict.SILENT),
        ({"cases": 99}, Verdict.SILENT),
        ({"cases": 99, "spare_rows": 1}, Verdict.RIGHT),
        ({"median_days": 10.2}, Verdict.RIGHT),
        ({"median_days": 11.0}, Verdict.SILENT),
        ({"median_days": 10.5, "is_date_only": True}, Verdict.RIGHT),
        ({"timed": 60}, Verdict.SILENT),
        ({"median_days": None}, Verdict.SILENT),
        ({"closed": 0, "open": 100, "findings": NO_END}, Verdict.LOUD),
        ({"cases": 5, "findings": NO_END}, Verdict.SILENT),
        ({"closed": 0, "findings": {"missing_ends": ("warning", 1)}}, Verdict.SILENT),
    ],
)
def test_verdict_follows_the_rule_when_figures_are_given(
    changed: dict[str, object], verdict: Verdict
) -> None:
    assert judge_read(replace(READ, **changed), RIGHT)[0] is verdict  # type: ignore[arg-type]


def test_another_reading_is_right_when_the_label_allows_it() -> None:
    other = Figures(cases=40, closed=30, open=10)
    read = replace(READ, cases=40, closed=30, open=10)
    assert judge_read(read, replace(RIGHT, right=(*RIGHT.right, other)))[0].is_good


def test_figures_are_silently_wrong_when_there_are_no_cases() -> None:
    truth = Truth(shape="no case log", may_refuse=True)
    assert judge_read(READ, truth)[0] is Verdict.SILENT
    assert judge_read(replace(READ, findings=NO_END), truth)[0] is Verdict.LOUD


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"closed": 0, "open": 100, "findings": NO_END}, Verdict.RIGHT),
        ({"closed": 0, "open": 100}, Verdict.SILENT),
        ({}, Verdict.SILENT),
    ],
)
def test_no_closed_case_is_right_when_the_file_does_not_say(
    changed: dict[str, object], verdict: Verdict
) -> None:
    truth = Truth(shape="events", right=(Figures(cases=100),))
    assert judge_read(replace(READ, **changed), truth)[0] is verdict  # type: ignore[arg-type]


def test_a_duration_is_wrong_when_the_closing_moment_is_not_recorded() -> None:
    figures = Figures(cases=100, closed=80, open=20, median_days=None)
    truth = Truth(shape="current status", right=(figures,), may_ask=True)
    asks = replace(READ, closed=0, open=100, median_days=None, findings=NO_END)
    assert judge_read(READ, truth)[0] is Verdict.SILENT
    assert judge_read(replace(READ, median_days=None), truth)[0] is Verdict.RIGHT
    assert judge_read(asks, truth)[0] is Verdict.ASKED


def test_a_median_is_let_pass_when_nobody_can_count_it() -> None:
    figures = Figures(cases=100, closed=80, open=20, median_days=ANY)
    assert judge_read(READ, Truth(shape="events", right=(figures,)))[0].is_good


@pytest.mark.parametrize(
    "option",
    [
        '--case "Request ID"',
        'mersey look x.csv --case "Request ID"',
        '--case "Request ID"  # 8,700 requests, one row each',
    ],
)
def test_an_answer_is_typed_as_offered_when_it_is_followed(option: str) -> None:
    assert arguments_of(option, Path("x.csv")) == ["--case", "Request ID"]


def test_an_unknown_option_is_misuse_when_it_is_typed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a\n1\n")
    outcome, _ = outcome_of(path, ["--no-such-option"])
    assert isinstance(outcome, Failed)
    assert outcome.kind == "misuse"


def test_a_refusal_is_right_only_when_the_truth_allows_it(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("Code,Label\nA,One\nB,Two\n")
    no_log = Truth(shape="no case log", may_refuse=True)
    assert judge(path, no_log).verdict is Verdict.REFUSED
    assert judge(path, RIGHT).verdict is Verdict.LOUD


def test_no_answer_is_loud_when_it_takes_too_long(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Case ID,Activity,Date\nA,Received,2024-01-01\n")
    judged = judge(path, RIGHT, limit_s=0.01)
    assert isinstance(judged.outcome, Failed)
    assert (judged.verdict, judged.outcome.kind) == (Verdict.LOUD, "late")
