"""Where tables live."""

from __future__ import annotations

from mersey.engine.backends.duckdb import open_duckdb
from mersey.engine.backends.duckdb_connection import with_categories
from mersey.engine.backends.duckdb_store import write_parquet
from mersey.engine.engine import Engine, NewStore

__all__ = ["Engine", "NewStore", "open_duckdb", "with_categories", "write_parquet"]
