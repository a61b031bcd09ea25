"""What the numbers of a column are: counts, percentages or shares; asked where unclear.

92 to 96 beside 195 to 212 cases is a percentage, not a count of cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from mersey.errors import ChoiceNeeded, UsageError
from mersey.fields import Setting
from mersey.signals.results import Scale, Warned

if TYPE_CHECKING:
    from mersey.signals.results import Floats

ValueIs = Literal["count", "percent", "share"]

PERCENT_WORDS: Final = re.compile(
    r"%|(?:^|[^a-z])(?:pct|percent|percentage|per cent|perc|pc)(?:[^a-z]|$)",
    re.IGNORECASE,
)
TOO_CALM: Final = 0.35
AS_PERCENT: Final = (0.7, 2.5)
"""Simulated: of 6,000 series of counts none varies under 0.35 times as much as chance
makes counts vary and 0.7 to 2.5 times as much as it makes percentages vary; of 2,000 of
rounded percentages of some 200 cases 98 % do."""

LEAST_POINTS: Final = 10
LONGEST_PERCENT: Final = 100.0


@dataclass(frozen=True, kw_only=True)
class Scaled:
    """What values are said in, and whether their denominators count.

    Attributes:
        keeps_denominator: False where values are ratios already.
    """

    scale: Scale
    keeps_denominator: bool = True
    notes: tuple[Warned, ...] = ()


def scale_of(
    values: Floats,
    n: Floats | None,
    *,
    written: Scale,
    heading: str,
    stated: ValueIs | None,
) -> Scaled:
    """What the values of a column are.

    Args:
        values: The numbers of all rows.
        n: What they are out of, if a column is named.
        written: What their signs say.
        heading: Of the column.
        stated: What a person said they are.

    Raises:
        ChoiceNeeded: They may be percentages or counts.
        UsageError: They cannot be what was stated.
    """
    if stated is not None:
        return _stated(values, n, written, stated)
    if written is Scale.PERCENT:
        return _ratio(Scale.PERCENT, n)
    says_percent = bool(PERCENT_WORDS.search(heading))
    if n is None:
        return Scaled(scale=_by_heading(values, written, says_percent=says_percent))
    if _may_be_ratio(values, n, says_percent=says_percent):
        raise _which(values, heading)
    return Scaled(scale=written)


def _stated(
    values: Floats, n: Floats | None, written: Scale, stated: ValueIs
) -> Scaled:
    if stated == "count":
        if written is Scale.PERCENT:
            msg = "⟦value_is⟧ count does not fit: the values are written with %."
            raise UsageError(msg, next_step="Leave it out, or say ⟦value_is⟧ percent.")
        return Scaled(scale=written)
    if stated == "share" and (written is Scale.PERCENT or (values > 1).any()):
        msg = "⟦value_is⟧ share does not fit: a share runs from 0 to 1."
        raise UsageError(msg, next_step="Say ⟦value_is⟧ percent for 0 to 100.")
    return _ratio(Scale.SHARE if stated == "share" else Scale.PERCENT, n)


def _ratio(scale: Scale, n: Floats | None) -> Scaled:
    if n is None:
        return Scaled(scale=scale)
    name = "percentages" if scale is Scale.PERCENT else "shares"
    text = (
        f"The values are {name} already: they are charted as they stand, and the "
        "denominator is not used."
    )
    note = Warned(id="percentages", text=text)
    return Scaled(scale=scale, keeps_denominator=False, notes=(note,))


def _by_heading(values: Floats, written: Scale, *, says_percent: bool) -> Scale:
    if not says_percent or written is not Scale.PLAIN:
        return written
    is_share = bool(((values >= 0) & (values <= 1)).all()) and _has_parts(values)
    return Scale.SHARE if is_share else Scale.PERCENT


def _has_parts(values: Floats) -> bool:
    return bool((values != np.round(values)).any())


def _may_be_ratio(values: Floats, n: Floats, *, says_percent: bool) -> bool:
    is_within = bool(((values >= 0) & (values <= LONGEST_PERCENT)).all())
    if not is_within:
        return False
    return says_percent or _has_parts(values) or _varies_as_percentages(values, n)


def _varies_as_percentages(values: Floats, n: Floats) -> bool:
    """True where they vary too little for counts out of `n`, and as percentages do."""
    share, part = float(values.sum() / n.sum()), float(values.mean()) / LONGEST_PERCENT
    if values.size < LEAST_POINTS or not 0 < share < 1 or not 0 < part < 1:
        return False
    if (values > n).any():
        return False
    spread = float(values.std())
    of_counts = float(np.sqrt((n * share * (1 - share)).mean()))
    of_percent = float((LONGEST_PERCENT * np.sqrt(part * (1 - part) / n)).mean())
    low, high = AS_PERCENT
    return spread < TOO_CALM * of_counts and low < spread / of_percent < high


def _which(values: Floats, heading: str) -> ChoiceNeeded:
    is_share = bool((values <= 1).all()) and _has_parts(values)
    ratio = "share" if is_share else "percent"
    word = "shares from 0 to 1" if is_share else "percentages"
    msg = (
        f"Are the values of “{heading}” {word}, or counts out of the denominator? As "
        f"{word} they are charted as they stand."
    )
    return ChoiceNeeded(
        msg,
        options=[Setting("value_is", one, is_name=False) for one in (ratio, "count")],
    )
