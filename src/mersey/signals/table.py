"""Rows of any table → series: figures read, gaps said, periods put in order.

Errors name columns and lines, never what stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mersey.errors import DataError
from mersey.signals.charted_series import ChartedSeries
from mersey.signals.periods.column import place_rows
from mersey.signals.periods.holes import breaks_in, gaps_said, grid_of
from mersey.signals.periods.placed import Labels, PeriodsStated
from mersey.signals.results import Warned
from mersey.signals.said import at_lines, rows_said
from mersey.signals.series_figures import SeriesFigures, figures_of, gone_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.signals.cells import Decimal
    from mersey.signals.periods.placed import PlaceInTime, PlacesInTime
    from mersey.signals.scale import ValueIs


@dataclass(frozen=True, kw_only=True)
class SeriesRow:
    """One row, as text; None where no column was named."""

    line: int
    value: str
    period: str | None = None
    denominator: str | None = None
    by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Meant:
    """What a person said of a table, and its headings.

    Attributes:
        period, value: Headings. asked: Of the periods. value_is: What the values are.
        decimal: Their decimal mark.
    """

    period: str = "period"
    value: str = ""
    asked: PeriodsStated = field(default_factory=PeriodsStated)
    value_is: ValueIs | None = None
    decimal: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class SeriesTable:
    """The series of a table.

    Attributes:
        series: In the order in which their names first appear; each has its notes.
        n_left_out: Rows without a value, left out.
        is_file_order: True where periods were not understood, so that the file's own
            order stands, as a person said.
    """

    series: tuple[ChartedSeries, ...]
    n_left_out: int
    is_file_order: bool


def columns_of(
    rows: Sequence[SeriesRow], meant: Meant
) -> tuple[SeriesFigures, tuple[int, ...]]:
    """The figures of the rows, and the line of each.

    Raises:
        DataError: A cell is no number, a denominator is not over 0, or no row has a
            value.
        ChoiceNeeded: Values may be percentages or counts.
    """
    lines = tuple(row.line for row in rows)
    has_n = any(row.denominator is not None for row in rows)
    figures = figures_of(
        [row.value for row in rows],
        [row.denominator or "" for row in rows] if has_n else None,
        lines,
        heading=meant.value,
        stated=meant.value_is,
        decimal=meant.decimal,
    )
    return figures, lines


def series_in(rows: Iterable[SeriesRow], meant: Meant | None = None) -> SeriesTable:
    """The series in the rows, each oldest first.

    Raises:
        DataError: A value is no number, a denominator is not over 0, a period is missing
            or comes twice, or no row has a value.
        ChoiceNeeded: The order in time, or what the values are, cannot be told.
        UsageError: What was said of the table does not fit it.
    """
    meant = meant or Meant()
    every = list(rows)
    figures, lines = columns_of(every, meant)
    labels = Labels(
        heading=meant.period,
        texts=tuple((row.period or "").strip() for row in every),
        groups=tuple((row.by or "").strip() for row in every),
        lines=lines,
        has_value=figures.has_figures,
        asked=meant.asked,
    )
    placed = place_rows(labels)
    charted = [
        _series(name, rows_of, labels, placed, figures=figures)
        for name, rows_of in labels.by_group().items()
    ]
    return SeriesTable(
        series=tuple(one for one in charted if one is not None),
        n_left_out=sum(not known for known in figures.has_figures),
        is_file_order=placed.kind == "file",
    )


def _series(
    name: str,
    rows: Sequence[int],
    labels: Labels,
    placed: PlacesInTime,
    *,
    figures: SeriesFigures,
) -> ChartedSeries | None:
    """One series; None where none of its rows has a figure."""
    there = [i for i in rows if placed.places[i] is not None]
    there.sort(key=lambda i: _place(placed, i).key)
    known = [i for i in there if figures.has_figures[i]]
    known, repeated = _without_repeats(name, known, labels, placed, figures=figures)
    if not known:
        return None
    grid = grid_of([_place(placed, i) for i in there], placed)
    days = [p.begins for i in known if (p := _place(placed, i).period) is not None]
    minutes = any((p := _place(placed, i).period) and p.minute for i in known)
    n = figures.denominators
    return ChartedSeries(
        name=name,
        periods=tuple(labels.texts[i] for i in known),
        values=figures.values[known],
        denominators=None if n is None else n[known],
        dates=tuple(days) if len(days) == len(known) and not minutes else None,
        scale=figures.scale,
        notes=(
            *placed.notes,
            *figures.notes,
            *gaps_said(grid),
            *gone_said([figures.why_gone[i] for i in there]),
            *repeated,
        ),
        missing_periods=grid.missing,
        unit=grid.unit,
        breaks=breaks_in(grid, [_place(placed, i) for i in known]),
    )


def _place(placed: PlacesInTime, i: int) -> PlaceInTime:
    place = placed.places[i]
    if place is None:
        msg = "a row that is left out has no place"
        raise KeyError(msg)
    return place


def _without_repeats(
    name: str,
    rows: Sequence[int],
    labels: Labels,
    placed: PlacesInTime,
    *,
    figures: SeriesFigures,
) -> tuple[list[int], tuple[Warned, ...]]:
    """The rows, those that repeat a period and its figures once.

    Raises:
        DataError: A period comes twice with other figures.
    """
    first: dict[float, int] = {}
    same: list[int] = []
    other: list[int] = []
    for i in rows:
        place = _place(placed, i)
        before = first.setdefault(place.key, i) if place.repeats else i
        if before != i:
            (same if _is_same(before, i, figures) else other).append(i)
    if other:
        lines = [labels.lines[i] for i in other]
        where = " of one series" if name else ""
        msg = f"{rows_said(lines)}{where} with a period that came before "
        raise DataError(
            f"{msg}({at_lines(lines)}).",
            next_step="Add the rows of a period up first, or name the column that tells "
            "the series apart with ⟦by⟧; the column that holds the year with ⟦year⟧.",
        )
    twins = set(same)
    kept = [i for i in rows if i not in twins]
    if not same:
        return kept, ()
    lines = [labels.lines[i] for i in same]
    text = (
        f"{rows_said(lines)} with the period and the figures of another "
        f"({at_lines(lines)}): counted once."
    )
    return kept, (Warned(id="repeated", text=text),)


def _is_same(a: int, b: int, figures: SeriesFigures) -> bool:
    n = figures.denominators
    is_same = figures.values[a] == figures.values[b]
    return bool(is_same and (n is None or n[a] == n[b]))
