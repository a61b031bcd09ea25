"""All that the inference of roles may look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mersey.load.columns.heading_words import fit, is_birth, is_case_level, is_due
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.load.columns.case_view import CaseView
    from mersey.load.columns.options import ReadOptions
    from mersey.load.columns.profile import ColumnProfile, Profiles
    from mersey.load.dates.moments import DateColumn
    from mersey.load.files.raw import RawTable

__all__ = ["Clues", "varies"]

_BORN_BEFORE = 2015
_SPREAD_YEARS = 30


@dataclass(frozen=True, kw_only=True)
class Clues:
    """The file, its profiles, its dates, and what a person or its format stated.

    Attributes:
        stated: Role → column, from options, a map or the format.
        said_by: Role → who stated it, such as "you said so".
    """

    raw: RawTable
    profiles: Profiles
    dates: Mapping[str, DateColumn]
    options: ReadOptions
    stated: Mapping[Role, str] = field(default_factory=dict)
    said_by: Mapping[Role, str] = field(default_factory=dict)

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
            if not self.is_due_date(name) and not self.is_birth_date(name)
        ]

    def is_due_date(self, name: str) -> bool:
        """Whether a column holds dates that ought to be: by its name, or as stated."""
        if name == self.stated.get(Role.DEADLINE):
            return True
        return name not in self.stated.values() and name in self.dates and is_due(name)

    def is_birth_date(self, name: str) -> bool:
        """Whether a date column holds dates of birth: by name, or by spread of ages."""
        if is_birth(name):
            return True
        column = self.dates[name]
        if column.first is None or column.last is None or column.n_timed:
            return False
        span = column.last.year - column.first.year
        many = self.columns[name].n_values > _SPREAD_YEARS
        return column.last.year <= _BORN_BEFORE and span >= _SPREAD_YEARS and many

    def taken(self, roles: Mapping[Role, str]) -> set[str]:
        """Columns that already play a role."""
        return {*roles.values(), *self.stated.values()}


def fits(
    names: Sequence[str], role: Role, *, at_least: float = 0.0
) -> dict[str, float]:
    """How well each heading fits the role; those below `at_least` left out."""
    scores = {name: fit(name, role) for name in names}
    return {name: score for name, score in scores.items() if score >= at_least}


def varies(view: CaseView, name: str) -> float:
    """The share of a view's cases in which the column changes."""
    return view.varies.get(name, 0.0)
