"""A worker that is killed outright: its job is done by the next one, and once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE_S = 40


def _run(verb: str, workspace: Path, *others: str) -> subprocess.Popen[bytes]:
    told = [sys.executable, "-m", "tests.web.slow_work", verb, str(workspace)]
    return subprocess.Popen([*told, *others])


def _jobs(workspace: Path) -> list[dict[str, Any]]:
    with sqlite3.connect(workspace / "app.sqlite3", timeout=20) as database:
        database.row_factory = sqlite3.Row
        found = database.execute("select * from web_job order by id").fetchall()
    return [dict(one) for one in found]


def _wait(until: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < give_up
        time.sleep(0.1)


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_job_of_a_killed_worker_is_done_by_the_next(tmp_path: Path) -> None:
    assert _run("add", tmp_path, "2", "1").wait(timeout=60) == 0
    first = _run("work", tmp_path)
    _wait((tmp_path / "pids").is_file)
    first.send_signal(signal.SIGKILL)
    first.wait()
    (killed, _) = _jobs(tmp_path)
    (of_first,) = (tmp_path / "pids").read_text().split()
    _wait(lambda: _is_gone(int(of_first)))
    second = _run("work", tmp_path)
    _wait(lambda: all(one["state"] == "done" for one in _jobs(tmp_path)))
    second.kill()
    second.wait()
    assert (killed["state"], killed["attempts"]) == ("running", 1)
    assert [one["attempts"] for one in _jobs(tmp_path)] == [2, 1]
    assert [json.loads(one["result"]) for one in _jobs(tmp_path)] == [
        {"number": 0},
        {"number": 1},
    ]
