"""How many values would run as a formula if the file were opened in a spreadsheet.

Here they are text like any other; whoever opens the file in Excel should know.
Source: OWASP, CSV injection (values that begin with =, +, - or @).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pyarrow.compute as pc

from mersey.findings.about_the_file.tables import FORMULA_CELLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from mersey.engine import Engine
    from mersey.vocabulary import Finding

ROWS_LOOKED_AT: Final = 200_000
"""A warning about the file's source, not a figure: the first rows are enough."""

BEGINS: Final = "\x1f[-=@+]"
"""A value that begins so, behind the sign that stands between values."""

CALL: Final = r"^[=@].*[A-Za-z0-9]"
SIGNED: Final = r"^[+-].*[A-Za-z(|!]"
NUMBER: Final = r"^[+-]?[0-9.,]+[eE][+-]?[0-9]+$"


def formula_cells(
    session: Engine, table: Any, columns: Sequence[str]
) -> tuple[Finding, ...]:
    """One finding with their number, or none where there are none."""
    counts = _counted(session, table, columns)
    total = sum(counts.values())
    if not total:
        return ()
    guilty = [name for name, n in counts.items() if n]
    return (FORMULA_CELLS.found(total, n_columns=len(guilty), n_rows=ROWS_LOOKED_AT),)


def _counted(session: Engine, table: Any, columns: Sequence[str]) -> dict[str, int]:
    """Column → its values that begin like a formula.

    Only rows in which some value begins with a sign of one are looked at closely.
    """
    suspects = session.rows_like(table, columns, pattern=BEGINS, n_rows=ROWS_LOOKED_AT)
    if not len(suspects):
        return {}
    return {name: _formulas(suspects.column(i)) for i, name in enumerate(columns)}


def _formulas(values: pa.ChunkedArray) -> int:
    def matches(pattern: str) -> Any:
        return pc.fill_null(pc.match_substring_regex(values, pattern), False)  # noqa: FBT003  (arrow)

    is_signed = pc.and_not(matches(SIGNED), matches(NUMBER))
    return int(pc.sum(pc.or_(matches(CALL), is_signed)).as_py() or 0)
