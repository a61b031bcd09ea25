"""The program works where it is installed, with no checkout in sight."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import tree

REPAIRS = "repair,reported,finished\n" + "".join(
    f"R-{n:03},2026-0{1 + n % 6}-{1 + n % 28:02},2026-07-{1 + n % 28:02}\n"
    for n in range(60)
)
# Nothing of this machine's settings for pip or for Python reaches these runs.
ENVIRONMENT = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PIP_", "PYTHON", "COV_", "MERSEY_"))
} | {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHONNOUSERSITE": "1"}


@dataclass(frozen=True, kw_only=True)
class Machine:
    """An environment that mersey's wheel is installed in, and nothing else of ours."""

    folder: Path
    wheel: Path

    def script(self, name: str) -> str:
        """Where a program of the environment stands."""
        vars_ = {"base": str(self.folder), "platbase": str(self.folder)}
        return str(Path(sysconfig.get_path("scripts", "venv", vars_)) / name)

    def run(self, *words: str | Path, cwd: Path) -> str:
        """What a program of the environment prints, run in `cwd`."""
        return _run(self.script(str(words[0])), *words[1:], cwd=cwd)


def _run(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _project_files() -> list[str]:
    """What git follows or would, below src/: as `mersey/…`, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard", "src"],  # noqa: S607
        cwd=tree.ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    names = {name for name in listed.split("\0") if (tree.ROOT / name).is_file()}
    return sorted(name.removeprefix("src/") for name in names - {""})


def _copy_project(to: Path) -> None:
    # A build in the checkout would leave folders behind, and take in what older
    # builds left.
    for name in _project_files():
        target = to / "src" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree.ROOT / "src" / name, target)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copyfile(tree.ROOT / name, to / name)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    folder = tmp_path_factory.mktemp("installed")
    project, env = folder / "project", folder / "env"
    project.mkdir()
    _copy_project(project)
    pip = (sys.executable, "-m", "pip", "--quiet")
    build = ("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    _run(*pip, *build, project, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    _run(sys.executable, "-m", "venv", "--without-pip", env, cwd=folder)
    made = Machine(folder=env, wheel=wheel)
    python = made.script("python")
    install = ("install", "--no-deps", "--no-compile")
    _run(*pip, "--python", python, *install, wheel, cwd=folder)
    _lend_dependencies(python)
    return made


def _lend_dependencies(python: str) -> None:
    """Let the environment see what is installed here, but not by its `.pth` files.

    So the dependencies are there, and the checkout, which is installed by a `.pth`,
    is not: Python reads such files only in folders of its own environment.
    """
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(_run(python, "-c", ask, cwd=tree.ROOT).strip())
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "lent.pth").write_text("\n".join(sorted(lent)) + "\n", encoding="utf-8")


def test_wheel_holds_every_file_when_built(machine: Machine) -> None:
    with zipfile.ZipFile(machine.wheel) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    expected = _project_files()
    assert sorted(held) == expected
    kinds = {Path(name).suffix for name in expected}
    assert kinds >= {".py", ".typed", ".j2", ".css", ".toml", ".md", ".csv", ".json"}


def test_program_is_the_installed_one_when_the_checkout_is_near(
    machine: Machine,
) -> None:
    ask = "import mersey; print(mersey.__file__)"
    where = machine.run("python", "-c", ask, cwd=tree.ROOT).strip()
    assert Path(where).is_relative_to(machine.folder)


def test_look_makes_a_page_when_installed(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "repairs.csv").write_text(REPAIRS, encoding="utf-8")
    machine.run("mersey", "look", "repairs.csv", "--out", "page.html", cwd=tmp_path)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<style" in page
    assert "60" in page


def test_packs_and_clocks_are_there_when_installed(
    machine: Machine, tmp_path: Path
) -> None:
    folders = (tree.SOURCE / "services" / "packs").glob("*/*.toml")
    packs = {path.parent.name for path in folders}
    listed = machine.run("mersey", "list", "packs", cwd=tmp_path)
    assert packs
    assert [name for name in packs if name not in listed] == []
    asked = ("clock", "explain", "foi.request", "--start", "2026-07-06")
    assert "2026" in machine.run("mersey", *asked, cwd=tmp_path)
