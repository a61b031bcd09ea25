"""What loading showed, for the reader: columns and counts, never values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.load.dates.writing import is_day_first, is_numeric_order
from mersey.load.personal.gate import passes_alone
from mersey.load.rows.events_wide import NO_MILESTONE
from mersey.load.rows.vouched import RARE
from mersey.load.rows.without_event import NO_TIME, NOT_A_DATE, OUT_OF_RANGE
from mersey.shell_words import as_option
from mersey.vocabulary import Finding, Severity
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.load.dates.moments import DateColumn
    from mersey.load.rows.events_long import Events
    from mersey.load.rows.reading_plan import Plan
    from mersey.load.shapes.attributes import Sorted

__all__ = ["findings_of"]

_SERIOUS = 0.05
"""Share of the rows left out from which the figures may be those of another log."""
_FAULT_IDS = {
    NO_TIME: "blank_times",
    NOT_A_DATE: "unreadable_times",
    OUT_OF_RANGE: "impossible_times",
    NO_MILESTONE: "rows_without_milestone",
    "no case": "blank_cases",
    "no activity": "blank_activities",
}


def findings_of(plan: Plan, columns: Sorted, events: Events) -> tuple[Finding, ...]:
    """All findings of loading, the account of rows first."""
    return (
        *_rows(plan, events),
        *_dates(plan),
        *_cases(plan, events),
        *_columns(plan, columns),
        *_people(plan, columns),
    )


def _rows(plan: Plan, events: Events) -> Iterator[Finding]:
    for (column, reason), n in events.kept.by_fault.items():
        yield Finding(
            id=_FAULT_IDS[reason],
            message=f'{plural(n, "row was", "rows were")} left out: {reason} ("{column}").',
            hint="The lines are listed with the rejected rows.",
            count=n,
            share=n / max(plan.raw.n_read, 1),
            severity=Severity.SERIOUS
            if n > _SERIOUS * plan.raw.n_read
            else Severity.WARNING,
        )
    kept = events.kept
    if kept.n_duplicate:
        yield Finding(
            id="duplicate_rows",
            message=f"{plural(kept.n_duplicate, 'row repeats', 'rows repeat')} an earlier row in every column "
            f"and {either(kept.n_duplicate, 'was', 'were')} counted once.",
            count=kept.n_duplicate,
            share=kept.n_duplicate / plan.raw.n_read,
        )
    if kept.n_repeated:
        is_keyless = plan.mapping.case is None
        what = "row" if is_keyless else "event"
        yield Finding(
            id="repeated_events",
            message=f"{plural(kept.n_repeated, f'{what} repeats', f'{what}s repeat')} an earlier one in every "
            f"{'column' if is_keyless else 'attribute'}; {either(kept.n_repeated, 'it is', 'they are')} kept, because "
            f"{'nothing names a case' if is_keyless else 'this format allows it'}.",
            count=kept.n_repeated,
            share=kept.n_repeated / plan.raw.n_read,
        )


def _dates(plan: Plan) -> Iterator[Finding]:
    for name in plan.mapping.dates:
        dates = plan.dates[name]
        if dates.n_other_order:
            yield Finding(
                id="mixed_day_order",
                message=f'"{name}" mixes day first and month first: '
                f"{plural(dates.n_other_order, 'value fits', 'values fit')} only the other order and could not "
                "be used. Of the rest some may be a day taken for a month.",
                hint="Export the column again with one order, best as 2024-10-31.",
                count=dates.n_other_order,
                share=dates.n_other_order / max(dates.n_present, 1),
                severity=Severity.SERIOUS,
            )
        if dates.wrote_clock and not dates.n_timed and dates.n_read:
            yield Finding(
                id="midnight_only",
                message=f'"{name}" has a clock, but every time is midnight: it is read '
                "as dates alone.",
                count=dates.n_read,
            )
        yield from _doubtful(plan, name)
        yield from _not_happened(dates)
    yield from _opposite_orders(plan)
    if plan.mapping.nulls:
        yield _null_texts(plan)


def _doubtful(plan: Plan, name: str) -> Iterator[Finding]:
    dates = plan.dates[name]
    if dates.n_ambiguous:
        yield Finding(
            id="ambiguous_local_hour",
            message=f'{plural(dates.n_ambiguous, "time")} in "{name}" {either(dates.n_ambiguous, "lies", "lie")} in an hour that came '
            "twice, when the clocks went back; the first is assumed.",
            count=dates.n_ambiguous,
            share=dates.n_ambiguous / max(dates.n_read, 1),
        )
    if dates.n_missing:
        yield Finding(
            id="missing_local_hour",
            message=f'{plural(dates.n_missing, "time")} in "{name}" {either(dates.n_missing, "lies", "lie")} in an hour that never '
            "was, when the clocks went forward: an hour too early, or in another zone.",
            hint="State the zone of the file's times: --time-zone NAME.",
            count=dates.n_missing,
            share=dates.n_missing / max(dates.n_read, 1),
        )


def _not_happened(dates: DateColumn) -> Iterator[Finding]:
    if dates.n_words:
        told = [word.strip() for word in dates.words if passes_alone(word)]
        shown = ", ".join(f'"{word}"' for word in told)
        yield Finding(
            id="words_in_dates",
            message=f'"{dates.name}" has {plural(dates.n_different_words, "different word")} '
            f"where a date would be, in {plural(dates.n_words, 'cell')}"
            f"{f' ({shown})' if shown else ''}; {either(dates.n_words, 'it counts', 'they count')} as not happened.",
            count=dates.n_words,
            share=dates.n_words / max(dates.n_words + dates.n_present, 1),
        )
    if dates.n_placeholders:
        days = ", ".join(day.isoformat() for day in dates.placeholders)
        yield Finding(
            id="placeholder_dates",
            message=f'{plural(dates.n_placeholders, "date")} in "{dates.name}" {either(dates.n_placeholders, "stands", "stand")} for no '
            f"date at all ({days}) and {either(dates.n_placeholders, 'counts', 'count')} as not happened.",
            count=dates.n_placeholders,
            share=dates.n_placeholders / max(dates.n_placeholders + dates.n_present, 1),
        )


def _opposite_orders(plan: Plan) -> Iterator[Finding]:
    proved = {
        name: is_day_first(plan.dates[name].style.format)
        for name in plan.mapping.dates
        if is_numeric_order(plan.dates[name].style.format)
        and plan.dates[name].basis == "values"
    }
    if len(set(proved.values())) > 1:
        day_first = [name for name, is_first in proved.items() if is_first]
        month_first = [name for name, is_first in proved.items() if not is_first]
        yield Finding(
            id="opposite_day_orders",
            message=f"{_named(day_first)}: day first, as values prove; "
            f"{_named(month_first)}: month first, likewise. Each is read in its own "
            "order.",
            hint="To read all in one order: --day-first or --month-first.",
            count=len(proved),
            severity=Severity.WARNING,
        )


def _null_texts(plan: Plan) -> Finding:
    tokens = sorted({token for texts in plan.mapping.nulls.values() for token in texts})
    shown = ", ".join(f'"{token}"' for token in tokens)
    return Finding(
        id="null_marker",
        message=f"{shown} {either(len(tokens), 'is', 'are')} read as nothing in {plural(len(plan.mapping.nulls), 'column')}, "
        f"because date columns of the file use {either(len(tokens), 'it', 'them')} so. In the case and the "
        f"activity {either(len(tokens), 'it stays a value', 'they stay values')}.",
        count=len(plan.mapping.nulls),
    )


def _cases(plan: Plan, events: Events) -> Iterator[Finding]:
    mapping = plan.mapping
    stated = [name for name in (mapping.opened, mapping.closed) if name]
    if stated and not mapping.shape.is_row_per_case:
        named = " and ".join(f'"{name}"' for name in stated)
        varying = sum(events.n_varying.get(name, 0) for name in stated)
        yield Finding(
            id="case_dates_used",
            message=f"{named} {either(len(stated), 'says', 'say')} when a case opened or closed; the rows of "
            f'"{mapping.activity}" stay the events. '
            f"{_disagreeing(varying)}",
            count=varying,
            share=varying / max(events.names.n_cases, 1),
        )
    if events.n_without_step:
        yield Finding(
            id="cases_without_step",
            message=f"The file tells no dated step of {plural(events.n_without_step, 'case')}, only "
            f"when {either(events.n_without_step, 'it began: it is', 'they began: they are')} open since then.",
            count=events.n_without_step,
            share=events.n_without_step / max(events.names.n_cases, 1),
        )
    for name, n in events.n_lost_cells.items():
        yield Finding(
            id="unreadable_milestones",
            message=f'{plural(n, "date")} in "{name}" could not be read and {either(n, "was", "were")} '
            f"left out; {either(n, 'its row keeps its', 'the rows keep their')} other milestones.",
            count=n,
            share=n / max(plan.dates[name].n_present, 1),
            severity=Severity.WARNING,
        )
    if events.n_repeated_cases and mapping.case:
        yield Finding(
            id="repeated_cases",
            message=f'{plural(events.n_repeated_cases, "row names", "rows name")} a case in "{mapping.case}" '
            "that an earlier row named; the milestones of both were put together.",
            count=events.n_repeated_cases,
            share=events.n_repeated_cases / max(plan.raw.n_read, 1),
            severity=Severity.WARNING,
        )
    if mapping.shape.is_row_per_case:
        yield from _lost_openings(plan, events)
        yield from _wide(plan)


def _disagreeing(n_cases: int) -> str:
    if not n_cases:
        return "The rows of each case agree about it."
    return f"The rows of {plural(n_cases, 'case')} disagree, and the last row holds."


def _lost_openings(plan: Plan, events: Events) -> Iterator[Finding]:
    """Rows of a row per case whose column of openings holds no date."""
    name = plan.mapping.opened
    n_used = plan.raw.n_read - events.kept.n_rejected
    n = n_used - plan.dates[name].n_read if name else 0
    if n > 0:
        yield Finding(
            id="openings_lost",
            message=f'{plural(n, "row has", "rows have")} no date in "{name}" that can be read. Where only '
            "the end of a case is known, it has no duration.",
            count=n,
            share=n / plan.raw.n_read,
            severity=Severity.SERIOUS
            if n > _SERIOUS * plan.raw.n_read
            else Severity.WARNING,
        )


def _wide(plan: Plan) -> Iterator[Finding]:
    if len(plan.mapping.milestones) == 1:
        yield Finding(
            id="one_milestone",
            message=f'"{plan.mapping.milestones[0]}" is the only date of each case, so '
            "the time from start to finish cannot be seen.",
            hint="Export a column for each milestone, such as received and decided.",
            count=1,
            severity=Severity.SERIOUS,
        )
    if plan.mapping.case is None:
        yield Finding(
            id="rows_are_cases",
            message="No column names the case, so each row is taken as a case of its "
            "own.",
            hint="If a column does, name it: --case COLUMN.",
            count=plan.raw.n_read,
        )


def _columns(plan: Plan, columns: Sorted) -> Iterator[Finding]:
    if columns.constant:
        yield Finding(
            id="constant_column",
            message=f"{_named(columns.constant)}: one value at most in every row looked "
            "at, so nothing to learn.",
            count=len(columns.constant),
            share=len(columns.constant) / len(plan.raw.columns),
        )
    free = [
        name for name, why in columns.dropped.items() if why.startswith("free text")
    ]
    if free:
        yield Finding(
            id="free_text_dropped",
            message=f"{_named(free)}: free text may name people and was left out.",
            hint="To keep one, say why: " + as_kept(free[0]),
            count=len(free),
        )
    others = {
        name: why
        for name, why in columns.dropped.items()
        if name not in (*free, *columns.constant, *columns.identifiers)
    }
    if others:
        said = "; ".join(f'"{name}" ({why})' for name, why in others.items())
        yield Finding(
            id="columns_without_reason",
            message=f"Left out, as nothing says why they are needed: {said}.",
            hint="To keep one, say why: " + as_kept(next(iter(others))),
            count=len(others),
        )
    for name, why in plan.mapping.keep.items():
        yield Finding(
            id="column_kept",
            message=f'"{name}" was kept as it is because: {why} Numbers, addresses and '
            "e-mails that a pattern finds are removed; names are not.",
            count=1,
            severity=Severity.SERIOUS,
        )


def as_kept(column: str) -> str:
    """The options that keep a column."""
    return as_option("--keep", column) + ' --because "REASON".'


def _people(plan: Plan, columns: Sorted) -> Iterator[Finding]:
    if columns.identifiers:
        said = "; ".join(
            f'"{n}" ({kind.value})' for n, kind in columns.identifiers.items()
        )
        yield Finding(
            id="identifiers_dropped",
            message=f"Left out because they identify people: {said}.",
            count=len(columns.identifiers),
        )
    if plan.mapping.keep_ids:
        yield Finding(
            id="identifiers_kept",
            message="Case numbers, people and columns that identify people were kept as "
            "they are: for use inside the council only.",
            hint="Leave out --keep-ids for anything that travels.",
            severity=Severity.SERIOUS,
        )
    yield from _generalised(plan)
    if plan.hides_team:
        yield Finding(
            id="names_in_teams",
            message=f'"{plan.mapping.team}" holds names of people more than of teams; '
            "they were replaced by pseudonyms.",
            count=plan.profiles.columns[plan.mapping.team or ""].n_values,
            severity=Severity.WARNING,
        )


def _generalised(plan: Plan) -> Iterator[Finding]:
    """Values that were replaced by their form: counted, never told."""
    for name, forms in plan.mapping.generalised.items():
        by_form = {form: n for form, n in forms.items() if form != RARE}
        if by_form:
            said = ", ".join(
                f"{form.strip('()')}: {n:,}" for form, n in by_form.items()
            )
            yield Finding(
                id="values_generalised",
                message=f'Different values of "{name}" that hold what has the form of '
                f"somebody's particulars, and were told by that form: {said}.",
                hint="If they are no people, keep them: " + as_kept(name),
                count=sum(by_form.values()),
            )


def _named(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
