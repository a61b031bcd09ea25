"""A workspace copied while it is in use, and made again of the copy."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mersey.errors import NotVerified, UsageError
from mersey.web.backups import back_up, restore


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace in use: its database is open, and has what no file shows yet."""
    home = tmp_path / "mersey-data"
    (home / "logs/planning/v1").mkdir(parents=True)
    (home / "logs/planning/current").write_text("v1\n")
    (home / "logs/planning/v1/events.parquet").write_bytes(b"rows")
    (home / "keys").mkdir()
    (home / "keys/planning.key").write_bytes(b"k" * 32)
    with closing(sqlite3.connect(home / "app.sqlite3")) as own:
        own.executescript("PRAGMA journal_mode=WAL; CREATE TABLE told (what)")
        own.execute("INSERT INTO told VALUES ('a promise')")
        own.commit()
    return home


def _files(place: Path) -> dict[str, bytes]:
    found = (one for one in place.rglob("*") if one.is_file())
    return {one.relative_to(place).as_posix(): one.read_bytes() for one in found}


def test_workspace_is_the_same_after_backup_and_restore(
    workspace: Path, tmp_path: Path
) -> None:
    copy, keys, again = tmp_path / "copy", tmp_path / "safe", tmp_path / "again"
    back_up(workspace, copy, keys=keys)
    restore(again, copy, keys=keys)
    before, after = _files(workspace), _files(again)
    for name in ("logs/planning/current", "logs/planning/v1/events.parquet"):
        assert before[name] == after[name]
    assert after["keys/planning.key"] == b"k" * 32
    with closing(sqlite3.connect(again / "app.sqlite3")) as own:
        assert own.execute("SELECT what FROM told").fetchall() == [("a promise",)]


def test_backup_holds_no_key(workspace: Path, tmp_path: Path) -> None:
    back_up(workspace, tmp_path / "copy", keys=tmp_path / "safe")
    assert not [one for one in _files(tmp_path / "copy") if "key" in one]
    assert set(_files(tmp_path / "safe")) == {"planning.key"}


def test_database_is_of_one_moment_while_somebody_writes(
    workspace: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(workspace / "app.sqlite3")) as own:
        own.execute("INSERT INTO told VALUES ('kept')")
        own.commit()
        own.execute("INSERT INTO told VALUES ('not yet')")
        back_up(workspace, tmp_path / "copy", keys=None)
    with closing(sqlite3.connect(tmp_path / "copy/app.sqlite3")) as copy:
        assert len(copy.execute("SELECT what FROM told").fetchall()) == 2


def test_changed_backup_is_refused_and_leaves_nothing(
    workspace: Path, tmp_path: Path
) -> None:
    copy, again = tmp_path / "copy", tmp_path / "again"
    back_up(workspace, copy, keys=None)
    (copy / "logs/planning/v1/events.parquet").write_bytes(b"other")
    with pytest.raises(NotVerified, match="not as it was backed up"):
        restore(again, copy, keys=None)
    assert not again.exists()


def test_list_that_names_files_outside_is_refused(
    workspace: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    back_up(workspace, copy, keys=None)
    (copy / "backup.json").write_text(
        '{"files": {"../mersey-data/keys/planning.key": ""}}'
    )
    with pytest.raises(UsageError, match="outside"):
        restore(tmp_path / "again", copy, keys=None)


def test_nothing_is_written_over(workspace: Path, tmp_path: Path) -> None:
    back_up(workspace, tmp_path / "copy", keys=None)
    with pytest.raises(UsageError, match="already"):
        back_up(workspace, tmp_path / "copy", keys=None)
    with pytest.raises(UsageError, match="already"):
        restore(workspace, tmp_path / "copy", keys=None)


def test_folder_without_a_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no backup"):
        restore(tmp_path / "again", tmp_path, keys=None)
    with pytest.raises(UsageError, match="no workspace"):
        back_up(tmp_path / "none", tmp_path / "copy", keys=None)


def test_file_that_is_gone_before_it_is_copied_is_left_out(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upload that somebody accepts meanwhile is removed by the site."""
    place = workspace / "incoming/upload-1"
    place.parent.mkdir()
    place.write_bytes(b"rows")
    copy = shutil.copy2

    def copy_late(source: Path, target: Path) -> Any:
        if source == place:
            place.unlink()
        return copy(source, target)

    monkeypatch.setattr(shutil, "copy2", copy_late)
    back_up(workspace, tmp_path / "copy", keys=None)
    assert "incoming/upload-1" not in _files(tmp_path / "copy")
    assert "logs/planning/current" in _files(tmp_path / "copy")
