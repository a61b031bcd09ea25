"""Results at the edge: nothing, one, all the same, unknown, hostile names, huge."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date

import pytest

from mersey.charts.kinds import (
    ageing_wip,
    arrivals_finishes,
    cumulative_flow,
    lead_time,
    process_map,
    stage_strip,
)
from mersey.charts.map.layout_layers import Layers
from mersey.flow.results import DailyWip, ProcessMap
from tests.unit.charts.results import (
    LONG,
    SCRIPT,
    ageing,
    chain,
    edge,
    lead_times,
    node,
    open_case,
    parse,
    series,
    stage,
)

NO_ONE = lead_times(days=[0], survival=[1], n=0, n_ended=0, percentiles=(None,) * 3)
UNKNOWN = lead_times(
    days=[0, 200],
    survival=[1, 0.7],
    n=10,
    n_ended=3,
    percentiles=(None,) * 3,
    closed=(5.0, 9.0, 12.0),
)
AT_ONCE = lead_times(days=[0], survival=[0], n=5, n_ended=5, percentiles=(0.0,) * 3)
TAIL = lead_times(
    days=[0, 10, 20, 30, 5000],
    survival=[1, 0.4, 0.1, 0.05, 0],
    n=100,
    n_ended=100,
    percentiles=(10.0, 20.0, 30.0),
)
ODD = (SCRIPT, LONG, "審査待ち", "مراجعة الطلب", "a\x00\x1b]]>&amp;")
ODD_STAGES = [stage(name, n_open=3, n_older=1) for name in ODD]
ODD_CASES = [open_case(i, days=i, activity=ODD[i % 5]) for i in range(20)]
ODD_MAP = ProcessMap(
    nodes=tuple(node(name, n_starts=1, n_ends=1, n_open=10**9) for name in ODD),
    edges=tuple(edge(a, b, 10**9, waiting=0.2) for a, b in itertools.pairwise(ODD)),
)

CHARTS = {
    "no case": lead_time.draw(NO_ONE),
    "unknown": lead_time.draw(UNKNOWN),
    "at once": lead_time.draw(AT_ONCE),
    "long tail": lead_time.draw(TAIL),
    "no open case": ageing_wip.draw(ageing([]), ()),
    "one open case": ageing_wip.draw(
        ageing([open_case(1, days=0)], typical=None, usual=None), ()
    ),
    "far out": ageing_wip.draw(
        ageing([*(open_case(i, days=i) for i in range(60)), open_case(99, days=28000)]),
        (),
    ),
    "odd ages": ageing_wip.draw(ageing(ODD_CASES), ODD_STAGES),
    "no stage": stage_strip.draw(()),
    "one stage": stage_strip.draw([stage("Only", days=3.0)]),
    "no time": stage_strip.draw([stage(name, days=0.0) for name in "ABC"]),
    "odd stages": stage_strip.draw(ODD_STAGES),
    "crowd": stage_strip.draw([stage("A", n_open=10**7, n_older=10**6)]),
    "no week": arrivals_finishes.draw(series([]), series([])),
    "one week": arrivals_finishes.draw(series([5]), series([0])),
    "no full week": arrivals_finishes.draw(
        series([5], partial=[0]), series([1], partial=[0])
    ),
    "unknown weeks": arrivals_finishes.draw(series([None, 3]), series([1, None])),
    "huge weeks": arrivals_finishes.draw(series([1e9] * 40), series([9e8] * 40)),
    "nothing came": cumulative_flow.draw(series([]), series([])),
    "zeros": cumulative_flow.draw(series([0, 0]), series([0, 0])),
    "one total": cumulative_flow.draw(series([3]), series([1])),
    "no step": process_map.draw(ProcessMap(nodes=(), edges=())),
    "one step": process_map.draw(ProcessMap(nodes=(node("A"),), edges=())),
    "odd map": process_map.draw(ODD_MAP),
    "odd map, built in": process_map.draw(ODD_MAP, engines=(Layers(),)),
}
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=list(CHARTS))


@EVERY
@pytest.mark.parametrize("width", [680, 340])
def test_drawing_is_sound_when_results_are_at_the_edge(chart, width):
    svg = chart.svg(width)
    parse(svg)
    svg.encode("utf-8")
    assert "<script" not in svg
    assert not re.search(r"\b(nan|inf|None)\b", re.sub(r">[^<]*<", "><", svg))


@EVERY
def test_title_is_short_when_results_are_at_the_edge(chart):
    assert 0 < len(chart.title.split()) <= 10


@EVERY
def test_table_is_whole_when_results_are_at_the_edge(chart):
    assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
    assert chart.csv()


def test_lead_time_says_more_than_when_a_percentile_is_not_known():
    chart = lead_time.draw(UNKNOWN)
    assert chart.title == "Fewer than half of cases are finished after 200 days"
    assert "not yet known, more than 200 days" in chart.description
    assert "not yet known, more than 200 days" in chart.svg(680)


def test_lead_time_says_what_is_unknown_above_the_curve():
    svg = lead_time.draw(UNKNOWN).svg(680)
    words = r'<text x="668" y="([0-9.]+)"[^>]*>[^<]*not yet known'
    baselines = [float(y) for y in re.findall(words, svg)]
    assert baselines == [156, 51, 21]  # each 6 px above its height in the plot


def test_lead_time_is_not_squeezed_when_the_slowest_are_far_out():
    far = lead_times(
        days=[0, 10, 20, 900],
        survival=[1, 0.4, 0.1, 0],
        n=100,
        n_ended=100,
        percentiles=(10.0, 20.0, 900.0),
    )
    chart = lead_time.draw(far)
    assert "Drawn to 60 days" in chart.subtitle
    assert "95 in 100 are finished: 900 days →" in chart.svg(680)


def test_lead_time_says_that_closed_cases_look_faster():
    assert "looks faster than it is" in lead_time.draw(UNKNOWN).svg(680)


def test_lead_time_leaves_the_comparison_out_when_every_case_is_closed():
    assert "closed cases only" not in lead_time.draw(TAIL).svg(680)


def test_lead_time_leaves_the_comparison_out_when_it_reads_the_same():
    lead = lead_times(
        days=[0, 10, 20, 30],
        survival=[1, 0.5, 0.15, 0.05],
        n=100,
        n_ended=95,
        percentiles=(10.0, 20.0, 30.0),
        closed=(9.9, 20.0, 30.0),
    )
    same = replace(lead, closed_only=replace(lead.closed_only, p50=10.0))
    assert "closed cases only" in lead_time.draw(lead).svg(680)
    assert "closed cases only" not in lead_time.draw(same).svg(680)


def test_ageing_stands_in_the_order_asked_for():
    cases = [open_case(i, days=5, activity=name) for i, name in enumerate("AB")]
    chart = ageing_wip.draw(ageing(cases), (), order=("B", "A"))
    assert "by latest step: B 1 and A 1" in chart.description


def test_lead_time_says_where_the_drawing_ends_when_the_tail_is_long():
    assert (
        "Drawn to 52.5 days; the longest is 5,000 days."
        in lead_time.draw(TAIL).subtitle
    )


def test_lead_time_says_days_of_the_known_percentiles():
    chart = lead_time.draw(TAIL)
    assert chart.title == "Half of cases finish within 10 days"
    assert "85 in 100 of all cases are finished within 20 days" in chart.description


def test_ageing_says_how_many_are_drawn_when_not_all_are():
    cases = [open_case(i, days=150, is_older=True) for i in range(3)]
    chart = ageing_wip.draw(ageing(cases, n_open=12345), ())
    assert "The 3 oldest of 12,345 are drawn." in chart.subtitle


def test_ageing_gathers_small_steps_when_there_are_many():
    cases = [open_case(i, days=5, activity=f"S{i % 12}") for i in range(40)]
    assert "Other steps" in ageing_wip.draw(ageing(cases), ()).svg(680)


def test_ageing_of_2000_cases_weighs_at_most_40_kb():
    cases = [
        open_case(i, days=i * 7919 % 900, activity=f"S{i % 11}", is_older=True)
        for i in range(2000)
    ]
    chart = ageing_wip.draw(ageing(cases), ())
    assert max(len(chart.svg(680)), len(chart.svg(340))) <= 40_000


def test_strip_keeps_the_order_given_and_takes_another():
    stages = [stage("B"), stage("A")]
    given = stage_strip.draw(stages).table.raw
    other = stage_strip.draw(stages, order=("A", "B")).table.raw
    assert [row[0] for row in given] == ["B", "A"]
    assert [row[0] for row in other] == ["A", "B"]


def test_strip_says_what_takes_most_time():
    chart = stage_strip.draw(
        [stage("Assess", days=38.0, share=0.38), stage("Apply", days=62.0, share=0.62)]
    )
    assert chart.title == "62% of the time follows Apply"


def test_strip_says_that_time_goes_into_a_stage_where_stages_have_names():
    stages = [
        stage("Applying", days=62.0, share=0.62),
        stage("B", days=38.0, share=0.38),
    ]
    chart = stage_strip.draw(stages, are_stages=True)
    assert chart.title == "62% of the time goes into Applying"
    assert chart.subtitle.startswith("Each stage is as wide as the mean days")
    assert [*chart.table.columns][:2] == ["Stage", "Days per case"]
    alone = stage_strip.draw([stage("Applying", days=62.0, share=1.0)], are_stages=True)
    assert alone.title == "Cases are 62 days in Applying"


def test_strip_shows_the_time_before_the_first_step():
    stages = [
        stage("Assess", days=6.0, share=0.1),
        stage("Apply", days=18.0, share=0.3),
    ]
    chart = stage_strip.draw(stages)
    # 24 days are 0.4 of the lead time, so 36 days, 0.6 of it, are before the first step.
    assert chart.title == "60% of the time is before the first step"
    assert "Before the first step: 36 days a case" in chart.description
    longer = stage_strip.draw([stage("Apply", days=60.0, share=0.8)])
    assert longer.title == "Cases wait 60 days after Apply"


def test_arrivals_leave_partial_weeks_out_of_the_mean():
    chart = arrivals_finishes.draw(
        series([10, 20, 99], partial=[2]), series([4, 6, 99], partial=[2])
    )
    assert chart.title == "About 15 cases a week arrive; about 5 finish"
    assert "1 week not covered in full" in chart.subtitle


def test_ageing_says_all_when_every_open_case_is_older():
    cases = [open_case(i, days=90, is_older=True) for i in range(3)]
    drawn = ageing_wip.draw(ageing(cases, usual=50.0), ())
    assert drawn.title == "All 3 open cases are older than usual"


def test_years_are_marked_as_densely_as_they_fit():
    narrow = arrivals_finishes.draw(series([1] * 260), series([1] * 260)).svg(340)
    assert [f">{year}<" in narrow for year in (2024, 2025, 2026, 2027)] == [True] * 4


def test_cumulative_flow_counts_what_was_open_before_it_begins():
    wip = DailyWip(dates=(date(2023, 1, 8), date(2023, 1, 15)), values=(12, 14))
    chart = cumulative_flow.draw(series([5, 4]), series([3, 2]), wip)
    # 12 open after week 1 = 10 before + 5 − 3; then 14 = 12 + 4 − 2.
    assert chart.title == "14 cases are open, of 19 that arrived"
    assert chart.table.raw[-1][1:] == (19, 5, 14)


def test_cumulative_flow_tells_silent_cases_from_open_ones():
    wip = DailyWip(dates=(date(2023, 1, 8), date(2023, 1, 15)), values=(2, 1))
    chart = cumulative_flow.draw(series([5, 4]), series([3, 2]), wip)
    # 9 arrived, 5 finished: of the 4 between, 1 is open.
    assert chart.title == "1 case is open, 3 silent, of 9 that arrived"
    assert ">1 open, 3 silent</text>" in chart.svg(680)


def test_map_states_the_engine_that_placed_it():
    assert 'data-layout="graphviz-pure"' in process_map.draw(chain(4)).svg(680)
    built_in = process_map.draw(chain(4), engines=(Layers(),))
    assert 'data-layout="built-in"' in built_in.svg(680)


def test_map_fits_the_page_when_every_step_leads_everywhere():
    names = [f"Activity number {i}" for i in range(30)]
    whole = ProcessMap(
        nodes=tuple(node(name, n_cases=100 - i) for i, name in enumerate(names)),
        edges=tuple(edge(a, b, 5) for a in names for b in names),
    )
    svg = process_map.draw(whole).svg(680)
    xs = re.findall(r'<rect x="([\d.]+)"', svg)
    assert max(float(x) for x in xs) <= 680 - 148
    assert "Left out:" in svg


LONG_NAMES = (
    "Recommendation sent to the senior officer",
    "Date Request Was Received",
    "Advice from the health service received",
    "Settings Consulted Date",
)


@pytest.mark.parametrize("width", [680, 340])
def test_strip_tells_each_name_whole_with_its_days(width: int):
    stages = [stage(name, days=12.0 + i) for i, name in enumerate(LONG_NAMES)]
    said = " ".join(parse(stage_strip.draw(stages).svg(width)).itertext())
    assert "…" not in said.split("finished cases")[-1]
    assert all(f"{12 + i} days" in said for i in range(len(LONG_NAMES)))


@pytest.mark.parametrize("width", [680, 340])
def test_strip_tells_no_hours_where_the_file_has_no_times(width: int):
    stages = [stage("Received", days=9.0), stage("Committee", days=0.2)]
    drawn = stage_strip.draw(stages, in_days=True).svg(width)
    assert "under a day" in drawn
    assert "hours</text>" not in drawn
    assert "5 hours" in stage_strip.draw(stages).svg(width)
