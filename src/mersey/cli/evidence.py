"""`mersey evidence`: outcomes, experiments, frozen plans, verdicts, and their pooling.

Each verb is a file of its own, `evidence_<verb>.py`.
"""

from __future__ import annotations

import typer

from mersey.cli.evidence_freeze import freeze
from mersey.cli.evidence_lot import lot
from mersey.cli.evidence_new import new
from mersey.cli.evidence_note import decide, note
from mersey.cli.evidence_plan import plan
from mersey.cli.evidence_pool import pool
from mersey.cli.evidence_power import power
from mersey.cli.evidence_programme import programme
from mersey.cli.evidence_verdict import verdict

evidence = typer.Typer(
    help="Try one change, and say honestly whether it worked.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
evidence.command()(new)
evidence.command()(plan)
evidence.command()(power)
evidence.command()(freeze)
evidence.command()(verdict)
evidence.command()(note)
evidence.command()(decide)
evidence.command()(programme)
evidence.command()(lot)
evidence.command()(pool)
