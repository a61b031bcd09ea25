"""`kill -9` of the site's process while people type and upload: nothing said to be kept is lost.

And of the worker's in the middle of a load: the old state, or the whole new one.
"""

from __future__ import annotations

import http.client
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bench.web_site import WebVisitor, free_port, served
from mersey.web.backups import back_up, restore

pytestmark = pytest.mark.long

N_KILLS = 50
BOARD = "/services/planning/board/"
FILES = "/services/it-incidents/data/files/"
LEASE_S = 4
PATIENCE_S = 120


@pytest.fixture
def workspace(site: Any, tmp_path: Path) -> Path:
    """The site's workspace as a backup of it is restored."""
    place = tmp_path / "workspace"
    back_up(site.workspace, tmp_path / "backup", keys=tmp_path / "keys")
    restore(place, tmp_path / "backup", keys=tmp_path / "keys")
    return place


@dataclass
class Said:
    """What the site said it has kept: words of blockers and of a promise, files by size."""

    blockers: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    files: list[int] = field(default_factory=list)


def _rows(workspace: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(workspace / "app.sqlite3", timeout=30)) as database:
        return database.execute(query).fetchall()


class _People:
    """One who notes blockers, one who changes a promise, one who uploads, all at once."""

    def __init__(self, port: int, said: Said, round_: int) -> None:
        self._port, self._said, self._round = port, said, round_
        self.begun = threading.Barrier(4)
        self._threads = [
            threading.Thread(target=self._until_killed, args=(person, act))
            for person, act in (
                ("amina", self._note),
                ("amina", self._promise),
                ("dana", self._bring),
            )
        ]

    def start(self) -> None:
        for one in self._threads:
            one.start()

    def join(self) -> None:
        for one in self._threads:
            one.join()

    def _until_killed(
        self, person: str, act: Callable[[WebVisitor, int], None]
    ) -> None:
        visitor = WebVisitor(self._port)
        try:
            visitor.sign_in(person)
            act(visitor, 0)
            self.begun.wait(PATIENCE_S)
            for n in range(1, 10_000):
                act(visitor, n)
        except (OSError, http.client.HTTPException):
            pass  # it was killed
        except BaseException:
            self.begun.abort()
            raise
        finally:
            visitor.leave()

    def _note(self, visitor: WebVisitor, n: int) -> None:
        words = f"blocker {self._round}-{n}"
        fields = {"case": "TB/26/11423", "reason": "decision", "words": words}
        told = visitor.post(f"{BOARD}blockers/", {**fields, "since": "2026-09-28"})
        assert told.status == 302, told.body[:3000]
        self._said.blockers.append(words)

    def _promise(self, visitor: WebVisitor, n: int) -> None:
        shown = visitor.get(f"{BOARD}promises/1/", accept_encoding="identity").body
        version = shown.split(b'name="version" value="')[1].split(b'"')[0].decode()
        words = f"promise {self._round}-{n}"
        fields = {"words": words, "who": "Amina", "version": version}
        told = visitor.post(f"{BOARD}promises/1/", fields)
        assert told.status == 302, told.body[:3000]
        self._said.promises.append(words)

    def _bring(self, visitor: WebVisitor, n: int) -> None:
        content = b"case,activity,time\n" * (10_000 + self._round * 100 + n)
        told = visitor.bring(f"{FILES}add", "log.csv", content)
        assert told.status == 302, told.body[:3000]
        self._said.files.append(len(content))


def test_nothing_that_was_acknowledged_is_lost_when_the_site_is_killed(
    workspace: Path,
) -> None:
    said, chance = Said(), random.Random(14)
    for round_ in range(N_KILLS):
        port = free_port()
        told = ("tests.web.bare_site", "serve", str(workspace), str(port))
        with served(told, port=port) as process:
            people = _People(port, said, round_)
            people.start()
            people.begun.wait(PATIENCE_S)
            time.sleep(chance.uniform(0, 0.6))
            process.send_signal(signal.SIGKILL)
            people.join()
    assert min(map(len, (said.blockers, said.promises, said.files))) >= N_KILLS / 2
    _is_all_there(workspace, said)


def _is_all_there(workspace: Path, said: Said) -> None:
    noted = {one for (one,) in _rows(workspace, "SELECT words FROM web_boardblocker")}
    assert [one for one in said.blockers if one not in noted] == []
    ((now,),) = _rows(workspace, "SELECT words FROM web_boardpromise WHERE id = 1")
    # the last may have been kept and not be said so
    round_, n = map(int, said.promises[-1].removeprefix("promise ").split("-"))
    later, m = map(int, now.removeprefix("promise ").split("-"))
    assert (later, m) >= (round_, n)
    query = "SELECT place, n_bytes FROM web_arrivedfile WHERE came_from = 'page'"
    files = _rows(workspace, query)
    kept = {n for place, n in files if (workspace / place).stat().st_size == n}
    assert [one for one in said.files if one not in kept] == []
    _trail_is_whole(workspace, noted)


def _trail_is_whole(workspace: Path, noted: set[str]) -> None:
    """No entry is missing for what is kept, and none is there for what is not."""
    told = "SELECT count(*) FROM web_trailentry WHERE action = 'noted a blocker'"
    ((n_told,),) = _rows(workspace, told)
    mine = [one for one in noted if one.startswith("blocker ")]
    assert n_told == len(mine) + len(noted - set(mine)) - _made_up(workspace)
    checked = subprocess.run(
        [
            sys.executable,
            "-m",
            "mersey",
            "trail",
            "verify",
            "--workspace",
            str(workspace),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def _made_up(workspace: Path) -> int:
    """Blockers that the demo made itself."""
    query = "SELECT count(*) FROM web_boardblocker WHERE words NOT LIKE 'blocker %'"
    ((n,),) = _rows(workspace, query)
    return int(n)


def _log(path: Path, n_cases: int) -> Path:
    """Cases of nine months in three steps; the same number gives the same bytes."""
    steps = ("Received", "Assessed", "Closed")
    rows = (
        f"C{i},{step},2025-{1 + i % 9:02}-{1 + day * 3:02} 09:{i % 60:02}\n"
        for i in range(n_cases)
        for day, step in enumerate(steps)
        if i % 45 != 8 or step != "Closed"
    )
    path.write_text("case,activity,time\n" + "".join(rows), encoding="utf-8")
    return path


@contextmanager
def _worker(workspace: Path) -> Iterator[subprocess.Popen[bytes]]:
    told = ("tests.web.bare_site", "work", str(workspace), str(LEASE_S))
    with subprocess.Popen([sys.executable, "-m", *told]) as process:
        try:
            yield process
        finally:
            process.kill()


def _bring(workspace: Path, n_cases: int) -> None:
    """A file that needs nobody: it is put in use as soon as it was read."""
    told = ("tests.web.brings", str(workspace), str(_log(workspace / "a.csv", n_cases)))
    subprocess.run([sys.executable, "-m", *told], check=True, timeout=120)


def _states(workspace: Path) -> list[str]:
    query = "SELECT state FROM web_job WHERE kind = 'read' ORDER BY id"
    return [one for (one,) in _rows(workspace, query)]


def _is_whole(workspace: Path) -> bool:
    """Whether the version in use opens, with its answer; or none is in use yet."""
    home = workspace / "logs/it-incidents"
    if not (home / "current").is_file():
        return True
    version = home / (home / "current").read_text("utf-8").strip()
    return (version / "store.duckdb").is_file() and bool(
        list(version.glob("answer-*.json"))
    )


def _wait(until: Callable[[], bool]) -> None:
    give_up = time.monotonic() + PATIENCE_S
    while not until():
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_old_or_whole_new_log_is_in_use_when_the_worker_is_killed(
    workspace: Path,
) -> None:
    chance, n_kills, n_brought = random.Random(8), 0, 0
    while n_kills < N_KILLS:
        if not _is_busy(workspace):
            n_brought += 1
            _bring(workspace, 300 + n_brought)
        n_kills += _killed_at_work(workspace, chance.uniform(0, 8))
        assert _is_whole(workspace)
    _bring(workspace, 299)  # what killed loads left is removed by the next one
    with _worker(workspace):
        _wait(lambda: not _is_busy(workspace))
    _is_settled(workspace)


def _is_busy(workspace: Path) -> bool:
    return bool({"waiting", "running"} & set(_states(workspace)))


def _killed_at_work(workspace: Path, after_s: float) -> bool:
    """Whether a worker began a load, and was killed so long after it began.

    False where the last worker had let the load be given up: there was none to begin.
    """
    attempts = _attempts(workspace)
    with _worker(workspace) as process:
        _wait(lambda: _attempts(workspace) > attempts or not _is_busy(workspace))
        if _attempts(workspace) == attempts:
            return False
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        return True


def _attempts(workspace: Path) -> int:
    query = "SELECT coalesce(sum(attempts), 0) FROM web_job WHERE kind = 'read'"
    ((n,),) = _rows(workspace, query)
    return int(n)


def _is_settled(workspace: Path) -> None:
    """Every file was put in use or says why not, and nothing half made is left."""
    found = _rows(
        workspace,
        "SELECT f.is_accepted, j.state, j.error, j.attempts FROM web_arrivedfile f"
        " JOIN web_job j ON j.id = f.job_id WHERE f.came_from = 'demo'",
    )
    assert {state for _, state, _, _ in found} <= {"done", "failed"}
    assert all(is_accepted for is_accepted, state, _, _ in found if state == "done")
    given_up = [(error, n) for _, state, error, n in found if state == "failed"]
    assert all("each time" in error and n == 3 for error, n in given_up)
    home = workspace / "logs/it-incidents"
    left = [one.name for one in home.iterdir() if one.name.startswith(".building")]
    assert left == []
    assert _is_whole(workspace)
    version = (home / "current").read_text("utf-8").strip()
    manifest = json.loads((home / version / "manifest.json").read_text("utf-8"))
    assert manifest
    shutil.rmtree(workspace)
