"""Which clocks a log can answer, from which of its steps and columns; and why not.

A clock's start and stop are steps of the log. Where no step is mapped to them, the date
at which the file itself says a case opened or closed may serve, and the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from mersey.clocks.clock import Authority, Clock, ClockStop, RuleSource, Start
from mersey.flow.clock_results import FILE_DEADLINE, ClockGap
from mersey.flow.clocks.dating import Ends
from mersey.services.evidence import event_phrases
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from mersey.eventlog import EventLog
    from mersey.services.service_use import ServiceUse

NATION: Final = "E"
"""Whose law is used where a pack is for several nations."""

STATED: Final = "stated"
"""Ids of a clock that a file states itself: its field, its start and its stop."""


@dataclass(frozen=True, kw_only=True)
class ClockPlan:
    """How to work out one clock from a log.

    Attributes:
        versions: Of the clock, the earliest first.
        columns: Field of the pack → column of the file.
        ends: Where the case's own dates serve.
        starts_with_case: The clock starts when the case does, so that a case without a
            start lacks a date, and is not merely one whose clock has not begun.
        basis: What was taken for the start and the end where it is not plain.
    """

    versions: tuple[Clock, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    ends: Ends = field(default_factory=Ends)
    starts_with_case: bool = False
    basis: tuple[str, ...] = ()

    @property
    def latest(self) -> Clock:
        """The version now in force."""
        return self.versions[-1]


def stated_deadline(log: EventLog) -> ClockPlan | None:
    """The clock that the file states itself: opened to closed, by a column's date."""
    column = log.deadline
    if column is None or column not in log.due_columns:
        return None
    clock = Clock(
        id=FILE_DEADLINE,
        title="The deadline that the file states",
        authority=Authority.LOCAL,
        due_field=STATED,
        start=Start(events=()),
        stop=ClockStop(events=()),
        source=RuleSource(instrument=f"The file's own column “{column}”"),
    )
    return ClockPlan(
        versions=(clock,),
        columns={STATED: column},
        ends=Ends(opened=True, closed=True),
        starts_with_case=True,
    )


def clock_plans(
    log: EventLog, use: ServiceUse
) -> tuple[tuple[ClockPlan, ...], tuple[ClockGap, ...]]:
    """Clocks of the pack that the log can answer; and those it cannot, with the reason.

    Clocks of other nations are in neither, unless the file says which cases come under
    them; nor are those that no step of the service ends; nor limits of contracts, local
    targets and usual figures that nobody turned on.
    """
    plans: list[ClockPlan] = []
    gaps: list[ClockGap] = []
    for versions in _by_id(use):
        if not _counts(versions[-1], use):
            continue
        plan = _planned(log, use, versions)
        if why := _missing(log, use, plan):
            gaps.append(gap_of(plan, why, use))
        else:
            plans.append(plan)
    return tuple(plans), tuple(gaps)


def offered_plans(log: EventLog, use: ServiceUse) -> tuple[ClockPlan, ...]:
    """Limits that a person may turn on, of those that the log can answer."""
    plans = (
        _planned(log, use, versions)
        for versions in _by_id(use)
        if not _counts(versions[-1], use)
    )
    return tuple(plan for plan in plans if not _missing(log, use, plan))


def gap_of(plan: ClockPlan, why: str, use: ServiceUse | None) -> ClockGap:
    """The gap that a clock leaves, for that reason."""
    clock = plan.latest
    was_asked = use is not None and clock.id in use.limits
    return ClockGap(id=clock.id, title=clock.title, why=why, was_asked=was_asked)


def _counts(clock: Clock, use: ServiceUse) -> bool:
    return clock.counts_unasked or clock.id in use.limits


def steps_of(use: ServiceUse, plans: Sequence[ClockPlan]) -> dict[str, str]:
    """Activity → event id, of the events that some clock asks for."""
    wanted = {e for plan in plans for clock in plan.versions for e in _events(clock)}
    return {
        activity: event for activity, event in use.events.items() if event in wanted
    }


def columns_of(plans: Sequence[ClockPlan]) -> tuple[str, ...]:
    """The columns of the file that some clock asks for, in order."""
    found = {
        plan.columns[field]
        for plan in plans
        for clock in plan.versions
        for field in _fields(clock)
        if field in plan.columns
    }
    return tuple(sorted(found))


def _by_id(use: ServiceUse) -> Iterator[tuple[Clock, ...]]:
    nations = use.service.nations
    nation = NATION if NATION in nations or not nations else nations[0]
    versions: dict[str, list[Clock]] = {}
    for clock in use.service.clocks:
        is_ours = nation in clock.nations or _is_named(clock, use)
        if is_ours and clock.stop.events:
            versions.setdefault(clock.id, []).append(clock)
    for same in versions.values():
        yield tuple(sorted(same, key=lambda clock: clock.valid_from or date.min))


def _is_named(clock: Clock, use: ServiceUse) -> bool:
    """Whether the file itself says which cases come under a clock of another nation."""
    return any(
        not condition.when_missing and condition.field in use.fields
        for condition in clock.applies
    )


def _planned(log: EventLog, use: ServiceUse, versions: tuple[Clock, ...]) -> ClockPlan:
    starts = {event for clock in versions for event in clock.start.events}
    stops = {event for clock in versions for event in clock.stop.events}
    in_log = set(use.events.values())
    opened = _column(log, "opened")
    closed = log.end_rule.closed_column or _column(log, "closed")
    by_opening = not starts & in_log and _is_called(use, opened, starts, place=0)
    by_closing = not stops & in_log and _is_called(use, closed, stops, place=-1)
    basis = []
    if by_opening:
        basis.append(f"It starts at the date in “{opened}”.")
    if by_closing:
        basis.append(f"It stops at the date in “{closed}”.")
    return ClockPlan(
        versions=versions,
        columns=use.fields,
        ends=Ends(opened=by_opening, closed=by_closing),
        starts_with_case=bool(starts & set(_required(use)[:1])),
        basis=tuple(basis),
    )


def _is_called(
    use: ServiceUse, column: str | None, events: Collection[str], *, place: int
) -> bool:
    """Whether a column is one of the events, by its heading.

    A heading that is no event of the pack may be its first or last required one.
    """
    if column is None:
        return False
    event = event_phrases(use.service).get(words_of(column))
    if event is None:
        return bool(set(_required(use)[place:][:1]) & set(events))
    return event in events


def _required(use: ServiceUse) -> list[str]:
    return [event.id for event in use.service.events if event.required]


def _missing(log: EventLog, use: ServiceUse, plan: ClockPlan) -> str:
    """What the log lacks for the clock; empty where it lacks nothing."""
    titles = {event.id: event.title for event in use.service.events}
    in_log = set(use.events.values())
    clock = plan.latest
    for events, served, does in (
        (clock.start.events, plan.ends.opened, "starts with"),
        (clock.stop.events, plan.ends.closed, "stops with"),
    ):
        if not served and not set(events) & in_log:
            said = " or ".join(f"“{titles.get(e, e)}”" for e in events[:2])
            return f"it {does} {said}, which the file does not record"
    if clock.stop.needs and not set(clock.stop.needs) & in_log:
        said = " or ".join(f"“{titles.get(e, e)}”" for e in clock.stop.needs[:2])
        return f"the file does not record {said}, and a later step cannot stand for it"
    if field := _unknown_kind(clock, plan.columns):
        names = {field.id: field.title for field in use.service.fields}
        return f"the file does not say “{names.get(field, field)}”, by which the limit is chosen"
    if clock.due_field and plan.columns.get(clock.due_field) not in log.due_columns:
        return "the file has no column for the limit of each case"
    if clock.calendar.startswith(("school", "council")):
        return "it needs a calendar of the council's own"
    return ""


def _unknown_kind(clock: Clock, columns: Mapping[str, str]) -> str:
    """The field that must be known and that the file does not have; empty where none."""
    for condition in clock.applies:
        named = {condition.field, condition.or_field} & columns.keys()
        if condition.must_be_known and not named:
            return condition.field
    return ""


def _events(clock: Clock) -> set[str]:
    """Every event id that the clock names."""
    return {
        *clock.start.events,
        *clock.start.later,
        *clock.stop.events,
        *clock.stop.needs,
        *clock.ends_without_breach,
        *clock.as_published.exclusions,
        *(event for pause in clock.pauses for event in (pause.begin, pause.finish)),
        *(extension.event for extension in clock.extensions),
    }


def _fields(clock: Clock) -> set[str]:
    """Every field that the clock names."""
    return {
        clock.due_field,
        *(condition.field for condition in clock.applies),
        *(condition.or_field for condition in clock.applies),
        *(exemption.field for exemption in clock.exemptions),
        *(extension.field for extension in clock.extensions),
    }


def _column(log: EventLog, role: str) -> str | None:
    return next(iter(log.loading.mapping.by_role()[role]), None)
