"""What a measure is, in words: how its rows become a value, and its worked example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.flow.declaration import Absent, Estimate
from mersey.report.view import TableView
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from mersey.flow import Measure

VALUES: Final = {
    Estimate.VALUES: "The query gives one row a period, with its value.",
    Estimate.RUNNING_TOTAL: (
        "The query gives what changes in a period; the value is the sum of all changes up "
        "to its end."
    ),
    Estimate.MEDIAN_TIME: (
        "The query gives a row for each case, with its days and whether its end was seen; "
        "the value is the Kaplan–Meier median of those, so that open cases count."
    ),
}

NO_ROWS: Final = {
    Absent.ZERO: "In a period without a row nothing happened: the value is 0.",
    Absent.CARRIED: "In a period without a row nothing changed: the value stays.",
    Absent.UNKNOWN: "In a period without a row there is nothing to measure: no value.",
}

WAYS: Final = {
    Better.LOWER: "Lower is better.",
    Better.HIGHER: "Higher is better.",
    Better.NEITHER: "Neither more nor less is better by itself.",
}


def how_counted(measure: Measure) -> tuple[str, ...]:
    """How its rows become a value, and which way is better."""
    return (
        f"{VALUES[measure.estimate]} {NO_ROWS[measure.absent]}",
        WAYS[measure.better],
    )


def example_tables(measure: Measure) -> tuple[TableView, TableView]:
    """The log of its worked example, and what the measure makes of it."""
    example = measure.example
    ends = " or ".join(example.end)
    log = TableView(
        caption="A tiny log",
        columns=example.columns,
        rows=example.rows,
        numeric=tuple(False for _ in example.columns),
        note=f"A case ends with {ends}; the log is known up to {example.as_at}.",
    )
    found = TableView(
        caption=f"What it makes of it, a {example.per.value} a row",
        columns=(f"First day of the {example.per.value}", "Value", "Cases", "Whole"),
        rows=tuple(
            (
                first,
                "not known" if value is None else f"{value:g}",
                str(n),
                "yes" if is_whole else "no",
            )
            for first, value, n, is_whole in example.expected
        ),
        numeric=(False, True, True, False),
        note=example.note,
    )
    return log, found
