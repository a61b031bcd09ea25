"""A plan as a command needs it: its file, its outcome, its pack, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading
from mersey.cli.shell import now
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from datetime import date

    from mersey.evidence.experiment import Experiment, Idea
    from mersey.evidence.kept import Kept
    from mersey.evidence.named import Known
    from mersey.evidence.outcome import Outcome
    from mersey.services import Service

PlanFile = Annotated[
    Path, typer.Argument(metavar="PLAN", help="The experiment: a TOML file.")
]
CheckedLog = Annotated[
    Path | None,
    typer.Option(
        "--log",
        metavar="FILE",
        help="Check the plan's steps and columns against this log.",
    ),
]
By = Annotated[
    str, typer.Option(metavar="NAME", help="Who says so: a name and a team.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else.")
]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A plan with all that lies around it.

    Attributes:
        today: On the wall here.
    """

    plan: Experiment | Idea
    outcome: Outcome | None
    kept: Kept
    service: Service
    today: date


def opened(file: Path) -> Opened:
    """The plan in this file.

    Raises:
        EvidenceError: Something is wrong in its file, or its outcome's.
        UnknownName: There is no such service pack.
        NotVerified: What is kept of it is damaged.
    """
    from mersey.evidence.folder import find_outcome, read_experiment
    from mersey.evidence.kept import read_kept
    from mersey.services import find_pack

    plan = read_experiment(file)
    return Opened(
        plan=plan,
        outcome=find_outcome(file, plan),
        kept=read_kept(file),
        service=find_pack(plan.service),
        today=now().date(),
    )


def known_names(service: Service, log: Path | None) -> Known:
    """The names to check a plan against: the pack's, or the log's where there is one."""
    from mersey.evidence.log_names import names_in_log, names_in_pack

    if log is None:
        return names_in_pack(service)
    from mersey.eventlog import with_pack

    with prepared(log, Reading(), pack=service.id) as (_, found):
        with_its_pack = with_pack(found)
        return names_in_log(with_its_pack.log, with_its_pack.use)


def check_is_frozen(found: Opened, file: Path) -> None:
    """Refuse what is written in the trail of a plan, where it is not frozen.

    Raises:
        EvidenceError: It is not; says how.
    """
    if not found.kept.versions:
        msg = f"{file} is not frozen, so it has no trail yet."
        hint = f'Freeze it first: mersey evidence freeze {file} --by "NAME"'
        raise EvidenceError(msg, next_step=hint)
