"""From what was loaded to a prepared log: ordered, closed or open, and checked."""

from __future__ import annotations

from mersey.eventlog.eventlog import EndRule, EventLog, LoadingReport, LogFacts
from mersey.eventlog.from_file import FileReading, log_from_file
from mersey.eventlog.log_service import (
    recognise_log,
    use_pack,
    with_service_findings,
)
from mersey.eventlog.pack import WithPack, with_pack
from mersey.eventlog.prepared import close_log, export_parquet, open_log, prepare
from mersey.eventlog.workspace import StoredLog, Workspace

__all__ = [
    "EndRule",
    "EventLog",
    "FileReading",
    "LoadingReport",
    "LogFacts",
    "StoredLog",
    "WithPack",
    "Workspace",
    "close_log",
    "export_parquet",
    "log_from_file",
    "open_log",
    "prepare",
    "recognise_log",
    "use_pack",
    "with_pack",
    "with_service_findings",
]
