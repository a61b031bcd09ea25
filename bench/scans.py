"""The least an answer can cost: DuckDB reading just the columns the answer needs.

Two forms of the same prepared tables: plain sorted Parquet (zstd), which any engine reads,
and the store itself. A budget of "a raw scan" is against the Parquet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SCANS", "Scan", "export", "open_parquet"]


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A table and the columns of it that an answer needs; grouped by some of them."""

    table: str
    columns: tuple[str, ...]
    group: tuple[str, ...] = ()

    def sql(self, connection: Any) -> str:
        """A query that must read every value: sums, of lengths where it is text."""
        relation = connection.table(self.table)
        types = dict(zip(relation.columns, relation.types, strict=True))
        sums = ", ".join(_sum(name, str(types[name])) for name in self.columns)
        if not self.group:
            return f"SELECT {sums} FROM {self.table}"  # noqa: S608  (our own names)
        keys = ", ".join(self.group)
        return f"SELECT {keys}, count(*), {sums} FROM {self.table} GROUP BY {keys}"  # noqa: S608


SCANS: Final = {
    "map": Scan(
        table="events", columns=("gap_s",), group=("activity", "next_activity")
    ),
    "lead_time": Scan(table="cases", columns=("days", "opened", "closed", "state")),
    "wip": Scan(
        table="cases", columns=("opened_date", "closed_date", "last_date", "state")
    ),
    "throughput": Scan(table="cases", columns=("closed_date", "state")),
    "handovers": Scan(table="events", columns=("team", "next_team", "gap_s")),
    "variants": Scan(table="cases", columns=("variant_id",)),
}
"""Measurement → the scan that is its floor."""


def export(store: Path, folder: Path) -> None:
    """The store's tables as Parquet in `folder`, in their own order."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(store), read_only=True) as connection:
        for name in ("events", "cases", "variants"):
            connection.sql(
                f"COPY (FROM {name}) TO '{folder / name}.parquet' (FORMAT parquet, COMPRESSION zstd)"
            )


def open_parquet(folder: Path) -> Any:
    """A connection that sees the Parquet files as tables."""
    connection = duckdb.connect()
    for file in sorted(folder.glob("*.parquet")):
        connection.sql(f"CREATE VIEW {file.stem} AS FROM read_parquet('{file}')")
    return connection


def _sum(name: str, kind: str) -> str:
    if kind.startswith(("VARCHAR", "ENUM")):
        return f"sum(strlen({name}))"
    if kind == "DATE":
        return f"sum(epoch({name}))"
    if kind.startswith("TIMESTAMP"):
        return f"sum(epoch_us({name}))"
    return f"sum({name})"
