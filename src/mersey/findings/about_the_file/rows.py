"""About the rows of a file, and the cases that they are of."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind, Worse
from mersey.vocabulary import Severity

_MANY: Final = Worse(beyond=0.05, severity=Severity.SERIOUS)
"""Share of the rows left out from which the figures may be those of another log."""


def _left_out(finding_id: str, *, meaning: str) -> FindingKind:
    """Rows that are rejected for what one column lacks."""
    return FindingKind(
        id=finding_id,
        meaning=meaning,
        message='{n:row was|rows were} left out: {reason} ("{column}").',
        hint="The lines are listed with the rejected rows.",
        severity=Severity.WARNING,
        worse=_MANY,
    )


BLANK_ACTIVITIES: Final = _left_out(
    "blank_activities", meaning="Rows without an activity; they are rejected."
)
BLANK_CASES: Final = _left_out(
    "blank_cases", meaning="Rows that name no case; they are rejected."
)
BLANK_TIMES: Final = _left_out(
    "blank_times", meaning="Rows without a time; they are rejected."
)
IMPOSSIBLE_TIMES: Final = _left_out(
    "impossible_times",
    meaning="Rows with a time before 1900 or after 2100; they are rejected.",
)
ROWS_WITHOUT_MILESTONE: Final = _left_out(
    "rows_without_milestone",
    meaning="Rows of a wide file without any date; they are rejected.",
)
UNREADABLE_TIMES: Final = _left_out(
    "unreadable_times",
    meaning="Rows with a time that cannot be read; they are rejected.",
)
CASE_DATES_USED: Final = FindingKind(
    id="case_dates_used",
    meaning="Besides its rows, the file says when each case opened or closed, and that is"
    " used.",
    message="{columns} {n_columns:=says|say} when a case opened or closed; the rows of"
    ' "{activity}" stay the events. The rows of each case agree about it.',
)
CASE_DATES_DISAGREE: Final = CASE_DATES_USED.worded(
    "{columns} {n_columns:=says|say} when a case opened or closed; the rows of"
    ' "{activity}" stay the events. The rows of {n:case|cases} disagree, and the last row'
    " holds."
)
CASES_WITHOUT_STEP: Final = FindingKind(
    id="cases_without_step",
    meaning="Cases of which the file tells no dated step, only when they began; they are open"
    " since then.",
    message="The file tells no dated step of {n:case|cases}, only when"
    " {n:=it began: it is|they began: they are} open since then.",
)
DUPLICATE_ROWS: Final = FindingKind(
    id="duplicate_rows",
    meaning="Rows equal to an earlier one in every column; each is counted once.",
    message="{n:row repeats|rows repeat} an earlier row in every column and {n:=was|were}"
    " counted once.",
)
ONE_MILESTONE: Final = FindingKind(
    id="one_milestone",
    meaning="Each case has one date only, so there is no flow to see.",
    message='"{column}" is the only date of each case, so the time from start to finish'
    " cannot be seen.",
    hint="Export a column for each milestone, such as received and decided.",
    severity=Severity.SERIOUS,
)
OPENINGS_LOST: Final = FindingKind(
    id="openings_lost",
    meaning="Rows of a row per case without a date of its opening; where only the end is"
    " known, the case has no duration.",
    message='{n:row has|rows have} no date in "{column}" that can be read. Where only the end'
    " of a case is known, it has no duration.",
    severity=Severity.WARNING,
    worse=_MANY,
)
REPEATED_CASES: Final = FindingKind(
    id="repeated_cases",
    meaning="Rows of a wide file that name a case that an earlier row has.",
    message='{n:row names|rows name} a case in "{column}" that an earlier row named; the'
    " milestones of both were put together.",
    severity=Severity.WARNING,
)
REPEATED_EVENTS: Final = FindingKind(
    id="repeated_events",
    meaning="Events equal to an earlier one, in a format that lets them stand; they are"
    " kept.",
    message="{n:event repeats|events repeat} an earlier one in every attribute;"
    " {n:=it is|they are} kept, because this format allows it.",
)
REPEATED_ROWS: Final = REPEATED_EVENTS.worded(
    "{n:row repeats|rows repeat} an earlier one in every column; {n:=it is|they are} kept,"
    " because nothing names a case."
)
ROWS_ARE_CASES: Final = FindingKind(
    id="rows_are_cases",
    meaning="No column names the case, so each row is one of its own.",
    message="No column names the case, so each row is taken as a case of its own.",
    hint="If a column does, name it: ⟦case⟧ COLUMN.",
)
UNREADABLE_MILESTONES: Final = FindingKind(
    id="unreadable_milestones",
    meaning="Dates of a wide file that cannot be read; the rest of their row is loaded.",
    message='{n:date|dates} in "{column}" could not be read and {n:=was|were} left out;'
    " {n:=its row keeps its|the rows keep their} other milestones.",
    severity=Severity.WARNING,
)
