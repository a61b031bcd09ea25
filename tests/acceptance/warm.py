"""A process that has imported the program, and splits for each run that is asked of it.

Three quarters of a run are its imports and the first use of what was imported. What this
process reads on standard input, one JSON object a line, are runs; what it writes, one line
each, are their exit codes. A run is a process of its own here too.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from typing import Any, Final

import mersey
from mersey.cli import app, main
from mersey.cli.quick_start import start_quickly

SAMPLE: Final = Path(mersey.__file__).parent / "services/packs/planning/sample.csv"


def serve() -> None:
    """Answer until nothing more is asked; in the process of a run, return at once."""
    for line in iter(_line, b""):
        process = _split()
        if not process:
            _stand_as(json.loads(line))
            return
        _, status = os.waitpid(process, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _modules() -> Iterator[str]:
    """All of the program but the web, which is imported only where its settings are."""
    for room in iter_modules(mersey.__path__, "mersey."):
        if room.name not in ("mersey.__main__", "mersey.web"):
            yield room.name
            if room.ispkg:
                paths = import_module(room.name).__path__
                yield from (one.name for one in walk_packages(paths, f"{room.name}."))


def warm_up() -> None:
    """Import every module of the program but those that run it, and use them once."""
    for module in _modules():
        import_module(module)
    with (
        tempfile.TemporaryDirectory(prefix="warm-") as folder,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        app(["look", str(SAMPLE), "--out", "page.html"], standalone_mode=False)


def _split() -> int:
    """What `os.fork` returns.

    Arrow's threads are left behind, as Arrow provides for; Python 3.12 warns of any.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _line() -> bytes:
    """The next line, and not a byte more: what splits off must find nothing read."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(0, 1)):
        line += byte
    return line


def _stand_as(run: dict[str, Any]) -> None:
    """Be the process that was asked for."""
    os.environ.clear()
    os.environ.update(run["environment"])
    tempfile.tempdir = None
    os.chdir(run["cwd"])
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for number, name in enumerate((os.devnull, run["out"], run["err"])):
        file = os.open(name, writing if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["mersey", *run["arguments"]]
    sys.modules["__main__"].__package__ = None  # called `mersey`, as where installed


if __name__ == "__main__":
    start_quickly()
    warm_up()
    serve()
    main()
