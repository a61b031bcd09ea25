"""What is said of groups of cases: whether they differ, who is apart, who is not told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.flow.lead_time_results import Quantile
from mersey.flow.splits import Split, SplitGroup
from mersey.report.sections.groups import sections
from mersey.report.split_json import splits_data
from mersey.report.split_words import (
    apart_said,
    labelled,
    split_lines,
    verdict_said,
    withheld_said,
)
from mersey.report.view import PageLimits
from mersey.services.service import ServiceField
from tests.unit.flow.clock_logs import use_of
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_log import log

DEPRIVATION = ServiceField(id="imd", title="Deprivation", one_is="most deprived")
USE = replace(
    use_of(), service=use_of().service.model_copy(update={"fields": (DEPRIVATION,)})
)


def half(days: float) -> Quantile:
    return Quantile(p=0.5, days=days, lower=days - 1, upper=days + 1)


def group(name: str, days: float) -> SplitGroup:
    return SplitGroup(name=name, n=60, n_open=2, median=half(days))


FIFTHS = Split(
    column="IMD Quintile",
    field="imd",
    groups=(group("1", 21.2), *(group(f"{n}", 12.9) for n in range(2, 6))),
    chance=1e-9,
    apart="1",
    others=half(12.9),
)
ALIKE = replace(FIFTHS, chance=0.4, apart="", others=None)
TEAMS = replace(
    FIFTHS,
    column="Team",
    field="team",
    step="Assessed",
    groups=(group("North", 40.2), group("South", 57.1)),
    apart="South",
    others=half(40.2),
)


def lead(split: Split) -> str:
    return "".join(apart_said([split], USE, word="report"))


def test_lead_says_by_how_much_one_group_takes_longer() -> None:
    assert lead(FIFTHS) == (
        "Half of reports of the most deprived fifth (“IMD Quintile” 1) take 21 days or "
        "more, 8 days longer than those of the others. "
    )


def test_lead_says_from_which_step_teams_are_compared() -> None:
    assert lead(TEAMS) == (
        "From “Assessed” on, half of reports of South take 57 days or more, 17 days "
        "longer than those of the others. "
    )


@pytest.mark.parametrize(
    "split", [ALIKE, replace(FIFTHS, others=half(20.0)), replace(FIFTHS, apart="")]
)
def test_lead_is_silent_when_no_group_is_surely_and_much_apart(split: Split) -> None:
    assert lead(split) == ""


def test_one_is_named_only_where_values_are_fifths_or_tenths() -> None:
    assert labelled(FIFTHS, USE).groups[0].name == "1, most deprived fifth"
    assert labelled(FIFTHS, None) == FIFTHS
    four = replace(FIFTHS, groups=FIFTHS.groups[:4])
    assert labelled(four, USE) == four


def test_verdict_never_calls_groups_alike() -> None:
    assert verdict_said(ALIKE) == (
        "Nothing here shows that they differ: chance alone would scatter groups as much "
        "in 40 in 100 such files. That is no proof that they are alike."
    )
    assert "nearly all such files" in verdict_said(replace(ALIKE, chance=1.0))
    assert "that is not allowed for" in verdict_said(FIFTHS)


def test_groups_of_which_nothing_is_told_are_counted() -> None:
    split = replace(
        ALIKE, n_small=1, n_small_cases=7, n_more=3, n_more_cases=40, n_without=1
    )
    assert withheld_said(split) == (
        "1 group of fewer than 10 cases is not told (7 cases); 3 smaller groups are left "
        "out (40 cases); of 1 case it is not recorded."
    )
    assert withheld_said(ALIKE) == ""


def test_prompt_lists_every_group_in_order() -> None:
    lines = split_lines(TEAMS, USE)
    assert lines[1] == "By Team"
    north, south = (line.split()[0] for line in lines[-2:])
    assert (north, south) == ("North", "South")


def test_page_has_a_section_for_each_column_and_says_why_one_has_no_chart() -> None:
    refused = Split(column="Ward", why_not="Nothing can be compared.")
    told = replace(answered(log(), made_up.summary()), splits=(FIFTHS, refused))
    first, second = sections(told, limits=PageLimits())
    assert (first.id, first.short, len(first.blocks)) == (
        "groups",
        "By IMD Quintile",
        1,
    )
    assert second.paragraphs == ("Nothing can be compared.",)
    assert second.blocks == ()


def test_json_has_every_number_unrounded() -> None:
    (told,) = splits_data([FIFTHS])["splits"]
    assert told["groups"][0] == {
        "name": "1",
        "cases": 60,
        "open": 2,
        "p50": 21.2,
        "lower": 20.2,
        "upper": 22.2,
    }
    assert (told["differ"], told["apart"], told["time"]) == (True, "1", "lead_time")
    assert splits_data([]) == {}
