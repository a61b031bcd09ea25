"""What a reader must know before the first figure: faults that may make it a wrong one.

Every fault stands in its own section. The few that can turn the first screen into a
confident error, where they touch enough of the log, are said before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.findings.about_the_file.dates import MIXED_DAY_ORDER, MIXED_ZONES
from mersey.findings.about_the_file.rows import OPENINGS_LOST
from mersey.findings.about_the_file.text import HEADINGS_LOOK_LIKE_DATA
from mersey.findings.about_the_log.cases import CLOSED_WITHOUT_DATE, FEW_ENDS
from mersey.findings.about_the_log.days import (
    CROWDED_DAY,
    FAR_FUTURE_EVENTS,
    FUTURE_EVENTS,
    MIGRATION_DAY,
)
from mersey.findings.about_the_log.service import PACK_RULE_BROKEN
from mersey.vocabulary import Severity
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.vocabulary import Finding

LEAST: Final = {
    CROWDED_DAY.id: 0.05,
    FAR_FUTURE_EVENTS.id: 0.01,
    FEW_ENDS.id: 0.0,
    FUTURE_EVENTS.id: 0.1,  # some are plans
    MIXED_ZONES.id: 0.05,
    PACK_RULE_BROKEN.id: 0.5,
}
"""Finding → from how many for each case on it is said first, whatever its severity."""

SERIOUS: Final = frozenset(
    {
        CLOSED_WITHOUT_DATE.id,
        HEADINGS_LOOK_LIKE_DATA.id,
        MIGRATION_DAY.id,
        MIXED_DAY_ORDER.id,
        OPENINGS_LOST.id,
    }
)
"""Findings that are said first where they are serious."""

SO: Final = {
    CROWDED_DAY.id: "Times that begin or end on that day may be wrong by as much.",
    FAR_FUTURE_EVENTS.id: "A case whose end is dated so counts as open.",
    FUTURE_EVENTS.id: "A case whose end is dated so counts as open.",
    OPENINGS_LOST.id: "The others count from their next date, so they seem quicker.",
    PACK_RULE_BROKEN.id: "Two columns may have been taken for each other.",
}
"""Finding → what that does to the figures, where its message does not say so."""


def caution_said(log: EventLog) -> tuple[str, ...]:
    """The worst fault that the first screen must begin with, and how many more; else ()."""
    found = sorted(
        (one for one in log.findings if _misleads(one, log.facts.n_cases)),
        key=lambda one: -one.count,
    )
    if not found:
        return ()
    first, n_more = found[0], len(found) - 1
    so = f" {SO[first.id]}" if first.id in SO else ""
    more = (
        f" {plural(n_more, 'more such fault is', 'more such faults are')} told below."
    )
    said = f"{first.message.rstrip('.')}.{so}{more if n_more else ''} "
    return ("", "Read what follows with care. ", said, "")


def _misleads(finding: Finding, n_cases: int) -> bool:
    if finding.id in SERIOUS:
        return finding.severity is Severity.SERIOUS
    least = LEAST.get(finding.id)
    return least is not None and finding.count >= least * n_cases
