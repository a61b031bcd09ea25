"""Logs that many tests look at and none changes: each is made once."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.load import LoadedLog, ReadOptions, read_log
from mersey.samples import write_borough

__all__ = ["RealLog", "borough_in", "reading_once"]

NOW = datetime(2026, 11, 22, tzinfo=UTC)

RealLog = Callable[..., tuple[LoadedLog, EventLog]]
"""Name of a real log, and of its table → it as it comes, read and prepared."""


def reading_once(data: Path, new_folder: Callable[[], Path]) -> RealLog:
    """What reads each log of a folder once, into a new folder of its own."""

    @cache
    def read(name: str, table: str | None = None) -> tuple[LoadedLog, EventLog]:
        folder = new_folder()
        loaded = read_log(
            data / name,
            session=open_duckdb(folder),
            options=ReadOptions(table=table),
            key=bytes(32),
            now=NOW,
        )
        return loaded, prepare(loaded, folder / "store", now=NOW)

    return read


def borough_in(folder: Path) -> Path:
    """The made-up borough as it comes; whoever comes first writes it, others wait."""
    place = folder / "borough"
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            written = place.with_suffix(".part")
            write_borough(written)
            written.rename(place)
    return place
