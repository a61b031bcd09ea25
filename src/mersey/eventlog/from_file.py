"""From a file and what was said of it to a prepared log: the one way, for every surface."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mersey.engine import open_duckdb
from mersey.eventlog.prepared import prepare
from mersey.load import ReadOptions, read_log

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from mersey.eventlog.eventlog import EventLog
    from mersey.load import LoadedLog, Progress


@dataclass(frozen=True, kw_only=True)
class FileReading:
    """How a file is read.

    Attributes:
        options: What a person said about its columns; the rest is worked out.
        end: Activities that end a case; empty to let the file or the log say.
        memory: Bytes that the run may hold; None for a quarter of the machine.
    """

    options: ReadOptions = field(default_factory=ReadOptions)
    end: tuple[str, ...] = ()
    memory: int | None = None


def log_from_file(
    file: Path,
    folder: Path,
    *,
    reading: FileReading,
    key: bytes | None,
    now: datetime,
    progress: Progress | None = None,
) -> tuple[LoadedLog, EventLog]:
    """What was loaded from `file`, and the log prepared from it in `folder / "store"`.

    Pseudonyms are made with `key`; None: with one that lives as long as this run. The
    log is open: `close_log` lets go of it.

    Raises:
        DataError: The file is unreadable, or holds no cases moving through dated steps.
        UsageError: A column or a choice must be named, or what was said does not fit.
        WorkspaceError: There is no room or no permission to write.
    """
    session = open_duckdb(folder, memory=reading.memory)
    try:
        loaded = read_log(
            file,
            session=session,
            options=reading.options,
            key=key,
            now=now,
            progress=progress,
        )
        log = prepare(
            loaded,
            folder / "store",
            end=reading.end,
            as_at=reading.options.as_at,
            now=now,
        )
    finally:
        session.close()
    return loaded, log
