"""A site of its own whose workers count slowly: what the tests of killing start and kill.

python -m tests.web.slow_work add WORKSPACE JOBS SECONDS
python -m tests.web.slow_work work WORKSPACE
"""

from __future__ import annotations

import os
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

LEASE = timedelta(seconds=5)


def count(parameters: Any, tell: Any) -> dict[str, Any]:
    """Work that says which process it is in, and takes a while."""
    until = time.monotonic() + parameters["seconds"]
    with Path(parameters["pids"]).open("a") as file:
        file.write(f"{os.getpid()}\n")
    while (left := until - time.monotonic()) > 0:
        tell("Counting", 1 - left / parameters["seconds"])
        time.sleep(0.05)
    return {"number": parameters["number"]}


def main(verb: str, workspace: Path, *others: str) -> None:
    """Add jobs, or do them until killed."""
    from mersey.web.config import config_of
    from mersey.web.serving import set_up, start

    config = config_of(workspace, port=8000, is_demo=False, environment=os.environ)
    if verb == "add":
        set_up(config)
        _add(workspace, n_jobs=int(others[0]), seconds=float(others[1]))
    else:
        start(config)
        _work()


def _add(workspace: Path, *, n_jobs: int, seconds: float) -> None:
    from mersey.web.jobs import queue

    for number in range(n_jobs):
        said = {"number": number, "seconds": seconds, "pids": str(workspace / "pids")}
        queue.add("count", said)


def _work() -> None:
    from mersey.web.jobs.job_kind import JobKind
    from mersey.web.jobs.worker import Worker

    kinds = {"count": JobKind(apart="tests.web.slow_work:count", seconds=60)}
    Worker(kinds=kinds, lease=LEASE).run(threading.Event())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
