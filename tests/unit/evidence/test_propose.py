from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from mersey.evidence.choices import SeasonChoice
from mersey.evidence.experiment import Steps
from mersey.evidence.log_shape import LogShape, StepSeen
from mersey.evidence.measured import ShareBy
from mersey.evidence.named import Known
from mersey.evidence.plan_checks import remarks
from mersey.evidence.plan_text import plan_text
from mersey.evidence.propose import Answers, Proposal, id_of, next_start, propose
from mersey.evidence.written import read_text
from mersey.services import load_packs
from tests.unit.evidence.plans import FILES, experiment, outcome

PLANNING = load_packs()["planning"]
STEPS = (
    StepSeen(name="received", n_cases=1092, place=1, days=0),
    StepSeen(name="valid-from", n_cases=1092, place=2, days=11),
    StepSeen(name="consultation-end", n_cases=1092, place=3, days=24),
    StepSeen(name="officer-allocated", n_cases=1092, place=4, days=22),
    StepSeen(name="withdrawn", n_cases=90, place=4, days=25),
    StepSeen(name="decision-issued", n_cases=1000, place=5, days=14),
)
N_WITH = {step.name: step.n_cases for step in STEPS} | {"Refused": 120}
KNOWN = Known(
    steps=frozenset(step.name for step in STEPS),
    outcomes=frozenset(["Refused", "Granted"]),
    fields=frozenset(["deprivation"]),
    first_day=date(2023, 10, 2),
)


def _shape(first: date = date(2023, 10, 2)) -> LogShape:
    """One case a day, all ended after 70 days, known to the end of September 2026."""
    opened = np.arange(first, date(2026, 9, 30), dtype="datetime64[D]")
    left = (np.datetime64("2026-09-30") - opened).astype(float)
    return LogShape(
        first_day=first,
        last_day=date(2026, 9, 30),
        opened=opened,
        days=np.minimum(left, 70.0),
        is_ended=left >= 70,
        steps=STEPS,
        n_with=N_WITH,
        values={"deprivation": ("1", "2", "3", "4", "5")},
        known=KNOWN,
    )


ANSWERS = Answers(
    id="x",
    title="T",
    outcome=outcome(),
    question="Q?",
    change="C",
    why="W",
    expects=(10, 14),
    worth_having=5,
    picked_on=date(2026, 10, 1),  # a Thursday
    start=date(2026, 10, 12),
    must_move=("consultation-end", "officer-allocated"),
)


def _propose(**changes: object) -> Proposal:
    shape = changes.pop("shape", _shape())
    answers = replace(ANSWERS, **changes)
    return propose(answers, shape, PLANNING)  # type: ignore[arg-type]


def test_proposal_can_be_frozen_as_it_is() -> None:
    plan = _propose().plan
    told = remarks(plan, outcome=outcome(), known=KNOWN)
    assert [str(one) for one in told if one.is_refused] == []


def test_baseline_is_the_last_whole_year_before_the_problem_was_picked() -> None:
    before = _propose().plan.baseline
    assert (before.from_day, before.to_day) == (date(2025, 9, 29), date(2026, 9, 27))
    assert before.n_days == 364


def test_baseline_is_what_there_is_when_the_log_is_short() -> None:
    found = _propose(shape=_shape(date(2026, 1, 5)))
    assert found.plan.baseline.from_day == date(2026, 1, 5)
    assert found.plan.design.season is SeasonChoice.NONE
    assert "no whole year" in found.because[0].text


def test_looks_come_after_a_quarter_and_a_year_with_what_can_be_seen() -> None:
    plan = _propose().plan
    after = [(look.on - plan.start).days for look in plan.looks]
    assert after == [91, 364]
    assert [look.horizon_days for look in plan.looks] == [70, 70]
    assert all(look.on.weekday() == 0 for look in plan.looks)


def test_first_look_is_later_when_few_cases_come() -> None:
    shape = _shape()
    few = replace(
        shape,
        opened=shape.opened[::3],
        days=shape.days[::3],
        is_ended=shape.is_ended[::3],
    )
    plan = _propose(shape=few).plan
    assert (plan.looks[0].on - plan.start).days == 26 * 7


def test_case_is_followed_no_longer_than_the_first_look_can_see() -> None:
    shape = _shape()
    slow = replace(shape, days=shape.days * 3, is_ended=np.zeros_like(shape.is_ended))
    plan = _propose(shape=slow).plan
    assert [look.horizon_days for look in plan.looks] == [84, 364]
    assert [
        r for r in remarks(plan, outcome=outcome(), known=KNOWN) if r.is_refused
    ] == []


def test_step_that_must_not_move_lies_before_the_change() -> None:
    assert _propose().plan.steps == Steps(
        must_move=("consultation-end", "officer-allocated"),
        must_not_move=(("received", "valid-from"),),
    )


def test_step_that_must_not_move_lies_after_where_nothing_lies_before() -> None:
    found = _propose(must_move=("received", "valid-from")).plan.steps
    assert found is not None
    assert found.must_not_move == (("consultation-end", "officer-allocated"),)


def test_fidelity_is_what_the_step_took_less_what_is_expected() -> None:
    seen = _propose().plan.fidelity
    assert seen is not None
    assert (seen.within_days, seen.aim) == (12.0, 0.8)


def test_guardrails_are_those_of_the_pack_that_the_log_can_show() -> None:
    found = {g.name: g for g in _propose().plan.guardrails}
    assert list(found) == [
        "Refused",
        "Withdrawn",
        "Days with an officer",
        "Most deprived fifth against the rest",
    ]
    assert found["Withdrawn"].margin == 0.04


@pytest.mark.parametrize(
    ("changes", "name", "told"),
    [
        ({"n_with": N_WITH | {"withdrawn": 20}}, "Withdrawn", "About 7 a year: too few"),
        ({"values": {"deprivation": ("high", "low")}}, "Most deprived fifth against the rest", 'no group "1"'),
        ({"known": replace(KNOWN, outcomes=frozenset())}, "Refused", 'no step or outcome "Refused"'),
    ],
)  # fmt: skip
def test_guardrail_that_cannot_be_told_is_said_to_be_so(
    changes: dict[str, object], name: str, told: str
) -> None:
    found = _propose(shape=replace(_shape(), **changes))  # type: ignore[arg-type]
    because = {one.field: one.text for one in found.because}
    assert told in because[f"guardrails[{name}]"]
    used = {guard.name for guard in found.plan.guardrails if guard.used}
    assert name not in used


def test_guardrail_of_the_outcome_s_own_dimension_is_left_out() -> None:
    happier = outcome(
        FILES["decision-in-8-weeks.toml"].replace('"sooner"', '"happier"')
    )
    found = _propose(outcome=happier)
    assert "Most deprived fifth against the rest" not in {
        guard.name for guard in found.plan.guardrails
    }


def test_measure_is_the_one_that_is_asked_for() -> None:
    share = ShareBy(kind="share_by", within_days=56)
    assert _propose(measure=share, expects=(0.1, 0.2)).plan.measure == share


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 10, 1), date(2026, 10, 12)),  # Thursday
        (date(2026, 10, 5), date(2026, 10, 12)),  # Monday
        (date(2026, 10, 6), date(2026, 10, 19)),  # Tuesday
    ],
)
def test_start_is_a_monday_a_week_or_more_ahead(today: date, start: date) -> None:
    assert next_start(today) == start
    assert start - today >= timedelta(days=7)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Name the officer before comments close", "name-the-officer-before-comments-close"),
        ("One letter, not four!", "one-letter-not-four"),
        ("Überprüfung", "berpr-fung"),
        ("???", "experiment"),
    ],
)  # fmt: skip
def test_id_is_made_of_the_first_words(title: str, name: str) -> None:
    assert id_of(title) == name


@pytest.mark.parametrize("said", [experiment(), outcome(), _propose().plan])
def test_file_gives_back_what_was_written(said: object) -> None:
    text = plan_text(said)  # type: ignore[arg-type]
    assert read_text(text, file="x.toml") == (said, ())


def test_words_that_would_break_a_file_are_written_safely() -> None:
    wild = 'A "quote" \\ a\nline \t tab \x7f \u2028 {} [x] # y'
    plan = experiment().model_copy(update={"change": wild})
    assert read_text(plan_text(plan), file="x.toml") == (plan, ())


def test_strongest_design_that_can_be_used_is_recommended_with_reasons() -> None:
    found = _propose()
    assert found.design is not None
    assert found.plan.design.name == found.design.name == "before_after"
    stronger = [design.name for design, reasons in found.others if reasons]
    assert "interrupted" in stronger
