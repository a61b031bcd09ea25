"""A table whose columns become known only while its rows arrive.

Each batch goes to disk with the columns it has; when the last has come, all are given
the same columns and types. So a file is parsed once, and never held in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mersey.errors import FileUnreadable
from mersey.load.files.headings import name_columns
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mersey.engine import Engine
    from mersey.vocabulary import Finding

BATCH_ROWS: Final = 50_000
BATCH_CHARACTERS: Final = 1 << 26
"""Of values: a batch ends here where its rows are long."""

MOST_COLUMNS: Final = 2_000
"""No export that was met has a quarter of this; every query costs more with each."""


def check_width(n_columns: int) -> None:
    """Refuse a record, or a table, of more columns than anything could be made of.

    Raises:
        FileUnreadable: It has more than `MOST_COLUMNS`.
    """
    if n_columns <= MOST_COLUMNS:
        return
    msg = (
        f"The file has more than {MOST_COLUMNS:,} columns (or keys in its records), "
        "which is more than mersey reads."
    )
    hint = (
        "Export the case, the step and the dates only. If each column is an object of "
        "its own in JSON, export a list of records instead."
    )
    raise FileUnreadable(msg, next_step=hint)


class GrowingTable:
    """Batches on their way into an engine.

    Args:
        session: The engine that will hold the table.
        name: What it is called there.
    """

    def __init__(self, session: Engine, name: str) -> None:
        self.n_rows = 0
        self._session = session
        self._name = name
        self._files: list[Path] = []
        self._types: dict[str, pa.DataType] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns so far, in the order in which they first appeared."""
        return tuple(self._types)

    def add(self, columns: Mapping[str, pa.Array]) -> None:
        """Take a batch: columns of equal length, none of them called `__row`.

        Raises:
            FileUnreadable: There are too many columns by now.
        """
        check_width(len(self._types.keys() | columns.keys()))
        batch = pa.RecordBatch.from_pydict(dict(columns))
        for field in batch.schema:
            known = self._types.get(field.name, field.type)
            self._types[field.name] = _common_type(known, field.type)
        path = self._session.folder / f"{self._name}-{len(self._files):06}.arrow"
        with (
            pa.OSFile(str(path), "wb") as sink,
            pa.ipc.new_file(sink, batch.schema) as to,
        ):
            to.write_batch(batch)
        self._files.append(path)
        self.n_rows += batch.num_rows

    def finish(
        self, *, headings: Sequence[str] | None = None
    ) -> tuple[Any, tuple[str, ...], tuple[Finding, ...]]:
        """The table with `__row` first, its columns, and the headings that changed.

        Args:
            headings: One per column where the columns were added under other names; a
                column beyond the last has none.
        """
        wanted = self.columns if headings is None else headings[: len(self._types)]
        unnamed = [""] * (len(self._types) - len(wanted))
        names, findings = name_columns([*wanted, *unnamed])
        types = [pa.string() if t == pa.null() else t for t in self._types.values()]
        schema = pa.schema([(ROW, pa.int64()), *zip(names, types, strict=True)])
        table = self._session.from_batches(self._name, schema, self._batches(schema))
        return table, names, findings

    def _batches(self, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        n_before = 0
        wanted = list(zip(self._types, list(schema)[1:], strict=True))
        for path in self._files:
            with pa.OSFile(str(path), "rb") as source:
                batch = pa.ipc.open_file(source).get_batch(0)
            n = batch.num_rows
            row = pa.array(range(n_before + 1, n_before + n + 1), pa.int64())
            arrays = [_column(batch, name, field.type) for name, field in wanted]
            yield pa.RecordBatch.from_arrays([row, *arrays], schema=schema)
            n_before += n
            path.unlink()


def _common_type(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    if one == other or other == pa.null():
        return one
    if one == pa.null():
        return other
    if {one, other} == {pa.int64(), pa.float64()}:
        return pa.float64()
    return pa.string()


def _column(batch: pa.RecordBatch, name: str, type_: pa.DataType) -> pa.Array:
    if name not in batch.schema.names:
        return pa.nulls(batch.num_rows, type_)
    return batch.column(name).cast(type_)
