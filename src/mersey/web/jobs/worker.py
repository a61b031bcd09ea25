"""A worker: takes one job after the other, in a thread of the site or in a process."""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from django.db import OperationalError, close_old_connections

from mersey.errors import MerseyError
from mersey.web.jobs import queue
from mersey.web.jobs.job_process import Work, run_apart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta
    from threading import Event

    from mersey.web.jobs.job_kind import JobKind
    from mersey.web.jobs.job_process import JobOutcome
    from mersey.web.models import Job

PAUSE_S: Final = 0.5
"""How often a worker that has nothing to do asks."""

_LOG: Final = logging.getLogger(__name__)


def name_of_worker() -> str:
    """A name that no other worker has, here or elsewhere."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid4().hex[:12]}"


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Somebody who does jobs, one at a time.

    Attributes:
        kinds: Kind → what is done.
        lease: How long it may be silent before another takes its job.
    """

    kinds: Mapping[str, JobKind]
    name: str = field(default_factory=name_of_worker)
    lease: timedelta = queue.LEASE

    def run(self, stop: Event) -> None:
        """Do jobs until `stop` is set; a database that does not answer is asked again."""
        while not stop.is_set():
            try:
                is_idle = not self.do_one()
            except OperationalError as error:
                _LOG.warning("The queue cannot be asked: %s", type(error).__name__)
                is_idle = True
            except Exception:  # noqa: BLE001  (a bug of one job must not end a worker)
                _LOG.exception("A job broke off")
                is_idle = True
            finally:
                close_old_connections()
            if is_idle:
                stop.wait(PAUSE_S)

    def do_one(self) -> bool:
        """Whether there was a job to do; it is over, or another's, afterwards."""
        job = queue.take(self.name, lease=self.lease)
        if job is None:
            return False
        kind = self.kinds.get(job.kind)
        if kind is None:
            queue.fail(job, f"No worker here knows a job called {job.kind}.")
            return True
        if kind.here is not None:
            self._do_here(job, kind)
        else:
            self._settle(job, kind, self._do_apart(job, kind))
        return True

    def _do_here(self, job: Job, kind: JobKind) -> None:
        try:
            result = kind.here(job) if kind.here else {}
        except MerseyError as error:
            queue.fail(job, error.problem, error.next_step)
        else:
            self._finish(job, kind, result)

    def _do_apart(self, job: Job, kind: JobKind) -> JobOutcome:
        work = Work(
            function=kind.apart,
            parameters=job.parameters,
            seconds=kind.seconds,
            memory=kind.memory,
        )
        return run_apart(
            work,
            lambda stage, share: queue.hold(
                job, stage=stage, share_done=share, lease=self.lease
            ),
        )

    def _settle(self, job: Job, kind: JobKind, outcome: JobOutcome) -> None:
        if outcome.was_stopped:
            queue.stopped(job)
        elif outcome.error:
            queue.fail(job, outcome.error, outcome.next_step)
        else:
            self._finish(job, kind, outcome.result)

    def _finish(self, job: Job, kind: JobKind, result: Mapping[str, Any]) -> None:
        """Write the result and what follows; nothing but why, where that cannot be."""
        try:
            queue.finish(job, result, kind.settle)
        except MerseyError as error:
            queue.fail(job, error.problem, error.next_step)
