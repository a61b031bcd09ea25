"""About the extract: by what its cases were chosen, and what is therefore not in it."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

_ALL_OPENED = (
    "Ask for an extract of all cases opened in the period, open ones included."
)

ARRIVALS_STOP: Final = FindingKind(
    id="arrivals_stop",
    meaning="No case was opened in the last weeks of the log, though many were usual:"
    " nothing is said of arrivals, and of the backlog, after the last one.",
    message="No case was opened in the last {n:,} days of the log, though about"
    " {usual:.0f} a week were usual: the extract seems to be chosen by date of opening.",
    hint="Ask for the cases opened since, or look at the log as it stood then, with ⟦as_at⟧"
    " {last}.",
    severity=Severity.WARNING,
)
CHOSEN_BY_CLOSING: Final = FindingKind(
    id="chosen_by_closing",
    meaning="The extract seems to hold the cases that ended in a period, whenever they were"
    " opened: open ones are not in it, and of those opened before it only the slowest are."
    " No lead time can be given, and nothing is said of open cases.",
    message="Cases end at their usual rate from {first} on and none, or hardly any, before;"
    " {n_earlier:,} of them were opened earlier, ever fewer the longer ago. {few} the log,"
    " though {many}: {sure} that the extract was chosen by date of closing.",
    hint=f"{_ALL_OPENED} What ended in each week is told all the same.",
    severity=Severity.SERIOUS,
)
CLOSED_CASES_ONLY: Final = FindingKind(
    id="closed_cases_only",
    meaning="Hardly any case is open at the end, though the log's own durations and arrivals"
    " say that many should be: no lead time can be given, and nothing is said of open"
    " cases.",
    message="{few} the log, though {many}: {sure} that the extract holds closed cases only.",
    hint=_ALL_OPENED,
    severity=Severity.SERIOUS,
)
FINISHED_COHORT: Final = FindingKind(
    id="finished_cohort",
    meaning="Every case of the file has ended, none was opened for a while, and endings ran"
    " out: a cohort that lacks nothing. Its times are known; nothing is said of open cases,"
    " for those opened since are not in the file.",
    message="Every case of this file has ended, and none was opened after {last}, while"
    " cases went on ending: it seems to hold all cases opened up to then. None of them is"
    " missing; those opened since are not in it.",
    hint="Their times are known. Nothing is said of the service as it is today.",
)
OPENED_CUT_OFF: Final = FindingKind(
    id="opened_cut_off",
    meaning="Cases at the start of the log begin in their middle: the extract cut their"
    " first events off.",
    message="{n:case|cases} at the start of the log {n:=begins|begin} with an activity that"
    " later cases do not begin with: the first events seem to be missing.",
    hint="Ask for all events of every case in the extract; their durations are too short as"
    " it is.",
    severity=Severity.WARNING,
)
