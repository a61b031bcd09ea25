"""A run that is stopped, or that meets another, leaves things as they were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.program import mersey


def _log(folder: Path, n_cases: int, name: str = "log.csv") -> Path:
    path = folder / name
    path.write_text(
        "case,activity,time,team\n"
        + "".join(
            f"C{i},{step},2024-{1 + i % 9:02}-{1 + day * 3:02} 09:{i % 60:02},Team {i % 5}\n"
            for i in range(n_cases)
            for day, step in enumerate(("Received", "Assessed", "Closed"))
        ),
        encoding="utf-8",
    )
    return path


def _start(*arguments: str | Path, cwd: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mersey", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "TMPDIR": str(cwd)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _files(folder: Path) -> list[str]:
    """Every file but the lock, which holds the number of the process that had it."""
    return sorted(
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_file() and p.name != ".lock"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_look_leaves_nothing_behind_when_it_is_stopped(
    number: signal.Signals, tmp_path: Path
) -> None:
    log = _log(tmp_path, 200_000)
    run = _start("look", log, cwd=tmp_path)
    time.sleep(1.6)  # well into reading: the whole run takes longer than this
    run.send_signal(number)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert _files(tmp_path) == ["log.csv"]


def test_a_second_load_waits_or_refuses_when_one_is_running(tmp_path: Path) -> None:
    one, two = _log(tmp_path, 3_000, "one.csv"), _log(tmp_path, 3_100, "two.csv")
    runs = [_start("load", f, "--service", "s", cwd=tmp_path) for f in (one, two)]
    said = [run.communicate(timeout=120)[1] for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes in ([0, 0], [0, 2]), said
    assert "Traceback" not in "".join(said)
    done = mersey("measure", "arrivals", "--service", "s", "--json", cwd=tmp_path)
    assert done.code == 0, done.err


def test_loading_twice_changes_nothing_when_the_file_is_the_same(
    tmp_path: Path,
) -> None:
    log = _log(tmp_path, 50)
    first = mersey("load", log, "--service", "s", "--json", cwd=tmp_path).json
    before = {n: (tmp_path / n).read_bytes() for n in _files(tmp_path)}
    second = mersey("load", log, "--service", "s", "--json", cwd=tmp_path).json
    assert (first["changed"], second["changed"]) == (True, False)
    assert first["log_version"] == second["log_version"]
    assert {n: (tmp_path / n).read_bytes() for n in _files(tmp_path)} == before


def test_keys_are_private_when_a_log_is_loaded(tmp_path: Path) -> None:
    mersey("load", _log(tmp_path, 50), "--service", "s", cwd=tmp_path)
    keys = tmp_path / "mersey-data" / "keys"
    assert keys.stat().st_mode & 0o777 == 0o700
    assert [p.stat().st_mode & 0o777 for p in keys.iterdir()] == [0o600]
