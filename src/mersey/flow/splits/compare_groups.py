"""Groups of cases side by side: half of each, and whether they differ.

Nobody is ranked. Groups too small to tell are withheld, and of very many the largest are
told. One test asks whether any differ; only where it says so is one group asked for that
is surely apart while the others do not differ among themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.flow.splits.log_rank import log_rank
from mersey.flow.splits.split_results import CHANCE, LEAST, SURE, Split, SplitGroup
from mersey.flow.time_to_event import kaplan_meier, quantiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.flow.lead_time_results import Quantile

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Integers = npt.NDArray[np.int64]

MOST: Final = 20
"""Groups that are told; of more, those with most cases."""

MEDIAN: Final = (0.5,)

TOO_FEW: Final = (
    f"There are not two groups of at least {LEAST} cases in this column, so nothing can "
    "be compared."
)


@dataclass(frozen=True, kw_only=True)
class GroupedCases:
    """Cases, and the group of each; one element a case.

    Attributes:
        case_id: The log's own numbers.
        group: Place in `names`; −1 where nothing is said.
        days: To the end, or to where watching stopped. is_ended: The end was seen.
        is_open: Still open (neither ended nor silent).
    """

    names: tuple[str, ...]
    case_id: Integers
    group: Integers
    days: Floats
    is_ended: Flags
    is_open: Flags

    def of(self, places: Sequence[int]) -> GroupedCases:
        """The cases of those groups alone, numbered from 0 in that order."""
        new = np.full(len(self.names) + 1, -1)
        new[list(places)] = range(len(places))
        group = new[self.group]
        kept = group >= 0
        return GroupedCases(
            names=tuple(self.names[place] for place in places),
            case_id=self.case_id[kept],
            group=group[kept],
            days=self.days[kept],
            is_ended=self.is_ended[kept],
            is_open=self.is_open[kept],
        )


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order of names as people write lists: 2 before 10, letter case aside."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold())
        for part in re.split(r"(\d+)", name)
        if part
    )


def compared(split: Split, cases: GroupedCases, *, n_columns: int = 1) -> Split:
    """The split, with what the cases say.

    Args:
        split: Its column, and what time is.
        cases: Every case that has a time.
        n_columns: Columns that are compared in all: with more, more differ by chance.
    """
    sizes = np.bincount(cases.group[cases.group >= 0], minlength=len(cases.names))
    large = [place for place in range(len(cases.names)) if sizes[place] >= LEAST]
    ranked = sorted(large, key=lambda place: (-sizes[place], cases.names[place]))
    kept = sorted(ranked[:MOST], key=lambda place: natural(cases.names[place]))
    small = sizes[(sizes > 0) & (sizes < LEAST)]
    split = replace(
        split,
        n_small=int(small.size),
        n_small_cases=int(small.sum()),
        n_more=len(ranked[MOST:]),
        n_more_cases=int(sizes[ranked[MOST:]].sum()),
        n_without=int((cases.group < 0).sum()),
    )
    if len(kept) < 2:
        return replace(split, why_not=TOO_FEW)
    shown = cases.of(kept)
    groups = tuple(_group(shown, place) for place in range(len(kept)))
    split = replace(split, groups=groups, chance=_chance(shown, n_columns))
    return _told_apart(split, shown, n_columns) if split.differs else split


def _group(cases: GroupedCases, place: int) -> SplitGroup:
    mine = cases.group == place
    return SplitGroup(
        name=cases.names[place],
        n=int(mine.sum()),
        n_open=int((mine & cases.is_open).sum()),
        median=_median(cases, mine),
    )


def _median(cases: GroupedCases, chosen: Flags) -> Quantile:
    fitted = kaplan_meier(cases.days[chosen], cases.is_ended[chosen])
    return quantiles(fitted, MEDIAN)[0]


def _chance(cases: GroupedCases, times: int) -> float:
    """The chance of all groups together, as often as it is tried; at most 1."""
    found = log_rank(cases.days, cases.is_ended, cases.group, n_groups=len(cases.names))
    return min(1.0, found * times)


def _told_apart(split: Split, cases: GroupedCases, n_columns: int) -> Split:
    """With the one group that is surely apart, where the others do not differ."""
    n = len(cases.names)
    alone = [_against_others(cases, place) for place in range(n)]
    most = min(range(n), key=lambda place: (alone[place], place))
    if alone[most] * n * n_columns >= SURE:
        return split
    rest = [place for place in range(n) if place != most]
    if len(rest) == 1:
        most, rest = _slower_first(split, most, rest[0])
    elif _chance(cases.of(rest), 1) < CHANCE:
        return split
    others = _median(cases, cases.group != most)
    mine = split.groups[most].median
    if mine.days is None or others.days is None:
        return split
    return replace(split, apart=cases.names[most], others=others)


def _against_others(cases: GroupedCases, place: int) -> float:
    mine = (cases.group == place).astype(np.int64)
    return log_rank(cases.days, cases.is_ended, mine, n_groups=2)


def _slower_first(split: Split, one: int, other: int) -> tuple[int, list[int]]:
    """Of two groups the one that takes longer, and the other."""
    longest = max(
        (one, other), key=lambda place: split.groups[place].median.days or np.inf
    )
    return longest, [one + other - longest]
