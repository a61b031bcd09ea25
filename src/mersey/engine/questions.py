"""A question is SQL in a file, with the tables it is asked of and the values it names.

The text is the same on every engine: it says in macros what engines say differently.
Values are bound, never written into it; the engine puts in, quoted, the names of tables
and of columns that only the log knows, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mersey.engine.tables import StoredTable

VALUE: Final = re.compile(r"\$([a-z_][a-z0-9_]*)")
"""A value in the text: `$as_at`."""

OF: Final = "of "
AS_TEXT: Final = "as text"


@dataclass(frozen=True)
class QueryFile:
    """The SQL of a question: a file, or its text.

    In it `{events}` is a table; `{columns}` a name or several, `{columns:of cases}` the
    same of the table so called there, and `{columns:as text}` the same as texts. A comma
    at the end, as in `{columns:of cases,}`, is one after each: so there may be none.
    """

    source: Path | str

    @cached_property
    def text(self) -> str:
        """The SQL, without the remarks above it."""
        source = self.source
        return (
            source.read_text(encoding="utf-8") if isinstance(source, Path) else source
        )

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names that stand in it in braces."""
        return frozenset(name for _, name, *_ in Formatter().parse(self.text) if name)


def query_beside(module: str, name: str | None = None) -> QueryFile:
    """The query in the file `name`.sql beside a module's file; its own name for None."""
    return QueryFile(Path(module).with_name(f"{name or Path(module).stem}.sql"))


@dataclass(frozen=True, kw_only=True)
class AskedQuery:
    """A query with all that it needs.

    Attributes:
        tables: Name in the query → table, or the question whose answer it is.
        names: Name in the query → a column's name, or several.
        values: Name in it → what is bound; those that it does not name are passed over.
    """

    query: QueryFile
    tables: Mapping[str, StoredTable | AskedQuery] = field(default_factory=dict)
    names: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def spelled(
        self, place: Callable[[StoredTable], str], quoted: Callable[[str], str]
    ) -> str:
        """The text with its names put in, as an engine writes tables and columns."""
        put = {
            name: f"({one.spelled(place, quoted)})"
            if isinstance(one, AskedQuery)
            else place(one)
            for name, one in self.tables.items()
            if name in self.query.fields
        }
        return self.query.text.format(
            **put, **{name: _Names(one, quoted) for name, one in self.names.items()}
        )

    def bound(self) -> dict[str, Any]:
        """The values that the query names."""
        asked = dict.fromkeys(VALUE.findall(self.query.text))
        found = {name: self.values[name] for name in asked}
        for name in self.query.fields:
            one = self.tables.get(name)
            if isinstance(one, AskedQuery):
                found |= one.bound()
        return found

    def of(self, **tables: StoredTable | AskedQuery) -> AskedQuery:
        """The same, asked of these tables too."""
        return replace(self, tables={**self.tables, **tables})


def asked(
    query: QueryFile,
    tables: Mapping[str, StoredTable | AskedQuery] | None,
    names: Mapping[str, str | Sequence[str]] | None,
    values: Mapping[str, Any],
) -> AskedQuery:
    """The question; None is nothing."""
    return AskedQuery(
        query=query, tables=tables or {}, names=names or {}, values=values
    )


class _Names:
    """Names of columns, as the text asks for them."""

    def __init__(
        self, names: str | Sequence[str], quoted: Callable[[str], str]
    ) -> None:
        self._names = [names] if isinstance(names, str) else list(names)
        self._quoted = quoted

    def __format__(self, how: str) -> str:
        names = [self._quoted(name) for name in self._names]
        end = "," if how.endswith(",") and names else ""
        how = how.removesuffix(",")
        if how.startswith(OF):
            table = how.removeprefix(OF)
            names = [f"{table}.{name}" for name in names]
        elif how == AS_TEXT:
            names = [f"CAST({name} AS STRING) AS {name}" for name in names]
        elif how:
            msg = f"names are not written {how!r}"
            raise ValueError(msg)
        return ", ".join(names) + end
