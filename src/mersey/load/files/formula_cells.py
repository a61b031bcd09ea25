"""How many values would run as a formula if the file were opened in a spreadsheet.

Here they are text like any other; whoever opens the file in Excel should know.
Source: OWASP, CSV injection (values that begin with =, +, - or @).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.vocabulary import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine import Engine

__all__ = ["formula_cells"]

ROWS_LOOKED_AT: Final = 200_000
"""A warning about the file's source, not a figure: the first rows are enough."""

CALL: Final = r"^[=@].*[A-Za-z0-9]"
SIGNED: Final = r"^[+-].*[A-Za-z(|!]"
NUMBER: Final = r"^[+-]?[0-9.,]+[eE][+-]?[0-9]+$"


def formula_cells(
    session: Engine, table: Any, columns: Sequence[str]
) -> tuple[Finding, ...]:
    """One finding with their number, or none where there are none."""
    rows = table.limit(ROWS_LOOKED_AT)
    counts = {
        f"n{i}": rows.count(where=_is_formula(rows[name]))
        for i, name in enumerate(columns)
    }
    found = session.to_pyarrow(rows.aggregate(**counts)).to_pylist()[0]
    total = sum(found.values())
    if not total:
        return ()
    guilty = [name for i, name in enumerate(columns) if found[f"n{i}"]]
    return (
        Finding(
            id="formula_cells",
            message=f"{total:,} values in {len(guilty):,} columns of the first "
            f"{ROWS_LOOKED_AT:,} rows begin like a spreadsheet formula; they were kept "
            "as text.",
            hint="Do not open the file in a spreadsheet unless you trust its source.",
            count=total,
            severity=Severity.WARNING,
        ),
    )


def _is_formula(column: Any) -> Any:
    # Ranges of the first character come first: they cost a tenth of a pattern.
    is_call = (column >= "=") & (column < "A") & column.re_search(CALL)
    is_signed = (column >= "+") & (column < ".") & column.re_search(SIGNED)
    return is_call | (is_signed & ~column.re_search(NUMBER))
