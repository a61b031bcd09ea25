"""A folder for Windows that runs mersey where it lies: nothing is installed, by nobody.

`python -m tools.windows --python ZIP --sha256 DIGEST --wheel WHEEL --out FOLDER` puts
together the embeddable Python that it is given, the locked packages for 64-bit Windows
and mersey's own wheel. Source: Python's documentation, "The embeddable package", and of
`._pth` files "Finding modules" on Windows.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tools import sbom
from tools.closure import platforms, read_lock

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CannotPack", "lock_for", "main", "packed", "version_of"]

LOCK: Final = sbom.ROOT / "requirements" / "web.txt"

PACKAGES: Final = "packages"
"""The folder of packages, beside `python`."""

PROGRAM: Final = """\
@echo off
setlocal
rem mersey, from this folder alone. The workspace is in a folder that no cloud copies.
if not defined MERSEY_WORKSPACE set "MERSEY_WORKSPACE=%LOCALAPPDATA%\\mersey\\workspace"
"%~dp0python\\python.exe" -X utf8 -m mersey %*
"""

SERVE: Final = """\
@echo off
rem The web pages, on this computer alone. Open the address that is printed; Ctrl-C ends it.
call "%~dp0mersey.cmd" serve
pause
"""

TRY: Final = """\
@echo off
rem A made-up borough to try. Open the address that is printed; Ctrl-C ends it.
call "%~dp0mersey.cmd" serve --demo --workspace "%LOCALAPPDATA%\\mersey\\demo"
pause
"""

READ_ME: Final = """\
mersey, as a folder. Copy it anywhere; nothing is installed and no rights are needed.

Try it            open try-it.cmd, then the address that it prints
One page          in a command window: mersey.cmd look their-file.csv
The web pages     once:  mersey.cmd invite you@example.gov.uk --role administrator --council NAME
                  then open serve.cmd, and the address that each of them prints

Your data are in %LOCALAPPDATA%\\mersey, not in this folder: set MERSEY_WORKSPACE to keep
them elsewhere, and never on a drive that is copied to a cloud.
The parts and their licences are in parts.cdx.json, the licences' texts in packages.
To remove it, delete this folder, and %LOCALAPPDATA%\\mersey with your data.
"""

FILES: Final[Mapping[str, str]] = {
    "mersey.cmd": PROGRAM,
    "serve.cmd": SERVE,
    "try-it.cmd": TRY,
    "read-me.txt": READ_ME,
}


class CannotPack(Exception):
    """What was given cannot be packed, and why."""


def version_of(python: Path, sha256: str) -> str:
    """The version of an embeddable Python, such as `3.13`.

    Raises:
        CannotPack: It is not the file that the digest is of, or no embeddable Python.
    """
    if not python.is_file():
        msg = (
            f"There is no file {python}: give the embeddable Python for 64-bit Windows."
        )
        raise CannotPack(msg)
    found = hashlib.sha256(python.read_bytes()).hexdigest()
    if found != sha256.strip().lower():
        msg = (
            f"{python.name} has the SHA-256 {found}, not the one that was given: it is"
            " another file, or was changed. Take it again from the Python project."
        )
        raise CannotPack(msg)
    with zipfile.ZipFile(python) as parts:
        names = parts.namelist()
    marks = [re.fullmatch(r"python3(\d+)\._pth", name) for name in names]
    minors = [mark[1] for mark in marks if mark]
    if len(minors) != 1 or "python.exe" not in names:
        msg = (
            f"{python.name} is no embeddable Python: it lacks python.exe or its ._pth."
        )
        raise CannotPack(msg)
    return f"3.{minors[0]}"


def lock_for(text: str, version: str) -> str:
    """The lines of a lock that 64-bit Windows needs, with their hashes and no conditions.

    pip reads conditions for the machine it runs on, not for the one it packs for.

    Raises:
        CannotPack: The locks are not made for that Python.
    """
    machine = platforms().get(f"win32-AMD64-{version}")
    if machine is None:
        msg = f"The locks are not made for Python {version}: give a newer or older one."
        raise CannotPack(msg)
    return "".join(
        f"{line.name}=={line.version}"
        + "".join(f" \\\n    --hash=sha256:{one}" for one in line.hashes)
        + "\n"
        for line in read_lock(text)
        if line.applies(machine)
    )


def packed(python: Path, packages: Path, out: Path, *, version: str) -> None:
    """Put the folder together at `out`; `packages` is moved into it.

    Raises:
        CannotPack: There is something at `out` already.
    """
    if out.exists():
        msg = f"There is something at {out} already: name another folder, or remove it."
        raise CannotPack(msg)
    home = out / "python"
    home.mkdir(parents=True)
    with zipfile.ZipFile(python) as parts:
        parts.extractall(home)
    mark = f"python{version.replace('.', '')}"
    _write(home / f"{mark}._pth", f"{mark}.zip\n.\n..\\{PACKAGES}\n")
    shutil.move(packages, out / PACKAGES)
    scripts = out / PACKAGES / "bin"
    (home / "Scripts").mkdir()
    for program in sorted(scripts.glob("*.exe")):
        shutil.move(program, home / "Scripts" / program.name)
    shutil.rmtree(scripts, ignore_errors=True)  # written for the machine that packs
    for name, text in FILES.items():
        _write(out / name, text)
    (out / "parts.cdx.json").write_text(sbom.written(sbom.bill(LOCK)), "utf-8")


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="ascii", newline="\r\n")


def _install(wheel: Path, into: Path, *, version: str) -> None:
    """The locked packages for Windows and mersey's wheel, from wheels, unresolved."""
    lock = into.with_name("windows.txt")
    lock.write_text(lock_for(LOCK.read_text("utf-8"), version), encoding="utf-8")
    for what in (["--require-hashes", "-r", str(lock)], [str(wheel)]):
        words = [
            *("install", "--quiet", "--no-deps", "--no-compile", "--only-binary"),
            *(":all:", "--platform", "win_amd64", "--implementation", "cp"),
            # What each package asks of Python is proven for this lock by test_locks.py;
            # pip would ask it of the Python that it runs on.
            *("--python-version", version, "--ignore-requires-python"),
            *("--target", str(into), *what),
        ]
        subprocess.run([sys.executable, "-m", "pip", *words], check=True)  # noqa: S603


def main() -> None:
    """Make the folder; leave with 1 and a sentence where it cannot be made."""
    asked = argparse.ArgumentParser(prog="python -m tools.windows")
    asked.add_argument("--python", type=Path, required=True)
    asked.add_argument("--sha256", required=True)
    asked.add_argument("--wheel", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    try:
        version = version_of(given.python, given.sha256)
        packages = given.out.with_name("windows-packages")
        shutil.rmtree(packages, ignore_errors=True)
        _install(given.wheel, packages, version=version)
        packed(given.python, packages, given.out, version=version)
    except CannotPack as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
