"""Files into DuckDB tables: delimited text, Parquet, Arrow batches.

Tables are temporary: DuckDB does not compress those, which halves the time to fill one,
and spills them to disk when memory runs short.
"""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

import duckdb
import pyarrow as pa

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.backends.duckdb_paths import exact_name
from mersey.engine.backends.duckdb_relations import described, rows_in_memory
from mersey.engine.delimited_reading import LONGEST_LINE, DelimitedRead
from mersey.engine.expressions import cases, column, quoted_name, value
from mersey.engine.queries import query
from mersey.engine.tables import StoredTable
from mersey.errors import FileUnreadable, WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mersey.engine.delimited_reading import DelimitedText

READ_AT_ONCE: Final = 64_000_000
"""Bytes of a file in one piece: DuckDB copies the rows of smaller ones once more, as it
keeps them in order and one of its row groups (122,880 rows) spans several pieces."""

SECONDS: Final = 20
BYTES_A_SECOND: Final = 1_000_000
"""Of Parquet; the engine reads a hundred times as many."""

REJECTED: Final = ["line", "column", "reason"]
BAD_BYTES: Final = "INVALID ENCODING"
BAD_QUOTES: Final = "UNQUOTED VALUE"
REASONS: Final = {
    "MISSING COLUMNS": "fewer values than headings",
    "TOO MANY COLUMNS": "more values than headings",
    "LINE SIZE OVER MAXIMUM": f"longer than {LONGEST_LINE:,} bytes",
    BAD_QUOTES: "a quotation mark that is not closed, or text after one that is",
    BAD_BYTES: "bytes that are not text in UTF-8",
}


def read_delimited(
    connection: Any, name: str, *, path: Path, folder: Path, text: DelimitedText
) -> DelimitedRead:
    """A temporary table `name` of text columns, and the lines that did not fit.

    `folder` is the engine's own, for what it must put down to read this file alone.

    Raises:
        FileUnreadable: The file's line ends or quotes contradict `text`.
        WorkspaceError: There is no room for the table.
    """
    errors, scans = f"{name}__errors", f"{name}__scans"
    for old in (name, errors, scans):
        _drop(connection, old)
    file = exact_name(path, folder)
    source = f"read_csv({_reader_arguments(file, text, errors=errors, scans=scans)})"
    _run(
        connection,
        f"CREATE TEMP TABLE {quoted_name(name)} AS FROM {source}",
    )
    met = StoredTable(name=errors, columns={})
    return DelimitedRead(
        table=StoredTable(name=name, columns=dict.fromkeys(text.columns, "VARCHAR")),
        rejected=_rejected_lines(connection, met, path=path, text=text),
        bad_bytes=_lines_with(connection, met, BAD_BYTES),
        bad_quotes=_lines_with(connection, met, BAD_QUOTES),
    )


def read_parquet(
    connection: Any, name: str, *, path: Path, folder: Path
) -> StoredTable:
    """A temporary table `name` with the file's own types, in its order.

    It is copied, so that damage anywhere in the file shows here and not half-way through.

    Raises:
        FileUnreadable: The file is damaged or is no Parquet; or it takes longer to read
            than its size deserves, as where a few bytes stand for thousands of millions
            of rows.
        WorkspaceError: There is no room for the table.
    """
    _drop(connection, name)
    file = _literal(exact_name(path, folder))
    source = f"read_parquet({file}, hive_partitioning = false)"
    statement = f"CREATE TEMP TABLE {quoted_name(name)} AS FROM {source}"
    seconds = SECONDS + path.stat().st_size // BYTES_A_SECOND
    stopped = Timer(seconds, connection.interrupt)
    stopped.start()
    try:
        _run(connection, statement)
    except duckdb.InterruptException:
        if stopped.is_alive():  # somebody else broke it off
            raise
        msg = f"{path.name} was not read within {seconds:,} seconds."
        hint = "It unpacks to far more than its size. Export the log again."
        raise FileUnreadable(msg, next_step=hint) from None
    except (FileUnreadable, duckdb.Error):
        msg = f"{path.name} is damaged or cut short: its Parquet cannot be read."
        raise FileUnreadable(msg, next_step="Copy or export it again.") from None
    finally:
        stopped.cancel()
    return described(connection, name)


def fill_from_batches(
    connection: Any, name: str, *, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
) -> StoredTable:
    """A temporary table `name`, filled batch by batch, in their order."""
    _drop(connection, name)
    incoming = f"{name}__incoming"
    statement = f"CREATE TEMP TABLE {quoted_name(name)} AS"
    _take(connection, incoming, batch=schema.empty_table(), statement=statement)
    for batch in batches:
        statement = f"INSERT INTO temp.main.{quoted_name(name)}"
        _take(connection, incoming, batch=batch, statement=statement)
    return described(connection, name)


def _take(connection: Any, incoming: str, *, batch: Any, statement: str) -> None:
    table = (
        pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
    )
    connection.register(incoming, table)
    try:
        _run(connection, f"{statement} FROM {quoted_name(incoming)}")
    finally:
        connection.unregister(incoming)


def _reader_arguments(
    file: str, text: DelimitedText, *, errors: str, scans: str
) -> str:
    columns = ", ".join(f"{_literal(name)}: 'VARCHAR'" for name in text.columns)
    settings = {
        "auto_detect": "false",
        "header": "false",
        "columns": f"{{{columns}}}",
        "delim": _literal(text.delimiter),
        "quote": _literal(text.quote),
        "escape": _literal(text.escape),
        "new_line": _literal(text.newline.replace("\r", "\\r").replace("\n", "\\n")),
        "skip": str(text.skip),
        "nullstr": "''",
        "max_line_size": str(LONGEST_LINE),
        "buffer_size": str(READ_AT_ONCE),
        "compression": "'none'",
        "hive_partitioning": "false",
        "store_rejects": "true",
        "rejects_table": _literal(errors),
        "rejects_scan": _literal(scans),
        "rejects_limit": "0",
    }
    stated = ", ".join(f"{key} = {value}" for key, value in settings.items())
    return f"{_literal(file)}, {stated}"


def _run(connection: Any, statement: str) -> None:
    try:
        with within_memory():
            connection.execute(statement).fetchall()
    except (duckdb.InvalidInputException, duckdb.IOException) as error:
        raise _unreadable(error) from None


def _unreadable(error: Exception) -> Exception:
    if "No space left" in str(error):
        msg = "The disk is full: the file could not be read into scratch tables."
        return WorkspaceError(msg, next_step="Free some space and run it again.")
    # The database's own words quote the line at fault, which may name a person.
    msg = (
        "The rows of the file contradict each other: their line ends or quotes differ."
    )
    return FileUnreadable(msg)


def _rejected_lines(
    connection: Any, met: StoredTable, *, path: Path, text: DelimitedText
) -> StoredTable:
    kinds = [
        (column("error_type") == value(kind), reason)
        for kind, reason in REASONS.items()
    ]
    asked = query(
        """
        SELECT
            line::BIGINT AS line,
            min(line_byte_position::BIGINT) AS "start",
            first(nullif(column_name, '') ORDER BY column_idx, {reason})
                FILTER (WHERE nullif(column_name, '') IS NOT NULL) AS "column",
            first({reason} ORDER BY column_idx, {reason}) AS reason
        FROM {met} GROUP BY ALL ORDER BY line
        """,
        met=met,
        reason=cases(kinds, otherwise="could not be read"),
    )
    found = rows_in_memory(connection, asked)
    lines = _lines_in_file(path, found["start"].to_pylist(), end=text.newline[-1])
    numbers = pa.array(
        [
            true or row
            for true, row in zip(lines, found["line"].to_pylist(), strict=True)
        ],
        pa.int64(),
    )
    table = pa.table([numbers, found["column"], found["reason"]], REJECTED)
    return fill_from_batches(
        connection,
        f"{met.name}__lines",
        schema=table.schema,
        batches=table.to_batches(),
    )


def _lines_in_file(
    path: Path, starts: list[int | None], *, end: str
) -> list[int | None]:
    """The line of the file on which each row starts: the engine itself counts rows.

    Args:
        path: The file.
        starts: Byte at which each row starts, from 1, rising; blank lines may precede.
        end: The last character of what ends a line.
    """
    if not any(starts):
        return [None] * len(starts)
    lines: list[int | None] = []
    counted_to, line = 0, 1
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        for start in starts:
            if start is None:
                lines.append(None)
                continue
            at = start - 1
            while content[at : at + 1] in {b"\r", b"\n"}:
                at += 1
            line += content[counted_to:at].count(end.encode())
            counted_to = at
            lines.append(line)
    return lines


def _lines_with(connection: Any, met: StoredTable, kind: str) -> int:
    asked = query(
        "SELECT count(DISTINCT line) AS n FROM {met} WHERE {is_so}",
        met=met,
        is_so=column("error_type") == value(kind),
    )
    return int(rows_in_memory(connection, asked)["n"][0].as_py())


def _drop(connection: Any, name: str) -> None:
    statement = f"DROP TABLE IF EXISTS temp.main.{quoted_name(name)}"
    connection.execute(statement).fetchall()


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
