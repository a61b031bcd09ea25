"""Findings of a prepared log: what each one means, in one line, for page and docs."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from mersey.vocabulary import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FINDINGS", "finding"]

FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "after_as_at": "Events after the as-at date; they are set aside.",
        "all_closed_same_day": "Every closed case closed on the day it opened.",
        "arrivals_stop": "No case was opened in the last weeks of the log, though many were"
        " usual: nothing is said of arrivals, and of the backlog, after the last one.",
        "chosen_by_closing": "The extract seems to hold the cases that ended in a period,"
        " whenever they were opened: open ones are not in it, and of those opened before it"
        " only the slowest are. No lead time can be given, and nothing is said of open"
        " cases.",
        "closed_cases_only": "Hardly any case is open at the end, though the log's own"
        " durations and arrivals say that many should be: no lead time can be given, and"
        " nothing is said of open cases.",
        "closed_without_date": "Cases that the status column calls over without a date of"
        " their end: they are silent, neither open nor given a duration.",
        "constant_activity": "Every event has the same activity, so there is no path.",
        "crowded_day": "Far more events on one day than on any other, as where records are"
        " written in or closed in bulk: they count as they are.",
        "every_case_open": "No case has come to its end.",
        "far_future_events": "Events years after the main body; they are set aside.",
        "far_past_events": "Events years before the main body (a 1948 among 2018s); they"
        " are kept, but no series begins with them.",
        "fields_to_confirm": "Columns that may be facts which the service pack knows: no"
        " clock reads them until a person confirms it in a map, under [fields].",
        "finished_cohort": "Every case of the file has ended, none was opened for a while,"
        " and endings ran out: a cohort that lacks nothing. Its times are known; nothing is"
        " said of open cases, for those opened since are not in the file.",
        "future_events": "Events later than the day of loading; they are set aside.",
        "gaps": "Whole weeks without any event in the middle of a busy log.",
        "impossible_order": "Cases that the file says opened after their last event.",
        "many_activities": "So many activities that a map of them says little.",
        "midnight_only": "No event has a time of day: durations are whole days.",
        "migration_day": "Far more cases opened on one day than on any other, as where a"
        " new system is filled: they have no lead time and are no arrivals, unless hardly"
        " any case was opened on another day.",
        "missing_ends": "No activity and no column says when a case is over.",
        "opened_cut_off": "Cases at the start of the log begin in their middle: the"
        " extract cut their first events off.",
        "pack_rule_broken": "Cases that break a rule which the service pack sets for its"
        " data, such as an order of dates.",
        "reopened": "Cases in which ordinary work followed an end.",
        "repeated_activity_at_once": "An activity recorded again in the same case at the"
        " very same time, directly after itself.",
        "reversed_cases": "Cases that close before they open; they have no duration.",
        "reversed_spans": "Events whose work starts after it was completed.",
        "service_unclear": "Two service packs fit the file nearly alike, and none is used.",
        "single_case": "The log holds one case, so nothing can be compared.",
        "status_disagrees": "Cases with a date of their end whose status says that they are"
        " not over: they count as open.",
        "status_unused": "A status column whose words do not fit the dates of the ends: it"
        " does not decide which cases are over.",
        "steps_outside_pack": "Steps that the service pack does not know: they count in"
        " the flow, and in no clock.",
        "thin_end": "The last few events stretch over a long time: the extract may have"
        " been made well before the last of them.",
        "ties": "Events at the very same time as the one before in their case: their"
        " order is that of the file.",
        "writing_stops": "A few events lie well after the day on which the log stops being"
        " written as usual: it is taken as at that day, and they count in no other figure"
        " than that of the log's events.",
    }
)
"""Finding → what it means. The ids are stable; the page of findings lists them."""


def finding(
    finding_id: str,
    message: str,
    *,
    n: int,
    of: int | None = None,
    hint: str = "",
    severity: Severity = Severity.NOTE,
) -> Finding | None:
    """The finding, or None where it touches nothing.

    Args:
        finding_id: A key of FINDINGS.
        message: What was found, in plain words.
        n: How many it touches.
        of: Out of how many; None where no whole exists.
        hint: What to do about it.
        severity: How much it should worry the reader.
    """
    if finding_id not in FINDINGS:
        msg = f"{finding_id} has no entry in FINDINGS"
        raise KeyError(msg)
    if not n:
        return None
    return Finding(
        id=finding_id,
        message=message,
        hint=hint,
        count=n,
        share=n / of if of else None,
        severity=severity,
    )
