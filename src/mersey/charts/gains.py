"""How gains and losses are said on the charts of an experiment."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mersey.vocabulary import Better, Unit
from mersey.wording import decimal, plain

if TYPE_CHECKING:
    from mersey.evidence import Effect

PER_CENT: Final = 100.0


def amount_of(value: float, unit: Unit) -> float:
    """The value as it is said: shares in points of a hundred."""
    return value * PER_CENT if unit is Unit.SHARE else value


def amount(value: float, unit: Unit) -> str:
    """How much, without its sign or its unit: 5, 13.2; where nothing bounds it, so said."""
    said = abs(amount_of(value, unit))
    if math.isinf(said):
        return "any number of"
    return plain(round(said)) if said >= 10 or said == round(said) else decimal(said)


def sides(unit: Unit, better: Better) -> tuple[str, str]:
    """What more of a gain and of a loss are called: "days sooner", "days later"."""
    if unit is Unit.DAYS:
        gain, loss = "days sooner", "days later"
        return (gain, loss) if better is Better.LOWER else ("days more", "days less")
    if unit is Unit.SHARE:
        fewer, more = "in 100 fewer", "in 100 more"
    else:
        fewer, more = "fewer", "more"
    return (fewer, more) if better is Better.LOWER else (more, fewer)


def gain_words(gain: float, effect: Effect) -> str:
    """A gain in words: "15 days sooner", "2 in 100 more"."""
    better, worse = sides(effect.unit, effect.better)
    said = amount(gain, effect.unit)
    side = better if gain >= 0 else worse
    return f"{said} {side.replace('days', 'day') if said == '1' else side}"
