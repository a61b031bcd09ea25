from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mersey.load.shapes.mapping import ColumnMapping, MappingReason, Shape
from mersey.report.sections import signals
from mersey.report.sections.data import findings_section, reading_section
from mersey.report.sections.movement import section as movement_section
from mersey.report.sections.paths import variants_section
from mersey.report.sections.times import section as times_section
from mersey.report.sections.waiting import section as waiting_section
from mersey.report.view import FigureView, PageLimits, TableView
from mersey.vocabulary import Extract, Finding, Role
from tests.unit.report import made_up

LIMITS = PageLimits()


def tables(section: Any) -> dict[str, TableView]:
    return {block.caption: block for block in section.blocks if block.block == "table"}


def read(**changes: Any) -> dict[str, TableView]:
    log = made_up.log(loading={"mapping": made_up.mapping(**changes)})
    return tables(reading_section(log, limits=LIMITS))


def test_reading_tells_each_column_its_reason_and_how_sure_it_is() -> None:
    rows = read()["What each column was taken for"].rows
    assert rows[0] == (
        "Names the case",
        "reference",
        "every row has its own value",
        "Sure (97%)",
    )
    assert rows[3] == (
        "How the case ended",
        "decision",
        "filled where a decision is",
        "Likely (71%)",
    )


@pytest.mark.parametrize(
    ("confidence", "said"), [(1.0, "Stated"), (0.5, "A guess (50%)")]
)
def test_reading_is_as_sure_as_its_reason(confidence: float, said: str) -> None:
    reasons = {Role.CASE: MappingReason(text="x", confidence=confidence)}
    assert read(reasons=reasons)["What each column was taken for"].rows[0][3] == said


def test_reading_says_each_row_is_a_case_when_no_column_names_it() -> None:
    rows = read(case=None)["What each column was taken for"].rows
    assert rows[0][1] == "none: each row is a case"


def test_reading_names_a_dozen_columns_and_counts_the_rest() -> None:
    many = tuple(f"m{n}" for n in range(40))
    rows = read(milestones=many)["What each column was taken for"].rows
    assert rows[1][1].endswith("m11 and 28 more")


def test_reading_tells_how_dates_are_written_and_what_was_left_out() -> None:
    shown = read()
    assert shown["How dates are written"].rows[0] == (
        "application_date",
        "day first, dates alone",
    )
    assert shown["What was read as blank"].rows == (("decision_date", "“?”, “n/a”"),)
    assert shown["Columns left out"].rows[0] == ("description", "free text")
    assert "Free text that was kept" not in shown


def test_reading_says_why_a_column_was_kept() -> None:
    shown = read(keep={"notes": "reviewed by the team"})
    assert shown["Columns that were kept as they are"].rows == (
        ("notes", "reviewed by the team"),
    )


def test_reading_stands_when_the_mapping_says_nothing() -> None:
    log = made_up.log(loading={"mapping": ColumnMapping(shape=Shape.LONG, case=None)})
    assert list(tables(reading_section(log, limits=LIMITS))) == [
        "What each column was taken for"
    ]


def test_reading_adds_up_its_rows_and_its_cases() -> None:
    block: Any = reading_section(made_up.log(), limits=LIMITS).blocks[0]
    said = block.more
    assert said[0] == "1,210 rows read = 1,199 loaded + 8 rejected + 3 duplicate."
    assert said[3] == "So 321 of 1,199 cases are open, 866 closed and 12 silent."


def test_findings_come_worst_first_and_within_the_limit() -> None:
    many = tuple(Finding(id=f"f{n:03d}", message="m", count=n) for n in range(99))
    block: Any = findings_section(made_up.log(findings=many), limits=LIMITS).blocks[0]
    assert [row.name for row in block.rows[:2]] == ["f098", "f097"]
    assert len(block.rows) == 60


def test_times_shows_three_ways_and_the_base_of_each() -> None:
    section = times_section(made_up.log(), made_up.summary(), limits=LIMITS)
    rows = tables(section)["Three ways to answer"].rows
    assert [row[0] for row in rows] == [
        "All cases, open ones counted",
        "At the speed of the last 90 days",
        "Closed cases alone: what most reports show",
    ]
    assert [row[-1] for row in rows] == [
        "1,199 cases, 866 ended",
        "410 cases at work in them",
        "866 cases",
    ]
    assert rows[0][3] == "not yet known; more than 330 days"


def test_times_leaves_the_current_speed_out_when_too_few_were_at_risk() -> None:
    lead = made_up.lead_times(period=None, period_quantiles=(), outcomes=())
    summary = made_up.summary(lead_times=lead)
    section = times_section(made_up.log(), summary, limits=LIMITS)
    assert len(tables(section)["Three ways to answer"].rows) == 2
    assert "How cases end" not in tables(section)


def test_times_tells_flow_efficiency_and_what_it_rests_on() -> None:
    summary = made_up.summary(efficiency=made_up.efficiency())
    said = times_section(made_up.log(), summary, limits=LIMITS).paragraphs[-1]
    assert said == (
        "Flow efficiency: 12% of the time of closed cases was spent working on them; "
        "the rest was waiting. The typical case: 9%. Work is counted from "
        "start to completion; nights count as work."
    )


def test_variants_count_the_steps_they_do_not_write_out() -> None:
    path = tuple(f"s{n}" for n in range(5000))
    long = made_up.Variant(path=path, n_cases=3, share=0.1)
    shown = tables(variants_section(made_up.summary(variants=(long,))))
    assert shown["Most frequent paths"].rows[0][0].endswith("s11 → … 4,988 more")


def test_variants_say_so_when_all_cases_took_one_path() -> None:
    section = variants_section(made_up.summary(n_variants=1))
    assert section.paragraphs[0] == "Every case took the same path."


def test_drawing_is_left_out_and_described_when_too_large() -> None:
    few = PageLimits(drawing_bytes=10)
    section = movement_section(made_up.log(), made_up.summary(), limits=few)
    block = section.blocks[0]
    assert isinstance(block, FigureView)
    assert (block.wide, block.narrow) == ("", "")
    assert block.description


def test_movement_says_where_silent_cases_are() -> None:
    section = movement_section(made_up.log(), made_up.summary(), limits=LIMITS)
    assert "has gone silent: 12 cases." in section.paragraphs[-1]
    none = movement_section(made_up.log(n_silent=0), made_up.summary(), limits=LIMITS)
    assert "silent" not in " ".join(none.paragraphs)


def test_movement_draws_no_work_in_progress_when_open_cases_were_left_out() -> None:
    log = made_up.log(extract=Extract.CLOSED_ONLY, n_open=0, n_silent=0)
    section = movement_section(log, made_up.summary(), limits=LIMITS)
    assert section.blocks == ()
    assert "cannot be told" in section.paragraphs[0]


@pytest.mark.parametrize(
    ("n_older", "says"),
    [
        (0, "; none of them for longer"),
        (1, "; 1 of them older than usual"),
        (9, "; 9 of them older"),
    ],
)
def test_waiting_agrees_in_number(n_older: int, says: str) -> None:
    summary = made_up.summary(ageing=made_up.ageing(n_older=n_older))
    section = waiting_section(made_up.log(), summary, limits=LIMITS)
    assert says in section.paragraphs[0]


def test_a_season_is_named_with_its_months_where_the_log_proves_one() -> None:
    turn = 2 * np.pi * np.arange(160) * 7 / 365.2425
    seasonal = made_up.weeks("arrivals", "Arrivals", list(20 + 12 * np.cos(turn)))
    flat = made_up.weeks("arrivals", "Arrivals", [20.0 + i * 7 % 5 for i in range(160)])
    said = signals.season_said(seasonal)
    assert said.startswith("Arrivals: there is a season, with most around January, ")
    assert "least around July" in said
    assert signals.season_said(flat) == ""
