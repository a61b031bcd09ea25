"""What a split of the cases says: groups side by side, and whether they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mersey.flow.clock_results import AsExperienced
    from mersey.flow.lead_time_results import Quantile

LEAST: Final = 10
"""Cases of the smallest group that is told; what fewer do is no group's."""

CHANCE: Final = 0.025
"""Groups are said to differ where chance would scatter them as much less often: 1 in 40."""

SURE: Final = 0.01
"""One group is named as apart from the others where chance would do it less often."""


@dataclass(frozen=True, kw_only=True)
class SplitGroup:
    """The cases of one group.

    Attributes:
        name: As the file has it. n: Cases. n_open: Of those, open ones.
        median: Days within which half end, open ones counted; with its 95 % interval.
        in_time: Share in time of those that started in the last year; None without a
            clock, or where fewer than `LEAST` started.
    """

    name: str
    n: int
    n_open: int
    median: Quantile
    in_time: AsExperienced | None = None


@dataclass(frozen=True, kw_only=True)
class Split:
    """The cases of a log by what one column says of them.

    Attributes:
        column: Heading of the column. field: Id of the pack's fact; empty for none.
        step: Empty where time is the whole lead time; else the step with which several
            teams take cases: time is from then until another team has it or it ends.
        groups: In the order of their names; none is ranked.
        n_small: Groups of fewer than `LEAST` cases, withheld. n_small_cases: Theirs.
        n_more, n_more_cases: Groups beyond the largest that are told, and their cases.
        n_without: Cases of which the column says nothing.
        clock: Title of the limit of `in_time`; empty without one.
        chance: How often chance alone would make groups differ as much, 0 to 1, allowing
            for the number of columns compared; None where there are not two groups.
        apart: Name of the one group that surely differs while the others do not among
            themselves; empty without one. others: The median of all others, if so.
        why_not: Why nothing can be said, in a sentence; empty where it can.
    """

    column: str
    field: str = ""
    step: str = ""
    groups: tuple[SplitGroup, ...] = ()
    n_small: int = 0
    n_small_cases: int = 0
    n_more: int = 0
    n_more_cases: int = 0
    n_without: int = 0
    clock: str = ""
    chance: float | None = None
    apart: str = ""
    others: Quantile | None = None
    why_not: str = ""

    @property
    def differs(self) -> bool:
        """Whether the groups differ by more than chance explains."""
        return self.chance is not None and self.chance < CHANCE

    @property
    def apart_group(self) -> SplitGroup | None:
        """The group that is apart from the others."""
        return next((one for one in self.groups if one.name == self.apart), None)
