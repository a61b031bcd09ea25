"""Lead time by the month of opening: the sentence, the chart and its JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mersey.answer import ByOpening
from mersey.report.look_signals import look_signals
from mersey.report.sections import signals
from mersey.report.sentences import as_text, lead
from mersey.report.view import PageLimits
from mersey.signals.cohort_change import change_of, cohort_chart
from tests.unit.report import made_up
from tests.unit.signals.made_cohorts import FASTER, STEADY, cohorts


def opened(medians: list[float]) -> ByOpening:
    found = cohorts(medians)
    chart = cohort_chart(found)
    return ByOpening(chart=chart, change=change_of(found, chart))


def test_first_screen_names_the_month_since_when_it_takes_less_long() -> None:
    said = as_text(lead(made_up.log(), made_up.summary(), opened(STEADY + FASTER)))
    assert (
        "Half of those opened since January 2025 take about 50 days; of those before, 65 "
        "days. "
    ) in said


def test_first_screen_says_nothing_of_months_that_vary_as_usual() -> None:
    plain = lead(made_up.log(), made_up.summary())
    assert lead(made_up.log(), made_up.summary(), opened(STEADY)) == plain


@pytest.mark.parametrize(
    ("medians", "said", "title"),
    [
        (
            STEADY + FASTER,
            "since January 2025",
            "Signal of improvement: latest 50 days",
        ),
        (STEADY, "no change that is more than the usual variation", "Varies as usual"),
    ],
)
def test_section_says_since_when_and_draws_the_months(medians, said, title) -> None:
    section = signals.section((), opened(medians), limits=PageLimits())
    assert said in section.paragraphs[0]
    (drawn,) = section.blocks
    assert drawn.title.startswith(title)
    assert "by month of opening" in drawn.subtitle


def test_json_has_the_months_and_the_change_last() -> None:
    (found,) = look_signals((), opened(STEADY + FASTER))["signals"]
    assert (found["measure"], found["per"]) == ("lead_time", "month")
    assert found["change"]["before_p50_days"] == 65.0
    assert look_signals((), opened(STEADY))["signals"][0]["change"] is None


def test_there_is_no_section_when_neither_weeks_nor_months_are_known() -> None:
    assert signals.section((), None, limits=PageLimits()) is None
    assert look_signals((), None) == {}
    change = replace(opened(STEADY), change=None)
    assert signals.section((), change, limits=PageLimits()) is not None
