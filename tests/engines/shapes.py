"""What stands for the names in queries, for a test that binds every one of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import mersey
from mersey.engine import AskedQuery, QueryFile, StoredTable
from mersey.vocabulary import CASES_COLUMNS, EVENTS_COLUMNS, VARIANTS_COLUMNS

HOME = Path(mersey.__file__).parent

QUERIES = {
    path.relative_to(HOME).as_posix(): QueryFile(path)
    for path in sorted(HOME.glob("**/*.sql"))
    if not path.name.endswith("_macros.sql")
}

FACTS = {
    "case_id": "BIGINT",
    "path_key": "BIGINT",
    "n_events": "BIGINT",
    "n_handovers": "BIGINT",
    "first_time": "TIMESTAMP",
    "first_date": "DATE",
    "first_start": "TIMESTAMP",
    "last_time": "TIMESTAMP",
    "last_date": "DATE",
    "begun_time": "TIMESTAMP",
    "begun_date": "DATE",
}

PATHS = {
    "path_key": "BIGINT",
    "variant_id": "BIGINT",
    "path": "VARCHAR[]",
    "n_cases": "BIGINT",
    "example": "BIGINT",
    "n_rework": "BIGINT",
    "first_activity": "VARCHAR",
    "last_activity": "VARCHAR",
    "end_seq": "INTEGER",
    "end_activity": "VARCHAR",
    "reopened": "BOOLEAN",
    "stays_ended": "BOOLEAN",
}

STEPS = {
    "path_key": "BIGINT",
    "n_cases": "BIGINT",
    "example": "BIGINT",
    "seq": "INTEGER",
    "activity": "VARCHAR",
}

STATED = {
    "opening_lost": "BOOLEAN",
    "status": "VARCHAR",
    "is_over": "BOOLEAN",
    "attribute__ward": "VARCHAR",
}

CLOSINGS = {
    **{name: kind for name, kind in FACTS.items() if not name.startswith("first_")},
    **{name: kind for name, kind in PATHS.items() if name not in {"path", "n_cases"}},
    "end_time": "TIMESTAMP",
    "end_date": "DATE",
    "stated_opened": "TIMESTAMP",
    "stated_opened_date": "DATE",
    "stated_closed": "TIMESTAMP",
    "stated_closed_date": "DATE",
    "opening_lost": "BOOLEAN",
    "stated_outcome": "VARCHAR",
    "is_over": "BOOLEAN",
    "is_dated_by_file": "BOOLEAN",
    "ending": "TIMESTAMP",
    "ending_date": "DATE",
}

TABLES = {
    "events": EVENTS_COLUMNS,
    "cases": CASES_COLUMNS | STATED,
    "variants": VARIANTS_COLUMNS,
    "facts": FACTS,
    "paths": PATHS,
    "steps": STEPS,
    "closings": CLOSINGS,
    "followed": EVENTS_COLUMNS | {"next_start": "TIMESTAMP"},
    "rejected": {"line": "BIGINT", "column": "VARCHAR", "reason": "VARCHAR"},
}
"""The tables that queries name, with their columns."""

AS = {"stated": "cases", "table": "cases"}
"""Other names of the same tables."""

PARTS = {
    "timed": "eventlog/timed_cases.sql",
    "worked": "flow/worked_cases.sql",
    "takes": "flow/splits/takes.sql",
}
"""Name in a query → the query whose answer is that table."""

NAMES = {
    "kept": ["case_id", "event_time", "local_date", "next_time"],
    "columns": ["case_id", "opened"],
    "attributes": ["attribute__ward"],
    "hand": "team",
    "next_hand": "next_team",
    "column": "attribute__ward",
    "first": "attribute__ward",
    "second": "attribute__ward",
    "line": "line",
    "reason": "reason",
}

MOMENT = datetime.fromisoformat("2024-01-31T12:00")

TEXTS = ("activities", "aftercare", "allowed", "ends", "first", "over", "second")

VALUES: dict[str, Any] = {
    **{name: ["Closed"] for name in (*TEXTS, "serving", "steps", "waiting")},
    **dict.fromkeys(("as_at", "known_until", "moment", "quiet_since"), MOMENT),
    **dict.fromkeys(("as_at_date", "believed_from", "plausible_from"), MOMENT.date()),
    **dict.fromkeys(("by_status", "date_only", "has_closing", "has_ends"), True),
    **dict.fromkeys(("has_several_ends", "has_silent", "has_start_times"), True),
    **dict.fromkeys(("has_status", "is_wide", "may_be_silent", "names_over"), True),
    "case_ids": [1, 2],
    "changes": [MOMENT],
    "migration_day": date(2024, 1, 1),
    "moments": [MOMENT],
    "most": 5,
    "offsets": [0, 3600],
    "older_than": 30.0,
    "per": "month",
    "places": [0.5, 0.85],
    "step": "Received",
}


def whole(name: str, values: dict[str, Any] = VALUES) -> AskedQuery:
    """The query of that file with all that it names."""
    query = QUERIES[name]
    tables: dict[str, StoredTable | AskedQuery] = {
        one: StoredTable(one, columns) for one, columns in TABLES.items()
    }
    tables |= {other: tables[one] for other, one in AS.items()}
    for part, file in PARTS.items():
        if part in query.fields:
            tables[part] = whole(file, values)
    names = NAMES
    if name == "eventlog/rejected.sql":
        names = {**NAMES, "column": "column"}
    return AskedQuery(query=query, tables=tables, names=names, values=values)
