"""How a process map is drawn: laid out top to bottom, or as a list where narrow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.charts.labels import ELLIPSIS, width_of, wrap
from mersey.charts.layout import Box, Layout, Link, Placed, PlacedLink, Point, place
from mersey.charts.map_filter import LINKS_PER_STEP, MOST_STEPS, Shown, choose
from mersey.charts.palette import (
    DARK_BLUE,
    INK,
    MUTED,
    ORANGE,
    PLUM,
    SECONDARY,
    WHITE,
)
from mersey.charts.svg import (
    Attributes,
    Markup,
    circle,
    group,
    number,
    path,
    rect,
    tag,
    text,
    titled,
)
from mersey.charts.words import count, days_short, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import MapEdge, MapNode, ProcessMap

__all__ = ["MapLook", "drawn_as_map", "slowest"]

_BOX_PX: Final = 148
_TRIES: Final = tuple(
    (most, *how)
    for most in (MOST_STEPS, 20, 16, 13, 11, 9, 8, 7, 6, 5, 3, 1)
    for how in (
        (LINKS_PER_STEP, 1, True),
        (0.0, 1, True),
        (0.0, 3, True),
        (0.0, 1, False),
        (0.0, 3, False),
    )
)
"""Steps, links per step, rows for the side steps of a step, labels on side links: fewer
links, more rows, fewer labels, and only then fewer steps, until the map fits the page."""

_HALO: Final[Attributes] = {
    "paint_order": "stroke",
    "stroke": WHITE,
    "stroke_width": 3,
}
_END_SHARE: Final = 0.03
"""A step is marked as start or end where this share of all cases start or end there."""

_FREQUENT: Final = 0.4
"""A link this often taken, against the most frequent, always has a label."""

_LEAST_WAITING: Final = 0.05
_MOST_SLOW: Final = 3


@dataclass(frozen=True, kw_only=True)
class MapLook:
    """A drawing of a map: parts from back to front, height in px, engine that placed it."""

    parts: tuple[Markup, ...]
    height: float
    engine: str


@dataclass(frozen=True, kw_only=True)
class _Item:
    """A box of the layout: a step, or the mark of a start or an end."""

    box: Box
    node: MapNode | None
    mark: str
    names: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A link of the layout; `edge` is None for that from a start or to an end."""

    link: Link
    edge: MapEdge | None
    said: str
    n: int


def slowest(edges: Sequence[MapEdge]) -> tuple[MapEdge, ...]:
    """The links that carry most of all waiting: at most three, of 5 % or more each."""
    ranked = sorted(edges, key=lambda e: (-e.waiting_share, e.source, e.target))
    return tuple(e for e in ranked[:_MOST_SLOW] if e.waiting_share >= _LEAST_WAITING)


def drawn_as_map(
    whole: ProcessMap, *, chart: str, width: int, engines: Sequence[Layout]
) -> MapLook:
    """The map top to bottom, with as many steps as fit the width."""
    for most, links_per_step, n_rows, says_all in _TRIES:
        shown = choose(whole, most_steps=most, links_per_step=links_per_step)
        items = _items(shown)
        lines = _staggered(_lines(shown, items), items, n_rows=n_rows)
        if not says_all:
            lines = _with_few_labels(lines, shown)
        placed = place(
            [item.box for item in items],
            [line.link for line in lines],
            engines=engines,
        )
        if placed.width <= width - 4:
            break
    left = (width - placed.width) / 2
    slow = slowest(shown.edges)
    moved = group(
        *_arrows(lines, placed, slow, chart=f"{chart}-{width}"),
        *_boxes(items, placed),
        *_labels(lines, placed, slow),
        transform=f"translate({number(max(2, left))} 4)",
    )
    note = _left_out(shown, is_silent=not says_all)
    foot = placed.height + 30
    parts = (moved, text(note, x=2, y=foot, fill=SECONDARY) if note else Markup(""))
    return MapLook(
        parts=parts, height=foot + 8 if note else foot - 18, engine=placed.engine
    )


def _left_out(shown: Shown, *, is_silent: bool) -> str:
    said = [
        plural(n, noun)
        for n, noun in ((shown.n_steps_out, "rarer step"), (shown.n_links_out, "link"))
        if n
    ]
    silent = "Arrows without a label: see the table. " if is_silent else ""
    out = f"Left out: {' and '.join(said)}. All are in the table." if said else ""
    return f"{silent}{out}".strip()


def _items(shown: Shown) -> list[_Item]:
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
                items.append(_Item(box=small, node=node, mark=mark))
    return items


def _item(node: MapNode, shown: Shown) -> _Item:
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
    return _Item(box=box, node=node, mark="", names=tuple(names), counts=tuple(counts))


def _lines(shown: Shown, items: Sequence[_Item]) -> list[_Line]:
    place_of = {
        item.node.activity: i
        for i, item in enumerate(items)
        if item.node and not item.mark
    }
    most = max((edge.n for edge in shown.edges), default=1)
    along = set(pairwise(shown.path))
    found = []
    for edge in shown.edges:
        said = f"{count(edge.n)} · {days_short(edge.median_days)}"
        straight = 60 if (edge.source, edge.target) in along else 0
        link = Link(
            source=place_of[edge.source],
            target=place_of[edge.target],
            weight=1 + straight + round(9 * edge.n / most),
            label_width=width_of(said, size=12) * 1.06 + 8,
            label_height=16,
        )
        found.append(_Line(link=link, edge=edge, said=said, n=edge.n))
    for i, item in enumerate(items):
        if item.mark and item.node:
            found.append(_end_line(item, i, place_of[item.node.activity]))
    return found


def _staggered(
    lines: list[_Line], items: Sequence[_Item], *, n_rows: int
) -> list[_Line]:
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


def _with_few_labels(lines: Sequence[_Line], shown: Shown) -> list[_Line]:
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


def _end_line(item: _Item, i: int, step: int) -> _Line:
    is_start = item.mark == "start"
    link = Link(
        source=i if is_start else step,
        target=step if is_start else i,
        weight=8,
        label_width=0,
        label_height=0,
    )
    return _Line(link=link, edge=None, said="", n=0)


def _arrows(
    lines: Sequence[_Line], placed: Placed, slow: Sequence[MapEdge], *, chart: str
) -> list[Markup]:
    """Thin links first, the slowest on top; one arrow head for each colour."""
    most = max((line.n for line in lines), default=1) or 1
    pairs = sorted(zip(lines, placed.links, strict=True), key=lambda pair: pair[0].n)
    drawn = []
    for colour, is_slow in ((MUTED, False), (PLUM, True)):
        ways = [
            path(_curve(way), stroke_width=1.2 + 4 * line.n / most)
            for line, way in pairs
            if (line.edge in slow) is is_slow
        ]
        if ways:
            head = f"url(#{_head_id(colour, chart)})"
            drawn.append(tag("defs", _head(colour, chart)))
            drawn.append(group(*ways, fill="none", stroke=colour, marker_end=head))
    return drawn


def _head_id(colour: str, chart: str) -> str:
    return f"{chart}-head-{'slow' if colour == PLUM else 'plain'}"


def _head(colour: str, chart: str) -> Markup:
    return tag(
        "marker",
        path("M0 0L9 5L0 10Z", fill=colour),
        id=_head_id(colour, chart),
        viewBox="0 0 9 10",
        refX=1,
        refY=5,
        markerWidth=9,
        markerHeight=10,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )


def _curve(way: PlacedLink) -> str:
    (x, y), *rest = way.points
    return f"M{number(x)} {number(y)}C" + " ".join(
        f"{number(x)} {number(y)}" for x, y in rest
    )


def _labels(
    lines: Sequence[_Line], placed: Placed, slow: Sequence[MapEdge]
) -> list[Markup]:
    pairs = [
        (line, way.label)
        for line, way in zip(lines, placed.links, strict=True)
        if way.label
    ]

    def said(*, is_slow: bool) -> list[Markup]:
        return [
            text(line.said, x=at[0], y=at[1] + 4.5)
            for line, at in pairs
            if (line.edge in slow) is is_slow
        ]

    placing: Attributes = {"text_anchor": "middle", "font_size": 12, **_HALO}
    return [
        group(*said(is_slow=False), fill=SECONDARY, **placing),
        group(*said(is_slow=True), fill=PLUM, font_weight="bold", **placing),
    ]


def _boxes(items: Sequence[_Item], placed: Placed) -> list[Markup]:
    most = max((item.node.n_open for item in items if item.node), default=0)
    spots = list(zip(items, placed.boxes, strict=True))
    steps = [(item, at) for item, at in spots if not item.mark]
    return [
        group(
            *(_outline(item, at) for item, at in steps),
            fill=WHITE,
            stroke=DARK_BLUE,
            stroke_width=1.5,
        ),
        group(
            *(_open_bar(item, at, most_open=most) for item, at in steps), fill=ORANGE
        ),
        group(
            *(_name(item, at) for item, at in steps),
            text_anchor="middle",
            font_weight="bold",
        ),
        group(
            *(_counts(item, at) for item, at in steps),
            text_anchor="middle",
            font_size=12,
            fill=SECONDARY,
        ),
        *(_end_mark(item.mark, *at) for item, at in spots if item.mark),
    ]


def _end_mark(mark: str, x: float, y: float) -> Markup:
    """A filled dot where cases start, a ringed one where they end."""
    if mark == "start":
        return titled("Cases start here", circle(x, y, r=7, fill=INK))
    ring = circle(x, y, r=7, fill=WHITE, stroke=INK, stroke_width=1.5)
    return titled("Cases end here", ring, circle(x, y, r=4, fill=INK))


def _corner(item: _Item, at: Point) -> Point:
    return at[0] - item.box.width / 2, at[1] - item.box.height / 2


def _outline(item: _Item, at: Point) -> Markup:
    left, top = _corner(item, at)
    return rect(left, top, width=item.box.width, height=item.box.height, rx=3)


def _open_bar(item: _Item, at: Point, *, most_open: int) -> Markup:
    left, top = _corner(item, at)
    if item.node is None or not item.node.n_open:
        return Markup("")
    wide = (item.box.width - 2) * item.node.n_open / most_open
    return rect(left + 1, top + item.box.height - 4, width=max(wide, 2), height=4)


def _name(item: _Item, at: Point) -> Markup:
    top = _corner(item, at)[1]
    names = [
        text(row, x=at[0], y=top + 18 + 16 * i) for i, row in enumerate(item.names)
    ]
    is_cut = item.node and item.names[-1].endswith(ELLIPSIS)
    return titled(item.node.activity, *names) if item.node and is_cut else group(*names)


def _counts(item: _Item, at: Point) -> Markup:
    top = _corner(item, at)[1] + 18 + 16 * len(item.names)
    rows = [text(row, x=at[0], y=top + 16 * i) for i, row in enumerate(item.counts)]
    return Markup("".join(rows))
