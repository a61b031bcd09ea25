"""The workspace keeps every version, and nothing half-made."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from mersey.errors import UnknownName, UsageError, WorkspaceError
from mersey.eventlog import EventLog, Workspace, prepare
from mersey.eventlog.lock import held
from tests.engines.logs import NOW, make_loaded

ROWS = [("a", "Received", "2024-01-01T09:00"), ("a", "Closed", "2024-01-02T09:00")]
MORE = [*ROWS, ("b", "Received", "2024-01-03T09:00")]


def making(rows: list[tuple]):
    def make(folder: Path, key: bytes) -> EventLog:
        assert len(key) == 32
        return prepare(make_loaded(rows), folder / "store", now=NOW)

    return make


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "data")


def test_workspace_opens_what_was_loaded_when_asked_again(workspace):
    stored = workspace.load_into("planning", making(ROWS))
    again = workspace.open_current("planning")
    assert stored.is_new
    assert again.facts == stored.log.facts
    assert again.facts.n_cases == 1
    assert workspace.services() == ("planning",)


def test_workspace_changes_nothing_when_loaded_twice(workspace):
    workspace.load_into("planning", making(ROWS))
    before = files_of(workspace.path)
    stored = workspace.load_into("planning", making(ROWS))
    assert not stored.is_new
    assert files_of(workspace.path) == before


def test_workspace_keeps_old_version_when_log_changes(workspace):
    old = workspace.load_into("planning", making(ROWS)).log.facts.log_version
    new = workspace.load_into("planning", making(MORE)).log.facts.log_version
    folder = workspace.path / "logs" / "planning"
    assert old != new
    assert (folder / old / "store.duckdb").exists()
    assert workspace.open_current("planning").facts.log_version == new


def test_workspace_keeps_old_state_when_load_fails(workspace):
    workspace.load_into("planning", making(ROWS))
    before = files_of(workspace.path)

    def fail(folder: Path, key: bytes) -> EventLog:
        making(MORE)(folder, key)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.load_into("planning", fail)
    assert files_of(workspace.path) == before


def test_workspace_sweeps_up_when_last_run_was_killed(workspace):
    workspace.load_into("planning", making(ROWS))
    before = files_of(workspace.path)
    program = f"""
    import os
    from pathlib import Path
    from mersey.eventlog import Workspace

    def make(folder, key):
        (folder / "half.duckdb").write_text("half")
        os._exit(9)

    Workspace(Path({str(workspace.path)!r})).load_into("planning", make)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert ended.returncode == 9
    assert workspace.open_current("planning").facts.n_cases == 1
    workspace.load_into("planning", making(ROWS))
    assert files_of(workspace.path) == before


def test_workspace_names_the_process_when_two_load_at_once(workspace, monkeypatch):
    home = workspace.path / "logs" / "planning"
    home.mkdir(parents=True)
    monkeypatch.setattr("mersey.eventlog.lock.PAUSE_S", 0.001)
    with (
        held(home / ".lock", what="A load"),
        pytest.raises(WorkspaceError, match=f"in process {os.getpid()}"),
        held(home / ".lock", what="A load", patience_s=0.01),
    ):
        pytest.fail("two held the lock")


def test_key_is_secret_and_stays_the_same_when_asked_twice(workspace):
    key = workspace.key("planning")
    folder = workspace.path / "keys"
    assert len(key) == 32
    assert workspace.key("planning") == key
    assert workspace.key("housing") != key
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "planning.key").stat().st_mode) == 0o600
    assert sorted(p.name for p in folder.iterdir()) == ["housing.key", "planning.key"]


def test_key_is_given_only_where_there_is_one_and_none_is_made(workspace):
    assert workspace.key_if_any("planning") is None
    assert workspace.key_if_any("../planning") is None
    assert not (workspace.path / "keys").exists()
    made = workspace.key("planning")
    assert workspace.key_if_any("planning") == made


def test_key_is_refused_when_cut_short(workspace):
    workspace.key("planning")
    (workspace.path / "keys" / "planning.key").write_bytes(b"short")
    with pytest.raises(WorkspaceError, match="damaged"):
        workspace.key("planning")


def test_workspace_suggests_nearest_when_service_is_unknown(workspace):
    workspace.load_into("planning", making(ROWS))
    with pytest.raises(UnknownName, match='Did you mean "planning"'):
        workspace.open_current("plannning")


@pytest.mark.parametrize(
    "name", ["../up", "", "a/b", ".hidden", "a b", "x" * 65, "a\n", "."]
)
def test_workspace_refuses_name_when_it_cannot_be_a_folder(workspace, name):
    with pytest.raises(UsageError, match="cannot name a service"):
        workspace.load_into(name, making(ROWS))


def test_workspace_says_why_when_it_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkspaceError, match="cannot be used"):
        Workspace(tmp_path / "file").load_into("planning", making(ROWS))


def test_workspace_leaves_version_in_use_when_another_is_loaded_beside(workspace):
    old = workspace.load_into("planning", making(ROWS)).log.facts.log_version
    new = workspace.load_beside("planning", making(MORE)).log.facts.log_version
    assert workspace.version("planning") == old
    assert workspace.open_version("planning", new).facts.n_cases == 2
    assert workspace.use("planning", new)
    assert workspace.version("planning") == new
    assert not workspace.use("planning", new)


def test_service_has_no_log_in_use_when_its_first_is_loaded_beside(workspace):
    workspace.load_beside("planning", making(ROWS))
    assert workspace.services() == ()


@pytest.mark.parametrize("version", ["no-such", "", "../planning", "current"])
def test_workspace_uses_no_version_that_was_never_made(workspace, version):
    made = workspace.load_into("planning", making(ROWS)).log.facts.log_version
    with pytest.raises(UnknownName):
        workspace.use("planning", version)
    assert workspace.version("planning") == made
