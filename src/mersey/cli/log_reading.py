"""From a file and its options to a prepared log, for the commands that look at one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from mersey.cli.asking import answered
from mersey.cli.shell import now, progress_bar, scratch_folder
from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mersey.cli.options import Reading, Stored
    from mersey.eventlog import EventLog
    from mersey.load import LoadedLog


@contextmanager
def prepared(
    file: Path,
    reading: Reading,
    *,
    pack: str | None = None,
    limits: Sequence[str] = (),
    key: bytes | None = None,
) -> Iterator[tuple[LoadedLog, EventLog]]:
    """The log in `file`, prepared in scratch space that is gone afterwards.

    Pseudonyms are made with `key`; None: with one that lives as long as this run. `pack`
    is the service pack that a person named, `limits` the clocks that they turned on.
    """
    with scratch_folder() as folder:
        loaded, log = answered(
            lambda said: read_and_prepare(
                file, folder, reading=said, key=key, pack=pack, limits=limits
            ),
            reading,
        )
        with _closed_after(log):
            yield loaded, log


@contextmanager
def asked_log(
    file: Path | None, stored: Stored, reading: Reading, *, example: str
) -> Iterator[EventLog]:
    """The log in `file`, or the stored one of the service that was named.

    Raises:
        UsageError: Neither was named, or both; `example` is a command that takes one.
    """
    if (file is None) == (stored.service is None):
        msg = "This command needs a log: either FILE or --service, and not both."
        raise UsageError(msg, next_step=f"For example: mersey {example} log.csv")
    if file is not None:
        with prepared(file, reading) as (_, log):
            yield log
        return
    with kept_log(str(stored.service), stored.workspace) as log:
        yield log


@contextmanager
def kept_log(service: str, workspace: Path) -> Iterator[EventLog]:
    """The log of a service that is in use in the workspace."""
    from mersey.eventlog import Workspace

    with _closed_after(Workspace(workspace).open_current(service)) as log:
        yield log


@contextmanager
def _closed_after(log: EventLog) -> Iterator[EventLog]:
    """The log, whose store is let go of in the end, with all that it set aside."""
    from mersey.eventlog import close_log

    try:
        yield log
    finally:
        close_log(log)


def read_and_prepare(
    file: Path,
    folder: Path,
    *,
    reading: Reading,
    key: bytes | None,
    pack: str | None = None,
    limits: Sequence[str] = (),
) -> tuple[LoadedLog, EventLog]:
    """The log in `file`, prepared in `folder / "store"`."""
    from mersey.eventlog import FileReading, log_from_file

    with progress_bar() as progress:
        return log_from_file(
            file,
            folder,
            reading=FileReading(
                options=reading.read_options(pack, limits=limits),
                end=tuple(reading.end or ()),
                memory=reading.memory_bytes,
            ),
            key=key,
            now=now(),
            progress=progress,
        )
