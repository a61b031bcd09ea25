"""A verdict in words: what may be said, how sure it is, and what it rests on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mersey.charts.gains import amount as bare_amount
from mersey.charts.gains import gain_words, sides
from mersey.evidence import AssumptionName, Claim, Stop, VerdictKind
from mersey.evidence.design import Needs
from mersey.evidence.measured import GapDays, StepDays
from mersey.evidence.registered import DESIGNS
from mersey.evidence.verdict import AsPredicted
from mersey.report.evidence_plan_words import amount, span_words
from mersey.vocabulary import Unit
from mersey.wording import count, day, days, in_100, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.evidence import SecondaryFound, Verdict
    from mersey.evidence.looking import Looked

    Said = tuple[str, str]

TAGS: Final[Mapping[VerdictKind, str]] = {
    VerdictKind.TOO_EARLY: "Too early to say",
    VerdictKind.IMPROVED: "Improved",
    VerdictKind.NO_WORTHWHILE_CHANGE: "No worthwhile change",
    VerdictKind.WORSE: "Worse",
    VerdictKind.NOT_YET_KNOWN: "Not yet known",
}

_STOPS: Final[Mapping[Stop, str]] = {
    Stop.FIDELITY: "most cases did not get the change",
    Stop.ASSUMPTION: "something that the comparison rests on does not hold",
    Stop.GUARDRAIL_BREACHED: "it was paid for elsewhere: a guardrail is breached",
    Stop.GUARDRAIL_NOT_YET_KNOWN: (
        "that it was not paid for elsewhere is not known yet"
    ),
}

_PREDICTED: Final[Mapping[AsPredicted, str]] = {
    AsPredicted.MORE: "more than",
    AsPredicted.AS_PREDICTED: "as",
    AsPredicted.LESS: "less than",
}


def figure_words(verdict: Verdict) -> Said:
    """The figure and what follows it: ("15", "days sooner")."""
    said = gain_words(verdict.gain, verdict.effect)
    figure, _, rest = said.partition(" ")
    return figure, rest


def likely_words(verdict: Verdict) -> str:
    """How sure it is, beside what was predicted and needed."""
    effect, interval = verdict.effect, verdict.interval
    better, worse = sides(effect.unit, effect.better)
    if math.isinf(interval.low) and math.isinf(interval.high):
        likely = "What was seen bounds it neither way"
    elif interval.low >= 0:
        likely = f"Likely between {_range(interval.low, interval.high, effect.unit)}"
    elif interval.high <= 0:
        likely = f"Likely between {_range(-interval.high, -interval.low, effect.unit)} {worse}"
    else:
        low = f"{_amount(-interval.low, effect.unit)} {worse}"
        high = f"{_amount(interval.high, effect.unit)} {better}"
        likely = f"Anything from {low} to {high} fits what was seen"
    return f"{likely}."


def predicted_words(looked: Looked) -> str:
    """How it stands to what was written down before, and to what is worth having."""
    verdict, prediction = looked.verdict, looked.plan.prediction
    unit = verdict.effect.unit
    said = span_words(prediction.low, prediction.high, unit)
    needed = amount(verdict.worth_having, unit)
    return f"That is {_PREDICTED[verdict.predicted]} we predicted ({said}); we needed {needed}."


def level_words(looked: Looked) -> str:
    """The measure on either side, in a sentence."""
    effect, measure = looked.verdict.effect, looked.plan.measure
    since = f"since {day(looked.window.since.first)}"
    other = "in the time before"
    if effect.horizon_days is None:  # a series: held against its own course
        other = "without the change"
    elif DESIGNS[effect.design].needs is Needs.PANEL:
        other = "in the time before, of which what the others moved by is taken off"
    elif effect.design == "randomised":
        since, other = f"{since} with the change", "without it over the same time"
    said, against = (
        value_words(value, effect.unit) for value in (effect.since, effect.before)
    )
    if isinstance(measure, GapDays):
        return f"The gap is {said} {since}, against {against} {other}."
    if effect.unit is Unit.SHARE:
        return f"{said.capitalize()} {since}, against {against} {other}."
    what = "The step has taken" if isinstance(measure, StepDays) else "Cases have taken"
    followed = f"each followed for at most {days(looked.horizon_days)}"
    return (
        f"{what} {said} on average {since}, against {against} {other}; open cases"
        f" counted, {followed}."
    )


def claim_words(verdict: Verdict) -> str:
    """What the design has earned the right to say."""
    design = DESIGNS[verdict.effect.design].title
    if verdict.effect.claim is Claim.BECAUSE:
        return f"It may say “because”: {design[0].lower()}{design[1:]}."
    return (
        f"“Since”, not “because”: {design[0].lower()}{design[1:]}. Another team or"
        " council that finds the same would say more."
    )


def value_words(value: float, unit: Unit) -> str:
    """What a measure came to: "55 days", "2 in 100"."""
    return in_100(value) if unit is Unit.SHARE else amount(value, unit)


def secondary_words(found: SecondaryFound) -> str:
    """Whether a secondary measure moved, and from what to what."""
    effect = found.effect
    if effect is None:
        return f"Not known: {found.why_not}."
    way = " to ".join(
        value_words(one, effect.unit) for one in (effect.before, effect.since)
    )
    return f"{'Moved' if found.has_moved else 'Not shown to have moved'}: from {way}."


def stop_words(verdict: Verdict) -> str:
    """Why it is not called improved; empty where nothing stood in the way."""
    if not verdict.stops:
        return ""
    why = joined([_STOPS[stop] for stop in verdict.stops])
    return f"The difference alone would be enough. It is not called improved: {why}."


def verdict_lines(looked: Looked) -> Iterator[str]:
    """The verdict in a few sentences, the most important first.

    Where most cases did not get the change, that is said before anything else.
    """
    verdict = looked.verdict
    fidelity = looked.fidelity[0] if looked.fidelity else None
    if fidelity and AssumptionName.FIDELITY in verdict.failed:
        yield (
            f"The change was made in {count(fidelity.n_done)} of"
            f" {count(fidelity.n_due)} cases only, so nothing here is about the change."
        )
    yield f"{TAGS[verdict.kind]}."
    if verdict.kind is VerdictKind.TOO_EARLY:
        yield (
            "The first planned look has not come. This look ahead of time is written in"
            " the trail, and widens every interval for good: nothing can be concluded yet."
        )
    yield f"{gain_words(verdict.gain, verdict.effect).capitalize()}."
    yield likely_words(verdict)
    yield predicted_words(looked)
    yield level_words(looked)
    if said := stop_words(verdict):
        yield said
    if verdict.kind is VerdictKind.NOT_YET_KNOWN and not verdict.stops:
        yield (
            "Not yet known is no “no effect”: the data fit a change that is worth"
            " having and one that is not."
        )
    yield claim_words(verdict)


def _range(low: float, high: float, unit: Unit) -> str:
    return f"{_amount(low, unit)} and {_amount(high, unit)}"


def _amount(value: float, unit: Unit) -> str:
    return bare_amount(value, unit)
