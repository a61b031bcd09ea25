"""A plan in words: its rows, as the page and the terminal show them, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.evidence.choices import SeasonChoice
from mersey.evidence.effect import Claim
from mersey.evidence.experiment import Experiment
from mersey.evidence.frozen import changed_since
from mersey.evidence.measured import (
    Count,
    GapDays,
    Incidence,
    ShareBy,
    StepDays,
    TimeToEnd,
)
from mersey.evidence.registered import DESIGNS
from mersey.evidence.states import State, milestones, state_of
from mersey.vocabulary import Unit
from mersey.wording import day, days, decimal, either, humanise, joined, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from mersey.evidence.experiment import Guardrail, Idea, Look
    from mersey.evidence.frozen import Frozen
    from mersey.evidence.kept import Kept
    from mersey.evidence.measured import Definition
    from mersey.evidence.plan_checks import Remark
    from mersey.evidence.states import Milestone
    from mersey.services import Service

STATE_WORDS: Final[Mapping[State, str]] = {
    State.IDEA: "An idea: no plan yet",
    State.PLANNED: "Planned, and not frozen yet",
    State.FROZEN: "Frozen: the change has not started",
    State.RUNNING: "Running: its first weeks are left out of the comparison",
    State.TOO_EARLY: "Too early to say: the comparison is sealed until the first look",
    State.VERDICT: "A verdict can be given",
    State.DECIDED: "Decided",
    State.SHARED: "Shared",
}

MILESTONE_WORDS: Final[Mapping[State, str]] = {
    State.IDEA: "Idea",
    State.FROZEN: "Plan frozen",
    State.RUNNING: "Started",
    State.VERDICT: "Look",
    State.DECIDED: "Decided",
    State.SHARED: "Play",
}

SEASON_WORDS: Final[Mapping[SeasonChoice, str]] = {
    SeasonChoice.WHOLE_YEARS: "A whole year on both sides, so the season cancels.",
    SeasonChoice.MODELLED: "The season is modelled.",
    SeasonChoice.NONE: "The season is neither cancelled nor modelled.",
}

SHORT: Final = 12
"""Digits of a fingerprint that a person compares."""

Row = tuple[str, str]


def pack_titles(service: Service) -> dict[str, str]:
    """Id → title of a pack's steps, fields and clocks."""
    return {
        **{event.id: event.title for event in service.events},
        **{field.id: field.title for field in service.fields},
        **{clock.id: clock.title for clock in service.clocks},
    }


def state_lines(plan: Experiment | Idea, kept: Kept, *, as_at: date) -> Iterator[str]:
    """Where the experiment stands, and its way: a line each."""
    now = state_of(plan, versions=kept.versions, trail=kept.trail, as_at=as_at)
    yield f"{STATE_WORDS[now]}."
    way = milestones(plan, versions=kept.versions, trail=kept.trail, as_at=as_at)
    for milestone in way:
        name, on = milestone_words(milestone)
        yield f"  {'x' if milestone.is_past else ' '} {name:<12}  {on}"


def unfrozen_lines(plan: Experiment | Idea, kept: Kept) -> Iterator[str]:
    """Where the file says something else than what is frozen, and what to do."""
    if kept.frozen is None or not isinstance(plan, Experiment):
        return
    changed = changed_since(kept.frozen, plan)
    if changed:
        yield ""
        yield f"The file differs from version {kept.frozen.version}, which counts"
        yield from (f"  {change.field}" for change in changed)
        yield "  Freeze it again (⟦because⟧) or take the change back."


def remark_lines(told: Sequence[Remark]) -> Iterator[str]:
    """What stands against freezing the plan, and what is stated with it."""
    against = [one for one in told if one.is_refused]
    stated = [one for one in told if not one.is_refused]
    for title, remarks in (
        ("Against freezing it", against),
        ("Stated with it", stated),
    ):
        if remarks:
            yield ""
            yield title
            yield from (f"  {remark}" for remark in remarks)


def amount(value: float, unit: Unit) -> str:
    """A difference in a measure's unit: "5 days", "4 points", "12 cases"."""
    if unit is Unit.DAYS:
        return days(value)
    if unit is Unit.SHARE:
        points = value * 100
        return f"{decimal(points)} {either(points, 'point', 'points')}"
    return plural(value, "case") if unit is Unit.CASES else decimal(value)


def span_words(low: float, high: float, unit: Unit) -> str:
    """A range of differences, its unit once: "10 to 14 days"."""
    if low == high:
        return amount(low, unit)
    first = decimal(low * 100 if unit is Unit.SHARE else low)
    return f"{first} to {amount(high, unit)}"


def measure_words(definition: Definition, titles: Mapping[str, str]) -> str:
    """What is measured, in one phrase.

    Args:
        definition: The measure.
        titles: Id of a step or field → what people call it; others are said as they are.
    """
    match definition:
        case TimeToEnd(ends=ends):
            said = f"Days from opening to {_ends(ends, titles)}, open ones counted"
        case ShareBy():
            said = _share_by(definition, titles)
        case Incidence():
            said = _incidence(definition, titles)
        case StepDays(from_step=first, to_step=last):
            begins = _named(first, titles) if first else "opening"
            ends_at = _named(last, titles) if last else "the end"
            said = f"Days from {begins} to {ends_at}, those still between counted"
        case GapDays(attribute=name, group=group, against=against):
            rest = _either(against, {}) if against else "the rest"
            who = f"{_named(name, titles)} {_either(group, {})}"
            said = f"How many days longer {who} waits than {rest}"
        case Count(measure=name, per=per):
            said = f"{humanise(name).capitalize()} per {per}"
        case _:
            said = humanise(type(definition).__name__)
    return said


def _share_by(measure: ShareBy, titles: Mapping[str, str]) -> str:
    if measure.within_days is None:
        return f"Share that ended in time by {_named(measure.clock, titles)}"
    ends = _ends(measure.ends, titles)
    return f"Share that came to {ends} within {days(measure.within_days)}"


def _incidence(measure: Incidence, titles: Mapping[str, str]) -> str:
    of = _either(measure.of, titles)
    among = f", of those {_either(measure.among, titles)}" if measure.among else ""
    since = f" of {_named(measure.from_step, titles)}" if measure.from_step else ""
    within = (
        f" within {days(measure.within_days)}{since}" if measure.within_days else ""
    )
    return f"Share that came to {of}{among}{within}"


def _ends(ends: Sequence[str], titles: Mapping[str, str]) -> str:
    return _either(ends, titles) if ends else "any end"


def _either(names: Sequence[str], titles: Mapping[str, str]) -> str:
    return joined([_named(name, titles) for name in names]).replace(" and ", " or ")


def _named(name: str, titles: Mapping[str, str]) -> str:
    return f"“{titles.get(name, name)}”"


def guardrail_words(guard: Guardrail) -> str:
    """One guardrail with its margin."""
    if guard.margin is None or not guard.used:
        return f"{guard.name}: not used. {guard.why}".rstrip()
    return f"{guard.name} ({guard.dimension}): margin {amount(guard.margin, guard.measure.unit)}"


def milestone_words(milestone: Milestone) -> Row:
    """The name of a milestone, and its day: "by 5 October 2026"."""
    name = MILESTONE_WORDS[milestone.state]
    if milestone.on is None:
        return name, "yes" if milestone.is_past else "not yet"
    by = "by " if milestone.is_by else ""
    return name, f"{by}{day(milestone.on)}"


def plan_rows(
    plan: Experiment | Idea,
    *,
    titles: Mapping[str, str],
    versions: Sequence[Frozen] = (),
) -> tuple[Row, ...]:
    """The plan as (label, words), in the order of the page.

    Args:
        plan: The plan, or the idea.
        titles: As for `measure_words`; see `pack_titles`.
        versions: Its frozen versions, in order.
    """
    rows = [
        ("Question", plan.question),
        ("The one change", plan.change),
        ("Why it should work", plan.why),
    ]
    if isinstance(plan, Experiment):
        rows += _rows(plan, titles=titles)
    return (*rows, *_frozen_rows(versions))


def _rows(plan: Experiment, *, titles: Mapping[str, str]) -> Iterator[Row]:
    unit = plan.measure.unit
    yield (
        "Measure",
        f"{measure_words(plan.measure, titles)}. {_short(plan.measure_hash)}",
    )
    yield (
        "Prediction",
        f"{span_words(plan.prediction.low, plan.prediction.high, unit)} better.",
    )
    yield "Worth having", f"{amount(plan.worth_having, unit)} or more."
    yield "Before", _before(plan)
    yield "Since", _since(plan)
    yield "Design", _design(plan)
    yield "Looks", _looks(plan.looks)
    beyond = f"the whole interval is beyond {amount(plan.worth_having, unit)}"
    yield "Improved if", f"{beyond} and every guardrail is held (one-sided, 5%)."
    yield "Guardrails", ". ".join(map(guardrail_words, plan.guardrails)) or "None."
    yield "We see that we did it", _fidelity(plan, titles)
    yield "Must move", _steps(plan, titles)
    if plan.stop_rule:
        yield "Stop rule", plan.stop_rule.text
    if plan.equality_note:
        yield "Equality", plan.equality_note
    if plan.data_protection_note:
        yield "Data protection", plan.data_protection_note


def _before(plan: Experiment) -> str:
    before = plan.baseline
    picked = before.picked_on
    why = f" The problem was picked on {day(picked)}." if picked else ""
    return (
        f"Cases that came in from {day(before.from_day)} to {day(before.to_day)}.{why}"
    )


def _since(plan: Experiment) -> str:
    left_out = (
        f"The first {days(plan.transition_days)} are left out."
        if plan.transition_days
        else "Nothing left out."
    )
    return f"Cases that come in from {day(plan.start)}. {left_out}"


def _design(plan: Experiment) -> str:
    design = DESIGNS.get(plan.design.name)
    title = design.title if design else humanise(plan.design.name)
    claim = {
        None: "",
        Claim.SINCE: " It may say “since”, never “because”.",
        Claim.BECAUSE: " It may say “because”.",
    }[design.claim if design else None]
    season = SEASON_WORDS[plan.design.season]
    why = f" {plan.design.why}" if plan.design.why else ""
    return f"{title}.{claim} {season}{why}"


def _looks(looks: Sequence[Look]) -> str:
    said = (
        f"{look.kind} on {day(look.on)}, each case followed for {days(look.horizon_days)}"
        for look in sorted(looks, key=lambda look: look.on)
    )
    text = "; ".join(said)
    return (
        f"{text[:1].upper()}{text[1:]}. A look ahead of time is written in the trail,"
        " and widens the interval for good."
    )


def _fidelity(plan: Experiment, titles: Mapping[str, str]) -> str:
    seen = plan.fidelity
    if seen is None:
        return plan.no_fidelity_because
    return (
        f"{_named(seen.to_step, titles)} within {days(seen.within_days)} of"
        f" {_named(seen.from_step, titles)}, for {percent(seen.aim)} of cases."
    )


def _steps(plan: Experiment, titles: Mapping[str, str]) -> str:
    if plan.steps is None:
        return plan.no_steps_because
    still = joined([_way(span, titles) for span in plan.steps.must_not_move])
    return f"{_way(plan.steps.must_move, titles)}. Must not move: {still}."


def _way(span: tuple[str, str], titles: Mapping[str, str]) -> str:
    return f"{_named(span[0], titles)} to {_named(span[1], titles)}"


def _short(fingerprint: str) -> str:
    return f"sha256:{fingerprint[:SHORT]}…"


def _frozen_rows(versions: Sequence[Frozen]) -> Iterator[Row]:
    if not versions:
        yield "Frozen", "Not yet."
        return
    first = versions[0].sealing
    read = f", read by {first.read_by}" if first.read_by else ""
    at = f"{first.at:%H:%M} (UTC)"
    yield (
        "Frozen",
        f"{day(first.at)} at {at} by {first.by}{read}. {_short(versions[0].sha256)}",
    )
    if first.late_because:
        yield "Frozen late", first.late_because
    changes = [
        f"Version {later.version}, {day(later.sealing.at)}, by {later.sealing.by}:"
        f" {joined([change.field for change in later.changed])}."
        f" {later.sealing.because}"
        for later in versions[1:]
    ]
    yield "Changes since", " ".join(changes) or "None."
