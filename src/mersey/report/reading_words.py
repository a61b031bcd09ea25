"""How a file was read, in words that a person can check against it in ten seconds.

The interpretation in a sentence, three cases walked through it, and what was left out.
How to say otherwise is in `reading_options`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.load.shapes.mapping import Shape
from mersey.report.case_names import case_name
from mersey.report.roles import column_of
from mersey.vocabulary import CaseState
from mersey.wording import MONTHS, clip, count, duration, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from mersey.eventlog.eventlog import EndRule, EventLog, LoadingReport
    from mersey.flow.example_cases import ExampleCase, ExampleStep

_TOLD: Final = {
    Shape.LONG: "{activity} the step, {time} when",
    Shape.SPAN: "{activity} the work, {start} when it began and {time} when it ended",
    Shape.INTERVAL: "{activity} the status, {time} when it began",
    Shape.CHANGE: "{activity} what it became, {time} when",
    Shape.LIFECYCLE: "{activity} the work, {lifecycle} whether it began or ended, {time}"
    " when",
    Shape.SNAPSHOT: "{activity} how it stood, {time} on which day",
}
"""What the columns of a row tell after the case, where a row is not a case."""

MOST_ENDS: Final = 3
MOST_NAMES: Final = 4
NAME: Final = 48
"""Characters of a name inside a sentence."""


def reading_said(log: EventLog) -> str:
    """What a row is, which columns tell it, when a case opens and when it is over."""
    loading = log.loading
    shape = loading.mapping.shape
    return f"Each row is {shape.in_words}{_spine(loading, shape)} {_span(log, shape)}"


def example_said(case: ExampleCase, log: EventLog) -> str:
    """A case as it was read: where it begins in the file, its steps, and its end.

    It is named by its pseudonym; by its row alone where identifiers were kept, so that
    no reference stands where nobody looked for one.
    """
    name = clip(case_name(case.pseudonym, log), limit=NAME)
    named = "" if log.loading.keeps_ids else f" ({name})"
    told, last = _opening(case, log)
    more = case.n_steps - len(case.steps)
    between = _between(case, log)
    for step in between:
        if more and step is case.steps[-1]:
            told.append(_more_steps(more))
        told.append(f"{_quoted(step.activity)} {_day(step.on, after=last)}")
        last = step.on
    if more and case.steps[-1] not in between:
        told.append(_more_steps(more))
    place = place_said(case.record, log.loading)
    return f"{place}{named}: {', '.join(told)}, {_ending(case, log, last)}."


def place_said(record: int, loading: LoadingReport) -> str:
    """Where a row stands: its row of the file, or its number among the records."""
    if loading.first_line is None:
        return f"Record {count(record)} of the file"
    return f"Row {count(record + loading.first_line - 1)} of the file"


def left_out_said(loading: LoadingReport) -> str:
    """The rows and columns of the file that no number on the page comes from."""
    parts = []
    if loading.n_rejected:
        parts.append(f"{plural(loading.n_rejected, 'row')} that could not be used")
    if loading.n_duplicate:
        again = plural(loading.n_duplicate, "row that repeats", "rows that repeat")
        parts.append(f"{again} another in every column")
    if dropped := list(loading.mapping.dropped):
        n = len(loading.columns) or len(dropped)
        of = "" if n == len(dropped) else f"{count(len(dropped))} of "
        parts.append(f"{of}{plural(n, 'column')} ({_few(dropped)})")
    if not parts:
        return "Nothing was left out."
    return f"Left out: {_listed(parts, last='and')}."


def _more_steps(n: int) -> str:
    return plural(n, "more step")


def _spine(loading: LoadingReport, shape: Shape) -> str:
    case = column_of(loading, "case")
    if shape.is_row_per_case:
        return f"; {_quoted(case)} names it." if case else "; no column names it."
    names = {
        role: _quoted(names[0]) if names else "a column"
        for role, names in loading.mapping.by_role().items()
    }
    told = _TOLD[shape]
    if shape is Shape.SPAN and not column_of(loading, "start"):
        told = _TOLD[Shape.LONG]
    return f": {_quoted(case)} names the case, {told.format(**names)}."


def _span(log: EventLog, shape: Shape) -> str:
    opened = column_of(log.loading, "opened")
    first = "its first milestone" if shape.is_row_per_case else "its first step"
    opens = f"A case opens at {_quoted(opened) if opened else first}"
    over = _over(log.end_rule)
    return (
        f"{opens} and is over {over}." if over else f"{opens}; no end of it is known."
    )


def _over(rule: EndRule) -> str:
    """When a case is over, to go after "is over"; empty where no end is known."""
    dated = _dated(rule)
    if rule.status_column is None:
        return dated
    by_status = f"when {_quoted(rule.status_column)} says so"
    return f"{by_status}, {dated}" if dated else f"{by_status}, not since when"


def _dated(rule: EndRule) -> str:
    column = rule.closed_column
    if column is not None and rule.status_column is not None:
        return f"at the date in {_quoted(column)}"
    if column is not None:
        return f"when {_quoted(column)} is filled"
    if not rule.activities:
        return ""
    ends = [_quoted(name) for name in rule.activities[:MOST_ENDS]]
    more = len(rule.activities) - len(ends)
    ends += [f"{count(more)} more"] if more > 0 else []
    return f"at {_listed(ends, last='or')}"


def _opening(case: ExampleCase, log: EventLog) -> tuple[list[str], date]:
    """How it opened; the step that it opened with is named where one did."""
    said = f"opened {_day(case.opened)}"
    first = case.steps[0]
    is_named = _is_own_date(first.activity, "opened", log)
    if first.on == case.opened and not is_named and not _is_end(case, first, log):
        said += f" with {_quoted(first.activity)}"
    return [said], case.opened


def _between(case: ExampleCase, log: EventLog) -> list[ExampleStep]:
    """The steps that neither the opening nor the end has told."""
    first = case.steps[0]
    is_told = first.on == case.opened and not _is_end(case, first, log)
    return [
        step
        for step in case.steps[1 if is_told else 0 :]
        if not _is_end(case, step, log)
        and not _is_own_date(step.activity, "opened", log)
    ]


def _is_end(case: ExampleCase, step: ExampleStep, log: EventLog) -> bool:
    """Whether a step is the end itself, which is told last."""
    if step.on != case.closed:
        return False
    return _is_own_date(step.activity, "closed", log) or (
        step.activity in log.end_rule.activities
    )


def _is_own_date(activity: str, role: str, log: EventLog) -> bool:
    """Whether a step is the column that states when cases open, or close."""
    return activity == column_of(log.loading, role).strip() != ""


def _ending(case: ExampleCase, log: EventLog, last: date) -> str:
    if case.closed is not None:
        ends = [step for step in case.steps if _is_end(case, step, log)]
        named = [s for s in ends if not _is_own_date(s.activity, "closed", log)]
        with_step = f" with {_quoted(named[-1].activity)}" if named else ""
        on = _day(case.closed, after=last)
        if case.days is None:
            return f"closed {on}{with_step}, which is before it opened"
        if case.days == 0:
            return f"closed {on}{with_step}, the same day"
        return f"closed {on}{with_step} after {duration(case.days)}"
    if case.state is CaseState.OPEN:
        return "no end seen, open" if log.knows_open_cases else "no end seen"
    if log.end_rule.status_column is not None:
        return f"over by {_quoted(log.end_rule.status_column)}, not known since when"
    return f"no end seen, silent since {_day(case.last)}"


def _day(on: date, *, after: date | None = None) -> str:
    """`17 Aug 2024`; without the year where the date told before it has the same."""
    said = f"{on.day} {MONTHS[on.month - 1]}"
    return said if after is not None and after.year == on.year else f"{said} {on.year}"


def _quoted(name: str) -> str:
    return f"“{clip(name, limit=NAME)}”"


def _few(names: Sequence[str]) -> str:
    told = [_quoted(name) for name in names[:MOST_NAMES]]
    more = len(names) - len(told)
    told += [f"{count(more)} more"] if more > 0 else []
    return _listed(told, last="and")


def _listed(parts: Iterable[str], *, last: str) -> str:
    *first, final = parts
    return f"{', '.join(first)} {last} {final}" if first else final
