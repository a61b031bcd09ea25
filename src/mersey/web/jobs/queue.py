"""The queue of jobs, in the database: taken under a lease, and never lost with a worker.

A job is taken by whoever comes first, on SQLite because writers wait for each other, on
PostgreSQL because a row that another holds is skipped. A worker that dies lets its lease
run out, and the next worker takes the job again, so many times and no more.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.db.models import Q

from mersey.web.models import Job, JobState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.web.models import Account, CouncilService

LEASE: Final = timedelta(seconds=20)
"""How long a worker may be silent before another takes its job."""

MOST_ATTEMPTS: Final = 3
"""A job that took three workers with it would take the fourth."""

GIVEN_UP: Final = (
    "It was begun {n} times, and each time the program that did it was stopped."
)
GIVEN_UP_NEXT: Final = (
    "The machine may have too little memory, or was switched off. Try it once more, and "
    "tell whoever runs mersey here if it happens again."
)


def _nothing(_job: Job) -> None:
    """What follows where nothing does."""


def add(
    kind: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    service: CouncilService | None = None,
    by: Account | None = None,
    at: datetime | None = None,
    every_s: int = 0,
) -> Job:
    """The job that was added, for the next worker that is free.

    Args:
        kind: What is to be done, as the worker knows it.
        parameters: With what; it must be JSON, and hold no value of a row.
        service: Whose work it is.
        by: Who asked for it; None for mersey itself.
        at: Not before then; None for now.
        every_s: Seconds after its end at which it is done again; 0 for once.
    """
    now = datetime.now(UTC)
    job: Job = Job.objects.create(
        kind=kind,
        parameters=dict(parameters or {}),
        service=service,
        asked_by=by,
        asked_at=now,
        not_before=at or now,
        every_s=every_s,
    )
    return job


def add_once(kind: str, parameters: Mapping[str, Any], **others: Any) -> Job:
    """The job of that kind with those parameters that is not over, or a new one."""
    with transaction.atomic():
        same = Job.objects.filter(
            kind=kind, state__in=(JobState.WAITING, JobState.RUNNING)
        )
        for job in same:
            if job.parameters == dict(parameters):
                found: Job = job
                return found
        return add(kind, parameters, **others)


def take(worker: str, *, lease: timedelta = LEASE) -> Job | None:
    """The next job, now held by `worker`; None where there is none to do."""
    if not _free(datetime.now(UTC)).exists():
        return (
            None  # without a lock, which workers who have nothing to do would fight for
        )
    while True:
        with transaction.atomic():
            now = datetime.now(UTC)
            # SQLite's writers wait for each other; PostgreSQL passes over what is held
            job: Job | None = _free(now).select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if _was_stopped(job) or _is_given_up(job):
                job.ended_at = now
                job.save()
                again(job)
                continue
            job.state = JobState.RUNNING
            job.worker, job.attempts = worker, job.attempts + 1
            job.heartbeat, job.lease_until = now, now + lease
            job.stage, job.share_done = "", None
            job.save()
            return job


def hold(
    job: Job,
    *,
    stage: str = "",
    share_done: float | None = None,
    lease: timedelta = LEASE,
) -> bool:
    """Whether the job is still its worker's, and is to go on; the lease begins anew."""
    now = datetime.now(UTC)
    held: int = (
        _attempt(job)
        .filter(is_to_stop=False)
        .update(
            heartbeat=now,
            lease_until=now + lease,
            stage=stage[:80],
            share_done=share_done,
        )
    )
    return bool(held)


def finish(
    job: Job, result: Mapping[str, Any], settle: Callable[[Job], None] = _nothing
) -> bool:
    """Whether the job is done now; `settle` writes what follows, all or nothing.

    False where the attempt is no longer the last one: then nothing was written.
    """
    return _end(job, JobState.DONE, settle, result=dict(result))


def fail(job: Job, error: str, next_step: str = "") -> bool:
    """Whether the job has failed now, in words; see `finish`."""
    return _end(job, JobState.FAILED, _nothing, error=error, next_step=next_step)


def stopped(job: Job) -> bool:
    """Whether the job, which was to stop, has ended so; see `finish`."""
    return _end(job, JobState.CANCELLED, _nothing)


def cancel(job: Job) -> bool:
    """Whether the job will come to no result: at once where it waits, else soon."""
    now = datetime.now(UTC)
    waiting: int = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.CANCELLED, is_to_stop=True, ended_at=now
    )
    running: int = Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(
        is_to_stop=True
    )
    return bool(waiting or running)


def again(job: Job) -> None:
    """Put a job that has a schedule into the queue once more, whatever came of it."""
    if job.every_s and not job.is_to_stop:
        add(
            job.kind,
            job.parameters,
            service=job.service,
            by=job.asked_by,
            at=datetime.now(UTC) + timedelta(seconds=job.every_s),
            every_s=job.every_s,
        )


def _free(now: datetime) -> Any:
    """Jobs that wait and are due, and those whose worker has fallen silent."""
    due = Q(state=JobState.WAITING, not_before__lte=now)
    left = Q(state=JobState.RUNNING, lease_until__lt=now)
    return Job.objects.filter(due | left).order_by("not_before", "pk")


def _attempt(job: Job) -> Any:
    """The job, if this attempt is still the one that counts: a query."""
    return Job.objects.filter(
        pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts
    )


def _was_stopped(job: Job) -> bool:
    if job.is_to_stop:
        job.state = JobState.CANCELLED
    return bool(job.is_to_stop)


def _is_given_up(job: Job) -> bool:
    if job.attempts < MOST_ATTEMPTS:
        return False
    job.state = JobState.FAILED
    job.error = GIVEN_UP.format(n=job.attempts)
    job.next_step = GIVEN_UP_NEXT
    return True


def _end(job: Job, state: JobState, settle: Callable[[Job], None], **told: Any) -> bool:
    with transaction.atomic():
        found: Job | None = _attempt(job).select_for_update().first()
        if found is None:
            return False
        found.state, found.ended_at, found.lease_until = state, datetime.now(UTC), None
        for name, value in told.items():
            setattr(found, name, value)
        found.save()
        settle(found)
        again(found)
    return True
