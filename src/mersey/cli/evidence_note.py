"""`mersey evidence note|decide`: what happened to an experiment, written in its trail."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.evidence_opened import AsJson, By, PlanFile, opened
from mersey.cli.saying import say
from mersey.cli.shell import cannot_write, now, print_json
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.evidence.trail import EntryKind


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
    from mersey.evidence.trail import EntryKind

    day = (on or now()).date().isoformat()
    said = {"text": text.strip(), "on": day}
    _add(file, EntryKind.NOTE, by=by, data=said, as_json=as_json)


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
    from mersey.evidence.trail import Decision, EntryKind

    if decision not in set(Decision):
        msg = f'There is no decision called "{decision}".'
        raise EvidenceError(msg, next_step="Say adopt, adapt or abandon.")
    said = {"decision": decision, "learned": learned.strip(), "not_for": not_for}
    _add(file, EntryKind.DECIDED, by=by, data=said, as_json=as_json)


def _add(
    file: Path, kind: EntryKind, *, by: str, data: Mapping[str, Any], as_json: bool
) -> None:
    from mersey.evidence.kept import add, trail_path
    from mersey.report.evidence_plan_json import entry_json

    found = opened(file)
    if not found.kept.versions:
        msg = f"{file} is not frozen, so it has no trail yet."
        hint = f'Freeze it first: mersey evidence freeze {file} --by "NAME"'
        raise EvidenceError(msg, next_step=hint)
    if not by.strip() or not all(str(data[key]) for key in list(data)[:2]):
        msg = "Something is empty that must be said."
        raise EvidenceError(msg, next_step="Say who, and what, in words.")
    try:
        made = add(file, kind, at=now(), by=by, data=data)
    except OSError as error:
        raise cannot_write(error) from error
    if as_json:
        print_json({"schema": f"mersey.evidence.{_VERBS[kind]}/1"} | entry_json(made))
        return
    say(f"Written as entry {made.seq} of {trail_path(file)}")


_VERBS = {"note": "note", "decided": "decide"}
