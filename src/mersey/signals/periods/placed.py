"""A column of labels with what was asked about it, and the places found for its rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mersey.signals.periods.period import DateOrder, Period, PeriodUnit
    from mersey.signals.results import Warned

Rows = Literal["oldest-first", "newest-first"]


@dataclass(frozen=True, kw_only=True)
class PeriodsStated:
    """What a person said about the periods; None where nothing was said.

    Attributes:
        date_order: What comes first in 01/12/24. rows: How the file runs.
        every: The length of period that is meant where several are mixed.
    """

    date_order: DateOrder | None = None
    rows: Rows | None = None
    every: PeriodUnit | None = None


@dataclass(frozen=True, kw_only=True)
class Labels:
    """One column: a label, a group and whether there is a value, for each row.

    Attributes:
        texts: The labels in the order of the file. groups: The series of each row.
        lines: Where each stands in the file. has_value: False where nothing is lost
            with the row.
    """

    heading: str
    texts: tuple[str, ...]
    groups: tuple[str, ...]
    lines: tuple[int, ...]
    has_value: tuple[bool, ...]
    asked: PeriodsStated = field(default_factory=PeriodsStated)

    @property
    def n_written(self) -> int:
        """Rows that have a label."""
        return sum(bool(text) for text in self.texts)

    def by_group(self) -> dict[str, list[int]]:
        """The rows of each group, in the order of the file."""
        rows: dict[str, list[int]] = defaultdict(list)
        for i, group in enumerate(self.groups):
            rows[group].append(i)
        return dict(rows)


@dataclass(frozen=True, kw_only=True)
class PlaceInTime:
    """Where a row stands in time.

    Attributes:
        key: To sort by. period: What its label says; None where it is no date.
        repeats: Whether a second row with the same key is one too many.
    """

    key: float
    period: Period | None = None
    repeats: bool = True


@dataclass(frozen=True, kw_only=True)
class PlacesInTime:
    """The places of all rows; None for a row that is left out.

    Attributes:
        kind: What they are told by. notes: What a reader must know of the reading.
        unit: Of a cycle: what is numbered.
    """

    kind: Literal["calendar", "cycle", "number", "file"]
    places: tuple[PlaceInTime | None, ...]
    notes: tuple[Warned, ...] = ()
    unit: PeriodUnit | None = None
