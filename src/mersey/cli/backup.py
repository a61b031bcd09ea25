"""`mersey backup` and `mersey restore`: the whole workspace in a folder, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say
from mersey.cli.web_application import application
from mersey.wording import plural

Keys = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Where the keys are kept apart. Whoever has both has everything.",
    ),
]


def backup(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Where the copy goes: a folder that is not there."
        ),
    ],
    *,
    keys: Keys = None,
    workspace: WorkspaceFolder = Path("mersey-data"),
) -> None:
    """Copy the workspace while it is in use: logs, answers and the database as of now.

    With PostgreSQL, copy the database with pg_dump at the same time.

    Example: mersey backup /srv/backup/2026-11-30 --keys /srv/safe/2026-11-30
    """
    count = application(context).back_up(workspace, folder, keys=keys)
    say(f"{plural(count, 'file')} in {folder}.")
    if keys is None:
        say(f"The keys are not in it: keep a copy of {workspace / 'keys'} elsewhere.")


def restore(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What `mersey backup` made.")
    ],
    *,
    keys: Keys = None,
    workspace: WorkspaceFolder = Path("mersey-data"),
) -> None:
    """Make a workspace of a backup, each file checked; there must be none there yet.

    Example: mersey restore /srv/backup/2026-11-30 --keys /srv/safe/2026-11-30
    """
    count = application(context).restore(workspace, folder, keys=keys)
    say(f"{plural(count, 'file')} in {workspace}.")
    if keys is None:
        say(f"Put your copy of the keys into {workspace / 'keys'} before you serve it.")
