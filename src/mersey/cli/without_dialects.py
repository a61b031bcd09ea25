"""The program does without the SQL of databases that it does not use.

To write SQL for one database, ibis imports the compilers of all twenty, and with them
their dialects: a twentieth of every run, for nothing. Here each is imported when asked
for, so that `ibis.to_sql(…, dialect="pyspark")` still finds its own.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

__all__ = ["leave_dialects_out"]

COMPILERS: Final = "ibis.backends.sql.compilers"


def leave_dialects_out() -> None:
    """From now on this process imports a compiler of ibis only when it is asked for."""
    sys.meta_path.insert(0, _Compilers())


class _Compilers(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname != COMPILERS:
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
        module = import_module(f"{COMPILERS}.{place}")
    except ModuleNotFoundError as error:
        msg = f"ibis has no compiler {name}."
        raise AttributeError(msg) from error
    return module if place == name else getattr(module, name)
