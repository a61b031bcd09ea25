"""Was it paid for elsewhere? Each guardrail against the margin that the plan froze.

A difference that was not found is no safety: a guardrail is held only where the data
rule out a worsening of its margin or more, with one chance in twenty of being wrong.
Source: non-inferiority as in Piaggio et al. (2012), JAMA 308, 2594–2604.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.vocabulary import Better, Dimension

if TYPE_CHECKING:
    from mersey.evidence.effect import Effect

GUARD_LEVEL: Final = 0.90
"""Two-sided, so that each side of the interval is wrong in one case of twenty."""


class GuardStanding(StrEnum):
    """What is known of one guardrail."""

    HELD = "held"  # a worsening of the margin or more is ruled out
    BREACHED = (
        "breached"  # it got worse, and by the margin or more for all that is known
    )
    NOT_YET_KNOWN = "not_yet_known"
    NOT_USED = "not_used"  # the plan said that it could not tell, and lists it only


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One guardrail, as the plan froze it.

    Attributes:
        dimension: Of better, value, sooner, safer, happier; another than the outcome's.
        margin: The largest worsening that is accepted, above 0, in the measure's unit;
            None only where the guardrail is not used.
        is_used: False where the plan says that it will be too few to tell.
    """

    name: str
    dimension: Dimension
    margin: float | None
    is_used: bool = True

    def __post_init__(self) -> None:
        if not (self.margin is None or self.margin > 0):
            msg = "a margin is above 0: the largest worsening that is accepted"
            raise ValueError(msg)


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """A guardrail and what became of it.

    Attributes:
        effect: What was found, its interval at `GUARD_LEVEL`; None where nothing is.
        worst: The largest worsening that the data do not rule out; below 0 where even
            that is an improvement. None without an effect.
        why_not: In place of an effect: why the log cannot give it.
    """

    guard: Guard
    standing: GuardStanding
    effect: Effect | None = None
    worst: float | None = None
    why_not: str = ""


def guarded(guard: Guard, effect: Effect | None, *, why_not: str = "") -> Guarded:
    """The guardrail, judged.

    Args:
        guard: As the plan froze it.
        effect: With an interval at `GUARD_LEVEL`; None where the log cannot give it.
        why_not: Why it cannot.

    Raises:
        ValueError: The level is another, or the measure has no better direction.
    """
    best, worst = (None, None) if effect is None else _worsening(effect)
    standing = _standing(best, worst, margin=guard.margin)
    return Guarded(
        guard=guard,
        standing=standing if guard.is_used else GuardStanding.NOT_USED,
        effect=effect,
        worst=worst,
        why_not=why_not,
    )


def _worsening(effect: Effect) -> tuple[float, float]:
    """The least and the largest worsening that the data do not rule out."""
    interval = effect.interval
    if abs(interval.level - GUARD_LEVEL) > 1e-9:
        msg = f"a guardrail is judged at {GUARD_LEVEL}, not at {interval.level}"
        raise ValueError(msg)
    if effect.better is Better.NEITHER:
        msg = "a guardrail needs a measure of which one direction is worse"
        raise ValueError(msg)
    if effect.better is Better.LOWER:
        return interval.low, interval.high
    return -interval.high, -interval.low


def _standing(
    best: float | None, worst: float | None, *, margin: float | None
) -> GuardStanding:
    if best is None or worst is None or margin is None:
        return GuardStanding.NOT_YET_KNOWN
    if worst < margin:
        return GuardStanding.HELD
    return GuardStanding.BREACHED if best > 0 else GuardStanding.NOT_YET_KNOWN
