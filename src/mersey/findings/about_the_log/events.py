"""About single events, and about the activities they are of."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

CONSTANT_ACTIVITY: Final = FindingKind(
    id="constant_activity",
    meaning="Every event has the same activity, so there is no path.",
    message="Every event has the same activity, so there is no path to see.",
    hint="Name the column that says what was done, with ⟦activity⟧.",
    severity=Severity.WARNING,
)
MANY_ACTIVITIES: Final = FindingKind(
    id="many_activities",
    meaning="So many activities that a map of them says little.",
    message="There are {n:,} activities, so the map shows only the most frequent.",
    hint="Name a column with fewer, broader steps, with ⟦activity⟧.",
    severity=Severity.WARNING,
)
REPEATED_ACTIVITY_AT_ONCE: Final = FindingKind(
    id="repeated_activity_at_once",
    meaning="An activity recorded again in the same case at the very same time, directly"
    " after itself.",
    message="{n:event repeats the activity before it|events repeat the activity before"
    " them} at the very same time.",
    hint="An event may have been recorded twice; it counts as rework.",
)
REVERSED_SPANS: Final = FindingKind(
    id="reversed_spans",
    meaning="Events whose work starts after it was completed.",
    message="{n:event starts after it was|events start after they were} completed.",
    hint="Check that the columns of start and completion are not swapped.",
    severity=Severity.WARNING,
)
TIES: Final = FindingKind(
    id="ties",
    meaning="Events at the very same time as the one before in their case: their order is"
    " that of the file.",
    message="{n:event|events} happened at the same time as the one before in the case;"
    " {n:=its|their} order is that of the file.",
)
