"""Rows below the records of a table that are none: totals, and notes at its foot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mersey.findings.about_the_file.text import TOTALS_LEFT_OUT
from mersey.load.files.sheet_cells import as_text
from mersey.load.files.value_forms import ValueForm, form_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.vocabulary import Finding

TOTALS: Final = "a row of totals, not a record"
NOTE: Final = "a note below the table, not a record"
LONGEST: Final = 1_000
"""Characters of a cell that are looked at."""
ROWS_LOOKED_AT: Final = 20
"""Totals and notes stand in the last rows."""

TOTAL: Final = re.compile(
    r"(grand |sub-?|running )?totals?( .{0,30})?|sums?|averages?|cyfanswm|totaal|"
    r"(gesamt)?summe|insgesamt|gesamt|total général|totaux|suma|totale?|итого|всього",
    re.IGNORECASE,
)
FOOT: Final = re.compile(
    r"(sources?|notes?|footnotes?|report|printed|generated|exported|produced|created|"
    r"end of|page|run (on|at|by)|as at|data (as|extracted|from)|extracted|copyright|"
    r"\(?\d[\d,.]* (rows?|records?|results?)|ffynhonnell|bron|quelle|stand|fuente)\b.*|"
    r"[*©†].*",
    re.IGNORECASE | re.DOTALL,
)
WORDS_OF_A_NOTE: Final = 4


def tail_faults(rows: Sequence[Sequence[Any]], *, n_columns: int) -> Mapping[int, str]:
    """Position and reason of the last rows that are totals or notes, not records.

    They follow each other up to the end; above them stands at least one record.

    Args:
        rows: The last rows of the table, or all of them.
        n_columns: Columns that have headings.
    """
    found: dict[int, str] = {}
    if n_columns < 2:
        return found
    for position in range(len(rows) - 1, max(0, len(rows) - ROWS_LOOKED_AT - 1), -1):
        cells = [(as_text(cell) or "")[:LONGEST].strip() for cell in rows[position]]
        reason = _fault(cells, [_first(row) for row in rows[:position][-50:]])
        if reason is None:
            break
        found[position] = reason
    return dict(sorted(found.items()))


def left_out_finding(count: int) -> Finding:
    """That rows below the records were left out."""
    return TOTALS_LEFT_OUT.found(count)


def _fault(cells: Sequence[str], firsts: Sequence[str]) -> str | None:
    filled = [cell for cell in cells if cell]
    if not filled:
        return None
    label, others = filled[0].rstrip(": "), filled[1:]
    if TOTAL.fullmatch(label) and all(_is_number(cell) for cell in others):
        return TOTALS if others or label not in firsts else None
    if len(filled) == 1 and cells[0] and _is_note(cells[0], firsts):
        return NOTE
    return None


def _is_note(text: str, firsts: Sequence[str]) -> bool:
    is_long = len(text.split()) >= WORDS_OF_A_NOTE
    usual = sum(len(first.split()) >= WORDS_OF_A_NOTE for first in firsts)
    is_unusual = is_long and usual * 2 < len(firsts)
    return is_unusual or (FOOT.fullmatch(text) is not None and text not in firsts)


def _first(row: Sequence[Any]) -> str:
    return (as_text(row[0]) or "")[:LONGEST].strip() if row else ""


def _is_number(cell: str) -> bool:
    return form_of(cell) is ValueForm.NUMBER
