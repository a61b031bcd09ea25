"""What the log cannot show of hands and queues, and numbers of a what-if as told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.wording import joined, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.whatif.model import WhatIfModel
    from mersey.forecast.whatif.results import FigureDifference

A_HUNDRED: Final = 100

NO_QUEUES: Final = (
    "The log does not record when work began, so nobody is ever short of hands here: a "
    "longer queue cannot show."
)
NOT_HERE: Final = (
    "The log does not record who did {steps}, so nobody is ever short of hands there: a "
    "longer queue for that cannot show."
)
NO_OTHER_QUEUES: Final = (
    "The log does not record when work began. Cases waited in turn for {lines}, and do so "
    "here, at the pace at which they were taken; nowhere else is anybody short of hands."
)


def is_told(one: FigureDifference) -> bool:
    """Whether the simulation can tell the difference from none."""
    return one.low > 0 or one.high < 0


def queues_in_words(model: WhatIfModel) -> str:
    """What the log cannot show of hands and queues; empty where it shows all."""
    if not model.unseen:
        return ""
    if model.has_starts:
        return NOT_HERE.format(steps=listed(model.unseen))
    if model.lines:
        return NO_OTHER_QUEUES.format(lines=listed(model.lines))
    return NO_QUEUES


def listed(names: Sequence[str], most: int = 3) -> str:
    """A, B and C; of more than `most`, the first ones and how many others."""
    some = list(names[:most])
    left = len(names) - len(some)
    if left:
        some.append(plural(left, "other step"))
    return joined(some)


def told(value: float) -> str:
    """Three figures, the whole number where it has more."""
    return f"{value:,.0f}" if abs(value) >= A_HUNDRED else f"{value:.3g}"
