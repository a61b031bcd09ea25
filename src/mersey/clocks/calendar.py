"""Which days count, how far the list of those that do not is known, and why each does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

SATURDAY: Final = 5
WEEKEND: Final = {5: "Saturday", 6: "Sunday"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Calendar:
    """Days that count and days that do not; Saturdays and Sundays never do.

    Attributes:
        id: `england_wales`, `uk_union`, `school:stockport`, …
        title: As one says it.
        days_off: Weekdays that do not count, with why; beyond the horizon, projections.
        first: The first day the list is known for; None where it always is.
        horizon: The last day the list is known for; None where it always is. A date
            that rests on a later day is projected, and no breach is claimed for it.
        source: Where the list is from.
    """

    id: str
    title: str
    days_off: Mapping[date, str] = field(repr=False)
    first: date | None = None
    horizon: date | None = None
    source: str = ""

    def why_off(self, day: date) -> str:
        """Why the day does not count: a weekend, or a holiday's name; empty if it does."""
        return self.days_off.get(day) or WEEKEND.get(day.weekday(), "")

    def is_known(self, day: date) -> bool:
        """Whether the list covers the day, both ends included."""
        after = self.first is None or day >= self.first
        return after and (self.horizon is None or day <= self.horizon)

    def are_known(self, days: Any) -> Any:
        """The same of many days: datetime64[D] in, booleans out; false for not a time."""
        known = ~np.isnat(days)
        if self.first is not None:
            known &= days >= np.datetime64(self.first)
        if self.horizon is not None:
            known &= days <= np.datetime64(self.horizon)
        return known

    @cached_property
    def busdays(self) -> np.busdaycalendar:
        """The calendar as numpy's business-day functions take it."""
        off = [day for day in self.days_off if day.weekday() < SATURDAY]
        return np.busdaycalendar(holidays=np.array(off, dtype="datetime64[D]"))
