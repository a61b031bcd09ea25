"""The program does without pandas, which pyarrow would import all the same.

To see whether a list is one of pandas's own, the first `pyarrow.array` imports pandas
wherever it is installed: a sixth of a second of every run, for nothing.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

__all__ = ["leave_pandas_out"]

LEFT_OUT: Final = "pandas"


def leave_pandas_out() -> None:
    """From now on this process imports no pandas; what asks for it goes on without."""
    sys.meta_path.insert(0, _NoPandas())


class _NoPandas(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  (as Python calls it)
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if fullname == LEFT_OUT:
            msg = f"This program does without {LEFT_OUT}."
            raise ModuleNotFoundError(msg, name=LEFT_OUT)
        return None
