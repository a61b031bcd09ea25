from __future__ import annotations

import itertools
import subprocess

import pytest

from mersey.charts.kinds import process_map
from mersey.charts.map.layout import Box, Link, place
from mersey.charts.map.layout_graphviz import GRAPHVIZ_PURE, Graphviz
from mersey.charts.map.layout_layers import Layers
from mersey.flow.results import ProcessMap
from tests.unit.charts.results import chain, edge, node

BOXES = [
    Box(width=100, height=40, is_main=True),
    Box(width=100, height=40, is_main=True),
    Box(width=100, height=40, is_main=True),
    Box(width=100, height=40),
]


def link(source, target, weight=1):
    return Link(
        source=source, target=target, weight=weight, label_width=40, label_height=16
    )


LINKS = [link(0, 1, 60), link(1, 2, 60), link(2, 1), link(0, 3), link(3, 2), link(2, 0)]
ENGINES = pytest.mark.parametrize("engine", [GRAPHVIZ_PURE, Layers()])


@ENGINES
def test_main_path_runs_straight_down(engine):
    placed = engine.place(BOXES, LINKS)
    (x0, y0), (x1, y1), (x2, y2), _ = placed.boxes
    assert y0 < y1 < y2
    assert max(x0, x1, x2) - min(x0, x1, x2) < 1


@ENGINES
def test_boxes_do_not_overlap(engine):
    placed = engine.place(BOXES, LINKS)
    assert all(
        abs(a[0] - b[0]) >= 100 or abs(a[1] - b[1]) >= 40
        for a, b in itertools.combinations(placed.boxes, 2)
    )


@ENGINES
def test_links_lead_from_source_to_target(engine):
    placed = engine.place(BOXES, LINKS)
    for way, asked in zip(placed.links, LINKS, strict=True):
        tip, box = way.tip, placed.boxes[asked.target]
        assert abs(tip[0] - box[0]) <= 51
        assert abs(tip[1] - box[1]) <= 21


@ENGINES
def test_layout_fits_its_own_size(engine):
    placed = engine.place(BOXES, LINKS)
    xs = [x for way in placed.links for x, _ in way.points]
    assert min(xs) >= -1
    assert max(xs) <= placed.width + 1


@ENGINES
def test_same_graph_gives_the_same_layout(engine):
    assert engine.place(BOXES, LINKS) == engine.place(BOXES, LINKS)


def test_graphviz_pure_is_installed_with_mersey():
    assert GRAPHVIZ_PURE.place(BOXES, LINKS).engine == "graphviz-pure"


def test_next_engine_is_asked_when_one_is_missing():
    engines = (Graphviz(program="no-such-program"), Layers())
    assert place(BOXES, LINKS, engines=engines).engine == "built-in"


def test_next_engine_is_asked_when_one_takes_too_long(monkeypatch):
    def hang(*_args, **_keywords):
        raise subprocess.TimeoutExpired("dot", 20)

    monkeypatch.setattr(subprocess, "run", hang)
    assert GRAPHVIZ_PURE.place(BOXES, LINKS) is None


def test_error_when_no_engine_answers():
    with pytest.raises(ValueError, match="no layout engine"):
        place(BOXES, LINKS, engines=())


def test_built_in_layout_places_nothing_when_there_is_nothing():
    assert Layers().place([], []).boxes == ()


class Counting:
    """The layout of our own, which counts how often it is asked."""

    def __init__(self) -> None:
        self.n_asked = 0

    def place(self, boxes, links):
        self.n_asked += 1
        return Layers().place(boxes, links)


def test_map_is_placed_once_when_it_fits():
    engine = Counting()
    process_map.draw(chain(4), engines=(engine,)).svg(680)
    assert engine.n_asked == 1


def test_map_is_placed_seldom_when_it_is_far_too_wide():
    names = [f"Step {i}" for i in range(30)]
    edges = [edge(names[0], name, 9) for name in names[1:]]
    whole = ProcessMap(nodes=tuple(node(n) for n in names), edges=tuple(edges))
    engine = Counting()
    process_map.draw(whole, engines=(engine,)).svg(680)
    assert engine.n_asked <= 12
