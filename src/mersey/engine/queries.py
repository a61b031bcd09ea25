"""A question to the engine: constant text, with tables, names and expressions in it.

The text is written in the program; what only the file knows is put into its holes, and
never as it stands: a table and a column by their quoted names, a value as a constant
inside an expression. A query may be asked of another one, and nothing runs before the
engine is asked for its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, LiteralString

from mersey.engine.expressions import is_expression, quoted_name
from mersey.engine.tables import StoredTable

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, kw_only=True)
class Query:
    """Rows that the engine can work out.

    Attributes:
        text: How it is asked for them.
        reads: The names of the tables and views in it.
    """

    text: str
    reads: frozenset[str] = frozenset()


def query(text: LiteralString, /, **holes: Any) -> Query:
    """`text` with its holes, such as `{rows}`, filled.

    Args:
        text: SQL, written in the program.
        holes: What stands in each of them: a table or a query (its rows), an expression,
            a name or several (of columns), or new name → expression or old name.
    """
    reads = frozenset(name for hole in holes.values() for name in _read_by(hole))
    filled = {name: _filled(hole) for name, hole in holes.items()}
    return Query(text=text.format_map(filled), reads=reads)


def rows_of(source: StoredTable | Query) -> Query:
    """All rows and columns."""
    return source if isinstance(source, Query) else query("FROM {it}", it=source)


def stacked(parts: Sequence[StoredTable | Query]) -> Query:
    """The rows of all parts, which have the same columns in the same order."""
    whole = rows_of(parts[0])
    for part in parts[1:]:
        whole = _one_more(whole, rows_of(part))
    return whole


def place_of(table: StoredTable) -> str:
    """How SQL names a table."""
    name = quoted_name(table.name)
    return name if table.catalog is None else f"{table.catalog}.main.{name}"


def _one_more(whole: Query, part: Query) -> Query:
    text = f"{whole.text} UNION ALL {part.text}"
    return Query(text=text, reads=whole.reads | part.reads)


def _read_by(hole: Any) -> Iterator[str]:
    if isinstance(hole, StoredTable):
        yield hole.name
    elif isinstance(hole, Query):
        yield from hole.reads


def _filled(hole: Any) -> str:
    if isinstance(hole, StoredTable):
        return place_of(hole)
    if isinstance(hole, Query):
        return f"({hole.text})"
    if isinstance(hole, Mapping):
        return ", ".join(
            f"{_filled(part)} AS {quoted_name(new)}" for new, part in hole.items()
        )
    if isinstance(hole, str):
        return quoted_name(hole)
    if is_expression(hole):
        return str(hole)
    if isinstance(hole, Sequence):
        return ", ".join(map(_filled, hole))
    msg = f"a hole of a query takes no {type(hole).__name__}"
    raise TypeError(msg)
