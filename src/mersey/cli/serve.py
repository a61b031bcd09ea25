"""`mersey serve`: the web application, in one process, with nothing else needed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say
from mersey.cli.web_application import application


def serve(
    context: typer.Context,
    *,
    demo: Annotated[
        bool,
        typer.Option(
            "--demo",
            help="Make a sample borough, and sign in as anybody of it by a button.",
        ),
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Where to listen; 0: any free.")
    ] = 8000,
    workspace: Annotated[
        Path | None,
        typer.Option(
            envvar="MERSEY_WORKSPACE",
            help="Folder that mersey keeps its data in. [mersey-data; mersey-demo with"
            " --demo]",
        ),
    ] = None,
) -> None:
    """Serve the web pages of a workspace on this machine, until Ctrl-C.

    Needs the extra `web`. A demo makes everything up, in a folder of its own.

    Example: mersey serve --demo
    """
    place = workspace or Path("mersey-demo" if demo else "mersey-data")
    application(context).serve(place, port=port, is_demo=demo, tell=_tell)


def worker(
    context: typer.Context, *, workspace: WorkspaceFolder = Path("mersey-data")
) -> None:
    """Do the jobs of a workspace that is served: loads, answers; until Ctrl-C.

    `mersey serve` does them itself, one at a time. Each worker beside it does one more.

    Example: mersey worker --workspace mersey-data
    """
    application(context).work(workspace)


def _tell(address: str) -> None:
    say(f"mersey is at {address}  (Ctrl-C stops it)")
