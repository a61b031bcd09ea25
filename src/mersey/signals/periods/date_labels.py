"""Labels that are dates: which reading of the whole column holds, if any.

Readings that differ are weighed by how evenly the periods then stand, and by whether
the rows run one way. Where neither tells, a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded, UsageError
from mersey.fields import Setting
from mersey.signals.periods.label import has_footnote, read_label
from mersey.signals.periods.left_out import refuse_or_leave_out
from mersey.signals.periods.period import READINGS, Period, PeriodUnit
from mersey.signals.periods.period_headings import unit_in_heading
from mersey.signals.periods.placed import Labels, PlaceInTime, PlacesInTime
from mersey.signals.periods.spacing import spacing_of
from mersey.signals.results import Warned
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.signals.periods.period import LabelReading
    from mersey.signals.periods.spacing import Spacing

MOSTLY: Final = 0.7
"""A column is of dates where at least this share of its labels are."""

EVEN: Final = 0.5
TWICE: Final = 2.0
"""A reading that leaves under half as many holes as any other, and fills half of what
it spans, is what the file means: a wrong order of day and month scatters the periods."""

LEAST_ROWS: Final = 6
"""Under six rows that they run one way may be chance."""

MINUTES: Final = 1440
FIRST_SAID: Final = {"day": "day first", "month": "month first", "year": "year first"}


@dataclass(frozen=True)
class Column:
    """The labels read in one way."""

    how: LabelReading
    labels: Labels
    found: tuple[Period | None, ...]

    @property
    def n_read(self) -> int:
        """Rows with a period."""
        return sum(period is not None for period in self.found)

    @cached_property
    def units(self) -> set[PeriodUnit]:
        """The lengths of periods that occur."""
        return {period.unit for period in self.found if period is not None}

    @cached_property
    def spacing(self) -> Spacing | None:
        """The grid of all periods together."""
        known = {(p.begins, p.minute): p for p in self.found if p is not None}
        return spacing_of(list(known.values()))

    @property
    def fill(self) -> float:
        """How much of the grid is there; 0 where there is none."""
        return 0.0 if self.spacing is None else self.spacing.fill

    @cached_property
    def runs_one_way(self) -> bool:
        """True where the rows of each series rise all along, or fall all along."""
        for rows in self.labels.by_group().values():
            keys = [_key(p) for i in rows if (p := self.found[i]) is not None]
            steps = {b > a if b != a else None for a, b in pairwise(keys)}
            if len(steps) > 1 or None in steps:
                return False
        return True

    @property
    def is_doubtful(self) -> bool:
        """True where two digits beside a month may be days, and look like it."""
        is_open = any(period and period.is_doubtful for period in self.found)
        return is_open and self.fill < EVEN and not self.runs_one_way


def in_calendar(labels: Labels) -> PlacesInTime | None:
    """The rows by their dates; None where the labels are no dates.

    Raises:
        ChoiceNeeded: Day or month may come first, or lengths are mixed.
        UsageError: The stated order or length does not fit.
        DataError: Some labels with values are no dates.
    """
    columns = list(_readings(labels))
    most = max(column.n_read for column in columns)
    if most < MOSTLY * labels.n_written or most == 0:
        _refuse_stated(labels)
        return None
    best = [column for column in columns if column.n_read == most]
    fewest = min(len(column.units) for column in best)
    column = _chosen([one for one in best if len(one.units) == fewest])
    if column.is_doubtful:
        return None
    left_out = refuse_or_leave_out(labels, [p is not None for p in column.found])
    kept, by_length = _of_one_length(column)
    return PlacesInTime(
        kind="calendar",
        places=tuple(
            None if p is None else PlaceInTime(key=_key(p), period=p) for p in kept
        ),
        notes=(*left_out, *by_length, *_notes(column, best)),
    )


def _key(period: Period) -> float:
    return period.begins.toordinal() + period.minute / MINUTES


def _readings(labels: Labels) -> Iterator[Column]:
    """Each way to read the column, those with the same result once."""
    asked = labels.asked.date_order
    met = set()
    for how in READINGS:
        if asked not in {None, how.order}:
            continue
        read = [read_label(text, how) for text in labels.texts]
        found = tuple(one if isinstance(one, Period) else None for one in read)
        if found not in met:
            met.add(found)
            yield Column(how, labels, found)


def _refuse_stated(labels: Labels) -> None:
    if labels.asked.date_order is not None:
        said = FIRST_SAID[labels.asked.date_order]
        msg = f"The labels in “{labels.heading}” are no dates when read {said}."
        raise UsageError(msg, next_step="Leave ⟦date_order⟧ out, or give another.")
    if labels.asked.every is not None:
        msg = f"The labels in “{labels.heading}” are no dates: ⟦every⟧ does not fit."
        raise UsageError(msg, next_step="Leave ⟦every⟧ out.")


def _chosen(columns: Sequence[Column]) -> Column:
    """The reading that the periods themselves prove; else a person is asked."""
    columns = _without_year_first(_as_headed(columns))
    ranked = sorted(columns, key=lambda column: -column.fill)
    first = ranked[0]
    if len(ranked) == 1:
        return first
    if first.fill >= EVEN and first.fill >= TWICE * ranked[1].fill:
        return first
    orders = {column.how.order for column in ranked}
    if len(orders) == 1:
        return first
    one_way = [column for column in ranked if column.runs_one_way]
    if len(one_way) == 1 and len(first.labels.texts) >= LEAST_ROWS:
        return one_way[0]
    raise _which_first(ranked)


def _without_year_first(columns: Sequence[Column]) -> Sequence[Column]:
    """24/12/01 is a rare way to write a date: only where the others are uneven."""
    others = [column for column in columns if column.how.order != "year"]
    return others if any(column.fill >= EVEN for column in others) else columns


def _as_headed(columns: Sequence[Column]) -> Sequence[Column]:
    """201401 under "week" is a week: only the readings of the length it names."""
    unit = unit_in_heading(columns[0].labels.heading)
    named = [column for column in columns if column.units == {unit}]
    return named or columns


def _which_first(columns: Sequence[Column]) -> ChoiceNeeded:
    said = "; ".join(
        f"{FIRST_SAID[column.how.order]} they stand {_apart(column.spacing)}"
        for column in columns
    )
    heading = columns[0].labels.heading
    msg = f"Which comes first in the dates of “{heading}”? Read {said}."
    orders = dict.fromkeys(column.how.order for column in columns)
    options = [Setting("date_order", order, is_name=False) for order in orders]
    return ChoiceNeeded(msg, options=options)


def _apart(spacing: Spacing | None) -> str:
    if spacing is None:
        return "at uneven distances"
    if spacing.step == 1:
        return f"a {spacing.unit} apart"
    return f"{spacing.step} {spacing.unit}s apart"


def _of_one_length(
    column: Column,
) -> tuple[tuple[Period | None, ...], tuple[Warned, ...]]:
    """The periods of the length that is meant; the others are left out and said."""
    asked, found = column.labels.asked.every, column.found
    units = sorted(column.units, key=list(PeriodUnit).index)
    if asked is None:
        if len(units) > 1:
            said = ", ".join(units)
            msg = f"“{column.labels.heading}” mixes periods of several lengths: {said}."
            options = [Setting("every", unit, is_name=False) for unit in units]
            raise ChoiceNeeded(msg, options=options)
        return found, ()
    if asked not in column.units:
        known = ", ".join(units)
        msg = f"“{column.labels.heading}” has no period that is a {asked} long."
        raise UsageError(msg, next_step=f"It has these: {known}.")
    kept = tuple(p if p is not None and p.unit is asked else None for p in found)
    n_other = sum(p is not None for p in found) - sum(p is not None for p in kept)
    text = f"Only the rows for a {asked} are charted; {n_other} others are left out."
    return kept, (Warned(id="other_lengths", text=text),) if n_other else ()


def _notes(column: Column, best: Sequence[Column]) -> Iterator[Warned]:
    orders = {one.how.order for one in best} - {"year"}
    if len(orders) > 1 or column.how.order != "day":
        yield Warned(
            id="date_order",
            text=f"Dates were read {FIRST_SAID[column.how.order]}. If that is wrong, "
            "say ⟦date_order⟧ day, month or year.",
        )
    if any(period and period.is_financial for period in column.found):
        yield Warned(
            id="financial_year",
            text="Financial years are taken to begin in April.",
        )
    n = sum(has_footnote(text) for text in column.labels.texts)
    if n:
        rows = plural(n, "period carries", "periods carry")
        text = (
            f"{rows} a mark, such as for provisional figures; the marks were left off."
        )
        yield Warned(id="marked_periods", text=text)
