"""What stands against freezing a plan, and what must be said with it.

A plan that contradicts itself is refused, with every reason at once. What a plan may do,
at a price, is stated instead, and stays on its page.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError
from mersey.evidence.choices import SeasonChoice
from mersey.evidence.experiment import LookKind
from mersey.evidence.measured import Count
from mersey.evidence.named import NOTHING_KNOWN, names_of
from mersey.evidence.near_names import none_of
from mersey.wording import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.experiment import Experiment, Guardrail
    from mersey.evidence.named import Known
    from mersey.evidence.outcome import Outcome

YEAR: Final = 365.25
SLACK_DAYS: Final = 3
"""52 weeks are 1.25 days short of a year: a window of whole weeks is a year too."""

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing to be said of a plan.

    Attributes:
        field: Where. text: What is wrong and what was expected, or what is stated.
        is_refused: The plan cannot be frozen so.
    """

    field: str
    text: str
    is_refused: bool = True

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


def stated_with(
    plan: Experiment, *, outcome: Outcome | None, known: Known
) -> tuple[Remark, ...]:
    """What is stated with a plan as it is frozen; see `remarks` for the arguments.

    Raises:
        EvidenceError: Something stands against it; every reason is told.
    """
    told = remarks(plan, outcome=outcome, known=known)
    against = [f"  {one}" for one in told if one.is_refused]
    if against:
        msg = f"{plan.id} cannot be frozen as it is:\n" + "\n".join(against)
        raise EvidenceError(msg, next_step="Change the plan, and freeze it then.")
    return told


def remarks(
    plan: Experiment,
    *,
    outcome: Outcome | None = None,
    known: Known = NOTHING_KNOWN,
) -> tuple[Remark, ...]:
    """Everything that stands against freezing the plan, or is to be said with it.

    Args:
        plan: The plan.
        outcome: Its outcome; None where it is not at hand, and is not checked.
        known: Names that a log, a pack and the registries have.
    """
    return (
        *_baseline(plan),
        *_too_long_ago(plan, known),
        *_looks(plan),
        *_season(plan),
        *_prediction(plan),
        *_guardrails(plan, outcome),
        *_proof(plan),
        *_uncounted(plan),
        *_twice(plan),
        *_unknown(plan, known),
        *_stated(plan, outcome),
    )


def _baseline(plan: Experiment) -> Iterator[Remark]:
    before = plan.baseline
    if before.to_day >= plan.start:
        text = (
            f"the baseline ends on {before.to_day} and the change starts on"
            f" {plan.start}; end it before the start"
        )
        yield Remark(field="baseline.to", text=text)
    if before.picked_on is None:
        text = (
            "nothing says when the problem was picked, so a rebound after a bad patch"
            " cannot be ruled out"
        )
        yield Remark(field="baseline.picked_on", text=text, is_refused=False)
    elif before.to_day >= before.picked_on:
        text = (
            f"the baseline ends on {before.to_day}, and the problem was picked on"
            f" {before.picked_on}: the bad patch is part of it; end it before that day"
        )
        yield Remark(field="baseline.to", text=text)


def _too_long_ago(plan: Experiment, known: Known) -> Iterator[Remark]:
    begins = plan.baseline.from_day
    if known.first_day and begins < known.first_day:
        text = f"the log begins on {known.first_day}, and the baseline on {begins}"
        yield Remark(field="baseline.from", text=text)


def _looks(plan: Experiment) -> Iterator[Remark]:
    days = [look.on for look in plan.looks]
    if not days:
        yield Remark(field="looks", text="none is planned; name at least the last")
        return
    last = [look.on for look in plan.looks if look.kind is LookKind.LAST]
    if last != [max(days)]:
        text = 'expected one look of kind "last", and none after it'
        yield Remark(field="looks", text=text)
    first = [look.on for look in plan.looks if look.kind is LookKind.FIRST]
    if first and first != [min(days)]:
        text = 'expected at most one look of kind "first", and none before it'
        yield Remark(field="looks", text=text)
    for n, look in enumerate(plan.looks, start=1):
        followed = (look.on - plan.since).days
        if look.horizon_days > followed:
            text = (
                f"{look.horizon_days:g} days cannot be seen on {look.on}: the first"
                f" cases are {max(followed, 0)} days old then"
            )
            yield Remark(field=f"looks[{n}].horizon_days", text=text)
    if plan.review_by is None:
        yield Remark(field="review_by", text="say by when it will be decided")
    elif plan.review_by < max(days):
        text = f"it lies before the last look, on {max(days)}"
        yield Remark(field="review_by", text=text)


def _is_whole_years(n_days: int) -> bool:
    years = round(n_days / YEAR)
    return years >= 1 and abs(n_days - years * YEAR) <= SLACK_DAYS * years


def _season(plan: Experiment) -> Iterator[Remark]:
    if plan.design.season is SeasonChoice.NONE:
        text = "the season is neither cancelled nor modelled"
        yield Remark(field="design.season", text=text, is_refused=False)
    if plan.design.season is not SeasonChoice.WHOLE_YEARS:
        return
    if not _is_whole_years(plan.baseline.n_days):
        text = (
            f"the baseline has {plan.baseline.n_days} days, which is no whole year, so"
            ' the season does not cancel; make it 364 to 366 days, or choose "modelled"'
        )
        yield Remark(field="baseline", text=text)
    for look in plan.looks:
        if not _is_whole_years((look.on - plan.since).days):
            text = (
                f"the season does not cancel at the look on {day(look.on)}: less than"
                " whole years have come in since"
            )
            yield Remark(field="looks", text=text, is_refused=False)


def _prediction(plan: Experiment) -> Iterator[Remark]:
    if plan.prediction.high < plan.worth_having:
        text = (
            f"at best {plan.prediction.high:g} is predicted, and {plan.worth_having:g}"
            " is worth having: if the prediction is right, it is not worth having"
        )
        yield Remark(field="prediction", text=text, is_refused=False)


def _guardrails(plan: Experiment, outcome: Outcome | None) -> Iterator[Remark]:
    if not any(guard.used for guard in plan.guardrails):
        text = (
            "none is used; name at least one thing, of another dimension than the"
            " outcome's, that must not get worse"
        )
        yield Remark(field="guardrails", text=text)
    for guard in plan.guardrails:
        yield from _guardrail(guard, outcome)


def _guardrail(guard: Guardrail, outcome: Outcome | None) -> Iterator[Remark]:
    where = f"guardrails[{guard.name}]"
    if guard.used and guard.margin is None:
        text = (
            "it has no margin; say the worst worsening that is allowed, or that it is"
            " not used (used = false)"
        )
        yield Remark(field=f"{where}.margin", text=text)
    if not guard.used and not guard.why:
        text = "say why it is not used"
        yield Remark(field=f"{where}.why", text=text)
    if outcome and guard.dimension is outcome.dimension:
        text = (
            f'"{guard.dimension}" is the outcome\'s own dimension; a guardrail is of'
            " another"
        )
        yield Remark(field=f"{where}.dimension", text=text)
    if guard.measure.better == "neither":
        text = "say which way is better; without it nothing can get worse"
        yield Remark(field=f"{where}.measure.better", text=text)


def _proof(plan: Experiment) -> Iterator[Remark]:
    """Whether the plan says how its cause would be seen."""
    if plan.measure.better == "neither":
        text = "say which way is better"
        yield Remark(field="measure.better", text=text)
    if plan.fidelity is None and not plan.no_fidelity_because:
        text = (
            "say how the log shows that you did what you said, or why it cannot"
            " (no_fidelity_because)"
        )
        yield Remark(field="fidelity", text=text)
    if plan.steps is None and not plan.no_steps_because:
        text = (
            "name the step that must move and one that must not, or say why there is"
            " none (no_steps_because)"
        )
        yield Remark(field="steps", text=text)
    if plan.steps and plan.steps.must_move in plan.steps.must_not_move:
        text = "the same step must move and must not"
        yield Remark(field="steps.must_not_move", text=text)


def _uncounted(plan: Experiment) -> Iterator[Remark]:
    """Measures of a whole log, which no look can follow yet."""
    measures = {
        "measure": plan.measure,
        **{f"guardrails[{one.name}].measure": one.measure for one in plan.guardrails},
        **{f"secondary[{one.name}].measure": one.measure for one in plan.secondary},
    }
    for place, measure in measures.items():
        if isinstance(measure, Count):
            text = (
                f'"{measure.measure}" counts periods of the whole log, which experiments'
                " do not follow yet; measure the time or the share of cases"
            )
            yield Remark(field=place, text=text)


def _twice(plan: Experiment) -> Iterator[Remark]:
    named = {
        "guardrails": [guard.name for guard in plan.guardrails],
        "secondary": [one.name for one in plan.secondary],
        "looks": [str(look.on) for look in plan.looks],
    }
    for part, names in named.items():
        for name, n in Counter(names).items():
            if n > 1:
                yield Remark(field=part, text=f'"{name}" is there {n} times')
    for one in plan.secondary:
        if one.measure.hash == plan.measure_hash:
            text = "it is the primary measure"
            yield Remark(field=f"secondary[{one.name}].measure", text=text)


def _unknown(plan: Experiment, known: Known) -> Iterator[Remark]:
    for place, kind, name in names_of(plan):
        there = known.of(kind)
        if there is None or known.has(kind, name):
            continue
        if known.settles(kind):
            yield Remark(field=place, text=none_of(kind, name, there))
        else:
            text = f'the service pack has no {kind} "{name}"; check it with ⟦log⟧ FILE'
            yield Remark(field=place, text=text, is_refused=False)


def _stated(plan: Experiment, outcome: Outcome | None) -> Iterator[Remark]:
    wanted = {
        "outcome": (outcome, f'the file of "{plan.outcome}" is not at hand'),
        "stop_rule": (plan.stop_rule, "nothing says when to stop at once"),
        "equality_note": (plan.equality_note, "nothing is said of equality"),
        "data_protection_note": (
            plan.data_protection_note,
            "nothing is said of data protection",
        ),
    }
    for field, (said, text) in wanted.items():
        if not said:
            yield Remark(field=field, text=text, is_refused=False)
