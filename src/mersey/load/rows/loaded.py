"""What `load` hands to `eventlog`: mapped events and cases, with no identifier left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable
    from mersey.load.shapes.mapping import ColumnMapping
    from mersey.vocabulary import Finding


@dataclass(frozen=True, kw_only=True)
class RowCounts:
    """What became of every row of the file. `read` is always the sum of the others."""

    read: int
    loaded: int
    rejected: int
    duplicate: int

    def __post_init__(self) -> None:
        if self.read != self.loaded + self.rejected + self.duplicate:
            msg = f"rows do not add up: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class LoadedLog:
    """Events and cases as the file tells them, before they are ordered and prepared.

    Attributes:
        name: The file's name, without its folder.
        session: The engine that holds the tables.
        events: table of the session, worked out, its words kept as categories;
            unordered: case_id int64 (0 for the first case in the file),
            event_id int64 (unique; breaks ties), activity, event_time (naive UTC),
            local_date, start_time, resource (pseudonym), team, cost, lifecycle.
        cases: table of the session, one row per case_id: case_id, pseudonym, opened, opened_date,
            closed, closed_date (from columns of the file that state them, else null),
            opening_lost (true where the column of openings holds no date for it),
            outcome, status (where the case stands now, as the file says) and is_over
            (whether that says that it is over; null where it cannot be told), then
            `attribute__…` and `due__…` columns.
        counts: What became of every row.
        rejected: table of the session: `line`, `column`, `reason`; never values.
        mapping: The mapping that was used, with a reason for each role.
        findings: What loading showed.
        date_only: True where no event has a time of day: days are then dates subtracted.
        content_hash: Of the file's bytes.
        columns: The headings of the file, in its order.
        first_line: Line of the file on which its first row stands; None where that of a
            row cannot be told from its number.
        hides_teams: True where teams are pseudonyms, as their column names people.
    """

    name: str
    session: Engine
    events: StoredTable
    cases: StoredTable
    counts: RowCounts
    rejected: StoredTable
    mapping: ColumnMapping
    findings: tuple[Finding, ...]
    date_only: bool
    content_hash: str
    columns: tuple[str, ...] = ()
    first_line: int | None = None
    hides_teams: bool = False
