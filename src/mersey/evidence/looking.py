"""One look at an experiment: from a plan and the cases of a log to a verdict.

A look sees what was known at the end of the day before it. Before the first planned look
the comparison is sealed: then there is only what may always be seen (`sealed`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from mersey.distributions import normal_cdf
from mersey.errors import EvidenceError
from mersey.evidence.effect import Assumption, AssumptionName, Standing
from mersey.evidence.experiment import LookKind
from mersey.evidence.fidelity import Followed, as_assumption, followed
from mersey.evidence.guardrails import GUARD_LEVEL, Guard, Guarded, guarded
from mersey.evidence.holm import holm
from mersey.evidence.log_cases import read_log_cases
from mersey.evidence.lotted import arms_of
from mersey.evidence.measured import StepDays, TimeToEnd
from mersey.evidence.named import NameKind, names_of
from mersey.evidence.observing import (
    Window,
    asked_of,
    medians_of,
    observed_of,
    pair_of,
    that_changed,
    window_of,
)
from mersey.evidence.registered import DESIGNS
from mersey.evidence.steps import Step, StepChange, StepRole, split, with_steps
from mersey.evidence.verdict import (
    LookTaken,
    LookTime,
    SecondaryFound,
    Verdict,
    judge_change,
)
from mersey.services.service import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.eventlog import EventLog
    from mersey.evidence.effect import Effect
    from mersey.evidence.experiment import Experiment, Guardrail
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.measured import Definition
    from mersey.evidence.observed import CasePair, Series
    from mersey.services import ServiceUse

A_DAY: Final = timedelta(days=1)

_TIMES: Final = {
    LookKind.FIRST: LookTime.FIRST,
    LookKind.BETWEEN: LookTime.BETWEEN,
    LookKind.LAST: LookTime.LAST,
}


@dataclass(frozen=True, kw_only=True)
class Looked:
    """Everything that one look found.

    Attributes:
        pair: The cases of both sides by the primary measure; None for measures that
            count periods.
        fidelity: Since, and before; None where the plan has none.
        medians: Median days by week of opening, for the eye; None for other measures
            than the time to an end.
        steps: What each step of the way moved by.
        horizon_days: How far each case was followed.
    """

    plan: Experiment
    window: Window
    verdict: Verdict
    pair: CasePair | None
    medians: Series | None
    fidelity: tuple[Followed, Followed] | None
    steps: tuple[StepChange, ...]
    horizon_days: float


def cases_of(log: EventLog, use: ServiceUse | None, plan: Experiment) -> LogCases:
    """The cases of a log, with everything that the plan speaks of.

    Raises:
        UnknownName: The log has no such column, outcome or step.
        EvidenceError: The log cannot carry an experiment: it holds closed cases only.
    """
    if not log.knows_open_cases:
        msg = (
            "The log holds closed cases only: those still open are the slow ones, so"
            " before and since cannot be compared."
        )
        raise EvidenceError(msg, next_step="Export open cases too, and try again.")
    asked: defaultdict[NameKind, set[str]] = defaultdict(set)
    for place, kind, name in names_of(plan):
        # An outcome that cases are chosen among may not have come yet.
        if not place.endswith(".among"):
            asked[kind].add(name)
    columns = {plan.design.unit, mix_of(log, use), *asked[NameKind.FIELD]}
    return read_log_cases(
        log,
        use,
        attributes=sorted(columns - {""}),
        steps=sorted(asked[NameKind.STEP]),
        ways=sorted(asked[NameKind.END]),
    )


def mix_of(log: EventLog, use: ServiceUse | None) -> str:
    """The column that says what sort of case each is; empty where the pack has none."""
    if use is None:
        return ""
    kinds = [f.id for f in use.service.fields if f.kind is FieldKind.KIND]
    return next((kind for kind in kinds if use.fields.get(kind) in log.attributes), "")


def look_taken(plan: Experiment, on: date, *, n_ahead: int = 0) -> LookTaken:
    """Of which kind a look on this day is."""
    come = [one for one in plan.looks if one.on <= on]
    if not come:
        return LookTaken(on=on, kind=LookTime.AHEAD, n_ahead=max(n_ahead, 1))
    latest = max(come, key=lambda one: one.on)
    is_on_its_day = latest.on == on or latest.kind is LookKind.LAST
    kind = _TIMES[latest.kind] if is_on_its_day else LookTime.BETWEEN
    return LookTaken(on=on, kind=kind, n_ahead=n_ahead)


def look_due(plan: Experiment, known_until: date) -> date | None:
    """The day of the look that is to be read now; None before the first planned one.

    A planned look is read as on its day; after it, one whole week after another, until
    the next has come. The last one stays for good.
    """
    today = known_until + A_DAY
    come = [one.on for one in plan.looks if one.on <= today]
    if not come:
        return None
    latest = max(come)
    if latest == plan.last_look:
        return latest
    return latest + (today - latest).days // 7 * 7 * A_DAY


def look(
    plan: Experiment,
    cases: LogCases,
    *,
    on: date,
    n_ahead: int = 0,
    notes: Sequence[str] = (),
    mix: str = "",
) -> Looked:
    """What a look on this day finds.

    Args:
        plan: The frozen plan.
        cases: Of the log, with everything the plan speaks of (`cases_of`).
        on: The day of the look; the last planned one is taken as on its own day.
        n_ahead: Looks ahead of time so far.
        notes: What else happened, as the trail has it.
        mix: The column that says what sort of case each is.

    Raises:
        EvidenceError: The log does not reach the look, or the design cannot carry it.
    """
    taken = look_taken(plan, on, n_ahead=n_ahead)
    if taken.kind is LookTime.LAST:
        taken = replace(taken, on=max(one.on for one in plan.looks))
    window = window_of(plan, taken.on)
    known = cases.known_on(taken.on - A_DAY)
    effect = _effect(plan, known, window, mix=mix)
    ours = that_changed(plan, known)
    steps = _steps(plan, ours, window)
    is_whole_way = isinstance(plan.measure, TimeToEnd)
    effect = with_steps(effect, steps, is_whole_way=is_whole_way)
    fidelity = _fidelity(plan, ours, window)
    did = () if fidelity is None else (as_assumption(fidelity[0], before=fidelity[1]),)
    believed = (*did, *effect.assumptions, *_noted(notes))
    verdict = judge_change(
        replace(effect, assumptions=believed),
        look=taken,
        worth_having=plan.worth_having,
        prediction=(plan.prediction.low, plan.prediction.high),
        guardrails=tuple(_guard(one, ours, plan, window) for one in plan.guardrails),
        secondary=_secondary(plan, ours, window),
    )
    is_by_case = plan.measure.kind != "count"
    return Looked(
        plan=plan,
        window=window,
        verdict=verdict,
        pair=pair_of(ours, plan.measure, window) if is_by_case else None,
        medians=medians_of(plan, ours, window) if is_whole_way else None,
        fidelity=fidelity,
        steps=steps,
        horizon_days=window.horizon_days,
    )


def _effect(plan: Experiment, known: LogCases, window: Window, *, mix: str) -> Effect:
    design = DESIGNS[plan.design.name]
    observed = observed_of(plan, known, window, needs=design.needs, mix=mix)
    asked = asked_of(plan, plan.measure, known, window, needs=design.needs)
    return design.estimate(observed, asked)


def _spans(plan: Experiment) -> Iterator[tuple[str, str]]:
    if plan.steps:
        yield plan.steps.must_move
        yield from plan.steps.must_not_move


def _steps(plan: Experiment, known: LogCases, window: Window) -> tuple[StepChange, ...]:
    if plan.steps is None:
        return ()
    steps = [
        Step(
            from_step=span[0],
            to_step=span[1],
            role=StepRole.MUST_MOVE
            if span == plan.steps.must_move
            else StepRole.MUST_NOT_MOVE,
            pair=pair_of(
                known,
                StepDays(kind="step_days", from_step=span[0], to_step=span[1]),
                window,
            ),
        )
        for span in _spans(plan)
    ]
    return split(steps, horizon_days=window.horizon_days)


def _fidelity(
    plan: Experiment, known: LogCases, window: Window
) -> tuple[Followed, Followed] | None:
    if plan.fidelity is None:
        return None
    since = known.opened_between(window.since.first, window.since.last)
    before = known.opened_between(window.before.first, window.before.last)
    if known.by_lot is not None:
        before, since = arms_of(since, known.by_lot)
    return followed(since, plan.fidelity), followed(before, plan.fidelity)


def _noted(notes: Sequence[str]) -> tuple[Assumption, ...]:
    if not notes:
        return ()
    return (
        Assumption(
            name=AssumptionName.SOMETHING_ELSE,
            standing=Standing.DOUBTFUL,
            figures={"n_notes": len(notes), "first": notes[0]},
        ),
    )


def _guard(
    said: Guardrail, known: LogCases, plan: Experiment, window: Window
) -> Guarded:
    guard = Guard(
        name=said.name,
        dimension=said.dimension,
        margin=said.margin,
        is_used=said.used,
    )
    try:
        effect = _by_case(said.measure, known, plan, window, level=GUARD_LEVEL)
    except EvidenceError as error:
        return guarded(guard, None, why_not=error.problem)
    return guarded(guard, effect, why_not=said.why if not said.used else "")


def _by_case(
    measure: Definition,
    known: LogCases,
    plan: Experiment,
    window: Window,
    *,
    level: float,
) -> Effect:
    """A further measure, before and since, case by case."""
    pair = pair_of(known, measure, window)
    asked = asked_of(plan, measure, known, window)
    name = "before_after" if known.by_lot is None else "randomised"
    return DESIGNS[name].estimate(pair, replace(asked, level=level))


def _secondary(
    plan: Experiment, known: LogCases, window: Window
) -> tuple[SecondaryFound, ...]:
    """Each of the plan; one that cannot be found still counts among those asked."""
    found: list[tuple[Effect | None, str]] = []
    for one in plan.secondary:
        try:
            effect = _by_case(one.measure, known, plan, window, level=0.95)
        except EvidenceError as error:
            found.append((None, error.problem))
        else:
            found.append((effect, ""))
    adjusted = holm([1.0 if one is None else _p_value(one) for one, _ in found])
    return tuple(
        SecondaryFound(
            name=one.name,
            effect=effect,
            adjusted_p=None if effect is None else p,
            why_not=why_not,
        )
        for one, (effect, why_not), p in zip(
            plan.secondary, found, adjusted, strict=True
        )
    )


def _p_value(effect: Effect) -> float:
    if effect.p_value is not None:
        return effect.p_value
    if not effect.standard_error:
        return 1.0
    return 2 * normal_cdf(-abs(effect.estimate) / effect.standard_error)
