"""What would a change do: a form, a job with its progress, and a page that stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mersey.web.asked.what_if_work import work_out_what_if
from tests.web.worker_here import do_next_job

Visit = Callable[[str], Any]

FORM = "/services/planning/what-if/"
SINCE = {"learn_from-day": "1", "learn_from-month": "10", "learn_from-year": "2025"}
QUICKER = {"stage-1": "-20", "weeks": "4", **SINCE}
"""Since then planning works as it does now; with the days before, it is refused."""


def _asked(client: Any, **typed: str) -> Any:
    """The address of the question that was asked."""
    sent = client.post(f"{FORM}ask", typed)
    assert sent.status_code == 302
    return sent["Location"]


def _questions() -> Any:
    from mersey.web.models import WhatIfQuestion

    return WhatIfQuestion.objects


@pytest.fixture(autouse=True)
def _nothing_answered(site: Any) -> None:
    """No answers of other tests, whose questions were taken back."""
    for kept in site.workspace.glob("what-if/*/*.json"):
        kept.unlink()


@pytest.fixture
def few_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two periods instead of twenty, and a fifth of the service's own days."""
    from mersey.web.asked import what_if_asking

    monkeypatch.setattr(what_if_asking, "PAIRS", 2)


def test_form_has_a_box_for_each_stage_of_the_service(visit: Visit) -> None:
    page = visit("amina").get(FORM).content.decode()
    assert "Publicity and consultation" in page
    assert 'name="arrivals"' in page
    assert "does not record when work on a step began" in page
    assert 'name="staff-0"' not in page


def test_viewer_reads_answers_and_asks_nothing(visit: Visit) -> None:
    client = visit("tom")
    assert 'name="arrivals"' not in client.get(FORM).content.decode()
    assert client.post(f"{FORM}ask", QUICKER).status_code == 404


@pytest.mark.parametrize(
    ("typed", "box", "said"),
    [
        ({}, "arrivals", "Say at least one thing that would be different"),
        ({"arrivals": "ten"}, "arrivals", "Enter a number, such as 10 or 2.5"),
        ({"arrivals": "-200"}, "arrivals", "Enter a number from -100 to 400"),
        ({"backlog": "2.5"}, "backlog", "Enter a whole number"),
        ({"surge": "50"}, "surge_weeks", "A surge needs its size"),
        ({"arrivals": "5", "weeks": "999"}, "weeks", "Enter a number from 1 to 104"),
    ],
)
def test_wrong_form_keeps_what_was_typed_and_asks_nothing(
    visit: Visit, typed: dict[str, str], box: str, said: str
) -> None:
    sent = visit("amina").post(f"{FORM}ask", typed)
    page = sent.content.decode()
    assert sent.status_code == 422
    assert f'href="#{box}"' in page
    assert said in page
    assert all(f'value="{text}"' in page for text in typed.values())
    assert not _questions().exists()


def test_question_is_answered_by_a_job_and_stays(visit: Visit, few_runs: None) -> None:
    client = visit("amina")
    address = _asked(client, **QUICKER)
    waits = client.get(address).content.decode()
    assert "Waiting for its turn" in waits
    assert client.get(f"{address.rstrip('/')}.json").status_code == 503
    do_next_job("what-if")
    page = client.get(address).content.decode()
    told = client.get(f"{address.rstrip('/')}.json").json()
    assert told["schema"] == "mersey.whatif/1"
    assert told["answer"] in page.replace("&#39;", "'")
    assert told["changes"]["stages"] == {"Allocated To Officer": 0.8}
    assert "How far to trust this" in page
    rows = client.get(f"{address.rstrip('/')}.csv").content.decode().splitlines()
    assert len(rows) == 1 + len(told["figures"])
    assert visit("tom").get(address).status_code == 200


def test_same_question_is_asked_once(visit: Visit) -> None:
    first = _asked(visit("amina"), **QUICKER)
    assert _asked(visit("dana"), **QUICKER) == first
    assert _asked(visit("dana"), arrivals="10") != first


def test_question_that_is_stopped_has_no_answer_and_can_be_asked_again(
    visit: Visit,
) -> None:
    client = visit("amina")
    address = _asked(client, **QUICKER)
    client.post(f"{address}stop")
    assert (
        "It was stopped before there was an answer"
        in client.get(address).content.decode()
    )
    again = client.get(f"{FORM}?from={address.rstrip('/').rpartition('/')[2]}")
    assert 'value="-20"' in again.content.decode()
    assert _asked(client, **QUICKER) != address


def test_trail_tells_who_asked_and_who_stopped(visit: Visit) -> None:
    from mersey.web.models import TrailEntry

    client = visit("amina")
    client.post(f"{_asked(client, **QUICKER)}stop")
    last = TrailEntry.objects.order_by("-number")[:2]
    assert [one.action for one in last] == [
        "stopped what was asked",
        "asked what a change would do",
    ]


def test_log_that_cannot_be_simulated_is_refused_with_a_way_on(
    visit: Visit, few_runs: None
) -> None:
    from mersey.errors import DataError
    from mersey.web.jobs import queue

    client = visit("amina")
    address = _asked(client, **{"stage-1": "-20"})
    job = queue.take("tests")
    with pytest.raises(DataError) as refused:
        work_out_what_if(job.parameters, lambda *_: None)
    queue.fail(job, refused.value.problem, refused.value.next_step)
    page = client.get(address).content.decode()
    assert "which it had not seen, it was off" in page
    assert "The overview of this service shows" in page
    assert "“learn from”" in page
    assert "mersey look" not in page


def test_why_there_is_no_answer_stands_on_the_page(visit: Visit) -> None:
    from mersey.web.jobs import queue

    client = visit("amina")
    address = _asked(client, arrivals="10")
    queue.fail(queue.take("tests"), "The log is too short.", "Load a longer one.")
    page = client.get(address).content.decode()
    assert "The log is too short." in page
    assert "Load a longer one." in page


def test_colleague_without_access_asks_and_reads_nothing(visit: Visit) -> None:
    address = _asked(visit("amina"), **QUICKER)
    client = visit("osric")
    assert client.get(address).status_code == 404
    assert client.post(f"{FORM}ask", QUICKER).status_code == 404
    assert client.post(f"{address}stop").status_code == 404
