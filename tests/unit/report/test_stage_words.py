"""Stages in the words of the pack, steps of one stage as one."""

from __future__ import annotations

from dataclasses import replace

from mersey.answer.stage_names import stage_names
from mersey.flow.results import Stage
from mersey.report.stage_words import in_stages, in_the_packs_words
from mersey.services import find_pack
from mersey.services.service_use import use_service
from tests.unit.flow.clock_logs import use_of
from tests.unit.report import made_up, made_up_forecast

STEPS = (
    "Consultation Start",
    "Consultation End",
    "Allocated To Officer",
    "lunch_taken",
)
USE = use_service(find_pack("planning"), activities=STEPS, columns=(), why="")
NAMES = stage_names(USE)


def stage(activity: str, days: float, n_open: int) -> Stage:
    return Stage(
        activity=activity,
        n_visits=10,
        days_per_case=days,
        share=days / 40,
        n_open=n_open,
        n_older=1,
    )


def test_step_is_called_by_the_packs_stage_and_any_other_by_its_words() -> None:
    assert [NAMES.of(step) for step in STEPS] == [
        "Publicity and consultation",
        "Publicity and consultation",
        "Assessment",
        "lunch taken",
    ]
    assert NAMES.order(STEPS) == (
        "Publicity and consultation",
        "Assessment",
        "lunch taken",
    )


def test_steps_of_one_stage_are_added_up() -> None:
    steps = [stage(step, 10.0, n) for n, step in enumerate(STEPS)]
    first, *others = NAMES.merged(steps)
    assert (first.activity, first.days_per_case, first.share) == (
        "Publicity and consultation",
        20.0,
        0.5,
    )
    assert (first.n_visits, first.n_open, first.n_older) == (20, 1, 2)
    assert [one.activity for one in others] == ["lunch taken", "Assessment"]


def test_open_case_is_in_the_stage_of_its_last_step() -> None:
    ageing = made_up.ageing()
    case = replace(ageing.cases[0], last_activity="Consultation End")
    aged = NAMES.aged(replace(ageing, cases=(case,)))
    assert aged.cases[0].last_activity == "Publicity and consultation"


def test_steps_keep_the_files_own_words_when_there_is_no_pack() -> None:
    names = stage_names(None)
    assert not names.are_the_services
    assert names.of("site_visit") == "site_visit"
    assert names.merged([stage("site_visit", 1.0, 1)]) == (stage("site_visit", 1.0, 1),)


def test_what_if_means_all_steps_of_a_stage_by_the_pages_name() -> None:
    asked = {"publicity and consultation": 0.8, "lunch_taken": 1.1, "Nothing": 0.5}
    assert NAMES.steps(asked, STEPS) == {
        "Consultation Start": 0.8,
        "Consultation End": 0.8,
        "lunch_taken": 1.1,
        "Nothing": 0.5,
    }


def test_map_and_waits_have_the_packs_word_for_a_step() -> None:
    summary = made_up.summary()
    first, second, *_ = (node.activity for node in summary.process_map.nodes)
    use = replace(use_of(), events={first: "decided"}, unknown=(second,))
    told = in_the_packs_words(replace(summary, service=use)).process_map
    assert [node.activity for node in told.nodes[:2]] == ["Decided", second]
    named = {edge.source for edge in told.edges}
    assert "Decided" in named
    assert first not in named


def test_steps_that_the_pack_has_one_word_for_keep_their_own() -> None:
    summary = made_up.summary()
    first, second, *_ = (node.activity for node in summary.process_map.nodes)
    use = replace(use_of(), events={first: "decided", second: "decided"})
    told = in_the_packs_words(replace(summary, service=use))
    assert told.process_map == summary.process_map


def test_cases_at_risk_stand_in_the_stages_of_the_pack() -> None:
    found = made_up_forecast.forecast(risks=made_up_forecast.risks())
    at = replace(found.risks.cases[0], stage="Allocated To Officer")
    none = replace(at, stage=None)
    told = in_stages(replace(found, risks=replace(found.risks, cases=(at, none))), USE)
    assert [case.stage for case in told.risks.cases] == ["Assessment", None]
