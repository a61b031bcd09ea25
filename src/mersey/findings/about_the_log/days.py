"""About when events happened: too early, too late, on one day, in no week at all."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

AFTER_AS_AT: Final = FindingKind(
    id="after_as_at",
    meaning="Events after the as-at date; they are set aside.",
    message="{n:event lies|events lie} after the as-at date, {as_at}.",
    hint="This is set aside, and so is a case with no other event.",
)
CROWDED_DAY: Final = FindingKind(
    id="crowded_day",
    meaning="Far more events on one day than on any other, as where records are written in"
    " or closed in bulk: they count as they are.",
    message="{n:,} events are of one day, {day}, where {usual:,.0f} a day are usual:"
    " somebody may have written them all in on that day, whenever they happened.",
    hint="They count as they are: times that begin or end on that day, and what was done in"
    " its week, may be wrong by as much. Ask what was done on that day.",
    severity=Severity.WARNING,
)
FAR_FUTURE_EVENTS: Final = FindingKind(
    id="far_future_events",
    meaning="Events years after the main body; they are set aside.",
    message="{n:event lies|events lie} years after the main body of the log.",
    hint="They are set aside; correct their dates.",
    severity=Severity.WARNING,
)
FAR_PAST_EVENTS: Final = FindingKind(
    id="far_past_events",
    meaning="Events years before the main body (a 1948 among 2018s); they are kept, but no"
    " series begins with them.",
    message="{n:event lies|events lie} years before the main body of the log, which begins"
    " in {begins:%B %Y}; the earliest is of {earliest:%Y}.",
    hint="They are kept, but no series begins with them; correct their dates.",
    severity=Severity.WARNING,
)
FUTURE_EVENTS: Final = FindingKind(
    id="future_events",
    meaning="Events later than the day of loading; they are set aside.",
    message="{n:event lies|events lie} in the future.",
    hint="Plans are no events, so this is set aside. Check how dates are written.",
    severity=Severity.WARNING,
)
GAPS: Final = FindingKind(
    id="gaps",
    meaning="Whole weeks without any event in the middle of a busy log.",
    message="{n:whole week|whole weeks} in the middle of the log {n:=has|have} no event at"
    " all.",
    hint="Ask whether part of the extract is missing.",
    severity=Severity.WARNING,
)
MIDNIGHT_ONLY: Final = FindingKind(
    id="midnight_only",
    meaning="No event has a time of day: durations are whole days.",
    message="No event has a time of day, so durations are whole days and the order within a"
    " day is that of the file.",
)
MIGRATION_DAY: Final = FindingKind(
    id="migration_day",
    meaning="Far more cases opened on one day than on any other, as where a new system is"
    " filled: they have no lead time and are no arrivals, unless hardly any case was opened"
    " on another day.",
    message="{n:,} of {n_cases:,} cases were opened on one day, {day}, where {usual:,.0f} a"
    " day are usual: it looks like the day on which a system was filled, and not like the"
    " one on which they came. They have no lead time, and that week no arrivals; those"
    " still open are older than they seem.",
    hint="If their true dates are in the file, name that column with ⟦opened⟧. Limits that"
    " count from their opening, and risks of passing one, are as much too kind to them, and"
    " what-ifs and stages take them as they are written. No risk is learnt from them.",
    severity=Severity.WARNING,
)
MIGRATION_DAY_ALONE: Final = MIGRATION_DAY.worded(
    "{n:,} of {n_cases:,} cases were opened on one day, {day}, and hardly any on others: if"
    " a system was filled on that day, every time here counts from then and not from when"
    " the case came.",
    hint="If their true dates are in the file, name that column with ⟦opened⟧.",
    severity=Severity.SERIOUS,
)
THIN_END: Final = FindingKind(
    id="thin_end",
    meaning="The last few events stretch over a long time: the extract may have been made"
    " well before the last of them.",
    message="The last 1 in 1,000 events stretch over the {n:day|days} up to {as_at}, which"
    " is taken as the day the extract was made.",
    hint="If it was made earlier, say when with ⟦as_at⟧; open cases are aged to it.",
    severity=Severity.WARNING,
)
WRITING_STOPS: Final = FindingKind(
    id="writing_stops",
    meaning="A few events lie well after the day on which the log stops being written as"
    " usual: it is taken as at that day, and they count in no other figure than that of the"
    " log's events.",
    message="The log is taken as at {as_at}, where its writing stops: of {n_events:,} events"
    " {n:,} {n:=is|are} later, the last of {last}.",
    hint="They count among the events of the log and in no other figure: one stray date"
    " would make every open case weeks older. If the extract was made later, say when with"
    " ⟦as_at⟧.",
    severity=Severity.WARNING,
)
