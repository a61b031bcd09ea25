"""Whenever a run is killed, nothing is lost, and the next leaves nothing behind."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.program import mersey

STEPS = ("Received", "Assessed", "Closed")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
BEFORE_S = 0.4  # the interpreter itself has begun by then
VERBS = {
    "load": "load new.csv --service s --json",
    "look": "look new.csv --out page.html --write-map",
    "whatif": "whatif new.csv --arrivals -10% --weeks 4 --pairs 2 --out page.html",
    "forecast": "forecast new.csv",
    "signals": "signals series.csv --period month --value n --out page.html",
    "sample": "sample borough --out borough",
    "pack": "pack new ours --folder packs",
}
PASSING = (".mersey-part-", "mersey-scratch-", ".building-", ".current-")
QUICK = ("load", "look", "sample", "pack")
"""One verb of each thing that is written: a workspace, a page, a folder, a pack."""

OLD_PAGE = b"the page of another day"
APART = ("tmp", "mersey-data", "new.csv", "old.csv", "series.csv")
"""What the verbs read, and what is theirs to look after."""


def _log(path: Path, n_cases: int) -> None:
    """Cases of nine months; one in five of the last month's is still open."""
    rows = (
        f"C{i},{step},2024-{1 + i % 9:02}-{1 + day * 3:02} 09:{i % 60:02}\n"
        for i in range(n_cases)
        for day, step in enumerate(STEPS)
        if i % 45 != 8 or step != STEPS[-1]
    )
    path.write_text("case,activity,time\n" + "".join(rows), encoding="utf-8")


def _series(path: Path) -> None:
    rows = "".join(f"2024-{m:02},{20 + m * 7 % 5}\n" for m in range(1, 13))
    path.write_text("month,n\n" + rows, encoding="utf-8")


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


def _warm_run(folder: Path, *arguments: str) -> str:
    done = mersey(*arguments, cwd=folder, TMPDIR=str(folder / "tmp"))
    assert done.code == 0, done.err
    return done.out


def _left(folder: Path) -> list[str]:
    """What a run makes in passing, wherever it lies."""
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.name.startswith(PASSING) or path.parent == folder / "tmp"
    ]


def _killed(folder: Path, verb: str, chance: random.Random, lasts_s: float) -> None:
    number, before = chance.choice(SIGNALS), _left(folder)
    run = _start(folder, *VERBS[verb].split())
    time.sleep(BEFORE_S + chance.random() * lasts_s)
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode in (0, 130, -number), said
    if run.returncode == 0 or number != signal.SIGKILL:
        assert "Exception ignored" not in said
    if run.returncode == 130:  # it may not have come to sweeping what others left
        assert set(_left(folder)) <= set(before)


def _written(folder: Path) -> dict[str, bytes]:
    """What runs have written where a person told them to."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and path.relative_to(folder).parts[0] not in APART
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def _check_whole(folder: Path, clean: dict[str, bytes]) -> None:
    """Each file is the old one or a new one, whole; a pack is there or it is not."""
    written = _written(folder)
    for name, content in written.items():
        if name == "page.html":
            assert content == OLD_PAGE or content.rstrip().endswith(b"</html>")
        else:
            assert content == clean[name], name
    if any(name.startswith("packs/") for name in written):
        assert written.keys() == clean.keys()


def _in_use(folder: Path) -> str:
    """The version that is in use, which is whole."""
    home = folder / "mersey-data" / "logs" / "s"
    version = (home / "current").read_text(encoding="utf-8").strip()
    files = {path.name for path in (home / version).iterdir()}
    assert files == {"manifest.json", "rejected.csv", "store.duckdb"}
    return version


def _prepared(folder: Path) -> Path:
    (folder / "tmp").mkdir(parents=True)
    _log(folder / "new.csv", 300)
    _log(folder / "old.csv", 200)
    _series(folder / "series.csv")
    return folder


def _again(folder: Path, verb: str) -> None:
    """As it was before the first run of those verbs that need it so."""
    shutil.rmtree(folder / "packs", ignore_errors=True)
    if "page.html" in VERBS[verb]:
        (folder / "page.html").write_bytes(OLD_PAGE)


def _kill_often(folder: Path, verb: str, n: int) -> None:
    began = time.monotonic()
    _run(_prepared(folder / "clean"), *VERBS[verb].split())
    lasts_s = time.monotonic() - began
    clean = _written(folder / "clean")
    folder = _prepared(folder / "killed")
    if verb == "load":
        _run(folder, "load", "old.csv", "--service", "s")
    chance = random.Random(f"{verb} {n}")
    known = set()
    for _ in range(n):
        _again(folder, verb)
        _killed(folder, verb, chance, lasts_s)
        _check_whole(folder, clean)
        if verb == "load":
            known.add(_in_use(folder))
    _again(folder, verb)
    _warm_run(folder, *VERBS[verb].split())
    assert _left(folder) == []
    assert _written(folder).keys() == clean.keys()
    if verb == "load":
        assert len(known | {_in_use(folder)}) <= 2  # the old log or the new
        assert _warm_run(folder, "measure", "arrivals", "--service", "s", "--json")


@pytest.mark.parametrize("verb", QUICK)
def test_nothing_is_lost_or_left_when_runs_are_killed(verb, tmp_path):
    _kill_often(tmp_path, verb, 3 if verb == "load" else 1)


@pytest.mark.long
@pytest.mark.parametrize("verb", VERBS)
def test_nothing_is_lost_or_left_when_a_hundred_runs_are_killed(verb, tmp_path):
    _kill_often(tmp_path, verb, 100)
