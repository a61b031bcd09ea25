"""How old is the work that is still open?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from mersey.flow.declaration import Absent, Measure, WorkedExample
from mersey.flow.periods import first_day, length, period_of
from mersey.flow.spans import dated_cases
from mersey.vocabulary import Better, Dimension, Per, Unit

if TYPE_CHECKING:
    from mersey.eventlog import EventLog


def _expression(log: EventLog, per: Per) -> Any:
    ages = _ages(_stays(log, per), per=per, as_at=ibis.literal(log.facts.as_at_date))
    younger_first = ibis.window(
        group_by="period_start", order_by="age", preceding=(None, 0)
    )
    whole = ibis.window(group_by="period_start")
    ranked = ages.mutate(
        up_to=ages.n.sum().over(younger_first), total=ages.n.sum().over(whole)
    )
    # The median of n ages is the mean of the two in the middle, the same one if n is odd.
    lower = ranked.age.min(where=2 * ranked.up_to >= ranked.total)
    upper = ranked.age.min(where=2 * ranked.up_to > ranked.total)
    return ranked.group_by("period_start").aggregate(
        value=(lower + upper) / 2, n=ranked.n.sum()
    )


def _stays(log: EventLog, per: Per) -> Any:
    """Cases by opening date and by the periods at whose end they were open.

    One row each: opened_date, from_start (the first such period), to_start (the first
    after the last such), n. Grouping first keeps the ranges few.
    """
    cases = dated_cases(log.cases)
    begin = ibis.literal(first_day(log.facts.plausible_from, per))
    after = ibis.literal(first_day(log.facts.as_at_date, per))
    opened = period_of(cases.opened_date, per).cast("timestamp")
    left = period_of(cases.left_date, per).cast("timestamp")
    spans = cases.select(
        "opened_date",
        from_start=ibis.greatest(opened, begin.cast("timestamp")),
        to_start=left.fill_null(after.cast("timestamp") + length(per)),
    )
    spans = spans.filter(spans.from_start < spans.to_start)
    return spans.group_by("opened_date", "from_start", "to_start").aggregate(
        n=spans.count()
    )


def _ages(stays: Any, *, per: Per, as_at: Any) -> Any:
    """Cases open at the end of each period, by age: period_start, age, n."""
    open_in = stays.select(
        "opened_date",
        "n",
        period_start=ibis.range(stays.from_start, stays.to_start, length(per)).unnest(),
    )
    next_start = (open_in.period_start + length(per)).cast("date")
    last = ibis.least(next_start - ibis.interval(days=1), as_at.cast("timestamp"))
    aged = open_in.mutate(age=last.cast("date").delta(open_in.opened_date, unit="day"))
    return aged.group_by("period_start", "age").aggregate(n=aged.n.sum())


MEASURE = Measure(
    name="work_item_age",
    title="Work item age, median",
    unit=Unit.DAYS,
    better=Better.LOWER,
    dimension=Dimension.SOONER,
    source="Kanban Guide (2020): time since an unfinished work item was started.",
    description=(
        "Age in whole days of the cases open at the end of the period: half of them are"
        " no older. The age counts from opening; in the last period, up to the as-at date."
        " A silent case counts until its last event."
    ),
    expression=_expression,
    absent=Absent.UNKNOWN,
    example=WorkedExample(
        columns=("case", "activity", "time"),
        rows=(
            ("a", "received", "2024-01-01T09:00"),
            ("b", "received", "2024-01-05T09:00"),
            ("b", "closed", "2024-01-09T09:00"),
            ("c", "received", "2024-01-12T09:00"),
        ),
        end=("closed",),
        as_at="2024-01-17",
        per=Per.WEEK,
        expected=(
            ("2024-01-01", 4, 2, True),
            ("2024-01-08", 7.5, 2, True),
            ("2024-01-15", 10.5, 2, False),
        ),
        note=(
            "On 7 January a is 6 days old and b 2; on the 14th a is 13 and c 2; on the"
            " 17th, the as-at date, 16 and 5."
        ),
    ),
)
