"""What loading showed, for the reader: columns and counts, never values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.fields import as_option
from mersey.findings.about_the_file import columns as of_columns
from mersey.findings.about_the_file import dates as of_dates
from mersey.findings.about_the_file import rows as of_rows
from mersey.load.dates.writing import is_day_first, is_numeric_order
from mersey.load.personal.gate import passes_alone
from mersey.load.rows.events_wide import NO_MILESTONE
from mersey.load.rows.vouched import RARE
from mersey.load.rows.without_event import NO_TIME, NOT_A_DATE, OUT_OF_RANGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.load.dates.moments import DateColumn
    from mersey.load.rows.events_long import Events
    from mersey.load.rows.reading_plan import ReadingPlan
    from mersey.load.shapes.attributes import Sorted
    from mersey.vocabulary import Finding

_FAULTS = {
    NO_TIME: of_rows.BLANK_TIMES,
    NOT_A_DATE: of_rows.UNREADABLE_TIMES,
    OUT_OF_RANGE: of_rows.IMPOSSIBLE_TIMES,
    NO_MILESTONE: of_rows.ROWS_WITHOUT_MILESTONE,
    "no case": of_rows.BLANK_CASES,
    "no activity": of_rows.BLANK_ACTIVITIES,
}


def findings_of(
    plan: ReadingPlan, columns: Sorted, events: Events
) -> tuple[Finding, ...]:
    """All findings of loading, the account of rows first."""
    return (
        *_rows(plan, events),
        *_dates(plan),
        *_cases(plan, events),
        *_columns(plan, columns),
        *_people(plan, columns),
    )


def _rows(plan: ReadingPlan, events: Events) -> Iterator[Finding]:
    n_read, kept = plan.raw.n_read, events.kept
    for (column, reason), n in kept.by_fault.items():
        yield _FAULTS[reason].found(n, of=n_read, column=column, reason=reason)
    if kept.n_duplicate:
        yield of_rows.DUPLICATE_ROWS.found(kept.n_duplicate, of=n_read)
    if kept.n_repeated:
        is_keyless = plan.mapping.case is None
        kind = of_rows.REPEATED_ROWS if is_keyless else of_rows.REPEATED_EVENTS
        yield kind.found(kept.n_repeated, of=n_read)


def _dates(plan: ReadingPlan) -> Iterator[Finding]:
    for name in plan.mapping.dates:
        dates = plan.dates[name]
        if dates.n_other_order:
            yield of_dates.MIXED_DAY_ORDER.found(
                dates.n_other_order, of=max(dates.n_present, 1), column=name
            )
        if dates.wrote_clock and not dates.n_timed and dates.n_read:
            yield of_dates.MIDNIGHT_ONLY.found(dates.n_read, column=name)
        yield from _doubtful(plan, name)
        yield from _not_happened(dates)
    yield from _opposite_orders(plan)
    if plan.mapping.nulls:
        yield _null_texts(plan)


def _doubtful(plan: ReadingPlan, name: str) -> Iterator[Finding]:
    dates = plan.dates[name]
    n_read = max(dates.n_read, 1)
    if dates.n_ambiguous:
        yield of_dates.AMBIGUOUS_LOCAL_HOUR.found(
            dates.n_ambiguous, of=n_read, column=name
        )
    if dates.n_without_zone:
        yield of_dates.MIXED_ZONES.found(dates.n_without_zone, of=n_read, column=name)
    if dates.n_missing:
        yield of_dates.MISSING_LOCAL_HOUR.found(dates.n_missing, of=n_read, column=name)


def _not_happened(dates: DateColumn) -> Iterator[Finding]:
    if dates.n_words:
        told = [word.strip() for word in dates.words if passes_alone(word)]
        shown = f" ({_named(told)})" if told else ""
        yield of_dates.WORDS_IN_DATES.found(
            dates.n_words,
            of=max(dates.n_words + dates.n_present, 1),
            column=dates.name,
            n_different=dates.n_different_words,
            shown=shown,
        )
    if dates.n_placeholders:
        yield of_dates.PLACEHOLDER_DATES.found(
            dates.n_placeholders,
            of=max(dates.n_placeholders + dates.n_present, 1),
            column=dates.name,
            days=", ".join(day.isoformat() for day in dates.placeholders),
        )


def _opposite_orders(plan: ReadingPlan) -> Iterator[Finding]:
    proved = {
        name: is_day_first(plan.dates[name].style.format)
        for name in plan.mapping.dates
        if is_numeric_order(plan.dates[name].style.format)
        and plan.dates[name].basis == "values"
    }
    if len(set(proved.values())) > 1:
        yield of_dates.OPPOSITE_DAY_ORDERS.found(
            len(proved),
            day_first=_named([name for name, is_first in proved.items() if is_first]),
            month_first=_named(
                [name for name, is_first in proved.items() if not is_first]
            ),
        )


def _null_texts(plan: ReadingPlan) -> Finding:
    tokens = sorted({token for texts in plan.mapping.nulls.values() for token in texts})
    return of_dates.NULL_MARKER.found(
        len(plan.mapping.nulls), texts=_named(tokens), n_texts=len(tokens)
    )


def _cases(plan: ReadingPlan, events: Events) -> Iterator[Finding]:
    mapping = plan.mapping
    yield from _case_dates(plan, events)
    n_cases = max(events.names.n_cases, 1)
    if events.n_without_step:
        yield of_rows.CASES_WITHOUT_STEP.found(events.n_without_step, of=n_cases)
    for name, n in events.n_lost_cells.items():
        yield of_rows.UNREADABLE_MILESTONES.found(
            n, of=max(plan.dates[name].n_present, 1), column=name
        )
    if events.n_repeated_cases and mapping.case:
        yield of_rows.REPEATED_CASES.found(
            events.n_repeated_cases, of=max(plan.raw.n_read, 1), column=mapping.case
        )
    if mapping.shape.is_row_per_case:
        yield from _lost_openings(plan, events)
        yield from _wide(plan)


def _case_dates(plan: ReadingPlan, events: Events) -> Iterator[Finding]:
    """Dates of opening and closing that stand in every row of a case."""
    mapping = plan.mapping
    stated = [name for name in (mapping.opened, mapping.closed) if name]
    if not stated or mapping.shape.is_row_per_case:
        return
    varying = sum(events.n_varying.get(name, 0) for name in stated)
    kind = of_rows.CASE_DATES_DISAGREE if varying else of_rows.CASE_DATES_USED
    yield kind.found(
        varying,
        of=max(events.names.n_cases, 1),
        columns=" and ".join(f'"{name}"' for name in stated),
        n_columns=len(stated),
        activity=mapping.activity,
    )


def _lost_openings(plan: ReadingPlan, events: Events) -> Iterator[Finding]:
    """Rows of a row per case whose column of openings holds no date."""
    name, n_read = plan.mapping.opened, plan.raw.n_read
    n_used = n_read - events.kept.n_rejected
    n = n_used - plan.dates[name].n_read if name else 0
    if n > 0:
        yield of_rows.OPENINGS_LOST.found(n, of=n_read, column=name)


def _wide(plan: ReadingPlan) -> Iterator[Finding]:
    milestones = plan.mapping.milestones
    if len(milestones) == 1:
        yield of_rows.ONE_MILESTONE.found(1, column=milestones[0])
    if plan.mapping.case is None:
        yield of_rows.ROWS_ARE_CASES.found(plan.raw.n_read)


def _columns(plan: ReadingPlan, columns: Sorted) -> Iterator[Finding]:
    if columns.constant:
        yield of_columns.CONSTANT_COLUMN.found(
            len(columns.constant),
            of=len(plan.raw.columns),
            columns=_named(columns.constant),
        )
    free = [
        name for name, why in columns.dropped.items() if why.startswith("free text")
    ]
    if free:
        yield of_columns.FREE_TEXT_DROPPED.found(
            len(free), columns=_named(free), option=as_kept(free[0])
        )
    others = {
        name: why
        for name, why in columns.dropped.items()
        if name not in (*free, *columns.constant, *columns.identifiers)
    }
    if others:
        yield of_columns.COLUMNS_WITHOUT_REASON.found(
            len(others),
            columns="; ".join(f'"{name}" ({why})' for name, why in others.items()),
            option=as_kept(next(iter(others))),
        )
    for name, why in plan.mapping.keep.items():
        yield of_columns.COLUMN_KEPT.found(1, column=name, why=why)


def as_kept(column: str) -> str:
    """The options that keep a column."""
    return as_option("keep", column) + ' ⟦because⟧ "REASON".'


def _people(plan: ReadingPlan, columns: Sorted) -> Iterator[Finding]:
    if columns.identifiers:
        yield of_columns.IDENTIFIERS_DROPPED.found(
            len(columns.identifiers),
            columns="; ".join(
                f'"{n}" ({kind.value})' for n, kind in columns.identifiers.items()
            ),
        )
    if plan.mapping.keep_ids:
        yield of_columns.IDENTIFIERS_KEPT.found()
    yield from _generalised(plan)
    if plan.hides_team:
        yield of_columns.NAMES_IN_TEAMS.found(
            plan.profiles.columns[plan.mapping.team or ""].n_values,
            column=plan.mapping.team,
        )


def _generalised(plan: ReadingPlan) -> Iterator[Finding]:
    """Values that were replaced by their form: counted, never told."""
    for name, forms in plan.mapping.generalised.items():
        by_form = {form: n for form, n in forms.items() if form != RARE}
        if by_form:
            yield of_columns.VALUES_GENERALISED.found(
                sum(by_form.values()),
                column=name,
                forms=", ".join(
                    f"{form.strip('()')}: {n:,}" for form, n in by_form.items()
                ),
                option=as_kept(name),
            )


def _named(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
