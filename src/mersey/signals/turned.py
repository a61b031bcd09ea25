"""A table with a column per period, turned: one row per period and series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError
from mersey.signals.cells import is_missing
from mersey.signals.periods.label import read_label
from mersey.signals.periods.period import READINGS, Part, Period
from mersey.signals.results import Warned
from mersey.signals.table import SeriesRow
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEAST_PERIODS: Final = 3
JOINED_BY: Final = " · "


@dataclass(frozen=True, kw_only=True)
class Turned:
    """The rows of a table that was turned, and what must be said of it."""

    rows: tuple[SeriesRow, ...]
    notes: tuple[Warned, ...]


def period_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings that are periods, where they are most of the table; else none."""
    found = tuple(heading for heading in headings if _is_period(heading))
    is_wide = len(found) >= LEAST_PERIODS and 2 * len(found) >= len(headings)
    return found if is_wide else ()


def turn(
    cells: Sequence[Mapping[str, str]],
    periods: Sequence[str],
    lines: Sequence[int],
    *,
    by: str | None,
    row: str | None,
) -> Turned:
    """A row for each period of each row that has any figure.

    Args:
        cells: The rows by heading.
        periods: The headings that are periods.
        lines: Where each row stands.
        by: The column that names the rows; None: those that tell them apart.
        row: The name of the only row that is meant.

    Raises:
        UsageError: No row has that name.
    """
    labels = [name for name in cells[0] if name not in periods]
    kept = list(range(len(cells)))
    if row is not None:
        kept = [i for i in kept if _is_named(cells[i], labels, row)]
        if not kept:
            msg = "No column and no row is called as ⟦value⟧ says."
            raise UsageError(
                msg,
                next_step="Periods stand across the columns of this table: name one of "
                "its rows with ⟦value⟧, or leave it out for all.",
            )
    kept = [i for i in kept if not all(is_missing(cells[i][p]) for p in periods)]
    naming = [by] if by else _telling(cells, labels, kept)
    rows = tuple(
        SeriesRow(
            line=lines[i],
            period=period,
            value=cells[i][period],
            by=JOINED_BY.join(cells[i][name].strip() for name in naming) or None,
        )
        for i in kept
        for period in periods
    )
    text = (
        f"The table was turned: its {plural(len(periods), 'column')} of periods became rows, and "
        f"its {plural(len(kept), 'row')} of figures series."
    )
    return Turned(rows=rows, notes=(Warned(id="turned", text=text),))


def _is_period(heading: str) -> bool:
    return any(isinstance(read_label(heading, how), (Period, Part)) for how in READINGS)


def _is_named(cells: Mapping[str, str], labels: Sequence[str], row: str) -> bool:
    return any(cells[name].strip().casefold() == row.casefold() for name in labels)


def _telling(
    cells: Sequence[Mapping[str, str]], labels: Sequence[str], kept: Sequence[int]
) -> list[str]:
    """The columns that tell the rows apart: one if one does, else all that vary."""
    if len(kept) < 2:
        return []
    for name in labels:
        told = {cells[i][name].strip() for i in kept}
        if len(told) == len(kept) and not all(text.isdigit() for text in told):
            return [name]
    return [name for name in labels if len({cells[i][name] for i in kept}) > 1]
