"""What may be said of a change: improved, no worthwhile change, worse, not yet known.

The rules, in order, on the interval that the look has earned:

1. A look before the first planned one gives no verdict: the comparison is sealed.
2. What failed (the change was not made, an assumption does not hold) stops "improved".
3. Improved: the whole interval lies beyond the smallest effect worth having, and every
   guardrail in use is held.
4. Worse: the whole interval lies on the wrong side of 0, and is not all too small.
5. No worthwhile change: the whole interval lies within what is too small either way.
6. Everything else is not yet known. That is no "no effect".

The planned interval speaks at the last planned look alone, and only where nobody looked
ahead of time; every other look has the wider one that is safe for whoever looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mersey.evidence.effect import Interval, Standing
from mersey.evidence.guardrails import GuardStanding
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from datetime import date

    from mersey.evidence.effect import AssumptionName, Effect
    from mersey.evidence.guardrails import Guarded


class VerdictKind(StrEnum):
    """What may be said."""

    TOO_EARLY = "too_early"
    IMPROVED = "improved"
    NO_WORTHWHILE_CHANGE = "no_worthwhile_change"
    WORSE = "worse"
    NOT_YET_KNOWN = "not_yet_known"


class LookTime(StrEnum):
    """When the comparison was looked at."""

    AHEAD = "ahead"  # before the first planned look: written down, widens for good
    FIRST = "first"
    BETWEEN = "between"
    LAST = "last"  # on the last planned date, or after it


class Stop(StrEnum):
    """What stood in the way of "improved" where the interval alone would have said so."""

    FIDELITY = "fidelity"
    ASSUMPTION = "assumption"
    GUARDRAIL_BREACHED = "guardrail_breached"
    GUARDRAIL_NOT_YET_KNOWN = "guardrail_not_yet_known"


class AsPredicted(StrEnum):
    """How what was found stands to what was written down before."""

    MORE = "more"
    AS_PREDICTED = "as_predicted"
    LESS = "less"


@dataclass(frozen=True, kw_only=True)
class LookTaken:
    """One look at the comparison, as it was taken.

    Attributes:
        on: Its date. kind: As the plan has it.
        n_ahead: Looks ahead of time that the trail holds.
    """

    on: date
    kind: LookTime
    n_ahead: int = 0


@dataclass(frozen=True, kw_only=True)
class SecondaryFound:
    """What became of a secondary measure.

    Attributes:
        effect: None where the log cannot give it; why_not then says why.
        adjusted_p: It allows for every secondary measure of the plan, found or not
            (Holm); None without an effect.
    """

    name: str
    effect: Effect | None
    adjusted_p: float | None
    why_not: str = ""

    @property
    def has_moved(self) -> bool:
        """Whether it moved, at one in twenty over all secondary measures."""
        return self.adjusted_p is not None and self.adjusted_p < 0.05


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What may be said of a change at one look.

    Attributes:
        worth_having: The smallest effect worth having, above 0.
        gain: The effect as an improvement: above 0 is better.
        interval: Of the gain; the one that the verdict rests on.
        predicted: How the gain stands to the prediction.
        stops: What stood in the way of "improved"; empty unless something did.
        failed: Assumptions that failed.
    """

    kind: VerdictKind
    look: LookTaken
    effect: Effect
    gain: float
    interval: Interval
    worth_having: float
    predicted: AsPredicted
    guardrails: tuple[Guarded, ...] = ()
    secondary: tuple[SecondaryFound, ...] = ()
    stops: tuple[Stop, ...] = ()
    failed: tuple[AssumptionName, ...] = ()


def judge_change(
    effect: Effect,
    *,
    look: LookTaken,
    worth_having: float,
    prediction: tuple[float, float],
    guardrails: tuple[Guarded, ...] = (),
    secondary: tuple[SecondaryFound, ...] = (),
) -> Verdict:
    """The verdict of one look.

    Args:
        effect: What the look found.
        look: When it was, and of which kind.
        worth_having: The smallest improvement worth having, in the unit, above 0.
        prediction: The improvement that was predicted, low and high.
        guardrails: Each judged against its margin.
        secondary: Their p-values allow for each other already.

    Raises:
        ValueError: `worth_having` is not above 0, the measure has no better direction,
            or the look needs an interval that the design does not have.
    """
    if not worth_having > 0:
        msg = "an effect worth having is above 0"
        raise ValueError(msg)
    interval = _gain_interval(effect, look)
    gain = effect.estimate * _sign(effect)
    failed = tuple(a.name for a in effect.assumptions if a.standing is Standing.FAILED)
    stops = _stops(failed, guardrails)
    kind = _kind(interval, worth_having)
    is_stopped = kind is VerdictKind.IMPROVED and bool(stops)
    if look.kind is LookTime.AHEAD:
        kind = VerdictKind.TOO_EARLY
    elif is_stopped:
        kind = VerdictKind.NOT_YET_KNOWN
    return Verdict(
        kind=kind,
        look=look,
        effect=effect,
        gain=gain,
        interval=interval,
        worth_having=worth_having,
        predicted=_predicted(gain, prediction),
        guardrails=guardrails,
        secondary=secondary,
        stops=stops if is_stopped else (),
        failed=failed,
    )


def _sign(effect: Effect) -> float:
    if effect.better is Better.NEITHER:
        msg = "a verdict needs a measure of which one direction is better"
        raise ValueError(msg)
    return 1.0 if effect.better is Better.HIGHER else -1.0


def _gain_interval(effect: Effect, look: LookTaken) -> Interval:
    is_planned = look.kind is LookTime.LAST and look.n_ahead == 0
    used = effect.interval if is_planned else effect.anytime
    if used is None:
        msg = "this design has no interval that is safe at a look of this kind"
        raise ValueError(msg)
    if _sign(effect) > 0:
        return used
    return Interval(low=-used.high, high=-used.low, level=used.level)


def _kind(interval: Interval, worth_having: float) -> VerdictKind:
    if interval.low > worth_having:
        return VerdictKind.IMPROVED
    if interval.low > -worth_having and interval.high < worth_having:
        return VerdictKind.NO_WORTHWHILE_CHANGE
    if interval.high < 0:
        return VerdictKind.WORSE
    return VerdictKind.NOT_YET_KNOWN


def _stops(
    failed: tuple[AssumptionName, ...], guardrails: tuple[Guarded, ...]
) -> tuple[Stop, ...]:
    standings = {guard.standing for guard in guardrails}
    found = {
        Stop.FIDELITY: "fidelity" in failed,
        Stop.ASSUMPTION: any(name != "fidelity" for name in failed),
        Stop.GUARDRAIL_BREACHED: GuardStanding.BREACHED in standings,
        Stop.GUARDRAIL_NOT_YET_KNOWN: GuardStanding.NOT_YET_KNOWN in standings,
    }
    return tuple(stop for stop, is_there in found.items() if is_there)


def _predicted(gain: float, prediction: tuple[float, float]) -> AsPredicted:
    low, high = prediction
    if gain > high:
        return AsPredicted.MORE
    return AsPredicted.LESS if gain < low else AsPredicted.AS_PREDICTED
