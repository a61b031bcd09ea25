"""What a measure declares: a definition that people, engines and tests all read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.engine import QueryFile
    from mersey.eventlog import LogFacts
    from mersey.vocabulary import Better, Dimension, Per, Unit


class Absent(StrEnum):
    """What a period means for which the query gives no row."""

    ZERO = "zero"  # nothing happened: the count is 0
    CARRIED = "carried"  # nothing changed: the level is that of the period before
    UNKNOWN = "unknown"  # nothing to measure: there is no value


class Estimate(StrEnum):
    """What the rows of a measure's query are."""

    VALUES = "values"  # one row a period: period_start, value, n
    RUNNING_TOTAL = "running_total"  # any rows a period: period_start, change
    MEDIAN_TIME = "median_time"  # one row a case: period_start, days, is_ended


@dataclass(frozen=True, kw_only=True)
class WorkedExample:
    """A tiny log and what the measure makes of it, worked by hand.

    Attributes:
        columns: Of `rows`: case, activity, time, and perhaps team, person, start.
        rows: Events; times are UTC, written as ISO 8601, "" where there is none.
        end: Activities that end a case.
        as_at: The last local date that the log covers.
        per: The period.
        expected: First date, value, n, whole period or not; in order of time.
        note: How the numbers come about, in one or two sentences.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    end: tuple[str, ...]
    as_at: str
    per: Per
    expected: tuple[tuple[str, float | None, int, bool], ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number about flow, per period.

    Attributes:
        name: Stable name, such as `lead_time`. title: For people.
        unit: What the value counts. better: Which way is an improvement.
        dimension: Of better, value, sooner, safer, happier.
        source: Who defined it, or whose definition it follows.
        description: In plain words, with what is left out.
        query: The SQL in the file beside the measure's own; see `EventLog.ask`. It may
            also name the values `$per`, `$has_start_times` and `$has_silent`. Its columns
            depend on `estimate`. One scan, the same on every engine.
        absent: What a period without a row means.
        example: Run by tests on every engine, and shown in the docs.
        estimate: What the rows are. A Kaplan–Meier median is worked out on arrays, since
            its windows over every case cost ten times as much inside an engine.
        needs_arrivals: Periods from the last arrival on are incomplete where the file
            misses later ones.
        counts_openings: It counts cases by when they opened.
        parts: Name in the query → the query whose answer is that table.
        missing: (facts) → why this log cannot be measured so; "" where it can.
    """

    name: str
    title: str
    unit: Unit
    better: Better
    dimension: Dimension
    source: str
    description: str
    query: QueryFile
    absent: Absent
    example: WorkedExample
    estimate: Estimate = Estimate.VALUES
    needs_arrivals: bool = False
    counts_openings: bool = False
    parts: Mapping[str, QueryFile] = field(default_factory=dict)
    missing: Callable[[LogFacts], str] = lambda _: ""
