from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mersey.clocks.clock import Authority, LimitKind, RuleSource
from mersey.flow.clock_results import (
    AsExperienced,
    AsPublished,
    ClockGap,
    LimitOffered,
    Undated,
)
from mersey.flow.results import FlowSummary
from mersey.report.clock_words import (
    checked_said,
    main_clock,
    outlook_said,
    published_said,
    rates_said,
)
from mersey.report.look import look_json
from mersey.report.sections import deadlines, demand, service
from mersey.report.self_contained import page
from mersey.report.sentences import as_text, lead
from mersey.report.terminal import terminal_lines
from mersey.report.tiles import tiles
from mersey.report.view import NoteView, PageLimits, Section, TableView
from mersey.vocabulary import Better, Dimension
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_clocks import (
    AGREED,
    EXPERIENCED,
    PUBLISHED,
    clock_result,
    outlook,
    service_use,
    summary,
)
from tests.unit.report.made_up_clocks import (
    demand as made_demand,
)

LOG = made_up.log()


def section(told: FlowSummary | None = None) -> Section:
    found = deadlines.section(LOG, told or summary(), limits=PageLimits())
    assert found is not None
    return found


def tables(found: Section) -> dict[str, TableView]:
    return {block.caption: block for block in found.blocks if block.block == "table"}


def test_section_begins_with_the_two_rates_and_the_outlook() -> None:
    rates, ahead = section().paragraphs
    assert rates == (
        "Decided in 8 weeks: the official rule says 81 in 100 in time; of all who started "
        "in the same 12 months, 64 in 100."
    )
    assert ahead.startswith(
        "1 open application has passed its limit already; 14 more pass theirs in the next "
        "10 working days, up to 15 January 2024."
    )


def test_rates_stand_side_by_side() -> None:
    table = tables(section())["In time, counted in two ways"]
    assert table.rows[0][:4] == ("Decided in 8 weeks", "81%", "64%", "58% and 70%")
    assert (
        "1 of these limits is not yet checked against the source: it may be a day out"
        in table.note
    )


def test_outlook_lists_the_overdue_apart_from_the_due() -> None:
    found = tables(section())
    overdue = found["Open, and past the limit"].rows
    soon = found["Due in the next 10 working days"].rows
    assert overdue == (("overduec", "15\u00a0December\u00a02023", "8 over"),)
    assert soon == (("sooncase", "4\u00a0January\u00a02024", "3 left (projected)"),)


def test_projected_limits_are_said_to_be_so() -> None:
    told = summary(clock_result(n_projected=2))
    notes = [block.text for block in section(told).blocks if block.block == "note"]
    assert notes[0].startswith("2 limits lie beyond the years")


def test_every_status_has_a_column_of_its_own() -> None:
    table = tables(section())["What became of every application"]
    others = ("7", "7", "7")
    cells = ("Decided in 8 weeks", *others, "1", *others, "not recorded")
    assert table.rows[0] == cells


def test_silent_cases_past_the_limit_are_counted_apart() -> None:
    some = clock_result(outlook=outlook(n_overdue=1, n_silent=2))
    table = tables(section(summary(some)))["What became of every application"]
    cells = dict(zip(table.columns, table.rows[0], strict=True))
    assert (cells["Open, overdue"], cells["Silent, past it"]) == ("1", "2")


def test_source_says_whose_rule_it_is_and_that_it_is_not_checked() -> None:
    row = tables(section())["Where each limit comes from"].rows[0]
    assert row[1:4] == (
        "8 weeks",
        "Statutory",
        "The Test Act 2020, s.1 (not yet checked against the source)",
    )


def test_gaps_say_why() -> None:
    table = tables(section())["Deadlines that could not be worked out"]
    assert table.rows == (("Other", "it has no start"),)


@pytest.mark.parametrize("authority", [Authority.LOCAL, Authority.CONTRACT])
def test_local_target_is_neither_official_nor_statutory(authority: Authority) -> None:
    told = summary(clock_result(authority=authority))
    html = page(answered(LOG, replace(told, clock_gaps=())), title="Planning")
    assert "Counting closed ones alone" in rates_said(told.clocks[0])
    assert "tatutory" not in html
    assert "By the official rule" not in html


@pytest.mark.parametrize(
    ("overdue", "soon", "said"),
    [
        (0, 0, "No open request has passed its limit, and none does in"),
        (0, 1, "1 open request passes its limit in"),
        (0, 14, "14 open requests pass their limit in the next 10 working days"),
        (2, 0, "2 open requests have passed their limit already; no other does in"),
        (1, 1, "1 open request has passed its limit already; 1 more passes its limit"),
    ],
)
def test_outlook_is_said_as_a_person_would(overdue: int, soon: int, said: str) -> None:
    found = clock_result(outlook=outlook(n_overdue=overdue, n_soon=soon))
    assert outlook_said(found, "request").startswith(said)


@pytest.mark.parametrize(
    ("published", "experienced", "said"),
    [
        (PUBLISHED, replace(EXPERIENCED, share=0.814), "months, also 81 in 100."),
        (
            PUBLISHED,
            replace(EXPERIENCED, share=None),
            "it is not yet known, since none",
        ),
        (PUBLISHED, replace(EXPERIENCED, share=1.0), "12 months, all."),
        (PUBLISHED, replace(EXPERIENCED, share=0.998), "12 months, 99.8%."),
        (
            replace(PUBLISHED, share=None, n=0),
            EXPERIENCED,
            "the official rule says noth",
        ),
        (PUBLISHED, replace(EXPERIENCED, n=0), "Nobody’s clock started"),
    ],
)
def test_rates_say_what_is_not_known(
    published: AsPublished, experienced: AsExperienced, said: str
) -> None:
    found = clock_result(published=published, experienced=experienced)
    assert said in rates_said(found)


@pytest.mark.parametrize(
    ("share", "decimals", "said"),
    [(0.8149, 1, "81.5%"), (0.9996, 0, "99.9%"), (1.0, 0, "100%"), (None, 0, "–")],
)
def test_official_figure_is_rounded_as_it_is_published(
    share: float | None, decimals: int, said: str
) -> None:
    assert published_said(replace(PUBLISHED, share=share, decimals=decimals)) == said


def test_checked_source_says_when() -> None:
    source = RuleSource(instrument="Act", checked_on=date(2026, 11, 22))
    assert checked_said(clock_result(source=source)) == "checked 22 November 2026"


def test_local_target_has_no_source_to_check() -> None:
    local = clock_result(authority=Authority.LOCAL)
    assert checked_said(local) == "a usual figure: check it against your own"
    html = page(answered(LOG, summary(local)), title="Planning")
    assert "not yet checked against the source" not in html


def test_main_clock_is_the_one_that_the_pack_watches() -> None:
    small = clock_result(id="test.small", n_started=2)
    told = summary(clock_result(), small)
    assert main_clock(told) == told.clocks[0]
    watched = service_use()
    measure = {
        "id": "m",
        "title": "m",
        "dimension": Dimension.SOONER,
        "better": Better.HIGHER,
        "measure": "test.small",
    }
    pack = watched.service.model_validate(
        watched.service.model_dump() | {"measures": (measure,)}
    )
    assert main_clock(replace(told, service=replace(watched, service=pack))) == small


def test_first_screen_tells_who_is_past_the_deadline() -> None:
    told = summary()
    assert as_text(lead(LOG, told)).startswith(
        "64 in 100 were in time in the last 12 months (Decided in 8 weeks). "
        "321 applications are open now, 1 past its limit and 14 more due by "
        "15 January 2024. "
    )
    tile = tiles(LOG, told)[-1]
    assert (tile.title, tile.value, tile.unit) == (
        "Past a limit",
        "1",
        "application",
    )


def test_first_screen_tells_the_worst_deadline_when_none_is_past_the_main() -> None:
    worse = clock_result(id="test.worse", title="Answered", n_started=2)
    calm = clock_result(outlook=outlook(n_overdue=0))
    told = summary(calm, worse)
    assert tiles(LOG, told)[-1].note.startswith("Answered. ")
    assert (
        section(told)
        .paragraphs[1]
        .endswith("By all deadlines together 1 open application has passed a limit.")
    )


def test_target_names_who_asks_for_it() -> None:
    told = summary(clock_result(target=0.7, target_by="the threshold"))
    assert "70% in time is asked for (the threshold)." in section(told).paragraphs[1]


def test_first_screen_tells_age_when_none_is_past_the_deadline() -> None:
    told = summary(clock_result(outlook=outlook(n_overdue=0)))
    assert tiles(LOG, told)[-1].title == "Older than usual"


def test_terminal_tells_the_deadline_in_three_lines() -> None:
    lines = terminal_lines(answered(LOG, summary()))
    place = lines.index("Deadline: Decided in 8 weeks")
    assert lines[place + 1].startswith("  1 open application has passed its limit")
    assert lines[place + 2].startswith("  The official rule says 81 in 100")


def test_json_holds_clocks_and_service() -> None:
    look = look_json(answered(LOG, summary()))
    (clock,) = look["clocks"]
    assert (clock["clock"], clock["authority"]) == ("test.decision", "statutory")
    assert clock["statuses"]["open_overdue"] == 1
    assert clock["as_published"]["share"] == 0.8149
    assert clock["as_experienced"]["share"] == 0.64
    assert clock["outlook"][0] == {
        "pseudonym": "overduec",
        "due": "2023-12-15",
        "state": "overdue",
        "working_days_left": -8,
        "certainty": "exact",
    }
    assert clock["source"]["checked_on"] is None
    assert (look["service"]["pack"], look["service"]["version"]) == ("test", "2024")


def test_json_lacks_what_is_not_there() -> None:
    look = look_json(answered(LOG, made_up.summary()))
    assert not {"clocks", "service", "demand", "clocks_not_worked_out"} & set(look)


def test_page_has_no_deadlines_without_clocks() -> None:
    assert deadlines.section(LOG, made_up.summary(), limits=PageLimits()) is None
    assert service.section(LOG, made_up.summary()) is None
    assert demand.section(made_up.summary()) is None


def test_service_warns_of_a_column_that_the_file_has() -> None:
    found = service.section(LOG, summary())
    assert found is not None
    notes = [block for block in found.blocks if isinstance(block, NoteView)]
    assert [note.text for note in notes] == [
        "Careful with “Validated”: It is the check, not the law."
    ]


def test_service_shows_what_is_only_like_a_step_of_the_pack() -> None:
    use = service_use(suggested={"recieved": ("received", 0.93)}, unknown=("tea",))
    found = service.section(LOG, summary(service=use))
    assert found is not None
    table = tables(found)["What each step was taken for"]
    assert table.rows[-2:] == (
        ("recieved", "perhaps “Received” (93% alike)", ""),
        ("tea", "none of the pack’s steps", ""),
    )
    assert table.summary.endswith("2 steps in no clock")


def test_demand_tells_share_codes_and_agreement() -> None:
    told = summary(demand=made_demand(agreement=AGREED))
    found = demand.section(told)
    assert found is not None
    first, left_out, agreed = found.paragraphs
    assert first.startswith("40 in 100 of the 100 applications with a known code")
    assert left_out.startswith(
        "5 have a code that is not on the list and 1,094 have none"
    )
    assert (
        "substantial agreement: Cohen’s κ is 0.68 (likely between 0.50 and 0.85)"
        in (agreed)
    )
    rows = tables(found)["By reason, from “reason”"].rows
    assert rows[1] == ("Chasing progress", "failure", "40", "40%")


def test_json_holds_demand() -> None:
    look = look_json(answered(LOG, summary(demand=made_demand(agreement=AGREED))))
    assert look["demand"]["failure_share"] == 0.4
    assert look["demand"]["agreement"]["kappa"] == 0.676
    assert look["demand"]["months"][1]["complete"] is False


FEW = {"undatable_share": 0.41, "undated": {Undated.KIND_NOT_KNOWN: 24}}
"""35 of 59 cases judged: 59 in 100, less than three in five."""


def test_first_screen_is_silent_when_too_few_cases_could_be_judged() -> None:
    told = summary(clock_result(**FEW))
    assert "deadline" not in as_text(lead(LOG, told))
    assert "deadline" not in " ".join(tile.title for tile in tiles(LOG, told)).lower()
    assert not [
        line for line in terminal_lines(answered(LOG, told)) if "eadline" in line
    ]
    assert look_json(answered(LOG, told))["clocks"][0]["leads"] is False


def test_section_says_how_many_could_be_judged_and_why_not_the_others() -> None:
    said = " ".join(section(summary(clock_result(**FEW))).paragraphs)
    assert (
        "35 of the 59 applications that it should cover (59%) could be judged by it: 24 "
        "do not say of what kind they are."
    ) in said
    assert "the top of this page does not speak of it" in said


def test_first_screen_speaks_when_three_in_five_could_be_judged() -> None:
    enough = clock_result(undatable_share=0.4, undated={Undated.NO_START: 23})
    told = summary(enough)
    assert tiles(LOG, told)[-1].title == "Past a limit"
    assert look_json(answered(LOG, told))["clocks"][0]["coverage"] == 0.6
    assert "the top of this page" not in " ".join(section(told).paragraphs)


def test_clock_that_covers_its_cases_goes_before_one_that_does_not() -> None:
    few = clock_result(id="test.few", n_started=900, undatable_share=0.9)
    full = clock_result(id="test.full", n_started=3)
    told = summary(few, full)
    assert main_clock(told) == full


def test_deadline_that_the_file_states_leads_whatever_it_covers() -> None:
    stated = clock_result(id="file.deadline", undatable_share=0.9)
    assert "past its limit" in as_text(lead(LOG, summary(stated)))


def test_section_says_why_when_no_case_could_be_judged() -> None:
    gap = ClockGap(
        id="test.d", title="Decided", why="none of the 9 cases has a start", n_undated=9
    )
    told = made_up.summary(service=service_use(), clock_gaps=(gap,))
    (said,) = section(told).paragraphs
    assert said.endswith("Decided: none of the 9 cases has a start.")


def test_offered_limits_are_named_on_the_page_whether_or_not_others_count() -> None:
    offered = (
        LimitOffered(id="t.a", title="A", kind=LimitKind.CONTRACT, n=3),
        LimitOffered(id="t.b", title="B", kind=LimitKind.LOCAL, n=3),
    )
    said = (
        "1 contract and 1 local limits, off until somebody says that you promised them"
    )
    both = summary(limits_offered=offered)
    assert said in section(both).paragraphs[-1]
    alone = made_up.summary(service=service_use(), limits_offered=offered)
    found = service.section(LOG, alone)
    assert found is not None
    assert said in found.paragraphs[-1]
    assert found.paragraphs[-1].endswith("⟦limit⟧ t.a ⟦limit⟧ t.b.")
