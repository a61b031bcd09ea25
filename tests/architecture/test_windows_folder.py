"""The folder for Windows: what lies where, and what is refused."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest
from typer.main import get_command

from mersey.cli import put_together
from tools import windows
from tools.closure import platforms, read_lock

PYTHON = {
    "python.exe": b"MZ",
    "python313.dll": b"MZ",
    "python313.zip": b"PK",
    "python313._pth": b"python313.zip\r\n.\r\n\r\n#import site\r\n",
}


def _zip(folder: Path, **left_out: bool) -> tuple[Path, str]:
    place = folder / "python-3.13.9-embed-amd64.zip"
    with zipfile.ZipFile(place, "w") as made:
        for name, content in PYTHON.items():
            if name not in left_out:
                made.writestr(name, content)
    return place, hashlib.sha256(place.read_bytes()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that was packed from a made-up Python and made-up packages."""
    packages = tmp_path / "packages"
    (packages / "mersey").mkdir(parents=True)
    (packages / "bin").mkdir()
    (packages / "bin" / "graphviz-pure.exe").write_bytes(b"MZ")
    (packages / "bin" / "django-admin").write_text("#!/usr/bin/python")
    python, digest = _zip(tmp_path)
    version = windows.version_of(python, digest)
    windows.packed(python, packages, tmp_path / "mersey", version=version)
    return tmp_path / "mersey"


def test_everything_lies_where_python_looks_for_it(folder: Path) -> None:
    held = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert held == {
        *(f"python/{name}" for name in PYTHON),
        "python/Scripts/graphviz-pure.exe",
        *("mersey.cmd", "serve.cmd", "try-it.cmd", "read-me.txt", "parts.cdx.json"),
    }
    assert (folder / "packages" / "mersey").is_dir()


def test_python_finds_the_packages_and_nothing_of_the_machine(folder: Path) -> None:
    lines = (folder / "python" / "python313._pth").read_bytes().split(b"\r\n")
    assert lines == [b"python313.zip", b".", b"..\\packages", b""]


@pytest.mark.parametrize("name", ["mersey.cmd", "serve.cmd", "try-it.cmd"])
def test_command_files_have_the_line_ends_and_letters_of_windows(
    folder: Path, name: str
) -> None:
    written = (folder / name).read_bytes()
    assert written.isascii()
    assert written.count(b"\n") == written.count(b"\r\n") > 1
    assert b"~dp0" in written  # wherever the folder was copied to


def test_commands_that_the_files_say_are_there() -> None:
    known = get_command(put_together()).commands  # type: ignore[attr-defined]
    told = "".join(windows.FILES.values())
    said = re.findall(r'mersey\.cmd"? (\w+)([^\n]*)', told)
    assert {command for command, _ in said} == {"serve", "look", "invite"}
    for command, rest in said:
        options = {one for p in known[command].params for one in p.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options


def test_demo_and_real_data_are_kept_apart() -> None:
    real = re.search(r"%LOCALAPPDATA%\\mersey\\(\w+)", windows.PROGRAM)
    made_up = re.search(r"%LOCALAPPDATA%\\mersey\\(\w+)", windows.TRY)
    assert real
    assert made_up
    assert real[1] != made_up[1]


def test_python_is_refused_when_its_digest_is_another(tmp_path: Path) -> None:
    python, _ = _zip(tmp_path)
    with pytest.raises(windows.CannotPack, match="another file"):
        windows.version_of(python, "0" * 64)


@pytest.mark.parametrize("lacking", ["python.exe", "python313._pth"])
def test_python_is_refused_when_it_is_no_embeddable_one(
    tmp_path: Path, lacking: str
) -> None:
    python, digest = _zip(tmp_path, **{lacking: True})
    with pytest.raises(windows.CannotPack, match="no embeddable Python"):
        windows.version_of(python, digest)


def test_nothing_is_overwritten(folder: Path) -> None:
    with pytest.raises(windows.CannotPack, match="already"):
        windows.packed(folder, folder, folder, version="3.13")


def test_lock_for_windows_holds_what_windows_needs_and_no_condition() -> None:
    text = windows.LOCK.read_text("utf-8")
    machine = platforms()["win32-AMD64-3.13"]
    wanted = {o.name: o.hashes for o in read_lock(text) if o.applies(machine)}
    made = windows.lock_for(text, "3.13")
    assert {one.name: one.hashes for one in read_lock(made)} == wanted
    assert "colorama" in wanted
    assert ";" not in made


def test_lock_is_refused_for_a_python_that_it_is_not_made_for() -> None:
    with pytest.raises(windows.CannotPack, match=r"3\.9"):
        windows.lock_for(windows.LOCK.read_text("utf-8"), "3.9")
