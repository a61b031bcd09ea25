"""How a process map is drawn: laid out top to bottom, or as a list where narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.labels import ELLIPSIS
from mersey.charts.map.placing import AS_USUAL, plan, slowest
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
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.map.layout import Layout, Placed, PlacedLink, Point
    from mersey.charts.map.placing import DrawnLink, Item
    from mersey.charts.map.shown import MapWish, ShownMap
    from mersey.flow.results import MapEdge, ProcessMap

_HALO: Final[Attributes] = {
    "paint_order": "stroke",
    "stroke": WHITE,
    "stroke_width": 3,
}


@dataclass(frozen=True, kw_only=True)
class MapLook:
    """A drawing of a map: parts from back to front, height in px, engine that placed it."""

    parts: tuple[Markup, ...]
    height: float
    engine: str


def drawn_as_map(
    whole: ProcessMap,
    *,
    name: tuple[str, int],
    engines: Sequence[Layout],
    wish: MapWish = AS_USUAL,
) -> MapLook:
    """The map top to bottom, with as many steps as are wished for and fit the width."""
    chart, width = name
    chosen = plan(whole, room=width - 4, engines=engines, wish=wish)
    shown, lines, placed = chosen.shown, chosen.lines, chosen.placed
    left = (width - placed.width) / 2
    slow = () if wish.tells == "frequency" else slowest(shown.edges)
    moved = group(
        *_arrows(lines, placed, slow, chart=f"{chart}-{width}"),
        *_boxes(chosen.items, placed),
        *_labels(lines, placed, slow),
        transform=f"translate({number(max(2, left))} 4)",
    )
    note = _left_out(shown, is_silent=not chosen.says_all)
    foot = placed.height + 30
    parts = (moved, text(note, x=2, y=foot, fill=SECONDARY) if note else Markup(""))
    return MapLook(
        parts=parts, height=foot + 8 if note else foot - 18, engine=placed.engine
    )


def _left_out(shown: ShownMap, *, is_silent: bool) -> str:
    said = [
        plural(n, noun)
        for n, noun in ((shown.n_steps_out, "rarer step"), (shown.n_links_out, "link"))
        if n
    ]
    silent = "Arrows without a label: see the table. " if is_silent else ""
    out = f"Left out: {' and '.join(said)}. All are in the table." if said else ""
    return f"{silent}{out}".strip()


def _arrows(
    lines: Sequence[DrawnLink], placed: Placed, slow: Sequence[MapEdge], *, chart: str
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
    lines: Sequence[DrawnLink], placed: Placed, slow: Sequence[MapEdge]
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


def _boxes(items: Sequence[Item], placed: Placed) -> list[Markup]:
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


def _corner(item: Item, at: Point) -> Point:
    return at[0] - item.box.width / 2, at[1] - item.box.height / 2


def _outline(item: Item, at: Point) -> Markup:
    left, top = _corner(item, at)
    return rect(left, top, width=item.box.width, height=item.box.height, rx=3)


def _open_bar(item: Item, at: Point, *, most_open: int) -> Markup:
    left, top = _corner(item, at)
    if item.node is None or not item.node.n_open:
        return Markup("")
    wide = (item.box.width - 2) * item.node.n_open / most_open
    return rect(left + 1, top + item.box.height - 4, width=max(wide, 2), height=4)


def _name(item: Item, at: Point) -> Markup:
    top = _corner(item, at)[1]
    names = [
        text(row, x=at[0], y=top + 18 + 16 * i) for i, row in enumerate(item.names)
    ]
    is_cut = item.node and item.names[-1].endswith(ELLIPSIS)
    return titled(item.node.activity, *names) if item.node and is_cut else group(*names)


def _counts(item: Item, at: Point) -> Markup:
    top = _corner(item, at)[1] + 18 + 16 * len(item.names)
    rows = [text(row, x=at[0], y=top + 16 * i) for i, row in enumerate(item.counts)]
    return Markup("".join(rows))
