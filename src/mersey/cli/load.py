"""`mersey load`: a log into the workspace, where later commands find it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.log_reading import read_and_prepare
from mersey.cli.options import LimitNames, LogFile, Reading, WorkspaceFolder, spread
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


@dataclass(frozen=True, kw_only=True)
class Counted:
    """Whose clocks are counted, and which besides the law's; kept with the log."""

    pack: Annotated[
        str | None,
        typer.Option(
            metavar="PACK",
            help="Service pack, or the folder of your own; kept with the log.",
        ),
    ] = None
    limit: LimitNames = None


@spread
def load(
    file: LogFile,
    *,
    service: Annotated[
        str, typer.Option(metavar="NAME", help="The service that the log belongs to.")
    ],
    counted: Counted,
    workspace: WorkspaceFolder = Path("mersey-data"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
    reading: Reading,
) -> None:
    """Load a log into the workspace. Loading the same file again changes nothing.

    Example: mersey load applications.csv --service planning
    """
    from mersey.eventlog import Workspace, close_log, with_pack

    limits = tuple(counted.limit or ())

    def make(folder: Path, key: bytes) -> EventLog:
        log = read_and_prepare(
            file, folder, reading=reading, key=key, pack=counted.pack, limits=limits
        )[1]
        if limits:
            with_pack(log)  # says now, and not at the first look, that there is none
        return log

    stored = Workspace(workspace).load_into(service, make)
    facts, loading = stored.log.facts, stored.log.loading
    close_log(stored.log)
    if as_json:
        print_json(
            {
                "schema": "mersey.load/1",
                "service": service,
                "log_version": facts.log_version,
                "changed": stored.is_new,
                "rows_read": loading.n_read,
                "rows_loaded": loading.n_loaded,
                "rows_rejected": loading.n_rejected,
                "rows_duplicate": loading.n_duplicate,
            }
        )
        return
    say(
        f"{plural(loading.n_read, 'row')} read: {loading.n_loaded:,} loaded, "
        f"{loading.n_rejected:,} rejected, {loading.n_duplicate:,} duplicate."
    )
    state = "is new" if stored.is_new else "was there already; nothing changed"
    say(f"{service}: version {facts.log_version} {state}.")
