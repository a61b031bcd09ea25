"""`mersey evidence programme`: every experiment of a folder, and how fast they learn."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.evidence_opened import AsJson
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import now, print_json, write_file


def programme(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where experiments are kept.")
    ] = Path("experiments"),
    *,
    limit: Annotated[
        int, typer.Option(min=1, help="Most experiments in progress for each team.")
    ] = 2,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d"], help="How it stood on a day. [today]"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Write it as a page.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show every experiment and idea, what is in progress, and how fast it is learned.

    Example: mersey evidence programme borough/experiments
    """
    from mersey.evidence.folder import read_folder
    from mersey.evidence.kept import read_kept
    from mersey.evidence.learning import learning_of
    from mersey.evidence.learning import programme as portfolio
    from mersey.report.programme_words import programme_json, programme_lines

    day = (as_at or now()).date()
    found = read_folder(folder)
    learned = [
        learning_of(plan, read_kept(found.paths[name]), as_at=day)
        for name, plan in found.experiments.items()
    ]
    whole = portfolio(learned, as_at=day, limit=limit)
    if out:
        from mersey.report.programme_page import programme_page

        write_file(out, programme_page(whole, found.outcomes))
    if as_json:
        print_json(programme_json(whole))
        return
    say_lines(programme_lines(whole))
    if out:
        say(f"The page: {out}")
