"""`mersey trail`: whether anybody changed what was done here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.cli.web_application import application
from mersey.errors import NotVerified
from mersey.wording import plural

trail = typer.Typer(
    help="What was done in the web pages, chained so that a change shows.",
    no_args_is_help=True,
)


@trail.callback()
def _trail() -> None:
    """Make `verify` a command of its own."""


@trail.command()
def verify(
    context: typer.Context,
    *,
    head: Annotated[
        str,
        typer.Option(
            metavar="DIGEST",
            help="The head that an earlier run printed: nothing up to it is missing.",
        ),
    ] = "",
    workspace: WorkspaceFolder = Path("mersey-data"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Check every entry of the trail, and print its head to be noted elsewhere.

    Exit code 5, and the number of the first entry that was changed or is missing.

    Example: mersey trail verify
    """
    found = application(context).check_trail(workspace, head=head)
    if as_json:
        print_json(
            {
                "schema": "mersey.trail/1",
                "entries": found.n_entries,
                "head": found.head,
                "first_broken": found.first_broken,
                "has_head": found.has_head,
            }
        )
    if found.first_broken is not None:
        msg = f"The trail is broken: entry {found.first_broken} was changed, or one before it is missing."
        raise NotVerified(
            msg,
            next_step="Compare it with a backup, and find out who had the database.",
        )
    if not found.has_head:
        msg = "The head that was noted is not in the trail: its end was cut off, or it is another trail."
        raise NotVerified(msg, next_step="Compare it with a backup.")
    if not as_json:
        say(f"{plural(found.n_entries, 'entry', 'entries')}, each as it was written.")
        say(f"Head: {found.head}")
