"""From what was loaded to a prepared log on disk, and back from disk.

Tables are built under a hidden name and moved into place when they are complete, the
manifest last: a run that is killed leaves what was there before.
"""

from __future__ import annotations

import contextlib
import csv
import os
import shutil
from typing import TYPE_CHECKING, Final

from mersey.engine import open_duckdb, query_beside
from mersey.errors import WorkspaceError
from mersey.eventlog.build import build
from mersey.eventlog.eventlog import EventLog
from mersey.eventlog.manifest import MANIFEST, read_manifest, write_manifest
from mersey.formulas import as_text_cell
from mersey.scratch import passing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from mersey.load.rows.loaded import LoadedLog

STORE: Final = "store.duckdb"

REJECTED: Final = "rejected.csv"
REJECTED_LINES: Final = query_beside(__file__, "rejected")


def prepare(
    loaded: LoadedLog,
    folder: Path,
    *,
    end: Sequence[str] = (),
    as_at: date | None = None,
    now: datetime,
) -> EventLog:
    """The prepared log, written to `folder` and opened from there, read-only.

    Args:
        loaded: Mapped events and cases.
        folder: Where store.duckdb, manifest.json and rejected.csv go.
        end: Activities that end a case; empty to let the file or the log say.
        as_at: Last local date that counts; None for the log's own last event.
        now: The present, for telling what lies in the future; naive means UTC.

    Raises:
        NotACaseLog: It holds no event.
        UnknownName: `end` names no activity of the log.
        UsageError: `as_at` is in the future or before the first event.
        WorkspaceError: There is no room or no permission to write.
    """
    with _building(folder) as scratch:
        manifest = build(loaded, scratch / STORE, end=end, as_at=as_at, now=now)
        _write_rejected(loaded, scratch / REJECTED)
        write_manifest(manifest, scratch / MANIFEST)
        for name in (REJECTED, STORE, MANIFEST):
            (scratch / name).replace(folder / name)
    return open_log(folder, memory=loaded.session.memory)


def open_log(folder: Path, *, memory: int | None = None) -> EventLog:
    """The prepared log in `folder`, opened read-only.

    `memory` is the ceiling of the run in bytes; None for a quarter of the machine.

    Raises:
        DataError: There is none, or another version of mersey wrote it.
    """
    manifest = read_manifest(folder / MANIFEST)
    store = open_duckdb(folder, database=STORE, read_only=True, memory=memory)
    return EventLog(
        store=store,
        events=store.find_table("events"),
        cases=store.find_table("cases"),
        variants=store.find_table("variants"),
        facts=manifest.facts,
        end_rule=manifest.end_rule,
        loading=manifest.loading,
        findings=manifest.findings,
        kept_spans=manifest.spans,
    )


def close_log(log: EventLog) -> None:
    """Let go of the store that `open_log` opened; nothing more can be asked of `log`."""
    log.store.close()


def export_parquet(log: EventLog, folder: Path) -> tuple[Path, ...]:
    """Write the log's three tables to `folder` as zstd Parquet, for Spark and exchange.

    Columns and types are those of the vocabulary; rows keep their order. The files are
    given back.

    Raises:
        WorkspaceError: There is no room or no permission to write.
    """
    orders = {
        "events": ("case_id", "seq"),
        "cases": ("case_id",),
        "variants": ("variant_id",),
    }
    with _building(folder) as scratch:
        for name, order in orders.items():
            path = scratch / f"{name}.parquet"
            log.store.write_parquet(getattr(log, name), path, order=order)
        for name in orders:
            (scratch / f"{name}.parquet").replace(folder / f"{name}.parquet")
    return tuple(folder / f"{name}.parquet" for name in orders)


@contextlib.contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """A hidden folder inside `folder` while the log is built; always removed."""
    scratch = folder / f".building-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(scratch, ignore_errors=True)
        with passing(scratch):
            scratch.mkdir()
            yield scratch
    except OSError as error:
        msg = f"The prepared log could not be written to {folder}."
        raise WorkspaceError(
            msg,
            next_step="Check that the disk has room and that you may write there.",
        ) from error


def _write_rejected(loaded: LoadedLog, path: Path) -> None:
    columns = ["line", "column", "reason"]
    rows = loaded.session.ask(
        REJECTED_LINES,
        tables={"rejected": loaded.rejected},
        names={name: name for name in columns},
    ).to_pylist()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "column": as_text_cell(row["column"] or "")})
