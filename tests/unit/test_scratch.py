"""Scratch space is private, and what killed runs leave is swept by the next."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mersey import scratch
from mersey.scratch import leave_nothing, passing, scratch_folder, sweep, write_whole

HOLD = """
import sys, time
from pathlib import Path
from mersey.scratch import scratch_folder
with scratch_folder(Path(sys.argv[1])) as folder:
    (folder / "rows").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert run.stdout
    run.folder = Path(run.stdout.readline().strip())
    yield run
    run.kill()
    run.communicate()


def test_a_folder_is_for_its_owner_alone_and_gone_afterwards(tmp_path):
    with scratch_folder(tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_a_folder_stays_while_its_run_is_alive(holder, tmp_path):
    sweep(tmp_path)
    assert (holder.folder / "rows").exists()


def test_a_folder_is_swept_when_its_run_was_killed(holder, tmp_path):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (holder.folder / "rows").exists()
    with scratch_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]


def test_nothing_else_is_swept_whatever_it_is_called(tmp_path):
    for name in ("mersey-data", "mersey-scratch-", "mersey-scratch-mine", "x"):
        (tmp_path / name).mkdir()
    (tmp_path / f"mersey-scratch-{'0' * 16}").symlink_to(tmp_path / "x")
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == 5


def test_a_file_half_written_is_swept_by_the_next(tmp_path):
    (tmp_path / f".mersey-part-{'a' * 16}").write_text("half")
    write_whole(tmp_path / "page.html", b"whole")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o644


def test_a_link_is_followed_when_a_file_is_written(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", b"1")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"1"


def test_a_file_with_the_longest_name_is_written(tmp_path):
    write_whole(tmp_path / ("n" * 250), b"1")
    assert (tmp_path / ("n" * 250)).read_bytes() == b"1"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_left_as_it_is(make, tmp_path):
    make(tmp_path / "it")
    before = (tmp_path / "it").stat()
    with pytest.raises(OSError, match=r"is a folder|is no plain file"):
        write_whole(tmp_path / "it", b"1")
    assert (tmp_path / "it").stat().st_mode == before.st_mode


def test_a_device_is_never_replaced():
    with pytest.raises(OSError, match="is no plain file"):
        write_whole(Path("/dev/null"), b"1")
    assert Path("/dev/null").is_char_device()


def _stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_nothing_is_left_when_a_run_is_stopped_before_it_holds_its_folder(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(scratch, "lock", _stopped)
    with pytest.raises(KeyboardInterrupt), scratch_folder(tmp_path):
        raise AssertionError
    leave_nothing()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", [scratch_folder, passing])
def test_nothing_is_left_when_a_run_is_stopped_as_it_tidies_up(
    make, tmp_path, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", _stopped)
        with pytest.raises(KeyboardInterrupt), make(tmp_path / "made") as folder:
            (folder or tmp_path / "made").mkdir(exist_ok=True)
    leave_nothing()
    assert not list(tmp_path.rglob("*scratch-*"))
    assert make is scratch_folder or not (tmp_path / "made").exists()


def test_nothing_is_left_when_a_file_is_stopped_half_way(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "chmod", _stopped)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "page.html", b"page")
    assert list(tmp_path.iterdir()) == []
