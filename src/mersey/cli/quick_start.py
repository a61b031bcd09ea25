"""All that makes a run start sooner and end sooner, and changes nothing that it says.

Five tricks on the libraries and on Python, in this file alone, each with its share of
the CPU of `mersey look` on 12,000 rows (November 2026), or of what it speeds up. The variable
`MERSEY_PLAIN_START=1` turns all of them off: to rule them out where something fails.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

PLAIN_START: Final = "MERSEY_PLAIN_START"
"""The environment variable that turns the tricks off where it holds anything."""

_OBJECTS_BEFORE_COLLECTING: Final = 500_000
"""Expressions are many small objects, hardly one of them ever garbage: 6 %."""

_BLAS_THREADS: Final = "OPENBLAS_NUM_THREADS"
"""Matrices here have a hundred rows: a second thread waits in a loop and does nothing, and
a verdict took 12 s of CPU with two of them where it takes 1.1 with one."""

_PANDAS: Final = "pandas"

_COMPILERS: Final = "ibis.backends.sql.compilers"


def start_quickly() -> None:
    """From now on this process collects less garbage, and imports less."""
    if os.environ.get(PLAIN_START):
        return
    os.environ.setdefault(_BLAS_THREADS, "1")
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING)
    sys.meta_path[:0] = [_Compilers(), _NoPandas()]


def leave_at_once() -> None:
    """Leave with code 0 without taking every module apart.

    Python would free every object first: 8 %. To be called where files are closed and
    the scratch space is removed. Where the last words cannot be written, Python leaves
    in its own way, which says so.
    """
    if os.environ.get(PLAIN_START):
        return
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


class _NoPandas(MetaPathFinder):
    """What asks for pandas goes on without: 4 %.

    To see whether a list is one of pandas's own, the first `pyarrow.array` imports pandas
    wherever it is installed.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  (as Python calls it)
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname == _PANDAS:
            msg = f"This program does without {_PANDAS}."
            raise ModuleNotFoundError(msg, name=_PANDAS)
        return None


class _Compilers(MetaPathFinder):
    """A compiler of ibis is imported when it is asked for: 2 %.

    To write SQL for one database, ibis imports the compilers of all twenty, and with
    them their dialects. `ibis.to_sql(…, dialect="pyspark")` still finds its own.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname != _COMPILERS:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None:
            spec.loader = _WhenAskedFor()
        return spec


class _WhenAskedFor(Loader):
    """Instead of running the package: its modules and their classes, one by one."""

    def exec_module(self, module: ModuleType) -> None:
        setattr(module, "__getattr__", _compiler)  # noqa: B010  (mypy: no such method)


def _compiler(name: str) -> Any:
    """The module `duckdb`, or from it the class `DuckDBCompiler`."""
    place = name.removesuffix("Compiler").lower()
    try:
        module = import_module(f"{_COMPILERS}.{place}")
    except ModuleNotFoundError as error:
        msg = f"ibis has no compiler {name}."
        raise AttributeError(msg) from error
    return module if place == name else getattr(module, name)
