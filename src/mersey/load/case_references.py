"""Whose pseudonym is it? The case system's own names, asked of the source file again.

The log never holds them. Whoever has the file and the key can tell; nobody else can.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mersey.engine import open_duckdb
from mersey.load.reading import read_raw
from mersey.load.rows.names_map import distinct_values
from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.load.columns.read_options import ReadOptions


def case_references(
    file: Path,
    *,
    options: ReadOptions,
    column: str,
    key: bytes,
    is_wanted: Callable[[str], bool],
    memory: int | None = None,
) -> dict[str, str]:
    """Pseudonym → the name that the file gives the case, of those that are wanted.

    Where the file writes one case in two ways, one of them.

    Args:
        file: The file that the log was read from.
        options: How it was read.
        column: Its column that names the case.
        key: The data set's key for pseudonyms.
        is_wanted: Whether a pseudonym is asked for.
        memory: Bytes that reading may hold; None for a quarter of the machine.

    Raises:
        DataError: The file cannot be read.
    """
    with TemporaryDirectory() as folder:
        session = open_duckdb(Path(folder), memory=memory)
        try:
            raw = read_raw(
                file, session=session, table=options.table, encoding=options.encoding
            )
            names = distinct_values(session, raw.table, column).drop_null()
        finally:
            session.close()
    found = pseudonyms(normalised(names), Kind.CASE, key=key)
    pairs = zip(found.to_pylist(), names.to_pylist(), strict=True)
    return {one: name for one, name in pairs if is_wanted(one)}
