"""What is the outcome driven by, and what is tried on each driver?

A driver diagram: the aim at the left, what it depends on beside it, and the changes that
are tried, or could be, at the right. Source: Langley et al. (2009), The Improvement Guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import is_narrow
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import wrap
from mersey.charts.palette import DARK_BLUE, INK, PALE_BLUE, RULE, SECONDARY, WHITE
from mersey.charts.svg import Markup, drawing, group, line, rect, text
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COLUMNS: Final = (("Under", as_is), ("What", as_is), ("Where it stands", as_is))

_MARKS: Final = {
    "mark": "text",
    "encoding": {
        "y": {"field": "What", "type": "nominal", "sort": None},
        "text": {"field": "What", "type": "nominal"},
    },
}

SIZE: Final = 13.0
LINE: Final = 17.0
PAD: Final = 9.0
GAP: Final = 12.0


@dataclass(frozen=True, kw_only=True)
class TreeNode:
    """The outcome, a driver, or a change.

    Attributes:
        stands: Of a change: where it stands ("Improved", "An idea"); empty else.
        under: What lies under it, in order.
    """

    title: str
    stands: str = ""
    under: Sequence[TreeNode] = ()


@dataclass(frozen=True, kw_only=True)
class _Placed:
    """A node with its lines of words and its place in px."""

    node: TreeNode
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    depth: int

    @property
    def height(self) -> float:
        """Of its box."""
        return 2 * PAD + LINE * (len(self.lines) + bool(self.node.stands)) - 3


def draw(outcome: TreeNode) -> Chart:
    """The tree of one outcome."""
    about = _title(outcome), _describe(outcome)
    return Chart(
        kind="driver_tree",
        title=about[0],
        subtitle="The outcome, what it depends on, and what is tried or could be.",
        description=about[1],
        draw=partial(_drawn, outcome, about),
        table=table(_COLUMNS, list(_rows(outcome, ""))),
        marks=_MARKS,
    )


def _all(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for one in node.under:
        yield from _all(one)


def _title(outcome: TreeNode) -> str:
    changes = [node for node in _all(outcome) if node.stands]
    n_drivers = sum(1 for node in _all(outcome) if not node.stands) - 1
    return f"{plural(n_drivers, 'driver')} and {plural(len(changes), 'change')} to try"


def _describe(outcome: TreeNode) -> str:
    said = [
        f"{node.title}: {'; '.join(_named(one) for one in node.under)}"
        for node in _all(outcome)
        if node.under
    ]
    return f"A tree from the outcome at the left. Under each: {'. '.join(said)}."


def _named(node: TreeNode) -> str:
    return f"{node.title} ({node.stands})" if node.stands else node.title


def _rows(node: TreeNode, under: str) -> Iterator[tuple[str, str, str]]:
    yield under, node.title, node.stands
    for one in node.under:
        yield from _rows(one, node.title)


def _drawn(outcome: TreeNode, about: tuple[str, str], name: tuple[str, int]) -> str:
    width = name[1]
    narrow = is_narrow(width)
    placed: list[_Placed] = []
    bottom = _place(outcome, placed, depth=0, top=4.0, width=width)
    parts = [_box(one) for one in placed]
    links = [_link(one, placed, narrow=narrow) for one in placed if one.depth]
    return drawing(
        group(*links, stroke=RULE, stroke_width=2),
        *parts,
        name=name,
        height=bottom + 4,
        about=about,
    )


def _place(
    node: TreeNode, placed: list[_Placed], *, depth: int, top: float, width: int
) -> float:
    """Put the node and all under it in order, and say where the last one ends.

    On a page columns stand side by side; on a phone each level is moved in a little, under
    the one that it belongs to.
    """
    narrow = is_narrow(width)
    column = (width - 8.0) / 3 if not narrow else width - 8.0
    x = 4.0 + (18.0 * depth if narrow else column * min(depth, 2))
    room = (column - 18.0 * depth if narrow else column - 22.0) - 2 * PAD
    lines = tuple(wrap(node.title, room=room, size=SIZE, at_most=3, weight="bold"))
    here = _Placed(
        node=node, lines=lines, x=x, y=top, width=room + 2 * PAD, depth=depth
    )
    placed.append(here)
    end = top + here.height
    below = end + GAP if narrow or depth >= 2 else top
    for one in node.under:
        below = _place(one, placed, depth=depth + 1, top=below, width=width) + GAP
    return max(end, below - GAP) if node.under else end


def _box(one: _Placed) -> Markup:
    is_root = one.depth == 0
    is_change = bool(one.node.stands)
    fill = DARK_BLUE if is_root else WHITE if is_change else PALE_BLUE
    ink = WHITE if is_root else INK
    said = [
        text(
            words,
            x=one.x + PAD,
            y=one.y + PAD + 10 + LINE * n,
            fill=ink,
            font_weight=None if is_change else "bold",
        )
        for n, words in enumerate(one.lines)
    ]
    if is_change:
        y = one.y + PAD + 10 + LINE * len(one.lines)
        said.append(text(one.node.stands, x=one.x + PAD, y=y, fill=SECONDARY))
    return group(
        rect(
            one.x,
            one.y,
            width=one.width,
            height=one.height,
            fill=fill,
            stroke=RULE if is_change else None,
            stroke_width=2 if is_change else None,
        ),
        *said,
    )


def _link(one: _Placed, placed: Sequence[_Placed], *, narrow: bool) -> Markup:
    """From the box that it lies under; a bend, so that lines never cross words."""
    above = next(
        other for other in placed if any(node is one.node for node in other.node.under)
    )
    y = one.y + min(one.height / 2, 18)
    if narrow or one.depth > 2:
        x = above.x + 8
        start = above.y + above.height
        return group(line(x, start, x2=x, y2=y), line(x, y, x2=one.x, y2=y))
    middle = one.x - 11
    start = above.y + min(above.height / 2, 18)
    return group(
        line(above.x + above.width, start, x2=middle, y2=start),
        line(middle, start, x2=middle, y2=y),
        line(middle, y, x2=one.x, y2=y),
    )


def _example() -> Chart:
    return draw(
        TreeNode(
            title="A decision in 8 weeks, 9 times in 10",
            under=(
                TreeNode(
                    title="Applications are complete when they come in",
                    under=(
                        TreeNode(
                            title="Say everything that is missing in one letter",
                            stands="An idea",
                        ),
                    ),
                ),
                TreeNode(
                    title="No application waits between two pairs of hands",
                    under=(
                        TreeNode(
                            title="Name the officer before comments close",
                            stands="Improved",
                        ),
                        TreeNode(title="One tray for both teams", stands="Too early"),
                    ),
                ),
                TreeNode(title="An officer has time for the report"),
            ),
        )
    )


CHART: Final = ChartKind(
    name="driver_tree",
    title="What drives the outcome",
    question="What does the outcome depend on, and what is tried on it?",
    how_to_read=(
        "The outcome stands at the left. Beside it is what it depends on, and beside that "
        "each change with where it stands. A driver without a change is a gap."
    ),
    example=_example,
)
