"""What the looks of a plan could see, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.evidence.power import Rescue
from mersey.report.evidence_plan_words import amount, span_words
from mersey.wording import count, day, decimal, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.experiment import Experiment
    from mersey.evidence.power import CouldSee, Foreseen, Power
    from mersey.vocabulary import Unit

POWER: Final = "mersey.evidence.power/1"


def power_lines(plan: Experiment, power: Power) -> Iterator[str]:
    """A sentence, each look, and what could see more."""
    unit = plan.measure.unit
    yield plan.title
    yield power_sentence(plan, power)
    for look in power.looks:
        yield ""
        yield from _look_lines(look, unit, is_last=look is power.looks[-1])
    if power.rescues:
        yield ""
        yield "What could see it"
        yield from (f"  {rescue_words(one)}" for one in power.rescues)


def power_json(plan: Experiment, power: Power) -> dict[str, Any]:
    """The same as data; effects are positive where they are improvements."""
    return {
        "schema": POWER,
        "experiment": plan.id,
        "design": plan.design.name,
        "measure_hash": plan.measure_hash,
        "unit": plan.measure.unit.value,
        "better": plan.measure.better.value,
        "power": power.power,
        "predicted": {"low": plan.prediction.low, "high": plan.prediction.high},
        "worth_having": plan.worth_having,
        "hoped": power.hoped,
        "sees": power.sees,
        "looks": [
            {
                "on": look.on.isoformat(),
                "days": look.days,
                "n": look.n,
                "horizon_days": look.horizon_days,
                "smallest": look.smallest,
                "smallest_safe": look.smallest_safe,
                "predicted": list(look.predicted) if look.predicted else None,
                "sees": look.sees,
                "why_not": look.why_not or None,
            }
            for look in power.looks
        ],
        "could_see": [
            {"by": one.by.value, "amount": one.amount, "measure": one.measure or None}
            for one in power.rescues
        ],
    }


def power_sentence(plan: Experiment, power: Power) -> str:
    """Whether the last look will show what is predicted, in a sentence."""
    hoped = span_words(plan.prediction.low, plan.prediction.high, plan.measure.unit)
    if power.sees:
        return f"If the prediction is right ({hoped}), the last look will show it."
    return (
        f"This plan cannot see what it hopes for ({hoped}): even if it is right, the last"
        " look would more likely than not leave it unknown."
        if power.looks[-1].smallest is not None
        else f"The last look can see nothing: {power.looks[-1].why_not}."
    )


def _look_lines(look: Foreseen, unit: Unit, *, is_last: bool) -> Iterator[str]:
    what = "cases" if look.horizon_days else "whole periods"
    yield f"{day(look.on)}: {count(look.n)} {what} since, as things go"
    if look.horizon_days:
        yield f"  each followed for {plural(look.horizon_days, 'day')} at most"
    if look.smallest is None:
        yield f"  nothing can be seen: {look.why_not}"
        return
    if look.smallest_safe is None:
        yield f"  sees {amount(look.smallest, unit)} or more, 8 times in 10"
        yield "  nothing once somebody has looked ahead of time"
    elif is_last:
        yield f"  sees {amount(look.smallest, unit)} or more, 8 times in 10"
        yield (
            f"  once somebody has looked ahead of time,"
            f" {amount(look.smallest_safe, unit)} or more"
        )
    else:
        alone = amount(look.smallest, unit)
        yield (
            f"  sees {amount(look.smallest_safe, unit)} or more, 8 times in 10"
            f" ({alone} were it the only look)"
        )
    if look.predicted:
        low, high = look.predicted
        yield f"  the prediction would show as {span_words(low, high, unit)}"


def rescue_words(one: CouldSee) -> str:
    """One way to see what is hoped for: more weeks, more teams, another measure."""
    match one.by:
        case Rescue.MORE_WEEKS:
            return f"{plural(one.amount, 'week')} since, in place of the last look's"
        case Rescue.LONGER_BASELINE:
            return f"a longer time before: {plural(one.amount, 'case')} of it"
        case Rescue.MORE_TEAMS:
            return f"{plural(one.amount, 'team')} like this one, all changing at once"
        case Rescue.ANOTHER_COUNCIL:
            return f"{plural(one.amount, 'council')}, each with this plan, pooled"
        case Rescue.ANOTHER_MEASURE:
            times = decimal(100 * one.amount)
            return f"another measure: {one.measure} (it sees {times}% of what is hoped for)"
