"""What a test asks of a log's tables, and tables that a test makes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from mersey.engine import QueryFile
from mersey.engine.backends.duckdb_questions import DuckDBQuestions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pytest

    from mersey.engine import AskedQuery, Engine, StoredTable
    from mersey.eventlog import EventLog


def asked(log: EventLog, sql: str) -> pa.Table:
    """The answer to SQL over `{events}`, `{cases}` and `{variants}`."""
    return log.ask(QueryFile(sql))


def rows_of(log: EventLog, table: str, *, by: str) -> list[dict[str, Any]]:
    """The rows of one of the log's tables, in order of those columns."""
    found: list[dict[str, Any]] = asked(
        log,
        f"SELECT * FROM {{{table}}} ORDER BY {by}",  # noqa: S608
    ).to_pylist()
    return found


def noted(monkeypatch: pytest.MonkeyPatch) -> list[AskedQuery]:
    """Every question that is asked from now on."""
    questions: list[AskedQuery] = []
    answer = DuckDBQuestions.ask

    def note_and_answer(to: Any, question: AskedQuery, **options: Any) -> pa.Table:
        questions.append(question)
        return answer(to, question, **options)

    monkeypatch.setattr(DuckDBQuestions, "ask", note_and_answer)
    return questions


def given(session: Engine, name: str, table: pa.Table) -> StoredTable:
    """A table of the session with these rows."""
    return session.from_batches(name, table.schema, table.to_batches())


ARROW = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR[]": pa.list_(pa.string()),
}


def made_of(columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table of these columns; a row lacks what is null."""
    schema = pa.schema({name: ARROW[kind] for name, kind in columns.items()})
    filled = [{name: row.get(name) for name in columns} for row in rows]
    return pa.Table.from_pylist(filled, schema=schema)
