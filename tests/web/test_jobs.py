"""The queue: who takes what, what a silent worker loses, and what ends a job."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("site", "database")

SILENT = timedelta(seconds=-1)
"""A lease that has run out as it begins: of a worker that died at once."""


def _reloaded(job: Any) -> Any:
    job.refresh_from_db()
    return job


def _queue() -> Any:
    from mersey.web.jobs import queue
    from mersey.web.models import Job

    Job.objects.all().delete()
    return queue


def test_jobs_are_taken_in_their_order_and_once() -> None:
    queue = _queue()
    first, second = queue.add("a"), queue.add("b")
    taken = [queue.take(name) for name in ("one", "two", "three")]
    assert taken[:2] == [first, second]
    assert taken[2] is None


def test_job_waits_for_its_time() -> None:
    queue = _queue()
    queue.add("a", at=datetime(2999, 1, 1, tzinfo=UTC))
    assert queue.take("one") is None


def test_job_of_a_silent_worker_is_taken_again() -> None:
    queue = _queue()
    job = queue.add("a")
    queue.take("dead", lease=SILENT)
    again = queue.take("alive")
    assert (again, again.attempts, again.worker) == (job, 2, "alive")


def test_what_a_worker_says_that_was_given_up_is_not_heard() -> None:
    queue = _queue()
    queue.add("a")
    late = queue.take("late", lease=SILENT)
    queue.take("alive")
    settled: list[Any] = []
    assert queue.hold(late) is False
    assert queue.finish(late, {"n": 1}, settled.append) is False
    assert queue.fail(late, "no") is False
    assert (settled, _reloaded(late).state) == ([], "running")


def test_job_that_takes_every_worker_with_it_is_given_up_in_words() -> None:
    queue = _queue()
    job = queue.add("a")
    for _ in range(queue.MOST_ATTEMPTS):
        assert queue.take("dead", lease=SILENT) == job
    assert queue.take("alive") is None
    assert _reloaded(job).state == "failed"
    assert "begun 3 times" in job.error
    assert job.next_step


def test_job_that_waits_is_cancelled_at_once() -> None:
    queue = _queue()
    job = queue.add("a")
    assert queue.cancel(job)
    assert queue.take("one") is None
    assert (_reloaded(job).state, job.is_over) == ("cancelled", True)
    assert not queue.cancel(job)


def test_job_that_runs_is_told_to_stop() -> None:
    queue = _queue()
    queue.add("a")
    job = queue.take("one")
    assert queue.hold(job, stage="Reading", share_done=0.5)
    assert (_reloaded(job).stage, job.share_done) == ("Reading", 0.5)
    assert queue.cancel(job)
    assert not queue.hold(job)
    assert queue.stopped(job)
    assert _reloaded(job).state == "cancelled"


def test_job_to_be_stopped_is_not_begun_again_when_its_worker_died() -> None:
    queue = _queue()
    queue.add("a")
    job = queue.take("dead", lease=SILENT)
    queue.cancel(job)
    assert queue.take("alive") is None
    assert _reloaded(job).state == "cancelled"


def test_nothing_is_written_when_what_follows_cannot_be() -> None:
    queue = _queue()
    queue.add("a")
    job = queue.take("one")

    def broken(_job: Any) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        queue.finish(job, {"n": 1}, broken)
    assert (_reloaded(job).state, job.result) == ("running", {})


def test_job_with_a_schedule_waits_for_its_next_time_when_it_is_over() -> None:
    from mersey.web.models import Job

    queue = _queue()
    queue.add("watch", {"a": 1}, every_s=60)
    queue.finish(queue.take("one"), {})
    (following,) = Job.objects.filter(state="waiting")
    assert (following.kind, following.parameters) == ("watch", {"a": 1})
    assert following.not_before - following.asked_at > timedelta(seconds=50)


def test_same_job_is_added_once_while_it_is_not_over() -> None:
    queue = _queue()
    first = queue.add_once("answer", {"service": "planning"})
    assert queue.add_once("answer", {"service": "planning"}) == first
    assert queue.add_once("answer", {"service": "foi"}) != first
    queue.cancel(first)
    assert queue.add_once("answer", {"service": "planning"}) != first


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("well", ({"given": 1}, "", False)),
        ("refused", ({}, "It cannot be read.", False)),
        ("broken", ({}, "The program that did it broke off", False)),
        ("endless", ({}, "It took longer than a job may", False)),
    ],
)
def test_process_of_a_job_says_what_came_of_it(function: str, expected: Any) -> None:
    from mersey.web.jobs.job_process import Work, run_apart

    seconds = 4 if function == "endless" else 100
    work = Work(
        function=f"tests.web.apart_work:{function}",
        parameters={"given": 1},
        seconds=seconds,
    )
    found = run_apart(work, lambda _stage, _share: True)
    assert found.result == expected[0]
    assert found.error.startswith(expected[1])
    assert found.was_stopped is expected[2]


def test_process_is_stopped_when_its_job_is_not_to_go_on() -> None:
    from mersey.web.jobs.job_process import Work, run_apart

    work = Work(function="tests.web.apart_work:endless", parameters={}, seconds=100)
    asked: list[str] = []

    def go_on(stage: str, _share: float | None) -> bool:
        asked.append(stage)
        return len(asked) < 2

    assert run_apart(work, go_on).was_stopped


def test_process_that_takes_all_memory_is_refused_in_words() -> None:
    from mersey.web.jobs.job_process import Work, run_apart

    work = Work(
        function="tests.web.apart_work:greedy",
        parameters={},
        seconds=100,
        memory=100_000_000,
    )
    found = run_apart(work, lambda _stage, _share: True)
    assert found.error.startswith("It needs more memory")


def test_job_says_why_when_what_follows_from_it_is_refused() -> None:
    from mersey.errors import WorkspaceError
    from mersey.web.jobs.job_kind import JobKind
    from mersey.web.jobs.worker import Worker

    def refused(_job: Any) -> None:
        raise WorkspaceError("The disk is full.", next_step="Free some space.")

    queue = _queue()
    job = queue.add("a")
    kind = JobKind(here=lambda _job: {}, settle=refused)
    assert Worker(kinds={"a": kind}).do_one()
    assert (_reloaded(job).state, job.error) == ("failed", "The disk is full.")
    assert job.next_step == "Free some space."


def test_job_that_no_worker_knows_fails_in_words() -> None:
    from mersey.web.jobs.worker import Worker

    queue = _queue()
    job = queue.add("a")
    worker = Worker(kinds={})
    assert (worker.do_one(), worker.do_one()) == (True, False)
    assert "No worker here knows" in _reloaded(job).error
