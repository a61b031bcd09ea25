"""What would a change do? The one recipe from a log to an answer that was checked first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mersey.answer.stage_names import stage_names
from mersey.eventlog import with_pack
from mersey.forecast.whatif import (
    check_changes,
    check_extract,
    compare,
    fit,
    from_day,
    to_work_log,
    validate,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.forecast.whatif import Changes, Comparison, WhatIfModel, WorkLog

WEEKS: Final = 26.0
PAIRS: Final = 20
SEED: Final = 1


@dataclass(frozen=True, kw_only=True)
class WhatIfRuns:
    """How much is simulated, and from which day on the log is learnt."""

    weeks: float = WEEKS
    pairs: int = PAIRS
    seed: int = SEED
    learn_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class WhatIfAsked:
    """A question put to a log; the log itself is not needed any more.

    Attributes:
        work: The log as work. changes: With every stage as its steps.
        said_first: What the log cannot show, if anything.
    """

    work: WorkLog
    changes: Changes
    said_first: str


def asked_of(log: EventLog, changes: Changes) -> WhatIfAsked:
    """The question; the stages of `changes` may be the pack's or steps of the log.

    Raises:
        DataError: The log cannot be simulated.
    """
    said_first = check_extract(log)
    work = to_work_log(log)
    use = with_pack(log).use if changes.stages else None
    stages = stage_names(use).steps(changes.stages, work.activities)
    return WhatIfAsked(
        work=work, changes=replace(changes, stages=stages), said_first=said_first
    )


def _silent(_stage: str) -> None:
    """Nothing: for callers that want to hear nothing."""


def what_if_answer(
    asked: WhatIfAsked,
    runs: WhatIfRuns | None = None,
    *,
    tell: Callable[[str], None] = _silent,
) -> tuple[Comparison, WhatIfModel]:
    """What the change would do, and the service as it was learnt.

    Args:
        asked: Of `asked_of`.
        runs: How much is simulated.
        tell: Told what is done next.

    Raises:
        DataError: The simulation is too far off on a part of the log it had not seen.
        UsageError, UnknownName: The change cannot be carried out.
    """
    runs = runs or WhatIfRuns()
    work = from_day(asked.work, runs.learn_from) if runs.learn_from else asked.work
    tell("Learning how the work is done")
    model = fit(work)
    check_changes(model, asked.changes)
    tell("Checking the simulation on days that it had not seen")
    checked = validate(work, seed=runs.seed)
    tell("Simulating the weeks to come, with the change and without")
    found = compare(
        model,
        asked.changes,
        checked,
        seed=runs.seed,
        weeks=runs.weeks,
        n_pairs=runs.pairs,
    )
    said_first = f"{asked.said_first} {found.unseen}".strip()
    return replace(found, unseen=said_first), model
