"""A fault that may make the first screen a confident error is said before it."""

from __future__ import annotations

import pytest

from mersey.findings.about_the_file.dates import MIXED_DAY_ORDER
from mersey.findings.about_the_file.rows import OPENINGS_LOST
from mersey.findings.about_the_log.days import (
    FAR_FUTURE_EVENTS,
    FUTURE_EVENTS,
    MIDNIGHT_ONLY,
)
from mersey.findings.about_the_log.service import PACK_RULE_BROKEN
from mersey.report.caution_words import caution_said
from mersey.report.sentences import as_text, lead
from mersey.vocabulary import Finding
from tests.unit.report import made_up

MIXED = MIXED_DAY_ORDER.found(421, of=1000, column="Date Valid")
ORDER = PACK_RULE_BROKEN.found(1190, rule="No decision comes before it is valid.")


def said(*findings: Finding) -> str:
    return "".join(caution_said(made_up.log(findings=findings)))


def test_lead_begins_with_a_fault_that_may_make_it_wrong() -> None:
    log = made_up.log(findings=(MIXED,))
    assert as_text(lead(log, made_up.summary())).startswith(
        'Read what follows with care. "Date Valid" mixes day first and month first: '
        "421 values fit only the other order and could not be used. Of the rest some "
        "may be a day taken for a month. Half of cases take"
    )


def test_caution_names_the_fault_that_touches_most_and_counts_the_others() -> None:
    assert said(MIXED, ORDER) == (
        "Read what follows with care. 1,190 cases break a rule of the service pack: No "
        "decision comes before it is valid. Two columns may have been taken for each "
        "other. 1 more such fault is told below. "
    )


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(FUTURE_EVENTS.found(44, of=6153), id="a few in the future"),
        pytest.param(OPENINGS_LOST.found(5, of=1199, column="x"), id="few lost"),
        pytest.param(PACK_RULE_BROKEN.found(400, rule="r"), id="a rule of few"),
        pytest.param(MIDNIGHT_ONLY.found(6153), id="a note"),
    ],
)
def test_nothing_is_said_first_of_a_fault_that_moves_no_figure(
    finding: Finding,
) -> None:
    assert said(finding) == ""


def test_events_far_in_the_future_are_said_first_as_cases_may_seem_open() -> None:
    told = said(FAR_FUTURE_EVENTS.found(44, of=6153))
    assert told.endswith("A case whose end is dated so counts as open. ")
