"""`mersey invite`: the first administrator, and whoever else is let in from the prompt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say
from mersey.cli.shell import print_json
from mersey.cli.web_application import application

Role = Literal["viewer", "member", "analyst", "approver", "administrator"]


def invite(
    context: typer.Context,
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="Whom to invite.", show_default=False)
    ],
    *,
    role: Annotated[
        Role, typer.Option(help="What they may do. An administrator invites others.")
    ] = "viewer",
    council: Annotated[
        str,
        typer.Option(
            envvar="MERSEY_COUNCIL",
            metavar="NAME",
            help="Whose workspace it is; needed once, for the first invitation.",
        ),
    ] = "",
    workspace: WorkspaceFolder = Path("mersey-data"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Invite somebody to the web pages, and print the address that they open.

    It works once, for seven days. Whoever has it can use it: give it to them alone.

    Example: mersey invite grace@example.gov.uk --role administrator --council Thornmere
    """
    address = application(context).invite(workspace, email, role=role, council=council)
    if as_json:
        print_json({"schema": "mersey.invite/1", "role": role, "address": address})
        return
    say(f"Give this address to {email} alone. It works once, for seven days:")
    say(address)
