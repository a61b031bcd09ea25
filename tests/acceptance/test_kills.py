"""Whenever a run is killed, nothing is lost, and the next leaves nothing behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STEPS = ("Received", "Assessed", "Closed")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
BEFORE_S = 0.4  # the interpreter itself has begun by then
VERBS = {
    "load": ("load", "new.csv", "--service", "s", "--json"),
    "look": ("look", "new.csv", "--out", "page.html", "--write-map"),
    "sample": ("sample", "borough", "--out", "borough"),
}


def _log(path: Path, n_cases: int) -> None:
    rows = (
        f"C{i},{step},2024-{1 + i % 9:02}-{1 + day * 3:02} 09:{i % 60:02}\n"
        for i in range(n_cases)
        for day, step in enumerate(STEPS)
    )
    path.write_text("case,activity,time\n" + "".join(rows), encoding="utf-8")


def _start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mersey", *arguments],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(folder / "tmp")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _run(folder: Path, *arguments: str) -> str:
    run = _start(folder, *arguments)
    out, said = run.communicate(timeout=300)
    assert run.returncode == 0, said
    return out


def _left(folder: Path) -> list[str]:
    """What a run makes in passing, wherever it lies."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.name.startswith((".mersey-part-", ".building-", ".current-"))
        or path.parent == folder / "tmp"
    ]


def _killed(folder: Path, arguments: tuple[str, ...], chance: random.Random) -> None:
    number = chance.choice(SIGNALS)
    run = _start(folder, *arguments)
    time.sleep(BEFORE_S + chance.random() * 5)
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode in (0, 130, -number), said
    if run.returncode == 0 or number != signal.SIGKILL:
        assert "Exception ignored" not in said
    if run.returncode == 130:
        assert _left(folder / "tmp") == []


def _in_use(folder: Path) -> str:
    """The version that is in use, which is whole."""
    home = folder / "mersey-data" / "logs" / "s"
    version = (home / "current").read_text(encoding="utf-8").strip()
    files = {path.name for path in (home / version).iterdir()}
    assert files == {"manifest.json", "rejected.csv", "store.duckdb"}
    return version


def _kill_often(folder: Path, verb: str, n: int) -> None:
    (folder / "tmp").mkdir()
    _log(folder / "new.csv", 300)
    _log(folder / "old.csv", 200)
    if verb == "load":
        _run(folder, "load", "old.csv", "--service", "s")
    chance = random.Random(f"{verb} {n}")
    known = set()
    for _ in range(n):
        _killed(folder, VERBS[verb], chance)
        if verb == "load":
            known.add(_in_use(folder))
    _run(folder, *VERBS[verb])
    assert _left(folder) == []
    if verb == "load":
        assert len(known | {_in_use(folder)}) <= 2  # the old log or the new
        assert _run(folder, "measure", "arrivals", "--service", "s", "--json")


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_lost_or_left_when_runs_are_killed(verb, tmp_path):
    _kill_often(tmp_path, verb, 3 if verb == "load" else 1)


@pytest.mark.long
@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_lost_or_left_when_a_hundred_runs_are_killed(verb, tmp_path):
    _kill_often(tmp_path, verb, 100)
