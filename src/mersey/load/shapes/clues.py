"""All that the inference of roles may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.load.columns.heading_words import (
    fit,
    is_birth,
    is_case_level,
    is_due,
    is_of_another,
)
from mersey.load.shapes.candidates import Candidate
from mersey.load.shapes.sampled import codes_of, moments_of
from mersey.services.evidence import is_field, is_step
from mersey.services.touch_words import is_touch
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.load.columns.case_view import CaseView
    from mersey.load.columns.profile import ColumnProfile, Profiles
    from mersey.load.columns.read_options import ReadOptions
    from mersey.load.dates.moments import DateColumn
    from mersey.load.files.raw import RawTable

BY_PERSON: Final = "you said so"
CONSTANT: Final = 0.1
"""A column that changes in a smaller share of cases belongs to the case."""

_BORN_BEFORE = 2015
_SPREAD_YEARS = 30
_YEARS = 2.0  # from which dates before all others are ages, and differ as ages do
_YEAR = 365.25 * 86_400  # seconds
_FEWEST = 8  # rows that show it
_NAMED: Final = 0.5
_DATE_ROLES: Final = (Role.OPENED, Role.CLOSED, Role.START)


@dataclass(frozen=True, kw_only=True)
class Clues:
    """The file, its profiles, its dates, and what a person or its format stated.

    Attributes:
        stated: Role → column, from options, a map or the format.
        said_by: Role → who stated it, such as "you said so".
        no_key: True where a person said that no column names the case.
        moments: What was parsed of samples so far; see `moments_of`.
        no_closing: True where a person said that no column says when a case closed.
    """

    raw: RawTable
    profiles: Profiles
    dates: Mapping[str, DateColumn]
    options: ReadOptions
    stated: Mapping[Role, str] = field(default_factory=dict)
    said_by: Mapping[Role, str] = field(default_factory=dict)
    no_key: bool = False
    no_closing: bool = False
    moments: dict[int, tuple[Any, dict[tuple[str, str], Any]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def columns(self) -> Mapping[str, ColumnProfile]:
        """The profiles, in file order."""
        return self.profiles.columns

    def is_event_level(self, name: str) -> bool:
        """Whether nothing says that the column belongs to the case."""
        return name not in self.raw.case_columns and not is_case_level(name)

    def dates_done(self) -> list[str]:
        """Date columns that say when something was done: not due, not of birth."""
        return [
            name
            for name in self.dates
            if not self.is_due_date(name)
            and not self.is_birth_date(name)
            and (name in self.stated.values() or not is_of_another(name))
        ]

    def milestone_dates(self) -> list[str]:
        """Date columns that say when something was done to the case, in file order.

        Not one that moves whenever the record is touched, and not a copy of another.
        """
        named = set(self.stated.values())
        found = [
            name
            for name in self.dates_done()
            if self.dates[name].n_read and (name in named or not is_touch(name))
        ]
        return [n for n in found if n in named or not self._repeats_another(n, found)]

    def touch_dates(self) -> list[str]:
        """Date columns that move whenever the record is touched: updated, viewed."""
        return [
            name
            for name in self.dates_done()
            if self.dates[name].n_read and is_touch(name)
        ]

    def _repeats_another(self, name: str, names: Sequence[str]) -> bool:
        """Whether an earlier column holds the same dates in every row of the sample."""
        mine = self.profiles.sample[name]
        return any(
            _are_equal(self, self.profiles.sample[other], mine, (other, name))
            for other in names[: names.index(name)]
            if _alike(self.dates[other], self.dates[name])
        )

    def is_due_date(self, name: str) -> bool:
        """Whether a column holds dates that ought to be: by its name, or as stated."""
        if name == self.stated.get(Role.DEADLINE):
            return True
        return name not in self.stated.values() and name in self.dates and is_due(name)

    def is_birth_date(self, name: str) -> bool:
        """Whether a date column holds dates of birth: by name, or by spread of ages.

        Or by lying years before the rest of its rows. One that is called like the
        opening or the end of a case, or that a person named, is none for that alone.
        """
        if is_birth(name):
            return True
        if name in self.stated.values() or any(
            fit(name, role) >= _NAMED for role in _DATE_ROLES
        ):
            return False
        column = self.dates[name]
        if column.first is None or column.last is None or column.n_timed:
            return False
        span = column.last.year - column.first.year
        many = self.columns[name].n_values > _SPREAD_YEARS
        if column.last.year <= _BORN_BEFORE and span >= _SPREAD_YEARS and many:
            return True
        return not is_field(name) and not is_step(name) and self._lies_before(name)

    def _lies_before(self, name: str) -> bool:
        """Whether the dates of a column lie years before every other date of their rows.

        By years that differ from row to row: a child's age when the case opened.
        """
        others = [n for n in self.dates if n != name and self.dates[n].n_read]
        if not self._begins_before(name, others):
            return False
        moments = moments_of(self, self.profiles.sample, [name, *others])
        rest = np.stack([moments[n] for n in others])
        known = ~np.isnan(moments[name]) & ~np.isnan(rest).all(axis=0)
        if known.sum() < _FEWEST:
            return False
        first = np.nanmin(rest[:, known], axis=0)
        years = (first - moments[name][known]) / _YEAR
        low, middle, high = np.quantile(years, [0.1, 0.5, 0.9])
        return bool(low > 0 and middle >= _YEARS and high - low >= _YEARS)

    def _begins_before(self, name: str, others: Sequence[str]) -> bool:
        """Whether a column's first date lies years before the first of all others."""
        mine = self.dates[name].first
        firsts = [day for n in others if (day := self.dates[n].first) is not None]
        if mine is None or not firsts:
            return False
        return (min(firsts) - mine).days >= _YEARS * _YEAR / 86_400

    def taken(self, roles: Mapping[Role, str]) -> set[str]:
        """Columns that already play a role."""
        return {*roles.values(), *self.stated.values()}


def _alike(one: DateColumn, other: DateColumn) -> bool:
    """Whether two columns could hold the same dates."""
    return (one.n_read, one.first, one.last) == (other.n_read, other.first, other.last)


def _are_equal(clues: Clues, one: Any, other: Any, names: tuple[str, str]) -> bool:
    if one.equals(other):
        return True
    moments = moments_of(clues, clues.profiles.sample, names)
    return bool(np.array_equal(moments[names[0]], moments[names[1]], equal_nan=True))


def stated(clues: Clues, role: Role) -> Candidate | None:
    """The column that a person, a map or the format names for the role, if any does."""
    if role not in clues.stated:
        return None
    return Candidate(column=clues.stated[role], score=1.0, why=clues.said_by[role])


def date_varies(clues: Clues, view: CaseView, name: str) -> float:
    """The share of a view's cases in which a date changes; words count as blank."""
    dates = clues.dates[name]
    if view.rows is None or not (dates.nulls or dates.n_words):
        return varies(view, name)
    moments = moments_of(clues, view.rows, [name])[name]
    cases = codes_of(view.rows[view.case])
    known = ~np.isnan(moments)
    rows = np.bincount(cases, minlength=1)
    pairs = np.unique(np.stack([cases[known], moments[known]]), axis=1)[0]
    different = np.bincount(pairs.astype(int), minlength=len(rows))
    several = rows > 1
    return float(np.mean(different[several] > 1)) if several.any() else 0.0


def varies(view: CaseView, name: str) -> float:
    """The share of a view's cases in which the column changes."""
    return view.varies.get(name, 0.0)
