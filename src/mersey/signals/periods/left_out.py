"""Rows whose label is no period: totals and empty rows are left out, others refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.errors import DataError
from mersey.signals.periods.month_words import plain
from mersey.signals.results import Warned
from mersey.signals.said import at_lines, rows_said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals.periods.placed import Labels

TOTAL: Final = re.compile(
    r".*\b(?:totals?|sub-?totals?|averages?|mean|median|all|overall|ytd|cumulative|"
    r"year to date|grand|sum|minimum|maximum|min|max|target|baseline|notes?|source|"
    r"sources|footnotes?|change|difference|variance|gesamt|summe|totaal|ensemble|"
    r"cyfanswm)\b.*"
)


def refuse_or_leave_out(labels: Labels, is_read: Sequence[bool]) -> tuple[Warned, ...]:
    """A note about the rows that are left out, or none.

    Raises:
        DataError: A row with a value has a label that is neither a period nor a total.
    """
    rest = [i for i, known in enumerate(is_read) if not known]
    gone = [i for i in rest if _is_gone(labels, i)]
    empty = [labels.lines[i] for i in rest if i not in gone and not labels.texts[i]]
    other = [labels.lines[i] for i in rest if i not in gone and labels.texts[i]]
    faults = [("without a period", empty), ("with a label that is no period", other)]
    said = [
        f"{rows_said(lines)} {what} ({at_lines(lines)})"
        for what, lines in faults
        if lines
    ]
    if said:
        msg = f"The table cannot be charted: {'; '.join(said)}."
        raise DataError(
            msg,
            next_step="Write those as the other periods are written, or leave the rows "
            "out of the table.",
        )
    if not gone:
        return ()
    text = (
        f"{rows_said([labels.lines[i] for i in gone])} whose label is no period, such "
    )
    return (Warned(id="no_period", text=f"{text}as a total or a note, left out."),)


def _is_gone(labels: Labels, i: int) -> bool:
    return not labels.has_value[i] or bool(TOTAL.fullmatch(plain(labels.texts[i])))
