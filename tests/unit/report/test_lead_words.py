"""Sentences of the first screen agree with how many there are."""

from __future__ import annotations

import pytest

from mersey.flow.results import Stage
from mersey.report.lead_words import queue_said
from tests.unit.report import made_up


def stage(name: str, n_open: int) -> Stage:
    return Stage(
        activity=name, n_visits=9, days_per_case=1, share=0.1, n_open=n_open, n_older=0
    )


@pytest.mark.parametrize(
    ("here", "elsewhere", "said"),
    [
        (1, 0, "It waits after “Received”."),
        (1, 1, "1 of 2 waits after “Received”."),
        (2, 0, "All wait after “Received”."),
        (62, 42, "62 of 104 wait after “Received”."),
    ],
)
def test_who_waits_agrees_with_how_many(here: int, elsewhere: int, said: str) -> None:
    stages = (stage("Received", here), stage("Seen", elsewhere))
    summary = made_up.summary(stages=stages, lead_times=None, series={})
    assert "".join(queue_said(summary)).strip() == said
