"""A worker for tests: does the next job in this process, as the job's own process does."""

from __future__ import annotations

from importlib import import_module


def do_next_job(kind: str) -> None:
    """Do the job that waits, which must be of that kind, and write what follows."""
    from mersey.load.files.progress import silent
    from mersey.web.jobs import queue
    from mersey.web.jobs.all_kinds import KINDS

    job = queue.take("tests")
    assert job is not None
    assert job.kind == kind
    module, _, name = KINDS[kind].apart.partition(":")
    found = getattr(import_module(module), name)(job.parameters, silent)
    assert queue.finish(job, found, KINDS[kind].settle)
