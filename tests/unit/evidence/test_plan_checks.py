from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.evidence.named import Known
from mersey.evidence.plan_checks import Remark, remarks
from tests.unit.evidence.plans import PLAN, experiment, outcome

KNOWN = Known(
    steps=frozenset(
        (
            *("received", "valid-from", "consultation-end", "officer-allocated"),
            *("decision-issued", "withdrawn", "appeal-lodged"),
        )
    ),
    outcomes=frozenset(["Refused", "Granted"]),
    fields=frozenset(["deprivation", "ward"]),
    designs=frozenset(["before_after"]),
    first_day=date(2023, 10, 2),
)


def _remarks(text: str, known: Known = KNOWN) -> tuple[Remark, ...]:
    return remarks(experiment(text), outcome=outcome(), known=known)


def _without(table: str) -> str:
    """The plan without a table, to the next one."""
    before, after = PLAN.split(f"[{table}]\n")
    return before + after[after.index("\n[") + 1 :]


def test_nothing_stands_against_the_sample_plan() -> None:
    found = _remarks(PLAN)
    assert [str(one) for one in found if one.is_refused] == []
    assert [one.field for one in found] == ["looks"]  # the season at the first look


@pytest.mark.parametrize(
    ("line", "instead", "field", "told"),
    [
        ("from = 2024-09-02\nto = 2025-08-31\npicked_on = 2025-09-01", "from = 2024-10-01\nto = 2025-09-29\npicked_on = 2025-10-01", "baseline.to", "end it before the start"),
        ("to = 2025-08-31", "to = 2025-09-02", "baseline.to", "the bad patch is part of it"),
        ("from = 2024-09-02", "from = 2024-11-02", "baseline", "303 days, which is no whole year"),
        ("horizon_days = 84", "horizon_days = 112", "looks[1].horizon_days", "112 days cannot be seen on 2025-12-29"),
        ("transition_days = 0", "transition_days = 28", "looks[1].horizon_days", "63 days old"),
        ('kind = "last"', 'kind = "between"', "looks", 'one look of kind "last"'),
        ('kind = "first"', 'kind = "last"', "looks", 'one look of kind "last"'),
        ("review_by = 2026-10-05", "review_by = 2026-09-01", "review_by", "before the last look"),
        ("review_by = 2026-10-05", "", "review_by", "by when"),
        ("margin = 3\n", "", "guardrails[Days with an officer, mean].margin", "no margin"),
        ('"happier"', '"sooner"', "guardrails[Most deprived fifth against the rest].dimension", "own dimension"),
        ('name = "Withdrawn"', 'name = "Refused"', "guardrails", "is there 2 times"),
        ('must_not_move = [["received", "valid-from"]]', 'must_not_move = [["consultation-end", "officer-allocated"]]', "steps.must_not_move", "must move and must not"),
        ('to_step = "officer-allocated"\nwithin', 'to_step = "officer-alocated"\nwithin', "fidelity.to_step", 'there is no step "officer-alocated"; did you mean "officer-allocated"?'),
        ('"before_after"', '"before_and_after"', "design.name", 'did you mean "before_after"?'),
        ('["Refused"] }\nmargin', '["Refusal"] }\nmargin', "guardrails[Refused].measure.of", 'did you mean "Refused"?'),
        ('attribute = "deprivation"', 'attribute = "deprived"', "guardrails[Most deprived fifth against the rest].measure.attribute", "no column or field"),
        ('ends = ["decision-issued", "withdrawn"]\n\n', 'better = "neither"\n\n', "measure.better", "which way"),
    ],
)  # fmt: skip
def test_plan_that_contradicts_itself_is_refused(
    line: str, instead: str, field: str, told: str
) -> None:
    assert line in PLAN
    refused = [r for r in _remarks(PLAN.replace(line, instead)) if r.is_refused]
    assert [r.field for r in refused] == [field]
    assert told in refused[0].text


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (_without("fidelity"), "fidelity"),
        (_without("steps"), "steps"),
        (PLAN.replace("margin = ", "used = false # "), "guardrails"),
        (PLAN.split("[[looks]]")[0].replace("transition_days", "looks = []\ntransition_days"), "looks"),
    ],
)  # fmt: skip
def test_plan_with_a_part_missing_is_refused(text: str, field: str) -> None:
    refused = [r for r in _remarks(text) if r.is_refused]
    assert field in [r.field for r in refused]


def test_part_may_be_left_out_when_the_reason_is_said() -> None:
    text = _without("steps").replace(
        "transition_days", 'no_steps_because = "one step only"\ntransition_days'
    )
    assert [r for r in _remarks(text) if r.is_refused] == []


@pytest.mark.parametrize(
    ("line", "instead", "field"),
    [
        ("picked_on = 2025-09-01", "", "baseline.picked_on"),
        ('"whole_years"', '"none"', "design.season"),
        ("high = 14", "high = 4", "prediction"),
        ("equality_note", "# equality_note", "equality_note"),
        ("data_protection_note", "# data", "data_protection_note"),
    ],
)
def test_what_has_a_price_is_stated(line: str, instead: str, field: str) -> None:
    text = PLAN.replace(line, instead).replace("low = 10", "low = 1")
    found = _remarks(text)
    assert field in [r.field for r in found if not r.is_refused]
    assert [r for r in found if r.is_refused] == []


def test_names_are_not_checked_when_nobody_knows_them() -> None:
    text = PLAN.replace("officer-allocated", "somewhere-else")
    assert [r for r in _remarks(text, Known()) if r.is_refused] == []


def test_name_that_the_pack_has_not_may_be_in_the_log() -> None:
    text = PLAN.replace(
        'to_step = "officer-allocated"\nwithin', 'to_step = "Stage 4"\nwithin'
    )
    (told,) = [
        r
        for r in _remarks(text, replace(KNOWN, first_day=None))
        if r.field == "fidelity.to_step"
    ]
    assert not told.is_refused
    assert "⟦log⟧" in told.text


def test_baseline_before_the_log_begins_is_refused() -> None:
    found = _remarks(PLAN, replace(KNOWN, first_day=date(2024, 10, 1)))
    assert [r.field for r in found if r.is_refused] == ["baseline.from"]


def test_measure_that_no_look_can_follow_is_refused() -> None:
    kind = 'kind = "time_to_end"\nends = ["decision-issued", "withdrawn"]'
    count = 'kind = "count"\nmeasure = "arrivals"\nbetter = "lower"'
    refused = [r for r in _remarks(PLAN.replace(kind, count)) if r.is_refused]
    assert [r.field for r in refused] == ["measure"]
