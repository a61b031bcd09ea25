"""Layouts by Graphviz: a program of its own, asked by name, answering in JSON.

Gansner, Koutsofios, North and Vo (1993), "A technique for drawing directed graphs".
No label is handed over, only its size: no name of a case system reaches the program,
and every engine places the same text alike, whatever fonts it has.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.map.layout import Box, Link, Placed, PlacedLink, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

_PX_PER_INCH: Final = 72  # Graphviz counts in points; we call one point one px
_TIMEOUT_S: Final = 20  # 30 steps and 50 links take 0.1 s; the rest is a slow machine


_TIPS: Final = "es"
"""First letter of a point that is an arrow's tip: at the end, or at the start."""


@dataclass(frozen=True, kw_only=True)
class Graphviz:
    """Graphviz under some name.

    Attributes:
        program: Name of the program.
        is_beside_python: True to look in this environment's scripts before PATH.
    """

    program: str
    is_beside_python: bool = False

    def place(self, boxes: Sequence[Box], links: Sequence[Link]) -> Placed | None:
        """The layout; None where the program is missing, fails, or takes too long."""
        found = self._find()
        if found is None:
            return None
        try:
            answer = _ask(found, "-Tjson", said=_to_dot(boxes, links))
            return _read(json.loads(answer), engine=self.program, n_boxes=len(boxes))
        except (OSError, subprocess.SubprocessError, ValueError, KeyError):
            return None  # the next engine is asked

    def _find(self) -> str | None:
        folder = sysconfig.get_path("scripts") if self.is_beside_python else None
        beside = shutil.which(self.program, path=folder) if folder else None
        return beside or shutil.which(self.program)


GRAPHVIZ_PURE: Final = Graphviz(program="graphviz-pure", is_beside_python=True)
"""Installed with mersey."""

DOT: Final = Graphviz(program="dot")
"""A Graphviz that the machine has."""


def _ask(program: str, *options: str, said: str) -> str:
    return subprocess.run(  # noqa: S603  (a found program, fixed options, no shell)
        [program, *options],
        input=said,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=_TIMEOUT_S,
    ).stdout


def _to_dot(boxes: Sequence[Box], links: Sequence[Link]) -> str:
    lines = [
        "digraph {",
        "rankdir=TB; nodesep=0.3; ranksep=0.36; splines=true;",
        'node [shape=box fixedsize=true label=""]; edge [arrowsize=0.8];',
        *(_box_line(i, box) for i, box in enumerate(boxes)),
        *(_link_line(link, is_up=_goes_up(link, boxes)) for link in links),
        "}",
    ]
    return "\n".join(lines)


def _box_line(i: int, box: Box) -> str:
    width, height = box.width / _PX_PER_INCH, box.height / _PX_PER_INCH
    line = " group=main" if box.is_main else ""
    return f"n{i} [width={width:.3f} height={height:.3f}{line}];"


def _goes_up(link: Link, boxes: Sequence[Box]) -> bool:
    """True for a way back along the main path, whose boxes come first, in order."""
    return boxes[link.source].is_main and (
        boxes[link.target].is_main and link.target < link.source
    )


def _link_line(link: Link, *, is_up: bool) -> str:
    """A link; one that goes up is told the other way round, so nothing else turns."""
    label = ""
    if link.label_width:
        label = (
            ' label=<<table border="0" cellborder="0" cellpadding="0" cellspacing="0">'
            f'<tr><td fixedsize="true" width="{link.label_width:.0f}" '
            f'height="{link.label_height:.0f}"></td></tr></table>>'
        )
    ends = (link.target, link.source) if is_up else (link.source, link.target)
    back = " dir=back" if is_up else ""
    back += f" minlen={link.n_layers}" if link.n_layers > 1 else ""
    return f"n{ends[0]} -> n{ends[1]} [weight={link.weight}{back}{label}];"


def _read(answer: Any, *, engine: str, n_boxes: int) -> Placed:
    left, bottom, right, top = (float(part) for part in answer["bb"].split(","))

    def point(pair: str) -> Point:
        x, y = pair.split(",")
        return float(x) - left, top - float(y)

    nodes = {node["name"]: point(node["pos"]) for node in answer["objects"]}
    return Placed(
        engine=engine,
        width=right - left,
        height=top - bottom,
        boxes=tuple(nodes[f"n{i}"] for i in range(n_boxes)),
        links=tuple(_route(edge, point) for edge in answer.get("edges", ())),
    )


def _route(edge: Any, point: Any) -> PlacedLink:
    """The way of a link from its source; `e,` marks a tip at the end, `s,` at the start."""
    parts = edge["pos"].split()
    tips = [point(part[2:]) for part in parts if part[0] in _TIPS]
    points = tuple(point(part) for part in parts if part[0] not in _TIPS)
    if parts[0].startswith("s,"):
        points = points[::-1]
    label = point(edge["lp"]) if "lp" in edge else None
    return PlacedLink(points=points, tip=tips[0] if tips else points[-1], label=label)
