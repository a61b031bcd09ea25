"""What is said to pip: install the lock, and decide nothing."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture import tree

MAKEFILE = (tree.ROOT / "Makefile").read_text("utf-8")
INSTALL = re.search(r"^INSTALL := pip (.+)$", MAKEFILE, re.MULTILINE)


def _commands() -> list[str]:
    said = INSTALL.group(1) if INSTALL else ""
    text = MAKEFILE.replace("$(INSTALL)", f"pip {said}")
    return re.findall(r"pip (install [^\n&]+)", text)


def _wheel(folder: Path, name: str, version: str, requires: str = "") -> str:
    """Put a made-up wheel there; its line in a lock comes back."""
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}"
    info = f"{name}-{version}.dist-info"
    path = folder / f"{name}-{version}-py3-none-any.whl"
    tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(f"{info}/WHEEL", tag)
        wheel.writestr(
            f"{info}/RECORD",
            "".join(f"{info}/{part},,\n" for part in ("METADATA", "WHEEL", "RECORD")),
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name}=={version} --hash=sha256:{digest}\n"


def _pip(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"}
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
    return subprocess.run(
        [
            *(sys.executable, "-m", "pip", *words, "lock.txt"),
            *("--find-links", "wheels", "--target", "here"),
        ],
        cwd=folder,
        env=inherited | settings,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.fixture
def a_year_on(tmp_path: Path) -> Path:
    """A lock without the extra that one of its packages asks for, and a newer release."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    lock = _wheel(wheels, "cover", "1.0", "Provides-Extra: toml\n")
    lock += _wheel(wheels, "plugin", "1.0", "Requires-Dist: cover[toml]>=1.0\n")
    _wheel(wheels, "cover", "2.0", "Provides-Extra: toml\n")
    (tmp_path / "lock.txt").write_text(lock, encoding="utf-8")
    return tmp_path


def test_no_resolver_is_asked_when_anything_is_installed() -> None:
    assert len(_commands()) >= 4
    assert [said for said in _commands() if "--no-deps" not in said] == []


def test_every_lock_is_installed_by_its_hashes_and_from_wheels() -> None:
    locks = [said for said in _commands() if " -r " in said]
    assert locks
    for said in locks:
        assert {"--require-hashes", "--only-binary"} <= set(said.split())


def test_project_is_built_by_what_is_locked() -> None:
    (editable,) = (said for said in _commands() if "--editable" in said)
    assert "--no-build-isolation" in editable.split()


def test_lock_installs_when_a_newer_release_is_out(a_year_on: Path) -> None:
    assert INSTALL
    done = _pip(a_year_on, *shlex.split(INSTALL.group(1)))
    assert done.returncode == 0, done.stderr
    held = {path.name for path in (a_year_on / "here").glob("*.dist-info")}
    assert held == {"cover-1.0.dist-info", "plugin-1.0.dist-info"}


def test_lock_is_refused_when_a_resolver_is_asked(a_year_on: Path) -> None:
    done = _pip(a_year_on, "install", "--require-hashes", "-r")
    assert done.returncode != 0
    assert "cover[toml]" in done.stderr
