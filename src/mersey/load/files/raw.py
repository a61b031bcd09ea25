"""What a file format hands on: a plain table, and an account of every row met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable
    from mersey.vocabulary import Finding, Role

ROW = "__row"
"""The column every raw table has first: the row's position among the data rows, from 1."""


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """A file, read but not yet understood.

    Attributes:
        name: The file's name, without its folder.
        format: Name of the format that read it.
        session: The engine that holds `table`.
        table: `ROW` (a whole number), then one column per heading, in file order and
            made unique. Text formats give strings; typed formats keep their types.
        columns: The headings, in file order, without `ROW`.
        n_read: Data rows met in the file: rows of `table` plus rows of `rejected`.
        rejected: `line` (a whole number), `column`, `reason` (texts): one row per data row that could not be read. Never holds values.
        identical_rows_repeat: True where two identical rows are one fact written twice
            (tables); False where each record stands for itself (XES, OCEL).
        roles: Roles that the format itself states (XES, OCEL): role → column.
        first_line: Line of the file on which the first data row stands; None where its
            rows are not lines of text.
        case_columns: Columns that the format itself says belong to the case (XES trace
            attributes, OCEL object attributes).
        findings: What reading it showed: encoding, delimiter, repaired headings.
        content_hash: BLAKE2b-256 of the file's bytes, hexadecimal.
    """

    name: str
    format: str
    session: Engine
    table: StoredTable
    columns: tuple[str, ...]
    n_read: int
    rejected: StoredTable
    identical_rows_repeat: bool
    content_hash: str
    roles: Mapping[Role, str] = field(default_factory=dict)
    first_line: int | None = None
    case_columns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
