"""`mersey evidence freeze`: a plan put beyond change, before its change begins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.evidence_opened import (
    AsJson,
    By,
    CheckedLog,
    PlanFile,
    known_names,
    opened,
)
from mersey.cli.options import spread
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import cannot_write, now, print_json

if TYPE_CHECKING:
    from mersey.evidence.frozen import Frozen, Sealing
    from mersey.evidence.plan_checks import Remark


@dataclass(frozen=True, kw_only=True)
class _Said:
    """Who freezes the plan, and why now."""

    by: By
    read_by: Annotated[
        str, typer.Option(metavar="NAME", help="Who else has read it; ask somebody.")
    ] = ""
    late: Annotated[
        str,
        typer.Option(metavar="WHY", help="Why it is frozen after its start, if it is."),
    ] = ""
    because: Annotated[
        str,
        typer.Option(metavar="WHY", help="Why a frozen plan is changed, if it is."),
    ] = ""


@spread
def freeze(
    file: PlanFile, *, said: _Said, log: CheckedLog = None, as_json: AsJson = False
) -> None:
    """Freeze a plan: its fingerprint, the time and your name are kept beside it.

    A change after freezing becomes a new version, and is shown as a deviation.

    Example: mersey evidence freeze borough/experiments/early-officer.toml
    --by "Amina R" --because "A longer transition"
    """
    from mersey.evidence.frozen import Sealing
    from mersey.evidence.kept import version_path
    from mersey.report.evidence_plan_json import frozen_json

    stated = _checked(file, log)
    sealing = Sealing(
        at=now(),
        by=said.by,
        read_by=said.read_by,
        late_because=said.late,
        because=said.because,
    )
    frozen = _kept(file, sealing)
    where = version_path(file, frozen.version)
    if as_json:
        print_json(frozen_json(frozen, file=where.name, stated=stated))
        return
    say(f"Frozen as version {frozen.version}: {where}")
    say(f"Fingerprint: sha256:{frozen.sha256}")
    say_lines(f"Changed: {change.field}" for change in frozen.changed)
    say_lines(f"Stated with it: {remark}" for remark in stated)
    say("Keep both files, and the trail beside them, in git.")


def _checked(file: Path, log: Path | None) -> tuple[Remark, ...]:
    """What is stated with the plan, once nothing stands against it."""
    from mersey.evidence.folder import read_plan
    from mersey.evidence.plan_checks import stated_with

    found = opened(file)
    known = known_names(found.service, log)
    return stated_with(read_plan(file), outcome=found.outcome, known=known)


def _kept(file: Path, sealing: Sealing) -> Frozen:
    from mersey.evidence.folder import read_plan
    from mersey.evidence.kept import keep_frozen

    try:
        return keep_frozen(read_plan(file), sealing, beside=file)
    except OSError as error:
        raise cannot_write(error) from error
