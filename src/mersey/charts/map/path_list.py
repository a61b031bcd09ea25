"""How a process map is drawn on a phone: its main path as a list, with the side ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.labels import label, width_of
from mersey.charts.map.placing import AS_USUAL, link_said
from mersey.charts.map.shown import choose
from mersey.charts.palette import (
    DARK_BLUE,
    MUTED,
    ORANGE,
    PLUM,
    SECONDARY,
    WHITE,
)
from mersey.charts.svg import Markup, group, line, path, rect, text
from mersey.wording import count, days, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.map.shown import MapTells, MapWish, ShownMap
    from mersey.flow.results import MapEdge, MapNode, ProcessMap

_MOST_STEPS: Final = 20
_MOST_WAYS: Final = 3
_GAP_PX: Final = 40


def path_as_list(
    whole: ProcessMap,
    *,
    width: int,
    slow: Sequence[MapEdge],
    wish: MapWish = AS_USUAL,
) -> tuple[list[Markup], float]:
    """The steps of the main path below each other, and the height in px.

    Args:
        whole: The map.
        width: In px.
        slow: Links to draw in plum.
        wish: How much of it is shown, and what its links tell.
    """
    shown = choose(
        whole, most_steps=wish.most_steps, links_per_step=wish.links_per_step
    )
    nodes = {node.activity: node for node in shown.nodes}
    edges = {(edge.source, edge.target): edge for edge in shown.edges}
    steps = shown.path[:_MOST_STEPS]
    drawn: list[Markup] = []
    y = 2.0
    most_open = max((nodes[name].n_open for name in steps), default=0)
    for i, name in enumerate(steps):
        onward = steps[i + 1] if i + 1 < len(steps) else None
        ways = _side_ways(shown, name, onward)
        labelled = [(way, link_said(way, wish.tells)) for way in ways]
        box, tall = _box(nodes[name], labelled, y=y, size=(width, most_open))
        drawn.append(box)
        y += tall
        edge = edges.get((name, onward)) if onward else None
        if edge:
            told = _arrow_said(edge, wish.tells)
            drawn.append(_arrow(told, y=y, is_slow=edge in slow))
            y += _GAP_PX
    n_out = len(whole.nodes) - len(steps)
    if n_out:
        said = f"The main path. The other {plural(n_out, 'step')}: see the table."
        drawn.append(text(said, x=2, y=y + 24, fill=SECONDARY))
        y += 28
    return drawn, y + 6


def _side_ways(shown: ShownMap, name: str, onward: str | None) -> list[MapEdge]:
    ways = [e for e in shown.edges if e.source == name and e.target != onward]
    return ways[:_MOST_WAYS]


def _box(
    node: MapNode,
    ways: Sequence[tuple[MapEdge, str]],
    *,
    y: float,
    size: tuple[int, int],
) -> tuple[Markup, float]:
    width, most_open = size
    tall = 48.0 + 18 * len(ways) + (6 if ways else 0)
    n_open = f" · {count(node.n_open)} open now" if node.n_open else ""
    outline = rect(
        1,
        y,
        width=width - 2,
        height=tall,
        rx=3,
        fill=WHITE,
        stroke=DARK_BLUE,
        stroke_width=1.5,
    )
    wide = (width - 4) * node.n_open / most_open if most_open else 0
    parts = [
        outline,
        rect(2, y + tall - 4, width=wide, height=4 if wide else 0, fill=ORANGE),
        label(
            node.activity,
            x=12,
            y=y + 20,
            room=width - 24,
            font_size=14,
            font_weight="bold",
        ),
        text(f"{plural(node.n_cases, 'case')}{n_open}", x=12, y=y + 38, fill=SECONDARY),
        *(_way(way, y=y + 58 + 18 * i, width=width) for i, way in enumerate(ways)),
    ]
    return group(*parts), tall


def _way(told: tuple[MapEdge, str], *, y: float, width: int) -> Markup:
    way, said = told
    room = width - 50 - width_of(said, size=13)
    return group(
        path(f"M14 {y - 10:.1f}v5h10m-4 -4l4 4l-4 4", fill="none", stroke=MUTED),
        label(way.target, x=32, y=y, room=room),
        text(said, x=width - 12, y=y, text_anchor="end", fill=SECONDARY),
    )


def _arrow_said(edge: MapEdge, tells: MapTells) -> str:
    often, long = plural(edge.n, "time"), f"typically {days(edge.median_days)}"
    if tells == "both":
        return f"{often} · {long}"
    return often if tells == "frequency" else long


def _arrow(said: str, *, y: float, is_slow: bool) -> Markup:
    colour = PLUM if is_slow else MUTED
    return group(
        line(
            28,
            y,
            x2=28,
            y2=y + _GAP_PX - 9,
            stroke=colour,
            stroke_width=4 if is_slow else 2,
        ),
        path(f"M22 {y + _GAP_PX - 10:.1f}h12l-6 9z", fill=colour),
        text(
            said,
            x=44,
            y=y + _GAP_PX / 2 + 4,
            fill=PLUM if is_slow else SECONDARY,
            font_weight="bold" if is_slow else None,
        ),
    )
