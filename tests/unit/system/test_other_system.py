"""The ways that Windows needs, gone here: its own calls are stood in by ours."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

from mersey import scratch
from mersey.system import (
    ceilings,
    file_locks,
    interrupts,
    machine,
    open_files,
    processes,
)


@pytest.fixture
def locks_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that locks bytes at the place where a file stands."""

    def locking(handle: int, mode: int, n_bytes: int) -> None:
        kind = fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB
        if fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_RDWR:
            fcntl.lockf(handle, kind, n_bytes, 0, os.SEEK_CUR)
        else:
            fcntl.flock(handle, kind)

    stood_in = ModuleType("msvcrt")
    vars(stood_in).update(locking=locking, LK_UNLCK=0, LK_NBLCK=2)
    monkeypatch.setitem(sys.modules, "msvcrt", stood_in)
    monkeypatch.setattr(file_locks, "LOCKS_BYTES", True)


HOLDS = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDWR)
fcntl.lockf(handle, fcntl.LOCK_EX, 1, 1 << 30, os.SEEK_SET)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.usefixtures("locks_bytes")
def test_byte_that_another_process_has_is_refused_and_taken_afterwards(
    tmp_path: Path,
) -> None:
    place = tmp_path / "lock"
    place.write_text("who has it")
    with (
        subprocess.Popen(
            [sys.executable, "-c", HOLDS, str(place)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as other,
        place.open("r+b") as file,
    ):
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BlockingIOError):
            file_locks.lock(file.fileno(), wait=False)
        assert file.tell() == 0
        assert place.read_text() == "who has it"
        other.communicate()
        file_locks.lock(file.fileno(), wait=True)
        file_locks.unlock(file.fileno())


@pytest.fixture
def moves_only_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that neither opens folders nor moves what is open."""
    monkeypatch.setattr(scratch, "OPENS_FOLDERS", False)
    monkeypatch.setattr(scratch, "MOVES_OPEN_FILES", False)


@pytest.mark.usefixtures("moves_only_closed", "locks_bytes")
def test_scratch_folder_is_held_by_a_file_in_it_and_gone_afterwards(
    tmp_path: Path,
) -> None:
    with scratch.scratch_folder(tmp_path) as folder:
        assert [one.name for one in folder.iterdir()] == [".held"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("moves_only_closed", "locks_bytes")
def test_folder_of_a_dead_run_is_swept(tmp_path: Path) -> None:
    left = tmp_path / f"{scratch.FOLDER}{'0' * 16}"
    left.mkdir()
    (left / ".held").touch()
    scratch.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("moves_only_closed", "locks_bytes")
def test_file_is_closed_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []
    close = os.close
    monkeypatch.setattr(os, "close", lambda one: (closed.append(one), close(one))[1])
    replaced: list[int] = []
    monkeypatch.setattr(
        scratch,
        "replace",
        lambda fresh, place: (replaced.append(len(closed)), fresh.replace(place))[1],
    )
    scratch.write_whole(tmp_path / "a.txt", b"words")
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert replaced == [2]  # what made it, and what held it
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_place_that_somebody_reads_is_replaced_once_they_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_files, "MOVES_OPEN_FILES", False)
    monkeypatch.setattr(open_files, "PAUSE_S", 0)
    tries: list[Path] = []
    replace = Path.replace

    def refused_twice(fresh: Path, place: Path) -> None:
        tries.append(place)
        if len(tries) < 3:
            raise PermissionError(13, "in use")
        replace(fresh, place)

    monkeypatch.setattr(Path, "replace", refused_twice)
    (tmp_path / "fresh").write_text("new")
    open_files.replace(tmp_path / "fresh", tmp_path / "place")
    assert (tmp_path / "place").read_text() == "new"
    assert len(tries) == 3


def test_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with pytest.raises(OSError, match="links"):
        open_files.open_itself(tmp_path / "link")


def test_process_is_ended_alone_where_there_are_no_groups(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "HAS_GROUPS", False)
    assert processes.apart() == {"creationflags": 0}
    told = [sys.executable, "-c", "import time; time.sleep(60)"]
    process = subprocess.Popen(told, **processes.apart())
    processes.end(process)
    assert process.returncode == -signal.SIGKILL


def test_nothing_is_limited_where_the_system_limits_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ceilings, "HAS_LIMITS", False)
    ceilings.limit(DATA=1)


def test_memory_is_not_known_where_nobody_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "HAS_SYSCONF", False)
    assert machine.memory_bytes() is None


def test_run_is_asked_again_where_there_is_no_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = threading.Event()
    monkeypatch.delattr(signal, "setitimer")
    monkeypatch.setattr("_thread.interrupt_main", asked.set)
    interrupts.ask_again(0.001)
    assert asked.wait(10)
