"""The cells of value and denominator as figures, and what was left out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import DataError
from mersey.signals.cells import read_cells
from mersey.signals.results import Scale, Warned
from mersey.signals.said import at_lines, rows_said
from mersey.signals.scale import Scaled, scale_of
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.signals.cells import Decimal, Numbers
    from mersey.signals.results import Floats
    from mersey.signals.scale import ValueIs

MARKS_NAMED: Final = 4


@dataclass(frozen=True, kw_only=True)
class SeriesFigures:
    """One value, and where it is used one denominator, a row; NaN where there is none.

    Attributes:
        why_gone: For each row: "" where it has figures, "empty", or the mark in it.
        notes: What a reader must know of how they were read.
    """

    values: Floats
    denominators: Floats | None
    scale: Scale
    why_gone: tuple[str, ...]
    notes: tuple[Warned, ...]

    @property
    def has_figures(self) -> tuple[bool, ...]:
        """Whether each row has all of its figures."""
        return tuple(not why for why in self.why_gone)


def figures_of(
    cells: Sequence[str],
    below: Sequence[str] | None,
    lines: Sequence[int],
    *,
    heading: str = "",
    stated: ValueIs | None = None,
    decimal: Decimal | None = None,
) -> SeriesFigures:
    """The figures of a table's rows.

    Args:
        cells: The column of values.
        below: The column of denominators, if one is named.
        lines: Where each row stands.
        heading: Of the column of values.
        stated: What the values are, where a person said so.
        decimal: The decimal mark, where a person said so.

    Raises:
        DataError: A cell is no number, a denominator is 0 or less, or no row has a
            figure.
        ChoiceNeeded: Values may be percentages or counts, or a dot may mark thousands.
        UsageError: The values are not what was stated.
    """
    value = read_cells(cells, lines, what="value", decimal=decimal)
    out_of = (
        None
        if below is None
        else read_cells(below, lines, what="denominator", decimal=decimal)
    )
    if out_of is not None and out_of.scale is Scale.PERCENT:
        msg = "The denominators are written with %: nothing can be out of a percentage."
        raise DataError(msg, next_step="Name another column with ⟦denominator⟧.")
    values = _array(value)
    n = None if out_of is None else _array(out_of)
    known = np.isfinite(values) if n is None else np.isfinite(values) & np.isfinite(n)
    if not known.any():
        msg = "No row has a value."
        raise DataError(msg, next_step="Name the column of numbers with ⟦value⟧.")
    scaled = _scaled(values, n, known, value, heading=heading, stated=stated)
    if n is None or not scaled.keeps_denominator:
        n, known, below = None, np.isfinite(values), None
    _refuse_zeros(n, known, lines)
    return SeriesFigures(
        values=values,
        denominators=n,
        scale=scaled.scale,
        why_gone=tuple(_why(i, cells, below, known) for i in range(len(cells))),
        notes=(*scaled.notes, *_notes(value, out_of)),
    )


def gone_said(why: Sequence[str]) -> tuple[Warned, ...]:
    """How many rows of a series have no figure, and why; none where all have."""
    gone = [one for one in why if one]
    if not gone:
        return ()
    n_empty = gone.count("empty")
    marks = sorted(set(gone) - {"empty"})
    parts = [f"{n_empty} empty"] if n_empty else []
    if marks:
        shown = ", ".join(marks[:MARKS_NAMED])
        parts.append(f"{len(gone) - n_empty} withheld or not known ({shown})")
    left_out = either(len(gone), "has no figure and is", "have no figure and are")
    text = f"{len(gone)} of {plural(len(why), 'row')} {left_out} left out: "
    return (Warned(id="left_out", text=f"{text}{'; '.join(parts)}."),)


def _array(numbers: Numbers) -> Floats:
    return np.array([np.nan if one is None else one for one in numbers.values])


def _scaled(
    values: Floats,
    n: Floats | None,
    known: np.ndarray[tuple[int], np.dtype[np.bool_]],
    read: Numbers,
    *,
    heading: str,
    stated: ValueIs | None,
) -> Scaled:
    return scale_of(
        values[known],
        None if n is None else n[known],
        written=read.scale,
        heading=heading,
        stated=stated,
    )


def _refuse_zeros(
    n: Floats | None,
    known: np.ndarray[tuple[int], np.dtype[np.bool_]],
    lines: Sequence[int],
) -> None:
    if n is None:
        return
    wrong = [lines[i] for i in np.flatnonzero(known & (n <= 0)).tolist()]
    if wrong:
        msg = f"{rows_said(wrong)} with a denominator of 0 or less ({at_lines(wrong)})."
        raise DataError(
            msg, next_step="Leave those periods out: nothing can be said of them."
        )


def _why(
    i: int,
    cells: Sequence[str],
    below: Sequence[str] | None,
    known: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> str:
    if known[i]:
        return ""
    both = [cells[i]] if below is None else [cells[i], below[i]]
    marks = [one for cell in both if (one := _mark(cell))]
    return marks[0] if marks else "empty"


def _mark(cell: str) -> str:
    """The mark of a withheld figure, as a group: <5 and <10 are one."""
    read = read_cells([cell], [0], what="value") if cell.strip() else None
    if read is None or not read.withheld:
        return ""
    (mark,) = read.withheld
    return mark if not any(one.isdigit() for one in mark) else "under a limit"


def _notes(value: Numbers, out_of: Numbers | None) -> Iterator[Warned]:
    n_marked = value.n_marked + (0 if out_of is None else out_of.n_marked)
    if n_marked:
        figures = plural(n_marked, "figure carries", "figures carry")
        text = f"{figures} a footnote mark, such as for provisional; it was left off."
        yield Warned(id="marked", text=text)
    if value.has_decimal_commas or (out_of is not None and out_of.has_decimal_commas):
        text = "Commas were read as decimal marks, as the figures show."
        yield Warned(id="decimal_commas", text=text)
