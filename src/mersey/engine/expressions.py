"""What is worked out of the columns of a row: DuckDB's own expressions, under our names.

Only names, values and functions come in; nothing that a file says becomes part of the
text of a query otherwise. An expression has no type and reads no table by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import duckdb
from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    FunctionExpression,
    SQLExpression,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Expression: TypeAlias = duckdb.Expression
"""What is worked out of a row: compared, added and combined as Python does it."""

NAMES_ARE_WHOLE: Final = not duckdb.__version__.startswith("1.")
"""Before 2.0 a column's name is read as SQL: one with a dot in it would be two."""

BLANKS: Final = " \t\n\r\v\f"
"""What is taken off both ends of a text."""


def column(name: str) -> Expression:
    """The column of that name, whatever is in the name."""
    if NAMES_ARE_WHOLE and name != "*":  # which would be all columns
        return ColumnExpression(name)
    return SQLExpression(quoted_name(name))


def quoted_name(name: str) -> str:
    """A name as SQL takes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def value(constant: Any) -> Expression:
    """A text, a number, a truth, a date, a moment, or a list of them."""
    made = ConstantExpression(constant)
    # Before 2.0 it would be a decimal number of as many places as are written.
    return made.cast("DOUBLE") if isinstance(constant, float) else made


def nothing(type_: str) -> Expression:
    """Null, as a value of that type."""
    return ConstantExpression(None).cast(type_)


def call(function: str, *arguments: Any) -> Expression:
    """What a function of the engine gives; an argument may be a constant."""
    return FunctionExpression(function, *map(_expression, arguments))


def array(parts: Iterable[Any]) -> Expression:
    """A list of the parts."""
    return call("list_value", *parts)


def row_number() -> Expression:
    """The place of each row among all, from 1."""
    return SQLExpression("row_number() OVER ()")


def text(column: Expression) -> Expression:
    """The column as text; a text is itself."""
    return column.cast("VARCHAR")


def tried(column: Expression, type_: str) -> Expression:
    """The column as that type, null where it cannot be."""
    return SQLExpression(f"TRY_CAST({column} AS {type_})")


def cases(
    branches: Sequence[tuple[Expression, Any]], *, otherwise: Any = None
) -> Expression:
    """The value of the first branch that is true; `otherwise` where none is."""
    if not branches:
        return _expression(otherwise)
    (first, then), *rest = branches
    chosen = CaseExpression(first, _expression(then))
    for condition, then in rest:
        chosen = chosen.when(condition, _expression(then))
    return chosen.otherwise(_expression(otherwise))


def either(condition: Expression, then: Any, otherwise: Any) -> Expression:
    """`then` where the condition is true; `otherwise` where it is false or unknown."""
    return cases([(condition, then)], otherwise=otherwise)


def first_known(*parts: Any) -> Expression:
    """The first of the parts that is not null."""
    return CoalesceOperator(*map(_expression, parts))


def surely(condition: Expression) -> Expression:
    """The condition, false where it is unknown."""
    return first_known(condition, value(False))  # noqa: FBT003  (the engine's)


def among(column: Expression, values: Iterable[Any]) -> Expression:
    """Whether the column is one of the values; null where it is null."""
    members = [value(each) for each in values]
    return column.isin(*members) if members else never()


def never() -> Expression:
    """False in every row."""
    return value(False)  # noqa: FBT003  (the engine's)


def stripped(column: Expression) -> Expression:
    """The text without the blanks at its ends."""
    return call("trim", column, BLANKS)


def matches(column: Expression, pattern: str) -> Expression:
    """Whether a pattern of RE2 is found in the text."""
    return call("regexp_matches", column, pattern)


def found_in(column: Expression, pattern: str, group: int) -> Expression:
    """What a group of a pattern of RE2 matches; empty where the pattern is not found."""
    return call("regexp_extract", column, pattern, group)


def joined(*parts: Any) -> Expression:
    """The texts one behind the other; null where one of them is."""
    whole, *rest = map(_expression, parts)
    for part in rest:
        whole = FunctionExpression("||", whole, part)
    return whole


def is_expression(part: Any) -> bool:
    """Whether something is one already, and no constant."""
    return isinstance(part, duckdb.Expression)


def _expression(part: Any) -> Expression:
    return part if is_expression(part) else value(part)
