"""Where tables live."""

from __future__ import annotations

from mersey.engine.backends.duckdb import open_duckdb
from mersey.engine.engine import Engine

__all__ = ["Engine", "open_duckdb"]
