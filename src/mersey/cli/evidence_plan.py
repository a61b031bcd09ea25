"""`mersey evidence plan`: an experiment's plan, where it stands, and what is against it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.evidence_opened import AsJson, CheckedLog, PlanFile, known_names, opened
from mersey.cli.saying import say_lines
from mersey.cli.shell import print_json
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from mersey.cli.evidence_opened import Opened
    from mersey.evidence.plan_checks import Remark


def plan(
    file: PlanFile,
    *,
    log: CheckedLog = None,
    as_at: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Where it stood on a day. [today]",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Fail where the plan cannot be frozen so.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show an experiment's plan, where it stands, and what stands against it.

    Example: mersey evidence plan borough/experiments/early-officer.toml
    """
    from mersey.evidence.states import milestones, state_of
    from mersey.report.evidence_plan_json import plan_json

    found = opened(file)
    day = as_at.date() if as_at else found.today
    told = _remarks(found, log)
    kept = found.kept
    state = state_of(found.plan, versions=kept.versions, trail=kept.trail, as_at=day)
    way = milestones(found.plan, versions=kept.versions, trail=kept.trail, as_at=day)
    if as_json:
        print_json(
            plan_json(
                found.plan,
                state=state,
                way=way,
                remarks=told,
                versions=kept.versions,
                entries=kept.trail.entries,
            )
        )
    else:
        say_lines(_lines(found, told, day=day))
    against = [one for one in told if one.is_refused]
    if check and against:
        msg = f"{file} cannot be frozen as it is."
        raise EvidenceError(msg, next_step="\n".join(map(str, against)))


def _remarks(found: Opened, log: Path | None) -> tuple[Remark, ...]:
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.plan_checks import remarks

    if not isinstance(found.plan, Experiment):
        return ()
    known = known_names(found.service, log)
    return remarks(found.plan, outcome=found.outcome, known=known)


def _lines(found: Opened, told: Sequence[Remark], *, day: date) -> Iterator[str]:
    from mersey.report.evidence_plan_words import (
        pack_titles,
        plan_rows,
        remark_lines,
        state_lines,
        unfrozen_lines,
    )

    plan, kept = found.plan, found.kept
    yield plan.title
    yield from state_lines(plan, kept, as_at=day)
    yield ""
    yield "The plan"
    rows = plan_rows(plan, titles=pack_titles(found.service), versions=kept.versions)
    yield from (f"{label:<22}  {text}" for label, text in rows)
    yield from unfrozen_lines(plan, kept)
    yield from remark_lines(told)
