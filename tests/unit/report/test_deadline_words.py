"""The page and the prompt quote the law, and say what is no statute."""

from __future__ import annotations

import pytest

from mersey.clocks.clock import Authority, RuleSource
from mersey.flow.results import FlowSummary
from mersey.report.sections import deadlines
from mersey.report.terminal import terminal_lines
from mersey.report.view import PageLimits, TableView
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_clocks import clock_result, summary

LOG = made_up.log()


def tables(told: FlowSummary) -> dict[str, TableView]:
    found = deadlines.section(LOG, told, limits=PageLimits())
    assert found is not None
    return {block.caption: block for block in found.blocks if block.block == "table"}


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, "1 of these limits is a published rule and not statute"),
        (2, "2 of these limits are published rules and not statute"),
    ],
)
def test_published_rules_say_that_they_are_counted_unasked(n: int, said: str) -> None:
    code = clock_result(authority=Authority.OMBUDSMAN_CODE)
    table = tables(summary(*[code] * n))["In time, counted in two ways"]
    assert said in table.note
    assert "counted unasked" in table.note


def test_statutes_are_not_called_published_rules() -> None:
    table = tables(summary())["In time, counted in two ways"]
    assert "published rule" not in table.note


def test_source_quotes_the_words_by_which_it_counts() -> None:
    source = RuleSource(instrument="Act", words="within 8 weeks of receipt")
    told = summary(clock_result(source=source))
    row = tables(told)["Where each limit comes from"].rows[0]
    assert row[4] == "“within 8 weeks of receipt”"


def test_terminal_says_that_guidance_is_not_a_statute() -> None:
    told = summary(clock_result(authority=Authority.STATUTORY_GUIDANCE))
    said = "Deadline: Decided in 8 weeks (statutory guidance, not a statute)"
    assert said in terminal_lines(answered(LOG, told))
