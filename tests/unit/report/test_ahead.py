"""What comes next on the page: told with how far it held, and left out where it did not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mersey.forecast import Refusal
from mersey.forecast.results import PaceChange
from mersey.report.look import look_json
from mersey.report.sections.ahead import section
from mersey.report.view import PageLimits
from mersey.vocabulary import Extract
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_forecast import (
    TOO_SHORT,
    clearing,
    forecast,
    risks,
)


def told(**changes: Any) -> Any:
    return section(made_up.log(), forecast(**changes), limits=PageLimits())


def kinds(shown: Any) -> list[str]:
    return [block.id for block in shown.blocks]


def test_section_tells_backlog_arrivals_and_risk_when_all_are_known() -> None:
    shown = told()
    assert kinds(shown) == ["forecast-fan", "breach-risk"]
    backlog, arriving, risk, _ = shown.paragraphs
    assert backlog == "The backlog is not clearing at present rates."
    assert arriving == (
        "By 20 December 2026, 104 to 158 cases will arrive, 8 times in 10; in the past "
        "80% of such ranges held."
    )
    assert risk.startswith(
        "Of 40 open cases with a limit, 2 are past it; of the other 38, about 9 will "
        "pass it."
    )
    assert risk.endswith("came closer to what happened than going by age alone.")


def test_section_says_since_when_the_past_is_like_now() -> None:
    change = PaceChange(
        since=date(2026, 8, 17), n_weeks=6, before_per_week=20.14, since_per_week=9.8
    )
    arriving = replace(forecast().arrivals, change=change)
    assert (
        told(arrivals=arriving)
        .paragraphs[1]
        .endswith(
            " This goes on from the 6 weeks since about 17 August 2026, with 9.8 a week; "
            "before, it was 20.1."
        )
    )


def test_section_says_why_arrivals_are_not_foretold_when_the_pace_is_new() -> None:
    new = Refusal(why="The pace changed about 2 weeks ago.", n_weeks=60)
    assert told(arrivals=new).paragraphs[1] == (
        "What will arrive is not foretold. The pace changed about 2 weeks ago."
    )


def test_section_says_so_when_no_case_is_past_its_limit() -> None:
    risk = told(risks=risks(n_overdue=0)).paragraphs[2]
    assert risk.startswith(
        "Of 40 open cases with a limit, about 9 will pass it; none is past it."
    )


def test_section_gives_dates_when_the_backlog_clears() -> None:
    dates = {"p50": date(2027, 1, 3), "p85": date(2027, 3, 7)}
    assert told(clearing=clearing(**dates)).paragraphs[0] == (
        "If nothing changes, the backlog of 321 cases is gone by 3 January 2027 in half "
        "of all futures, and in 85 of 100 by 7 March 2027."
    )


def test_section_withholds_sum_and_list_together_when_risks_are_refused() -> None:
    why = "At 24 earlier moments such risks came no closer."
    shown = told(risks=Refusal(why=why, n_weeks=0))
    assert kinds(shown) == ["forecast-fan"]
    assert shown.paragraphs[2] == (
        f"Which open cases will pass their limit is not foretold. {why}"
    )


def test_section_says_so_when_risks_go_by_age_alone() -> None:
    shown = told(risks=risks(is_by_age=True))
    assert "Risks go by age alone" in shown.paragraphs[2]
    assert shown.paragraphs[2].endswith("what happened than one chance for all.")


def test_section_lists_no_case_when_risks_were_never_checked() -> None:
    shown = told(risks=risks(check=None))
    assert kinds(shown) == ["forecast-fan"]
    assert "cannot be told yet" in shown.paragraphs[2]


def test_section_says_why_when_nothing_can_be_foretold() -> None:
    parts = ("arrivals", "throughput", "clearing", "risks")
    shown = told(**dict.fromkeys(parts, TOO_SHORT))
    assert shown.blocks == ()
    assert shown.paragraphs == (f"Nothing is foretold. {TOO_SHORT.why}",)


def test_section_is_left_out_when_open_cases_are_missing_from_the_file() -> None:
    lacking = made_up.log(extract=Extract.CLOSED_ONLY)
    assert section(lacking, forecast(), limits=PageLimits()) is None
    assert section(made_up.log(), None, limits=PageLimits()) is None


def test_section_shortens_the_names_of_cases_as_the_rest_of_the_page_does() -> None:
    named = told().blocks[1].table.rows
    assert named[0][0] == "example0"


def test_look_holds_the_forecast_when_one_was_made() -> None:
    look = look_json(answered(made_up.log(), made_up.summary(), forecast()))
    assert look["forecast"]["demand"] == {"refused": TOO_SHORT.why}
    assert look["forecast"]["throughput"]["total"]["low80"] == 130.8 - 7.8 * 12**0.5
    assert look["forecast"]["risks"]["n_overdue"] == 2
    assert "forecast" not in look_json(answered(made_up.log(), made_up.summary()))
