"""`mersey prune`: what is older than it may be kept is removed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.cli.web_application import application
from mersey.wording import decimal, plural


def prune(
    context: typer.Context,
    *,
    older_than: Annotated[
        int,
        typer.Option(
            metavar="DAYS",
            min=1,
            envvar="MERSEY_KEEP_DAYS",
            help="How long a log that another replaced, and a what-if answer, may stay.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and remove nothing.")
    ] = False,
    workspace: WorkspaceFolder = Path("mersey-data"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Remove old versions of logs and old what-if answers, for good.

    What an experiment, a frozen plan or what is published needs stays, and so does the
    log in use. Nothing is removed by itself: run it each night.

    Example: mersey prune --older-than 400 --dry-run
    """
    found = application(context).prune(workspace, days=older_than, is_trial=dry_run)
    if as_json:
        print_json(
            {
                "schema": "mersey.prune/1",
                "days": older_than,
                "is_removed": not dry_run,
                "versions": [
                    {"service": service, "log_version": version}
                    for service, version in found.versions
                ],
                "what_ifs": found.n_what_ifs,
                "bytes": found.n_bytes,
                "versions_needed": found.n_needed,
            }
        )
        return
    for service, version in found.versions:
        say(f"{service}: {version}")
    logs = plural(len(found.versions), "version of a log", "versions of logs")
    answers = plural(found.n_what_ifs, "what-if answer")
    done = "would be removed" if dry_run else "removed"
    say(f"{logs} and {answers} {done}, {decimal(found.n_bytes / 1e6)} MB.")
    if found.n_needed:
        say(
            f"{plural(found.n_needed, 'version')} as old stayed, as something needs it."
        )
