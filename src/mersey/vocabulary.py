"""The words everything else shares: column names, closed sets, and a finding.

Column names follow XES (IEEE 1849) and OCEL 2.0 where those have a word; the rest is
in GLOSSARY.md. All times in a log are naive UTC; `local_date` is the date on the wall.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

ATTRIBUTE_PREFIX: Final = "attribute__"
"""A case attribute `ward` is the column `attribute__ward` of the cases table."""

DUE_PREFIX: Final = "due__"
"""A date that ought to be, `deadline`, is the column `due__deadline` of the cases table:
a date where the file has dates alone, else a moment in UTC."""

ONE_PERSON: Final = "(one person)"
"""What a team that is a pseudonym is called where work is counted by team."""

_PSEUDONYM: Final = re.compile(r"[a-z2-7]{26}")
BEGUN: Final = " (begun)"
"""After the name of a step whose work has begun and is not finished: it ends no case."""

EVENTS_COLUMNS: Final[dict[str, str]] = {
    "case_id": "BIGINT",  # the log's own number for a case, 0 for the first in the file
    "seq": "INTEGER",  # position in the case, from 1
    "event_id": "BIGINT",  # row of the file, or row × milestones + column: breaks ties
    "activity": "VARCHAR",
    "event_time": "TIMESTAMP",  # when it was done, UTC
    "local_date": "DATE",
    "start_time": "TIMESTAMP",  # when work on it began, UTC; null where not recorded
    "resource": "VARCHAR",  # a person's pseudonym
    "team": "VARCHAR",
    "cost": "DOUBLE",
    "lifecycle": "VARCHAR",
    "next_activity": "VARCHAR",  # null on the last event of the case
    "next_time": "TIMESTAMP",
    "next_team": "VARCHAR",
    "next_resource": "VARCHAR",  # null throughout where teams are known
    # seconds to the next event, BIGINT where all are whole; whole days of dates alone
    "gap_s": "DOUBLE",
    "wait_s": "DOUBLE",  # seconds until work on the next event began; gap_s if unknown
}
"""The events table, sorted by case_id, seq: one row is one event."""

CASES_COLUMNS: Final[dict[str, str]] = {
    "case_id": "BIGINT",
    "pseudonym": "VARCHAR",
    "state": "VARCHAR",  # a CaseState
    "opened": "TIMESTAMP",
    "closed": "TIMESTAMP",  # null = not closed at the as-at date
    "opened_date": "DATE",
    "closed_date": "DATE",
    "last_time": "TIMESTAMP",  # the last event at or before the as-at date
    "last_date": "DATE",
    # opened to closed; open: to as-at; silent: to the last event; null where the case
    # closed before it opened
    "days": "DOUBLE",
    "n_events": "INTEGER",
    "n_handovers": "INTEGER",  # changes of team (of person where no team is known)
    "n_rework": "INTEGER",  # activities done again in the case, another between
    "first_activity": "VARCHAR",
    "last_activity": "VARCHAR",
    "outcome": "VARCHAR",  # how it ended; null while open or where not recorded
    "variant_id": "INTEGER",
}
"""The cases table, sorted by case_id: one row is one case; attributes follow."""

VARIANTS_COLUMNS: Final[dict[str, str]] = {
    "variant_id": "INTEGER",  # 1 is the most frequent
    "path": "VARCHAR[]",
    "n_cases": "BIGINT",
}
"""The variants table, sorted by variant_id: one row is one path that cases took."""


def is_pseudonym(name: str | None) -> bool:
    """Whether a name stands for a person: 26 letters and digits of base 32."""
    return name is not None and _PSEUDONYM.fullmatch(name) is not None


class Role(StrEnum):
    """What a column of the file is, to mersey."""

    CASE = "case"
    ACTIVITY = "activity"
    TIME = "time"
    START = "start"
    OPENED = "opened"
    CLOSED = "closed"
    DEADLINE = "deadline"
    MILESTONE = "milestone"
    PERSON = "person"
    TEAM = "team"
    COST = "cost"
    LIFECYCLE = "lifecycle"
    OUTCOME = "outcome"
    STATUS = "status"
    FIELD = "field"
    ATTRIBUTE = "attribute"
    DROPPED = "dropped"


class AsAtReason(StrEnum):
    """Why a log is known up to its as-at date."""

    SAID = "said"
    LAST_EVENT = "last event"
    WRITING_STOPS = "writing stops"


class Extract(StrEnum):
    """By what the cases of a file were chosen, so far as the log itself can tell."""

    ALL = "all"
    CLOSED_ONLY = "closed only"  # those that are still open were left out
    BY_CLOSING = "by closing"  # those that ended in a period: none is open either
    COHORT = "cohort"  # all opened in a period, which have all ended since
    BY_OPENING = "by opening"  # those opened up to a day before the log ends


class CaseState(StrEnum):
    """Where a case stands at the as-at date."""

    OPEN = "open"
    CLOSED = "closed"
    SILENT = "silent"


class Per(StrEnum):
    """The period a series is counted by. Weeks begin on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Unit(StrEnum):
    """What a measure's value counts."""

    DAYS = "days"
    CASES = "cases"
    EVENTS = "events"
    SHARE = "share"
    COUNT = "count"


class Better(StrEnum):
    """Which direction is an improvement."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Dimension(StrEnum):
    """Better, value, sooner, safer, happier (Smart et al., 2020)."""

    BETTER = "better"
    VALUE = "value"
    SOONER = "sooner"
    SAFER = "safer"
    HAPPIER = "happier"


class Severity(StrEnum):
    """How much a finding should worry the reader."""

    NOTE = "note"
    WARNING = "warning"
    SERIOUS = "serious"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something true of the data that a reader of the numbers should know.

    Attributes:
        id: Stable name, such as `reversed_spans`; documented in the findings page.
        message: What was found, in plain words; columns and counts, never values.
        hint: What to do about it; empty when there is nothing to do.
        count: How many rows, events or cases it touches.
        share: `count` over all of that kind, 0 to 1; None where no whole exists.
        severity: How much it should worry the reader.
    """

    id: str
    message: str
    hint: str = ""
    count: int = 0
    share: float | None = None
    severity: Severity = Severity.NOTE
