"""EventLog: the prepared tables, checked when made, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from mersey.engine import AskedQuery, query_beside
from mersey.errors import DataError
from mersey.eventlog.arrays import LogArrays
from mersey.eventlog.kept_spans import read_spans
from mersey.eventlog.sorted_spans import sort_spans
from mersey.vocabulary import (
    ATTRIBUTE_PREFIX,
    CASES_COLUMNS,
    DUE_PREFIX,
    EVENTS_COLUMNS,
    VARIANTS_COLUMNS,
    AsAtReason,
    Extract,
    Finding,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    import pyarrow as pa

    from mersey.engine import QueryFile, Store, StoredTable
    from mersey.eventlog.kept_spans import KeptSpans
    from mersey.eventlog.sorted_spans import SortedSpans
    from mersey.load.shapes.mapping import ColumnMapping

TIMED_CASES: Final = query_beside(__file__, "timed_cases")


@dataclass(frozen=True, kw_only=True)
class EndRule:
    """When a case counts as closed, and when as silent.

    Attributes:
        activities: Activities that end a case; empty where a column states the end.
            With a status column, they date the end where no column does.
        aftercare: Activities that may follow an end without opening the case again.
        closed_column: The file's own column that states the end, if that is used.
        stated: True where a person or a map said so, False where the log suggested it.
        silent_after_days: A case without an end is silent when quiet for longer; None
            where no case can be silent.
        silent_after_at: Steps at which cases rest for longer, or less long, than that:
            the step, and after how many days a case that stands there is silent.
        waiting: Activities after which cases nearly always go on: a case that stands
            there is waiting, however quiet, and never silent.
        status_column: The file's own column that says which cases are over, if that is
            used: one that is over without a date of its end is silent.
        over_values: Its values that a person named as those of cases that are over;
            empty where their words say it.
        text: The rule in one or two plain sentences, for the reader.
    """

    activities: tuple[str, ...]
    aftercare: tuple[str, ...]
    closed_column: str | None
    stated: bool
    silent_after_days: float | None
    text: str
    waiting: tuple[str, ...] = ()
    silent_after_at: tuple[tuple[str, float], ...] = ()
    status_column: str | None = None
    over_values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LogFacts:
    """What is true of the whole log. Times are naive UTC; dates are local.

    Attributes:
        n_events: Events of the file up to `as_at`, and those that its own end set aside.
        n_set_aside: Of those, events after `as_at` that are neither in the future nor cut
            off by a date which a person gave: in the count, and in no other figure.
        plausible_from: First local date of the main body of the log; events before it
            (a 1948 among 2018s) are kept, but no series is drawn from them.
        as_at: The moment up to which the log is known.
        date_only: True where the log has dates without times of day.
        has_start_times: True where the start of work on a step is recorded.
        has_teams: True where the team of an event is known.
        handover_of: What a handover is between here: "team", "person", or None.
        log_version: Hash of content, mapping and definitions; 12 hexadecimal digits.
        as_at_reason: Why the log is taken to be known up to then.
        migration_day: The day on which a system was filled, it seems: cases opened on it
            have no lead time, and its arrivals are none. None without one.
        extract: By what the cases of the file were chosen, so far as can be told.
    """

    name: str
    n_cases: int
    n_events: int
    n_activities: int
    n_teams: int
    n_open: int
    n_closed: int
    n_silent: int
    first_event: datetime
    last_event: datetime
    plausible_from: date
    as_at: datetime
    as_at_date: date
    time_zone: str
    date_only: bool
    has_start_times: bool
    has_teams: bool
    handover_of: str | None
    log_version: str
    as_at_reason: AsAtReason = AsAtReason.LAST_EVENT
    n_set_aside: int = 0
    migration_day: date | None = None
    extract: Extract = Extract.ALL


@dataclass(frozen=True, kw_only=True)
class LoadingReport:
    """How the file became the log: `read` = `loaded` + `rejected` + `duplicate`.

    Attributes:
        mapping: The mapping used, with reasons.
        keeps_ids: True where identifiers were kept, for inside use only.
        hides_teams: True where teams are pseudonyms, as their column names people.
        columns: The headings of the file, in its order.
        first_line: Line of the file on which its first row stands; None where the line
            of a row cannot be told from its number.
    """

    n_read: int
    n_loaded: int
    n_rejected: int
    n_duplicate: int
    mapping: ColumnMapping
    keeps_ids: bool
    columns: tuple[str, ...] = ()
    first_line: int | None = None
    hides_teams: bool = False


@dataclass(frozen=True, kw_only=True)
class EventLog:
    """A prepared log.

    Attributes:
        store: What holds its tables, and answers.
        events: EVENTS_COLUMNS, sorted by case_id, seq.
        cases: CASES_COLUMNS, then `attribute__…` and `due__…`; sorted by case_id.
        variants: VARIANTS_COLUMNS.
        kept_spans: What the store holds of these very cases' spans; None where nothing.

    Raises:
        DataError: A promised column is missing or has another type.
    """

    store: Store
    events: StoredTable
    cases: StoredTable
    variants: StoredTable
    facts: LogFacts
    end_rule: EndRule
    loading: LoadingReport
    findings: tuple[Finding, ...]
    kept_spans: KeptSpans | None = None

    def __post_init__(self) -> None:
        _check("events", self.events, EVENTS_COLUMNS)
        _check("cases", self.cases, CASES_COLUMNS)
        _check("variants", self.variants, VARIANTS_COLUMNS)

    def ask(
        self,
        query: QueryFile,
        *,
        parts: Mapping[str, QueryFile] | None = None,
        names: Mapping[str, str | Sequence[str]] | None = None,
        **values: Any,
    ) -> pa.Table:
        """The answer to a query of this log, in memory.

        It may name the tables `{events}`, `{cases}` and `{variants}`, and `{timed}`, the
        cases whose time from opening is known; and the values `$as_at`, `$as_at_date`,
        `$plausible_from` and `$migration_day`.

        Args:
            query: The SQL; see `QueryFile`.
            parts: Name in the query → the query whose answer is that table.
            names: Name in the query → a column that only the log knows, or several.
            values: Name in the query → what is bound.
        """
        facts = self.facts
        values = {
            "as_at": facts.as_at,
            "as_at_date": facts.as_at_date,
            "plausible_from": facts.plausible_from,
            "migration_day": facts.migration_day,
            **values,
        }
        tables: dict[str, StoredTable | AskedQuery] = {
            "events": self.events,
            "cases": self.cases,
            "variants": self.variants,
        }
        for name, part in {"timed": TIMED_CASES, **(parts or {})}.items():
            tables[name] = AskedQuery(query=part, tables=dict(tables), values=values)
        return self.store.ask(query, tables=tables, names=names, **values)

    @cached_property
    def arrays(self) -> LogArrays:
        """The log column by column, each fetched when it is first asked for."""
        return LogArrays(
            self.store,
            cases=self.cases,
            events=self.events,
            zone=None if self.facts.date_only else self.facts.time_zone,
            has_teams=self.facts.has_teams,
        )

    def read_ahead(self) -> None:
        """Fetch what a whole answer asks for of the cases in one query."""
        self.arrays.read_ahead(*(() if self.kept_spans else ("outcome",)))

    @cached_property
    def spans(self) -> SortedSpans:
        """The spans of all its cases, in order: as kept, or sorted where none are.

        Raises:
            DataError: Those kept do not fit the manifest.
        """
        if self.kept_spans is not None:
            return read_spans(self.store, self.kept_spans)
        return sort_spans(self.arrays, migration_day=self.facts.migration_day)

    @property
    def attributes(self) -> tuple[str, ...]:
        """Names of the case attributes, as the file wrote them."""
        return tuple(
            name.removeprefix(ATTRIBUTE_PREFIX)
            for name in self.cases.columns
            if name.startswith(ATTRIBUTE_PREFIX)
        )

    @property
    def due_columns(self) -> tuple[str, ...]:
        """Headings of the dates that ought to be, as the file wrote them.

        Each is a column `due__…` of `cases`: a date, or a naive UTC moment where the file
        has times.
        """
        return tuple(
            name.removeprefix(DUE_PREFIX)
            for name in self.cases.columns
            if name.startswith(DUE_PREFIX)
        )

    @property
    def deadline(self) -> str | None:
        """Heading of the column that states each case's own limit, if one was named."""
        return self.loading.mapping.deadline

    @property
    def holds_closed_only(self) -> bool:
        """True where cases that are still open were left out of the file."""
        return self.facts.extract in (Extract.CLOSED_ONLY, Extract.BY_CLOSING)

    @property
    def is_chosen_by_closing(self) -> bool:
        """True where it seems to hold the cases that ended in a period, and no others."""
        return self.facts.extract is Extract.BY_CLOSING

    @property
    def is_finished_cohort(self) -> bool:
        """True where all cases of a period are there, and all of them have ended."""
        return self.facts.extract is Extract.COHORT

    @property
    def knows_open_cases(self) -> bool:
        """True where the service's open cases are in the file, so far as can be told.

        Where it is False nothing may be said of open cases: not how many, how old or how
        late they are, nor that there are none.
        """
        return not (self.holds_closed_only or self.is_finished_cohort)

    @property
    def misses_arrivals(self) -> bool:
        """True where cases opened in the last weeks were left out of the file."""
        return self.facts.extract in (Extract.BY_OPENING, Extract.COHORT)


def _check(name: str, table: StoredTable, promised: Mapping[str, str]) -> None:
    missing = [column for column in promised if column not in table.columns]
    if missing:
        msg = f"The {name} table lacks {', '.join(missing)}."
        raise DataError(
            msg, next_step="Load the file again: the store is from another version."
        )
