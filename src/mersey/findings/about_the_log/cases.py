"""About cases: when they open, and how they end."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind, Worse
from mersey.vocabulary import Severity

ALL_CLOSED_SAME_DAY: Final = FindingKind(
    id="all_closed_same_day",
    meaning="Every closed case closed on the day it opened.",
    message="Every closed case closed on the day it opened.",
    hint="Check that the dates of opening and closing are not one and the same.",
    severity=Severity.WARNING,
)
CLOSED_WITHOUT_DATE: Final = FindingKind(
    id="closed_without_date",
    meaning="Cases that the status column calls over without a date of their end: they are"
    " silent, neither open nor given a duration.",
    message="{n:,} of {n_over:case|cases} that “{column}” calls over {n:=has no date of its"
    " end: it is|have no date of their end: they are} neither open nor given a duration.",
    hint="Ask for an extract with the date on which each case was closed.",
    severity=Severity.WARNING,
    # Where a fifth of the cases that are over have no date, durations say little.
    worse=Worse(beyond=0.2, severity=Severity.SERIOUS),
)
EVERY_CASE_OPEN: Final = FindingKind(
    id="every_case_open",
    meaning="No case has come to its end.",
    message="No case has come to its end by the as-at date.",
    hint="Check the end rule, and say the right end with ⟦end⟧.",
    severity=Severity.SERIOUS,
)
IMPOSSIBLE_ORDER: Final = FindingKind(
    id="impossible_order",
    meaning="Cases that the file says opened after their last event.",
    message="{n:case is stated to open after its|cases are stated to open after their} last"
    " event.",
    hint="Check which column states when a case opened, and say it with ⟦opened⟧.",
    severity=Severity.WARNING,
)
FEW_ENDS: Final = FindingKind(
    id="few_ends",
    meaning="A time of eight weeks or more in which hardly any case ended, while cases went"
    " on arriving: ends may be missing from the file.",
    message="Between {begins} and {until} {n_ended:case|cases} ended, where some"
    " {usual:,.0f} would be usual, while cases went on arriving: unless the work stood"
    " still, their ends are missing from the file, and cases that have ended count as open"
    " and as late.",
    hint="Ask whether ends were recorded in that time, and for an extract that has them.",
    severity=Severity.WARNING,
)
MISSING_ENDS: Final = FindingKind(
    id="missing_ends",
    meaning="No activity and no column says when a case is over.",
    message="No activity and no column says when a case is over, so none counts as closed.",
    hint="Say which activity ends a case, with ⟦end⟧, or which column, with ⟦closed⟧.",
    severity=Severity.SERIOUS,
)
REOPENED: Final = FindingKind(
    id="reopened",
    meaning="Cases in which ordinary work followed an end.",
    message="{n:case|cases} went on with ordinary work after an end.",
    hint="Such a case closes at the last end that no ordinary work follows.",
)
REVERSED_CASES: Final = FindingKind(
    id="reversed_cases",
    meaning="Cases that close before they open; they have no duration.",
    message="{n:case closes before it opens|cases close before they open};"
    " {n:=it is|they are} left out of every duration.",
    hint="Check both dates in the case system.",
    severity=Severity.WARNING,
)
SINGLE_CASE: Final = FindingKind(
    id="single_case",
    meaning="The log holds one case, so nothing can be compared.",
    message="The log holds one case.",
    severity=Severity.WARNING,
)
STATUS_DISAGREES: Final = FindingKind(
    id="status_disagrees",
    meaning="Cases with a date of their end whose status says that they are not over: they"
    " count as open.",
    message="{n:case has a date of its end|cases have a date of their end}, but “{column}”"
    " says that {n:=it is not over; it counts|they are not over; they count} as open.",
    hint="Check in the case system which of the two is right.",
    severity=Severity.WARNING,
)
STATUS_UNUSED: Final = FindingKind(
    id="status_unused",
    meaning="A status column whose words do not fit the dates of the ends: it does not"
    " decide which cases are over.",
    message="“{column}” does not say which cases are over: its values and the dates of the"
    " ends do not agree.",
    hint="If it does, say which of its values end a case, with ⟦end⟧.",
)
