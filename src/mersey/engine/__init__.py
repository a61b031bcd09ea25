"""Where tables live."""

from __future__ import annotations

from mersey.engine.backends.duckdb import open_duckdb
from mersey.engine.backends.spark import open_spark
from mersey.engine.engine import Engine, NewStore, Store
from mersey.engine.questions import AskedQuery, QueryFile, query_beside
from mersey.engine.tables import StoredTable

__all__ = [
    "AskedQuery",
    "Engine",
    "NewStore",
    "QueryFile",
    "Store",
    "StoredTable",
    "open_duckdb",
    "open_spark",
    "query_beside",
]
