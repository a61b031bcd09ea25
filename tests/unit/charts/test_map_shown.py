from __future__ import annotations

import time

from mersey.charts import usual_order
from mersey.charts.kinds import process_map
from mersey.charts.map.shown import choose
from mersey.flow.results import ProcessMap
from tests.unit.charts.results import chain, edge, node


def test_small_map_is_shown_whole():
    shown = choose(chain(5))
    assert len(shown.nodes) == 5
    assert (shown.n_steps_out, shown.n_links_out) == (0, 0)


def test_large_map_says_what_is_left_out():
    shown = choose(chain(40))
    assert (len(shown.nodes), shown.n_steps_out) == (25, 15)
    assert shown.n_links_out == 39 - len(shown.edges)


def test_every_step_keeps_its_strongest_way_in_and_out():
    names = [f"S{i}" for i in range(12)]
    whole = ProcessMap(
        nodes=tuple(node(name, n_cases=100 - i) for i, name in enumerate(names)),
        edges=tuple(
            edge(a, b, 1 + (i * 7 + j * 5) % 50)
            for i, a in enumerate(names)
            for j, b in enumerate(names)
            if a != b
        ),
    )
    shown = choose(whole)
    assert (
        {e.source for e in shown.edges} == {e.target for e in shown.edges} == set(names)
    )
    assert len(shown.edges) < 30


def test_main_path_goes_round_a_loop_and_stops_where_cases_end():
    whole = ProcessMap(
        nodes=(node("A", n_starts=9), node("B"), node("C", n_ends=8), node("D")),
        edges=(
            edge("A", "B", 9),
            edge("B", "A", 7),
            edge("B", "C", 6),
            edge("C", "D", 1),
        ),
    )
    assert choose(whole).path == ("A", "B", "C")


def test_main_path_prefers_two_frequent_links_to_a_rare_one():
    whole = ProcessMap(
        nodes=(node("A", n_starts=9), node("B"), node("C", n_ends=8)),
        edges=(edge("A", "B", 90), edge("B", "C", 90), edge("A", "C", 60)),
    )
    # 1/90² + 1/90² = 0.000247 costs less than 1/60² = 0.000278.
    assert choose(whole).path == ("A", "B", "C")


def test_main_path_does_not_follow_the_strongest_link_into_a_corner():
    whole = ProcessMap(
        nodes=(node("A", n_starts=9), node("Wait"), node("C", n_ends=8)),
        edges=(
            edge("A", "Wait", 100),
            edge("Wait", "A", 99),
            edge("A", "C", 50),
            edge("Wait", "C", 1),
        ),
    )
    assert choose(whole).path == ("A", "C")


def test_step_that_follows_itself_is_counted_not_drawn():
    whole = ProcessMap(nodes=(node("A"),), edges=(edge("A", "A", 7),))
    shown = choose(whole)
    assert (shown.repeats, shown.edges, shown.n_links_out) == ({"A": 7}, (), 0)


def test_a_hundred_thousand_steps_do_not_hang():
    whole = chain(100_000)
    start = time.perf_counter()
    svg = process_map.draw(whole).svg(680)
    assert time.perf_counter() - start < 10
    assert "rarer steps" in svg


def test_usual_order_puts_a_side_step_after_the_one_that_leads_to_it():
    whole = ProcessMap(
        nodes=(
            node("End", n_ends=9),
            node("Start", n_starts=9),
            node("Side", n_cases=3),
            node("Before", n_cases=2),
            node("Alone", n_cases=1),
        ),
        edges=(
            edge("Start", "End", 9),
            edge("Start", "Side", 3),
            edge("Before", "End", 2),
        ),
    )
    assert usual_order(whole) == ("Start", "Side", "Before", "End", "Alone")


def test_usual_order_holds_every_step_once_when_there_are_many():
    assert usual_order(chain(1000)) == tuple(f"Step {i}" for i in range(1000))
