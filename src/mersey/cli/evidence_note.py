"""`mersey evidence note|decide`: what happened to an experiment, written in its trail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.evidence_opened import AsJson, By, PlanFile, check_is_frozen, opened
from mersey.cli.saying import say
from mersey.cli.shell import cannot_write, now, print_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mersey.evidence.trail import Entry


def note(
    file: PlanFile,
    text: Annotated[str, typer.Argument(help="What happened; no names of people.")],
    *,
    by: By,
    on: Annotated[
        datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="When. [today]"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Note something else that happened: it is asked about again at the verdict.

    Example: mersey evidence note borough/experiments/early-officer.toml
    "A new validation officer began" --on 2025-11-03 --by "Imran, validation"
    """
    from mersey.evidence.entries import note as write

    at = now()
    day = (on or at).date()
    _tell(
        file,
        lambda: write(file, text, on=day, at=at, by=by),
        verb="note",
        as_json=as_json,
    )


def decide(
    file: PlanFile,
    decision: Annotated[str, typer.Argument(help="adopt, adapt or abandon.")],
    *,
    by: By,
    learned: Annotated[
        str, typer.Option(metavar="TEXT", help="What the next team should know.")
    ],
    not_for: Annotated[
        str, typer.Option(metavar="TEXT", help="When nobody should copy this.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Decide what becomes of the change: that no effect was found is learning too.

    Example: mersey evidence decide borough/experiments/early-officer.toml
    adopt --by "Head of planning" --learned "Only if the list of free officers is out"
    """
    from mersey.evidence.entries import Deciding
    from mersey.evidence.entries import decide as write

    said = Deciding(decision=decision, learned=learned, not_for=not_for)
    _tell(
        file, lambda: write(file, said, at=now(), by=by), verb="decide", as_json=as_json
    )


def _tell(file: Path, write: Callable[[], Entry], *, verb: str, as_json: bool) -> None:
    from mersey.evidence.kept import trail_path
    from mersey.report.evidence_plan_json import entry_json

    check_is_frozen(opened(file), file)
    try:
        made = write()
    except OSError as error:
        raise cannot_write(error) from error
    if as_json:
        print_json({"schema": f"mersey.evidence.{verb}/1"} | entry_json(made))
        return
    say(f"Written as entry {made.seq} of {trail_path(file)}")
