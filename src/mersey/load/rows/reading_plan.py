"""All that is settled before rows are turned into events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mersey.load.columns.identifiers import masked
from mersey.load.columns.numbers import numbers_of, plain_numbers_of
from mersey.load.dates.nulls import is_blank
from mersey.load.rows.accounting import Fault
from mersey.load.rows.pseudonyms import Kind, normalised, pseudonyms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mersey.load.columns.profile import Profiles
    from mersey.load.dates.moments import DateColumn
    from mersey.load.files.raw import RawTable
    from mersey.load.shapes.mapping import ColumnMapping

__all__ = ["Plan", "mask"]

_MAY_IDENTIFY = r"@|\d.*\d.*\d|[A-Za-z]\d.*\d[A-Za-z]"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The file, how to read it, and the key that hides who is in it.

    Attributes:
        dates: Every date column of the mapping, measured on all rows.
        key: The data set's key for pseudonyms.
        hides_team: True where the team column names people.
        unused: Columns that nothing is made of; they are not carried along.
    """

    raw: RawTable
    profiles: Profiles
    mapping: ColumnMapping
    dates: Mapping[str, DateColumn]
    key: bytes
    hides_team: bool = False
    unused: Collection[str] = ()

    def used(self, rows: Any) -> Any:
        """The rows without the columns that nothing is made of."""
        return rows.drop(*self.unused) if self.unused else rows

    def text(self, name: str) -> Any:
        """A column of the file, as text."""
        column = self.raw.table[name]
        return column if column.type().is_string() else column.cast("string")

    def numbers(self, column: Any, name: str) -> Any:
        """The numbers of a column, null where a value is none."""
        if not column.type().is_string():
            return column.cast("float64")
        is_plain = self.profiles.columns[name].has_plain_numbers
        return plain_numbers_of(column) if is_plain else numbers_of(column)

    def blank_fault(self, name: str, what: str) -> Fault:
        """The fault of a row that lacks its case or its activity."""
        return Fault(column=name, reason=f"no {what}", found=is_blank(self.text(name)))

    def plain(self, name: str) -> Any:
        """Rename values of `name` to themselves, trimmed; null texts become null."""
        tokens = pa.array(self.mapping.nulls.get(name, ()), pa.string())

        def rename(values: pa.Array) -> pa.Array:
            trimmed = pc.utf8_trim_whitespace(values)
            nothing = pc.or_(pc.equal(trimmed, ""), pc.is_in(trimmed, tokens))
            return pc.if_else(nothing, pa.scalar(None, pa.string()), trimmed)

        return rename

    def hidden(self, name: str) -> Any:
        """Rename people to pseudonyms; as they are where identifiers are kept."""
        plain = self.plain(name)
        if self.mapping.keep_ids:
            return plain

        def rename(values: pa.Array) -> pa.Array:
            names = plain(values)
            known = normalised(names.drop_null())
            hidden = iter(pseudonyms(known, Kind.PERSON, key=self.key).to_pylist())
            return pa.array(
                [None if name is None else next(hidden) for name in names.to_pylist()],
                pa.string(),
            )

        return rename

    def safe(self, name: str) -> Any:
        """Rename values to themselves with identifiers inside them masked."""
        plain = self.plain(name)
        if self.mapping.keep_ids:
            return plain

        def rename(values: pa.Array) -> pa.Array:
            return mask(plain(values))

        return rename


def mask(values: pa.Array) -> pa.Array:
    """The texts, with identifiers inside them replaced by what they are."""
    suspect = pc.match_substring_regex(values, pattern=_MAY_IDENTIFY)
    if not pc.any(suspect).as_py():
        return values
    return pa.array(
        [
            masked(value) if is_suspect else value
            for value, is_suspect in zip(
                values.to_pylist(), suspect.to_pylist(), strict=True
            )
        ],
        pa.string(),
    )
