"""Which steps and links of a process map are drawn, and where they go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.charts.labels import width_of, wrap
from mersey.charts.map.layout import Box, Layout, Link, Placed, place
from mersey.charts.map.shown import (
    LINKS_PER_STEP,
    MOST_STEPS,
    MapWish,
    ShownMap,
    choose,
)
from mersey.wording import count, days_short, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.map.shown import MapTells
    from mersey.flow.results import MapEdge, MapNode, ProcessMap

_BOX_PX: Final = 148
_STEPS: Final = (MOST_STEPS, 20, 16, 13, 11, 9, 8, 7, 6, 5, 3, 1)
_WAYS: Final = (
    (LINKS_PER_STEP, 1, True),
    (0.0, 1, True),
    (0.0, 3, True),
    (0.0, 1, False),
    (0.0, 3, False),
)
"""Links per step, rows for the side steps of a step, labels on side links: fewer links,
more rows, fewer labels, and only then fewer steps, until the map fits the page."""

_HOPELESS: Final = 1.6
"""A map this many times too wide is given fewer steps at once: on real logs, fewer
links, rows and labels together made it narrower by up to 28 %."""

_END_SHARE: Final = 0.03
"""A step is marked as start or end where this share of all cases start or end there."""

_FREQUENT: Final = 0.4
"""A link this often taken, against the most frequent, always has a label."""

_LEAST_WAITING: Final = 0.05
_MOST_SLOW: Final = 3

_WHOLE: Final = 1_000_000
"""Parts of all waiting, so that the weight of a link is a whole number."""

AS_USUAL: Final = MapWish()


@dataclass(frozen=True, kw_only=True)
class Item:
    """A box of the layout: a step, or the mark of a start or an end."""

    box: Box
    node: MapNode | None
    mark: str
    names: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DrawnLink:
    """A link of the layout; `edge` is None for that from a start or to an end.

    `n` is its weight, by which it is as wide: how often, or how much waiting.
    """

    link: Link
    edge: MapEdge | None
    said: str
    n: int


@dataclass(frozen=True, kw_only=True)
class MapPlan:
    """What is shown, and where; `says_all` is False where side links have no label."""

    shown: ShownMap
    items: list[Item]
    lines: list[DrawnLink]
    placed: Placed
    says_all: bool


def plan(
    whole: ProcessMap,
    *,
    room: float,
    engines: Sequence[Layout],
    wish: MapWish = AS_USUAL,
) -> MapPlan:
    """The fullest map as wished for that is at most `room` px wide, else the least.

    Never placed twice.
    """
    found: list[MapPlan] = []
    for most in (wish.most_steps, *(n for n in _STEPS if n < wish.most_steps)):
        for links_per_step, n_rows, says_all in _ways(wish):
            shown = choose(whole, most_steps=most, links_per_step=links_per_step)
            items = _items(shown)
            lines = _lines(shown, items, wish.tells)
            lines = _staggered(lines, items, n_rows=n_rows)
            if not says_all:
                lines = _with_few_labels(lines, shown)
            if any(lines == one.lines and items == one.items for one in found):
                continue
            placed = _placed(items, lines, engines)
            found.append(
                MapPlan(
                    shown=shown,
                    items=items,
                    lines=lines,
                    placed=placed,
                    says_all=says_all,
                )
            )
            if placed.width <= room:
                return found[-1]
            if placed.width > _HOPELESS * room:
                break
    return found[-1]


def _ways(wish: MapWish) -> list[tuple[float, int, bool]]:
    """As wished for first, then as usual where that is less, then less and less."""
    links = sorted({wish.links_per_step, *(links for links, *_ in _WAYS)}, reverse=True)
    first = [(one, 1, True) for one in links if 0 < one <= wish.links_per_step]
    return [*first, *(way for way in _WAYS if not way[0])]


def link_said(edge: MapEdge, tells: MapTells) -> str:
    """What stands beside a link: how often, how long, or both."""
    if tells == "both":
        return f"{count(edge.n)} · {days_short(edge.median_days)}"
    return count(edge.n) if tells == "frequency" else days_short(edge.median_days)


def link_weight(edge: MapEdge, tells: MapTells) -> int:
    """How wide a link is, against the others: by its waiting, else by how often."""
    return round(edge.waiting_share * _WHOLE) if tells == "time" else edge.n


def _placed(
    items: Sequence[Item], lines: Sequence[DrawnLink], engines: Sequence[Layout]
) -> Placed:
    boxes, links = [item.box for item in items], [line.link for line in lines]
    return place(boxes, links, engines=engines)


def slowest(edges: Sequence[MapEdge]) -> tuple[MapEdge, ...]:
    """The links that carry most of all waiting: at most three, of 5 % or more each."""
    ranked = sorted(edges, key=lambda e: (-e.waiting_share, e.source, e.target))
    return tuple(e for e in ranked[:_MOST_SLOW] if e.waiting_share >= _LEAST_WAITING)


def _items(shown: ShownMap) -> list[Item]:
    """Steps in the order of the main path, then the others; then starts and ends.

    Engines break circles by that order, so the main path runs downwards.
    """
    by_name = {node.activity: node for node in shown.nodes}
    others = [node.activity for node in shown.nodes if node.activity not in shown.path]
    ordered = [by_name[name] for name in (*shown.path, *others)]
    items = [_item(node, shown) for node in ordered]
    for mark, total in (
        ("start", sum(node.n_starts for node in shown.nodes)),
        ("end", sum(node.n_ends for node in shown.nodes)),
    ):
        for node in ordered:
            n = node.n_starts if mark == "start" else node.n_ends
            if n > 0 and n >= total * _END_SHARE:
                small = Box(width=16, height=16, is_main=False)
                items.append(Item(box=small, node=node, mark=mark))
    return items


def _item(node: MapNode, shown: ShownMap) -> Item:
    names = wrap(node.activity, room=_BOX_PX - 14, size=13, at_most=3, weight="bold")
    n_open = f" · {count(node.n_open)} now" if node.n_open else ""
    counts = [f"{plural(node.n_cases, 'case')}{n_open}"]
    n_again = shown.repeats.get(node.activity, 0)
    if n_again:
        counts.append(f"{count(n_again)} × again at once")
    box = Box(
        width=_BOX_PX,
        height=15 + 16 * (len(names) + len(counts)),
        is_main=node.activity in shown.path,
    )
    return Item(box=box, node=node, mark="", names=tuple(names), counts=tuple(counts))


def _lines(shown: ShownMap, items: Sequence[Item], tells: MapTells) -> list[DrawnLink]:
    place_of = {
        item.node.activity: i
        for i, item in enumerate(items)
        if item.node and not item.mark
    }
    most = max((edge.n for edge in shown.edges), default=1)
    along = set(pairwise(shown.path))
    found = []
    for edge in shown.edges:
        said = link_said(edge, tells)
        straight = 60 if (edge.source, edge.target) in along else 0
        link = Link(
            source=place_of[edge.source],
            target=place_of[edge.target],
            weight=1 + straight + round(9 * edge.n / most),
            label_width=width_of(said, size=12) * 1.06 + 8,
            label_height=16,
        )
        weight = link_weight(edge, tells)
        found.append(DrawnLink(link=link, edge=edge, said=said, n=weight))
    for i, item in enumerate(items):
        if item.mark and item.node:
            found.append(_end_line(item, i, place_of[item.node.activity]))
    return found


def _staggered(
    lines: list[DrawnLink], items: Sequence[Item], *, n_rows: int
) -> list[DrawnLink]:
    """The lines, those from one step to its side steps leading to rows in turn."""
    n_seen: Counter[int] = Counter()
    staggered = []
    for line in lines:
        link = line.link
        if line.edge and not items[link.target].box.is_main:
            row = n_seen[link.source] % n_rows + 1
            n_seen[link.source] += 1
            line = replace(line, link=replace(link, n_layers=row))  # noqa: PLW2901
        staggered.append(line)
    return staggered


def _with_few_labels(lines: Sequence[DrawnLink], shown: ShownMap) -> list[DrawnLink]:
    """The lines, with labels on the main path, the slowest and the most frequent."""
    along = set(pairwise(shown.path))
    frequent = max((line.n for line in lines), default=0) * _FREQUENT
    slow = slowest(shown.edges)
    return [
        line
        if line.edge in slow
        or line.n >= frequent
        or (line.edge and (line.edge.source, line.edge.target) in along)
        else replace(line, link=replace(line.link, label_width=0))
        for line in lines
    ]


def _end_line(item: Item, i: int, step: int) -> DrawnLink:
    is_start = item.mark == "start"
    link = Link(
        source=i if is_start else step,
        target=step if is_start else i,
        weight=8,
        label_width=0,
        label_height=0,
    )
    return DrawnLink(link=link, edge=None, said="", n=0)
