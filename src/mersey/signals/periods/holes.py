"""Which periods are missing between the first and the last, and how wide the holes are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.signals.periods.period import CYCLES
from mersey.signals.periods.period_names import named, unit_said
from mersey.signals.periods.spacing import missing_between, missing_numbers, spacing_of
from mersey.signals.results import Warned
from mersey.wording import either, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.signals.periods.placed import PlaceInTime, PlacesInTime
    from mersey.signals.periods.spacing import Spacing

MISSING_NAMED: Final = 12
EVEN: Final = 0.5
FEW_HOLES: Final = 0.25
"""Where more than half of the grid is empty, and that in many holes, the periods stand on
no grid; one long hole in a grid is a hole."""

MOST_MISSING: Final = 20.0
"""Times as many missing as are there: two periods a lifetime apart are no series."""

WIDE: Final = 7
"""A run of seven is no run of neighbours over a hole of seven or more."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """The periods of one series as a grid in time.

    Attributes:
        unit: What one step of it is: "month", "week"; "period" where that is not known.
        missing: The periods that no row has, by name.
        wide: The keys (places in time) just after a hole of seven or more.
    """

    unit: str
    missing: tuple[str, ...] = ()
    wide: tuple[float, ...] = ()


def grid_of(places: Sequence[PlaceInTime], placed: PlacesInTime) -> Grid:
    """The grid of a series' places, those without a figure among them."""
    if placed.kind in {"cycle", "number"}:
        return _of_numbers(places, placed)
    by_day = {p.begins: p for place in places if (p := place.period) is not None}
    spacing = spacing_of(list(by_day.values()))
    if spacing is None:
        units = {period.unit.value for period in by_day.values()}
        return Grid(unit=units.pop() if len(units) == 1 else "period")
    unit = unit_said(spacing)
    if not _is_grid(spacing):
        return Grid(unit=unit)
    like = next(iter(by_day.values()))
    names = tuple(named(day, like, spacing) for day in missing_between(spacing))
    return Grid(unit=unit, missing=names, wide=_wide(places, spacing))


def gaps_said(grid: Grid) -> Iterator[Warned]:
    """A note of the periods that are missing; none where none is."""
    names, unit = grid.missing, grid.unit
    if not names:
        return
    shown = ", ".join(names[:MISSING_NAMED])
    more = len(names) - MISSING_NAMED
    shown += f" and {more} more" if more > 0 else ""
    missing = plural(len(names), f"{unit} is", f"{unit}s are")
    them = either(len(names), "it", "them")
    text = f"{missing} missing: {shown}. The line is joined over {them}."
    if grid.wide:
        text += f" No run or trend is counted over a gap of {WIDE} {unit}s or more."
    yield Warned(id="gaps", text=text)


def breaks_in(grid: Grid, places: Sequence[PlaceInTime]) -> tuple[int, ...]:
    """The index of the first of the places after each wide hole."""
    keys = [place.key for place in places]
    found = (
        next((i for i, key in enumerate(keys) if key >= at), None) for at in grid.wide
    )
    return tuple(sorted({i for i in found if i}))


def _of_numbers(places: Sequence[PlaceInTime], placed: PlacesInTime) -> Grid:
    keys = sorted({place.key for place in places})
    holes = missing_numbers(keys)
    n = CYCLES[placed.unit] if placed.unit else 0
    names = tuple(str((hole - 1) % n + 1 if n else hole) for hole in holes)
    return Grid(unit=placed.unit.value if placed.unit else "period", missing=names)


def _is_grid(spacing: Spacing) -> bool:
    steps = [(b - a) / spacing.step for a, b in pairwise(spacing.at)]
    if sum(steps) > MOST_MISSING * len(spacing.at):
        return False
    n_holes = sum(step > 1 for step in steps)
    return spacing.fill >= EVEN or n_holes <= FEW_HOLES * len(steps)


def _wide(places: Sequence[PlaceInTime], spacing: Spacing) -> tuple[float, ...]:
    keys = sorted({place.key for place in places})
    return tuple(
        key
        for (a, b), key in zip(pairwise(spacing.at), keys[1:], strict=True)
        if (b - a) / spacing.step > WIDE
    )
