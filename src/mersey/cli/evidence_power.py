"""`mersey evidence power`: what each look of a plan could see, before it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.evidence_opened import AsJson, PlanFile
from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading
from mersey.cli.saying import say_lines
from mersey.cli.shell import print_json


def power(
    file: PlanFile,
    log: Annotated[
        Path, typer.Argument(metavar="LOG", help="The log that the plan speaks of.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Show the smallest effect that each look of a plan could see.

    It is judged by the time before the change alone, beside what the plan predicts; a
    plan that cannot see what it hopes for is told what could.

    Example: mersey evidence power borough/experiments/early-officer.toml borough/planning/applications.csv
    """
    from mersey.eventlog import with_pack
    from mersey.evidence.folder import read_plan
    from mersey.evidence.looking import cases_of
    from mersey.evidence.plan_power import power_of_plan
    from mersey.report.evidence_power_words import power_json, power_lines

    plan = read_plan(file)
    with prepared(log, Reading(), pack=plan.service) as (_, found):
        known = with_pack(found)
        cases = cases_of(known.log, known.use, plan)
    foreseen = power_of_plan(plan, cases)
    if as_json:
        print_json(power_json(plan, foreseen))
    else:
        say_lines(power_lines(plan, foreseen))
