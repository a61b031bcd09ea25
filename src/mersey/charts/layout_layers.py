"""A small layered layout of our own, for where no Graphviz runs.

Layers by longest path once backward links are turned (Sugiyama, Tagawa and Toda, 1981),
order within a layer by the mean place of neighbours. Plainer than Graphviz, never absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.layout import Box, Link, Placed, PlacedLink, Point

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Layers"]

_ACROSS: Final = 24  # px between two boxes of a layer
_DOWN: Final = 44  # px between two layers, room for a label
_SWEEPS: Final = 4  # down and up; more changes little on graphs of this size
_HEAD: Final = 8  # px, the length of an arrow's head
_AROUND: Final = 26  # px that a link beside the boxes bulges out


@dataclass(frozen=True, kw_only=True)
class Layers:
    """The built-in layout."""

    def place(self, boxes: Sequence[Box], links: Sequence[Link]) -> Placed:
        """The layout; always gives one."""
        layer_of = _layer_of(len(boxes), _forward(len(boxes), links))
        order = _ordered(layer_of, links)
        middles = _middles(order, boxes)
        right = max(
            (x + boxes[i].width / 2 for i, (x, _) in middles.items()), default=0
        )
        bottom = max(
            (y + boxes[i].height / 2 for i, (_, y) in middles.items()), default=0
        )
        return Placed(
            engine="built-in",
            width=right + _AROUND * 2,
            height=bottom,
            boxes=tuple(middles[i] for i in range(len(boxes))),
            links=tuple(_route(link, boxes, middles) for link in links),
        )


def _forward(n_boxes: int, links: Sequence[Link]) -> list[tuple[int, int]]:
    """The links without those that would close a circle, strongest kept first."""
    after: list[set[int]] = [set() for _ in range(n_boxes)]
    kept = []
    for link in sorted(links, key=lambda k: (-k.weight, k.source, k.target)):
        if link.source == link.target or _reaches(after, link.target, link.source):
            continue
        after[link.source].add(link.target)
        kept.append((link.source, link.target))
    return kept


def _reaches(after: Sequence[set[int]], start: int, goal: int) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        new = after[waiting.pop()] - seen
        seen |= new
        waiting.extend(sorted(new))
    return goal in seen


def _layer_of(n_boxes: int, links: Sequence[tuple[int, int]]) -> list[int]:
    layers = [0] * n_boxes
    for _ in range(n_boxes):
        for source, target in links:
            layers[target] = max(layers[target], layers[source] + 1)
    return layers


def _ordered(layer_of: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    order: list[list[int]] = [[] for _ in range(max(layer_of, default=-1) + 1)]
    for i, layer in enumerate(layer_of):
        order[layer].append(i)
    for _ in range(_SWEEPS):
        places = {i: place for row in order for place, i in enumerate(row)}
        order = [
            sorted(row, key=lambda i: (_pull(i, places, links), i)) for row in order
        ]
    return order


def _pull(i: int, places: Mapping[int, int], links: Sequence[Link]) -> float:
    near = [places[k.source] for k in links if k.target == i] + [
        places[k.target] for k in links if k.source == i
    ]
    return sum(near) / len(near) if near else places[i]


def _middles(order: Sequence[Sequence[int]], boxes: Sequence[Box]) -> dict[int, Point]:
    widths = [sum(boxes[i].width + _ACROSS for i in row) - _ACROSS for row in order]
    widest = max(widths, default=0)
    middles: dict[int, Point] = {}
    y = 0.0
    for row, width in zip(order, widths, strict=True):
        x = (widest - width) / 2
        height = max(boxes[i].height for i in row)
        for i in row:
            middles[i] = (x + boxes[i].width / 2, y + height / 2)
            x += boxes[i].width + _ACROSS
        y += height + _DOWN
    return middles


def _route(
    link: Link, boxes: Sequence[Box], middles: Mapping[int, Point]
) -> PlacedLink:
    (x1, y1), (x2, y2) = middles[link.source], middles[link.target]
    if y2 > y1:
        start = (x1, y1 + boxes[link.source].height / 2)
        tip = (x2, y2 - boxes[link.target].height / 2)
        bend = (tip[1] - start[1]) / 2
        points = (start, (x1, start[1] + bend), (x2, tip[1] - bend), tip)
    else:  # back up, or across: around the right-hand side
        start = (x1 + boxes[link.source].width / 2, y1)
        tip = (x2 + boxes[link.target].width / 2, y2)
        out = max(start[0], tip[0]) + _AROUND
        points = (start, (out, y1), (out, y2), tip)
    points = (*points[:3], _before(points[2], tip))
    label = _half_way(points) if link.label_width else None
    return PlacedLink(points=points, tip=tip, label=label)


def _before(bend: Point, tip: Point) -> Point:
    """Where the line ends and the arrow's head begins."""
    across, down = tip[0] - bend[0], tip[1] - bend[1]
    long = max(1.0, (across**2 + down**2) ** 0.5)
    return tip[0] - across / long * _HEAD, tip[1] - down / long * _HEAD


def _half_way(points: Sequence[Point]) -> Point:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    return (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
