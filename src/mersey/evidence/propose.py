"""A plan proposed from a log: baseline, start, looks, horizons, design and guardrails.

A person says what they want to change and what they expect; the rest has a usual answer,
and each answer comes with its reason, so that it can be changed before it is frozen.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.evidence.choices import SeasonChoice
from mersey.evidence.design import Days, Question
from mersey.evidence.experiment import (
    Baseline,
    DesignChoice,
    Experiment,
    Fidelity,
    Look,
    LookKind,
    Steps,
)
from mersey.evidence.measured import Count, TimeToEnd
from mersey.evidence.propose_guardrails import proposed_guardrails
from mersey.evidence.registered import recommended, standings
from mersey.wording import day, days, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.design import Design, Reason
    from mersey.evidence.log_shape import LogShape, StepSeen
    from mersey.evidence.measured import Definition
    from mersey.evidence.outcome import Outcome
    from mersey.services import Service

A_DAY: Final = timedelta(days=1)
A_WEEK: Final = timedelta(days=7)

LONGEST_ID: Final = 40

YEAR_DAYS: Final = 364
"""52 whole weeks: the season and the days of the week cancel."""

FIRST_LOOK_WEEKS: Final = (13, 17, 21, 26)
"""A quarter; later where too few cases would have come, and half a year at the latest."""

ENOUGH_CASES: Final = 60
LAST_SHARE: Final = 0.9
"""A case is followed for as long as nine in ten took before."""

FIRST_SHARE: Final = 0.75
LONGEST_DAYS: Final = 364

AIM: Final = 0.8
"""Of the cases that we said we would treat otherwise; nobody manages all."""

USUAL_STEP: Final = 0.5
"""A step that this share of cases have can be watched."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What only people can say.

    Attributes:
        expects: The improvement predicted, low and high, in the measure's unit.
        must_move: The step that the change works on, from and to; None where none is.
        measure: None: days from opening to any end.
        picked_on: When the problem was picked. start: The first day of the change.
    """

    id: str
    title: str
    outcome: Outcome
    question: str
    change: str
    why: str
    expects: tuple[float, float]
    worth_having: float
    picked_on: date
    start: date
    owner: str = ""
    team: str = ""
    must_move: tuple[str, str] | None = None
    measure: Definition | None = None
    has_lot: bool = False


@dataclass(frozen=True, kw_only=True)
class Because:
    """Why a field of the proposal is what it is."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A plan to be read, changed and frozen.

    Attributes:
        because: A reason for each thing that was chosen.
        question: What the designs were asked. design: The strongest that is feasible;
            None where none is.
        others: Every design, the strongest first, with the reasons against it.
    """

    plan: Experiment
    because: tuple[Because, ...]
    question: Question
    design: Design | None
    others: tuple[tuple[Design, tuple[Reason, ...]], ...]


def next_start(today: date) -> date:
    """The Monday a week or more ahead: time to read the plan and to freeze it."""
    ahead = today + A_WEEK
    return ahead + (7 - ahead.weekday()) % 7 * A_DAY


def id_of(title: str) -> str:
    """An id from a title: its first words in small letters, with - between them."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    found = ""
    for word in words:
        if len(found) + len(word) >= LONGEST_ID:
            break
        found += f"-{word}" if found else word
    return found or "experiment"


def propose(answers: Answers, shape: LogShape, service: Service) -> Proposal:
    """A whole plan, and why each part of it is what it is."""
    baseline, season, why_baseline = _baseline(answers, shape)
    looks, why_looks = _looks(answers, shape, baseline)
    question = _question(answers, shape, baseline, looks[-1].on, season)
    design = recommended(question)
    guardrails, why_guardrails = proposed_guardrails(
        service, shape, dimension=answers.outcome.dimension
    )
    steps, why_steps = _steps(answers, shape)
    parts = {
        "baseline": baseline,
        "looks": looks,
        "review_by": looks[-1].on + A_WEEK,
        "design": _choice(design, season),
        "guardrails": guardrails,
        "fidelity": _fidelity(answers, shape),
        "steps": steps,
        "no_steps_because": "" if steps else why_steps,
        "no_fidelity_because": "" if answers.must_move else why_steps,
    }
    reasons = {
        "baseline": why_baseline,
        "looks": why_looks,
        "steps": why_steps,
        **why_guardrails,
    }
    return Proposal(
        plan=Experiment.model_validate(_said(answers, service) | parts),
        because=tuple(Because(field=f, text=text) for f, text in reasons.items()),
        question=question,
        design=design,
        others=standings(question),
    )


def _said(answers: Answers, service: Service) -> dict[str, object]:
    """What was said, as the keys of a file."""
    low, high = answers.expects
    return {
        "schema": "mersey.experiment/1",
        "id": answers.id,
        "title": answers.title,
        "outcome": answers.outcome.id,
        "service": service.id,
        "question": answers.question,
        "change": answers.change,
        "why": answers.why,
        "team": answers.team,
        "owner": answers.owner,
        "noted_on": answers.picked_on,
        "prediction": {"low": low, "high": high},
        "worth_having": answers.worth_having,
        "measure": answers.measure or TimeToEnd(kind="time_to_end"),
        "start": answers.start,
    }


def _baseline(answers: Answers, shape: LogShape) -> tuple[Baseline, SeasonChoice, str]:
    """The last whole year of weeks before the problem was picked, or what there is."""
    known = min(answers.picked_on - A_DAY, shape.last_day)
    last = known - ((known.weekday() + 1) % 7) * A_DAY  # a Sunday
    first = last - (YEAR_DAYS - 1) * A_DAY
    season = SeasonChoice.WHOLE_YEARS
    why = (
        f"The last 52 weeks before the problem was picked on {day(answers.picked_on)}: a"
        " whole year, so that the season cancels."
    )
    if first < shape.first_day:
        season = SeasonChoice.NONE
        first = min(shape.first_day, last - A_DAY)
        why = (
            f"All weeks that the log has before the problem was picked: it begins on"
            f" {day(shape.first_day)}, so there is no whole year and the season does not"
            " cancel."
        )
    said = {"from": first, "to": last, "picked_on": answers.picked_on}
    return Baseline.model_validate(said), season, why


def _looks(
    answers: Answers, shape: LogShape, before: Baseline
) -> tuple[tuple[Look, ...], str]:
    """A first look after a quarter or so, and a last one after a whole year."""
    n_before = shape.n_between(before.from_day, before.to_day)
    per_week = 7 * n_before / before.n_days
    weeks = next(
        (w for w in FIRST_LOOK_WEEKS if per_week * w >= ENOUGH_CASES),
        FIRST_LOOK_WEEKS[-1],
    )
    horizons = {
        kind: _horizon(shape, before, share=share, most=7 * most)
        for kind, share, most in (
            (LookKind.FIRST, FIRST_SHARE, weeks - 1),
            (LookKind.LAST, LAST_SHARE, LONGEST_DAYS // 7),
        )
    }
    looks = tuple(
        Look(on=answers.start + after * A_DAY, horizon_days=horizons[kind], kind=kind)
        for kind, after in ((LookKind.FIRST, 7 * weeks), (LookKind.LAST, YEAR_DAYS))
    )
    why = (
        f"About {plural(per_week * weeks, 'case')} will have come by the first look,"
        f" {weeks} weeks after the start, and {plural(per_week * 52, 'case')} by the"
        f" last, a year after. Cases are followed for {days(horizons[LookKind.FIRST])} at"
        " the first, as far as can be seen by then, and for"
        f" {days(horizons[LookKind.LAST])} at the last: nine in ten ended within that"
        " before."
    )
    return looks, why


def _horizon(shape: LogShape, before: Baseline, *, share: float, most: int) -> float:
    """Whole weeks within which that share of cases ended before, at most `most` days."""
    took = shape.days_until(share, first=before.from_day, last=before.to_day)
    if took is None:
        return float(most)
    return float(min(most, max(7, 7 * math.ceil(took / 7))))


def _question(
    answers: Answers,
    shape: LogShape,
    before: Baseline,
    last_look: date,
    season: SeasonChoice,
) -> Question:
    n_before = shape.n_between(before.from_day, before.to_day)
    since = Days(first=answers.start, last=last_look - A_DAY)
    return Question(
        is_by_case=not isinstance(answers.measure, Count),
        has_series=isinstance(answers.measure, Count),
        before=Days(first=before.from_day, last=before.to_day),
        since=since,
        n_before=n_before,
        n_since=round(n_before / before.n_days * since.n_days),
        n_points_before=before.n_days // 7,
        n_points_since=since.n_days // 7,
        has_lot=answers.has_lot,
        season=season,
    )


def _choice(design: Design | None, season: SeasonChoice) -> DesignChoice:
    return DesignChoice(name=design.name if design else "before_after", season=season)


def _fidelity(answers: Answers, shape: LogShape) -> Fidelity | None:
    """The step that must move, within what it took less what is expected."""
    if answers.must_move is None:
        return None
    first, last = answers.must_move
    took = _days_between(shape, first, last)
    within = max(1.0, float(math.ceil(took - answers.expects[0])))
    return Fidelity(from_step=first, to_step=last, within_days=within, aim=AIM)


def _days_between(shape: LogShape, first: str, last: str) -> float:
    """Mean days of the steps after `first` up to `last`, as the log has them."""
    names = [step.name for step in shape.steps]
    if first not in names or last not in names:
        return 0.0
    low, high = names.index(first), names.index(last)
    return sum(step.days for step in _usual(shape, shape.steps[low + 1 : high + 1]))


def _usual(shape: LogShape, steps: tuple[StepSeen, ...]) -> Iterator[StepSeen]:
    most = max((step.n_cases for step in shape.steps), default=0)
    return (step for step in steps if step.n_cases >= USUAL_STEP * most)


def _steps(answers: Answers, shape: LogShape) -> tuple[Steps | None, str]:
    """The step that must move, and one before it that the change cannot touch."""
    if answers.must_move is None:
        return None, "Nobody said which step the change works on."
    names = [step.name for step in _usual(shape, shape.steps)]
    touched = set(answers.must_move)
    spans = [
        span
        for span in pairwise(names)
        if not touched & set(span) or span[1] == answers.must_move[0]
    ]
    before = [
        span
        for span in spans
        if answers.must_move[0] in names
        and names.index(span[1]) <= names.index(answers.must_move[0])
    ]
    if not before and not spans:
        return None, "The log has no other step that most cases take."
    still = (before or spans)[0]
    why = (
        f"The change works on the step from {answers.must_move[0]} to"
        f" {answers.must_move[1]}; the one from {still[0]} to {still[1]} it cannot touch."
    )
    return Steps(must_move=answers.must_move, must_not_move=(still,)), why
