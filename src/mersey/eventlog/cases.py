"""One row per case: when it opened and closed, how it stands, and how long it took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.eventlog.ordered import seconds_between
from mersey.vocabulary import ATTRIBUTE_PREFIX, CASES_COLUMNS, DUE_PREFIX, CaseState

if TYPE_CHECKING:
    from mersey.eventlog.days import Extent
    from mersey.eventlog.eventlog import EndRule

CASE_CATEGORIES: Final = {"first_activity": "activity", "last_activity": "activity"}
"""Column of the cases table → the column of events whose texts it shares."""

SECONDS_A_DAY: Final = 86400.0


def closings(events: Any, facts: Any, paths: Any, *, rule: EndRule) -> Any:
    """Facts of each case with its path, and the time of the event that closed it.

    Adds to `facts` the columns of `paths`, `end_time` and `end_date` (null where no
    activity closed the case).
    """
    known = facts.join(paths, "path_key")
    # Most cases end with their last event, whose time is known: only the others are
    # looked up, so that a million ends need not be joined.
    followed = events.filter(
        events.activity.isin(list(rule.activities)), events.next_time.notnull()
    )
    ending = followed.select(
        "case_id", end_seq="seq", end_time="event_time", end_date="local_date"
    )
    joined = known.left_join(ending, ["case_id", "end_seq"]).drop(
        "case_id_right", "end_seq_right"
    )
    ends_last = (joined.end_seq == joined.n_events).fill_null(False)  # noqa: FBT003
    return joined.mutate(
        end_time=ends_last.ifelse(joined.last_time, joined.end_time),
        end_date=ends_last.ifelse(joined.last_date, joined.end_date),
    )


def cases_table(
    closed: Any,
    stated: Any,
    *,
    rule: EndRule,
    extent: Extent,
    date_only: bool,
    is_wide: bool = False,
) -> Any:
    """The cases table: CASES_COLUMNS, attributes and due dates, sorted by case_id.

    Args:
        closed: What `closings` gave.
        stated: Cases as the file states them: pseudonym, opened, closed, opening_lost,
            outcome, status, is_over and attributes, with their dates.
        rule: When a case is closed, and when silent.
        extent: Up to when the log is known.
        date_only: True to subtract dates instead of times.
        is_wide: True where a row is a case, and its milestones have no order of their own.
    """
    cases = closed.join(stated, "case_id")
    cases = _with_span(cases, rule=rule, extent=extent)
    state = _state(cases, rule=rule, extent=extent, date_only=date_only)
    cases = cases.mutate(state=state)
    days = _days(cases, extent=extent, date_only=date_only)
    if "opening_lost" in stated.columns:  # nothing is known but the end: no duration
        is_end_alone = cases.opening_lost & (cases.begun_time == cases.closed)
        days = is_end_alone.fill_null(False).ifelse(ibis.null("float64"), days)  # noqa: FBT003  (ibis)
    if is_wide:  # its end comes before every other date: it opened on none of them
        is_reversed = (cases.end_seq == 1) & (cases.opened == cases.closed)
        is_reversed &= cases.last_time > cases.closed
        days = is_reversed.fill_null(False).ifelse(ibis.null("float64"), days)  # noqa: FBT003  (ibis)
    if extent.believed_from is not None:  # opened on an impossible date
        is_believed = cases.opened_date >= ibis.literal(extent.believed_from)
        days = is_believed.ifelse(days, ibis.null("float64"))
    outcome = _outcome(cases, rule)
    known = (ATTRIBUTE_PREFIX, DUE_PREFIX)
    attributes = [c for c in stated.columns if c.startswith(known)]
    return cases.mutate(
        days=(days < 0).ifelse(ibis.null("float64"), days),
        outcome=(cases.state == CaseState.CLOSED.value).ifelse(
            outcome, ibis.null("string")
        ),
    ).order_by("case_id")[[*CASES_COLUMNS, *attributes]]


def count_statuses(closed: Any, stated: Any, *, rule: EndRule, extent: Extent) -> Any:
    """One row: cases that are over without a date of it, and open ones with a date.

    Columns n_over, n_undated, n_going, n_reopened; see `cases_table` for the arguments.
    """
    cases = closed.join(stated, "case_id")
    end_time, _ = _ending(cases, rule)
    is_dated = (end_time <= extent.as_at).fill_null(False)  # noqa: FBT003  (ibis)
    is_over = _is_over(cases, rule)
    return cases.aggregate(
        n_over=is_over.sum(),
        n_undated=(is_over & ~is_dated).sum(),
        n_going=(~is_over).sum(),
        n_reopened=(~is_over & is_dated).sum(),
    )


def _with_span(cases: Any, *, rule: EndRule, extent: Extent) -> Any:
    """`opened` and `closed`, stated or else from events; never after the as-at date."""
    is_known = (cases.opened <= extent.as_at).fill_null(False)  # noqa: FBT003  (ibis)
    end_time, end_date = _ending(cases, rule)
    is_closed = (end_time <= extent.as_at).fill_null(False)  # noqa: FBT003  (ibis)
    if rule.status_column is not None:
        is_over = _is_over(cases, rule)
        stays = cases.stays_ended
        if rule.closed_column is not None:  # what the file states needs no other word
            stays |= cases.closed.notnull()
        is_closed &= is_over.fill_null(stays)
    return cases.mutate(
        opened=is_known.ifelse(cases.opened, cases.begun_time),
        opened_date=is_known.ifelse(cases.opened_date, cases.begun_date),
        closed=is_closed.ifelse(end_time, ibis.null("timestamp(6)")),
        closed_date=is_closed.ifelse(end_date, ibis.null("date")),
    )


def _ending(cases: Any, rule: EndRule) -> tuple[Any, Any]:
    """When the case ended, and its local date, whatever its status says."""
    if rule.closed_column is None:
        return cases.end_time, cases.end_date
    if not rule.activities:
        return cases.closed, cases.closed_date
    is_stated = cases.closed.notnull()
    return (
        is_stated.ifelse(cases.closed, cases.end_time),
        is_stated.ifelse(cases.closed_date, cases.end_date),
    )


def _is_over(cases: Any, rule: EndRule) -> Any:
    """What the status says of the case; null where that cannot be told."""
    if rule.over_values:
        return cases.status.isin(list(rule.over_values))
    return cases.is_over


def _state(cases: Any, *, rule: EndRule, extent: Extent, date_only: bool) -> Any:
    waiting = ibis.literal(CaseState.OPEN.value)
    if rule.silent_after_days is not None:
        is_quiet = _is_quiet(cases, rule, extent=extent, date_only=date_only)
        is_lost = is_quiet & ~cases.last_activity.isin(list(rule.waiting))
        waiting = is_lost.ifelse(CaseState.SILENT.value, CaseState.OPEN.value)
    if rule.status_column is not None:  # over, but when is not recorded
        is_over = _is_over(cases, rule).fill_null(False)  # noqa: FBT003  (ibis)
        waiting = is_over.ifelse(CaseState.SILENT.value, waiting)
    return cases.closed.notnull().ifelse(CaseState.CLOSED.value, waiting)


def _is_quiet(cases: Any, rule: EndRule, *, extent: Extent, date_only: bool) -> Any:
    """Whether a case has rested for longer than cases do where it stands."""

    def is_older(days: float | None) -> Any:
        quiet = timedelta(days=days or 0.0)
        if date_only:
            return cases.last_date < extent.as_at_date - quiet
        return cases.last_time < extent.as_at - quiet

    at = [
        (cases.last_activity == step, is_older(days))
        for step, days in rule.silent_after_at
    ]
    elsewhere = is_older(rule.silent_after_days)
    return ibis.cases(*at, else_=elsewhere) if at else elsewhere


def _days(cases: Any, *, extent: Extent, date_only: bool) -> Any:
    is_silent = cases.state == CaseState.SILENT.value
    if date_only:
        last = is_silent.ifelse(cases.last_date, ibis.literal(extent.as_at_date))
        end = cases.closed_date.fill_null(last)
        return end.delta(cases.opened_date, unit="day").cast("float64")
    last = is_silent.ifelse(cases.last_time, ibis.literal(extent.as_at))
    end = cases.closed.fill_null(last)
    return seconds_between(cases.opened, end) / SECONDS_A_DAY


def _outcome(cases: Any, rule: EndRule) -> Any:
    if len(rule.activities) < 2:
        return cases.outcome
    return cases.outcome.fill_null(cases.end_activity)
