"""Sentences of the first screen agree with how many there are."""

from __future__ import annotations

import pytest

from mersey.flow.results import Stage
from mersey.report.lead_words import queue_said
from mersey.services import find_pack
from mersey.services.service_use import use_service
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


def test_queue_says_what_it_waits_for_where_its_stage_does_not() -> None:
    steps = ("Sent to the service", "Service replied", "Received")
    pack = find_pack("information_requests")
    use = use_service(pack, activities=steps, columns=(), why="")
    few = (stage(steps[0], 21), stage(steps[2], 4))
    more = (stage(steps[0], 20), stage(steps[1], 1), stage(steps[2], 4))
    known = {"service": use, "lead_times": None, "series": {}}
    for stages, said in (
        (few, "(“With the service”)"),
        (more, "(most: “With the service”)"),
    ):
        summary = made_up.summary(stages=stages, **known)
        assert "".join(queue_said(summary)).strip() == (
            f"21 of 25 are in “Information gathered” {said}."
        )
