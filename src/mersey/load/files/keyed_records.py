"""Records under keys of their own: `{"R1": {…}, "R2": {…}}`, or an object per column.

Source of the shapes: pandas `DataFrame.to_json`, orient `index` and `columns`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from mersey.errors import FileUnreadable
from mersey.findings.about_the_file.tables import (
    RECORDS_UNDER_KEYS,
    RECORDS_UNDER_NAMED_KEYS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mersey.vocabulary import Finding

KEY: Final = "key"
FEWEST: Final = 3
"""Objects in an object; two may be any two things."""

LOOKED_AT: Final = 50
MOST_KEYS: Final = 200
ALIKE: Final = 0.8
"""Of the objects looked at, as many share each of two keys or more."""

_Layout = Literal["rows", "columns", "unclear"]


@dataclass(frozen=True, kw_only=True)
class Keyed:
    """An object that holds records.

    Attributes:
        n: Objects in it.
        layout: What each of them is.
        is_numbered: True where the keys of the rows only number them.
    """

    n: int
    layout: _Layout
    is_numbered: bool


@dataclass(kw_only=True)
class Members:
    """What is noted of an object while its members go by.

    Attributes:
        keys: Its first keys.
        n: Members.
        n_plain: Members that are neither objects nor lists.
        are_numbers: True as long as the keys number the members, from 0 or 1.
        alike: Key → how many of the first objects in it have it.
        inner: The first objects in it.
        n_objects: Members that are objects.
    """

    keys: list[str] = field(default_factory=list)
    n: int = 0
    n_plain: int = 0
    are_numbers: bool = True
    alike: Counter[str] = field(default_factory=Counter)
    inner: list[Members] = field(default_factory=list)
    n_objects: int = 0

    def meet(self, key: str) -> None:
        """Note the next key."""
        self.are_numbers &= key in (str(self.n), str(self.n + 1))
        self.n += 1
        if self.n <= MOST_KEYS:
            self.keys.append(key)

    def hold(self, inner: Members) -> None:
        """Note that the member is an object."""
        self.n_objects += 1
        if self.n_objects <= LOOKED_AT:
            self.inner.append(inner)
            self.alike.update(inner.keys)

    def keyed(self) -> Keyed | None:
        """The records that it holds; None where it is something else."""
        shared = sum(n >= ALIKE * len(self.inner) for n in self.alike.values())
        if not FEWEST <= self.n == self.n_objects or shared < 2:
            return None
        layout = self._layout()
        numbers = self if layout == "rows" else self.inner[0]
        return Keyed(n=self.n, layout=layout, is_numbered=numbers.are_numbers)

    def _layout(self) -> _Layout:
        """A log has more rows than columns, and only rows are numbered."""
        longest = max(each.n for each in self.inner)
        is_plain = all(each.n == each.n_plain for each in self.inner)
        if self.are_numbers or not is_plain or longest <= self.n:
            return "rows"
        are_numbered = all(each.are_numbers for each in self.inner)
        many = TIMES_LONGER * self.n
        return "columns" if are_numbered or longest > many else "unclear"


TIMES_LONGER: Final = 4


def under_keys(
    records: Iterable[tuple[int, str, Any]], keyed: Keyed
) -> Iterator[tuple[int, Any]]:
    """Line and record, which says its key where that is more than a number.

    Args:
        records: Line, key and what lies under it.
        keyed: What is known of them.
    """
    for line, key, value in records:
        is_told = isinstance(value, dict) and not keyed.is_numbered
        yield line, {KEY: key, **value} if is_told else value


def rows_of_columns(
    columns: Mapping[str, Mapping[str, Any]], keyed: Keyed
) -> Iterator[dict[str, Any]]:
    """The rows of a table that is written column by column."""
    for key in dict.fromkeys(key for column in columns.values() for key in column):
        named = {} if keyed.is_numbered else {KEY: key}
        yield {**named, **{name: each.get(key) for name, each in columns.items()}}


def keyed_finding(keyed: Keyed, *, name: str) -> Finding:
    """How an object became rows.

    Raises:
        FileUnreadable: Nothing tells whether its objects are rows or columns.
    """
    if keyed.layout == "unclear":
        msg = (
            f"{name} holds {keyed.n:,} objects in an object, and nothing tells whether "
            "each of them is a record or a column."
        )
        raise FileUnreadable(msg, next_step="Export a JSON array of records.")
    kind = RECORDS_UNDER_KEYS if keyed.is_numbered else RECORDS_UNDER_NAMED_KEYS
    what = "columns" if keyed.layout == "columns" else "records"
    return kind.found(keyed.n, what=what, key=KEY)
