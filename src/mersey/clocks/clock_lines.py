"""A limit and its reasons as plain lines: the due date first, then why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from mersey.clocks.clock import Authority, CountFrom, TimeUnit
from mersey.clocks.receipt import duration_of, skips_days
from mersey.clocks.waits import waits_of
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.clocks.clock import Clock
    from mersey.clocks.due import DayNotCounted
    from mersey.clocks.explain import Explanation

WEEKEND: Final = ("Saturday", "Sunday")
A_DAY: Final = timedelta(days=1)

AUTHORITY: Final = {
    Authority.STATUTORY: "set by law",
    Authority.STATUTORY_GUIDANCE: "set by statutory guidance, not by a statute",
    Authority.NATIONAL_STANDARD: "a national standard, not a statute",
    Authority.OMBUDSMAN_CODE: "set by an ombudsman's code, not by a statute",
    Authority.REGULATOR_CODE: "set by a regulator's code, not by a statute",
    Authority.CONTRACT: "set by contract, not by law",
    Authority.LOCAL: "a local target, not law",
    Authority.USUAL: "a usual figure, nobody's rule",
}


NOT_QUOTED: Final = (
    "nobody has read them: whether the day of the start is day 1 is taken from practice, "
    "so the date may be a day out"
)
HALF_READ: Final = "Some of these words nobody has read; the date may be a day out"


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Days in a row that did not count for one reason."""

    first: date
    last: date
    why: str


def plain_lines(explanation: Explanation) -> list[str]:
    """What a person at a prompt reads."""
    clock, found = explanation.clock, explanation.due
    lines = [f"Due {in_words(found.due)}", f"{clock.title} ({clock.id})", ""]
    if found.certainty == "projected":
        lines += [_projected(explanation), ""]
    waited = [*_waited(explanation)]
    if explanation.started_again:
        lines += [f"Received  {in_words(explanation.start)}", *waited]
        lines += [f"Again     {_received(explanation)}"]
    else:
        lines += [f"Received  {_received(explanation)}", *waited]
    lines += [
        f"Counted   {_counted(explanation)}",
    ]
    lines += _left_out(found.not_counted)
    return [*lines, *_rule(clock)]


def in_words(day: date) -> str:
    """`Wednesday 5 August 2026`, and for a moment `20:10 on Wednesday 5 August 2026`."""
    words = f"{day:%A} {day.day} {day:%B %Y}"
    return f"{day:%H:%M} on {words}" if isinstance(day, datetime) else words


def _projected(explanation: Explanation) -> str:
    days = explanation.calendar
    known = [
        f"from {in_words(days.first)}" if days.first else "",
        f"until {in_words(days.horizon)}" if days.horizon else "",
    ]
    return (
        f"Projected: holidays are known {' '.join(filter(None, known))}. The date may "
        "still move, and nothing can be called late by it."
    )


def _received(explanation: Explanation) -> str:
    clock, found = explanation.clock, explanation.due
    words = in_words(found.received)
    if _day(found.received) != _day(found.start):
        words += (
            f", though it came at {in_words(found.start)}"
            if isinstance(found.start, datetime)
            else f", though it came on {in_words(found.start)}"
        )
    if duration_of(clock).unit is TimeUnit.HOURS:
        return words
    if clock.count_from is CountFrom.SAME_DAY:
        return f"{words}; that day is day 1"
    return f"{words}; the day after is day 1"


def _waited(explanation: Explanation) -> Iterator[str]:
    """What the case waited for, what the clock's own rule makes of it, and what else."""
    for one in explanation.waits:
        does = (
            f"the clock starts again on {in_words(one.finish)}"
            if one.restarts
            else "the clock pauses"
        )
        yield (
            f"Waited    {in_words(one.begin)} to {in_words(one.finish)}, for "
            f"{one.wait.title}: {does}"
        )
    taken = [one.wait.kind for one in explanation.waits if not one.was_named]
    others = [wait for wait in waits_of(explanation.clock) if wait.kind not in taken]
    if taken and others:
        said = " or ".join(f"{one.title} (⟦pause_kind⟧ {one.kind})" for one in others)
        yield f"          That is the usual reason to wait; it may have been for {said}"


def _counted(explanation: Explanation) -> str:
    clock = explanation.clock
    words = duration_of(clock).said
    if skips_days(clock):
        words += f"; holidays of {explanation.calendar.title}"
    return words


def _left_out(days: Sequence[DayNotCounted]) -> Iterator[str]:
    if not days:
        yield "Left out  no day"
        return
    counted = plural(len(days), "day")
    yield f"Left out  {counted}, which did not count:"
    weekend = [day for day in days if day.why in WEEKEND]
    if weekend:
        yield f"  {len(weekend)} on Saturdays and Sundays"
    for run in _runs([day for day in days if day.why not in WEEKEND]):
        until = f" to {in_words(run.last)}" if run.last != run.first else ""
        yield f"  {in_words(run.first)}{until}: {run.why}"


def _runs(days: Sequence[DayNotCounted]) -> list[_Run]:
    runs: list[_Run] = []
    for day in days:
        why = day.why.removeprefix(f"{day.date:%A}: ")  # the date says the weekday
        if runs and runs[-1].why == why and runs[-1].last + A_DAY == day.date:
            runs[-1] = _Run(first=runs[-1].first, last=day.date, why=why)
        else:
            runs.append(_Run(first=day.date, last=day.date, why=why))
    return runs


def _rule(clock: Clock) -> Iterator[str]:
    """Where the rule is written, whose it is, and the words by which it counts."""
    source = clock.source
    where = ", ".join(filter(None, (source.instrument, source.provision)))
    day = source.checked_on
    read = f"words read on {in_words(day)}" if day else clock.unread
    yield f"Rule      {where}; {AUTHORITY[clock.authority]}; {read}"
    if source.url:
        yield f"          {source.url}"
    if source.words:
        yield f"Words     “{source.words}”"
    if not day and clock.counts_unasked:
        yield (
            f"Words     {NOT_QUOTED}" if not source.words else f"          {HALF_READ}"
        )


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
