"""A small layered layout of our own, for where no Graphviz runs.

Layers by longest path once backward links are left out (Sugiyama, Tagawa and Toda,
1981); the main path straight, other boxes beside it. Plainer than Graphviz, never absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.map.layout import Box, Link, Placed, PlacedLink, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACROSS: Final = 24  # px between two boxes of a layer
_DOWN: Final = 44  # px between two layers, room for a label
_HEAD: Final = 8  # px, the length of an arrow's head
_AROUND: Final = 26  # px that a link beside the boxes bulges out


@dataclass(frozen=True, kw_only=True)
class Layers:
    """The built-in layout."""

    def place(self, boxes: Sequence[Box], links: Sequence[Link]) -> Placed:
        """The layout; always gives one."""
        layer_of = _layer_of(len(boxes), _forward(boxes, links))
        plan = _Plan(boxes=boxes, layer_of=layer_of, middles=_middles(layer_of, boxes))
        ways = [_route(link, plan) for link in links]
        lefts = [x - box.width / 2 for (x, _), box in plan.placed]
        rights = [x + box.width / 2 for (x, _), box in plan.placed]
        for way, link in zip(ways, links, strict=True):
            lefts.append(min(x for x, _ in way.points))
            rights.append(max(x for x, _ in way.points))
            if way.label:
                lefts.append(way.label[0] - link.label_width / 2)
                rights.append(way.label[0] + link.label_width / 2)
        left = min(lefts, default=0.0)
        return Placed(
            engine="built-in",
            width=max(rights, default=0.0) - left,
            height=max(
                (y + box.height / 2 for (_, y), box in plan.placed), default=0.0
            ),
            boxes=tuple(_moved(at, -left) for at in plan.middles),
            links=tuple(_way_moved(way, -left) for way in ways),
        )


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """Boxes with their layers and middles."""

    boxes: Sequence[Box]
    layer_of: Sequence[int]
    middles: Sequence[Point]

    @property
    def placed(self) -> list[tuple[Point, Box]]:
        """Each box with its middle."""
        return list(zip(self.middles, self.boxes, strict=True))

    def side(self, layers: range, *, sign: int) -> float:
        """How far the boxes of these layers reach to the right (1) or left (−1)."""
        reach = [
            sign * x + box.width / 2
            for (x, _), box, layer in zip(
                self.middles, self.boxes, self.layer_of, strict=True
            )
            if layer in layers
        ]
        return max(reach, default=0.0)


def _forward(boxes: Sequence[Box], links: Sequence[Link]) -> list[Link]:
    """The links without those that would close a circle, strongest kept first.

    Ways back along the main path, whose boxes come first and in order, are left out.
    """
    after: list[set[int]] = [set() for _ in boxes]
    kept = []
    for link in sorted(links, key=lambda k: (-k.weight, k.source, k.target)):
        is_main = boxes[link.source].is_main and boxes[link.target].is_main
        is_up = is_main and link.target < link.source
        if is_up or _reaches(after, link.target, link.source):
            continue
        after[link.source].add(link.target)
        kept.append(link)
    return kept


def _reaches(after: Sequence[set[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        new = after[waiting.pop()] - seen
        seen |= new
        waiting.extend(sorted(new))
    return goal in seen


def _layer_of(n_boxes: int, links: Sequence[Link]) -> list[int]:
    layers = [0] * n_boxes
    for _ in range(n_boxes):
        for link in links:
            least = layers[link.source] + link.n_layers
            layers[link.target] = max(layers[link.target], least)
    taken = {layer: i for i, layer in enumerate(sorted(set(layers)))}
    return [taken[layer] for layer in layers]


def _middles(layer_of: Sequence[int], boxes: Sequence[Box]) -> list[Point]:
    """The main path straight down at 0, the others to its right and left in turn."""
    middles: list[Point] = [(0.0, 0.0)] * len(boxes)
    y = 0.0
    for layer in range(max(layer_of, default=-1) + 1):
        row = [i for i, one in enumerate(layer_of) if one == layer]
        row.sort(key=lambda i: (not boxes[i].is_main, -boxes[i].width, i))
        height = max(boxes[i].height for i in row)
        edges = [0.0, 0.0]  # how far right and left are taken
        for n, i in enumerate(row):
            side = n % 2 == 0
            half = boxes[i].width / 2
            if n == 0:
                edges = [half + _ACROSS, half + _ACROSS]
                x = 0.0
            else:
                x = (edges[side] + half) * (-1 if side else 1)
                edges[side] += boxes[i].width + _ACROSS
            middles[i] = (x, y + height / 2)
        y += height + _DOWN
    return middles


def _route(link: Link, plan: _Plan) -> PlacedLink:
    """Straight to the next layer; around the boxes where it skips some or goes back."""
    first, last = plan.layer_of[link.source], plan.layer_of[link.target]
    if last == first + 1:
        return _straight(link, plan)
    sign = 1 if last > first else -1
    (x1, y1), (x2, y2) = plan.middles[link.source], plan.middles[link.target]
    start = (x1 + sign * plan.boxes[link.source].width / 2, y1)
    tip = (x2 + sign * plan.boxes[link.target].width / 2, y2)
    between = range(min(first, last), max(first, last) + 1)
    out = sign * (plan.side(between, sign=sign) + _AROUND * (1 + len(between) / 3))
    points = (start, (out, y1), (out, y2), (tip[0] + sign * _HEAD, y2))
    return PlacedLink(points=points, tip=tip, label=_beside(link, points))


def _straight(link: Link, plan: _Plan) -> PlacedLink:
    (x1, y1), (x2, y2) = plan.middles[link.source], plan.middles[link.target]
    start = (x1, y1 + plan.boxes[link.source].height / 2)
    tip = (x2, y2 - plan.boxes[link.target].height / 2)
    end = (x2, tip[1] - _HEAD)
    bend = (end[1] - start[1]) / 2
    points = (start, (x1, start[1] + bend), (x2, end[1] - bend), end)
    return PlacedLink(points=points, tip=tip, label=_beside(link, points))


def _beside(link: Link, points: Sequence[Point]) -> Point | None:
    """Middle of the label, right of the line's own middle."""
    if not link.label_width:
        return None
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    x, y = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
    return x + link.label_width / 2 + 2, y


def _moved(at: Point, by: float) -> Point:
    return at[0] + by, at[1]


def _way_moved(way: PlacedLink, by: float) -> PlacedLink:
    return PlacedLink(
        points=tuple(_moved(at, by) for at in way.points),
        tip=_moved(way.tip, by),
        label=_moved(way.label, by) if way.label else None,
    )
