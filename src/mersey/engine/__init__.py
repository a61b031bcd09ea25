"""Where tables live."""

from __future__ import annotations

from mersey.engine.backends.duckdb import open_duckdb
from mersey.engine.backends.spark import open_spark
from mersey.engine.engine import Engine, NewStore, Store
from mersey.engine.questions import QueryFile, Question, query_beside
from mersey.engine.tables import Table

__all__ = [
    "Engine",
    "NewStore",
    "QueryFile",
    "Question",
    "Store",
    "Table",
    "open_duckdb",
    "open_spark",
    "query_beside",
]
