"""Where the boxes and arrows of a map go, whichever engine places them.

graphviz-pure is installed with mersey; `dot` on PATH is asked where that fails, and a
small layered layout of our own where both do. The engine used is stated in the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Box:
    """Something to place: its size in px, and whether it is on the main path."""

    width: float
    height: float
    is_main: bool = False


@dataclass(frozen=True, kw_only=True)
class Link:
    """An arrow between two boxes, by their positions in the list, with its label's size.

    Attributes:
        weight: How much it should be short and straight; at least 1.
        n_layers: At least how many layers it leads down.
    """

    source: int
    target: int
    weight: int
    label_width: float
    label_height: float
    n_layers: int = 1


@dataclass(frozen=True, kw_only=True)
class PlacedLink:
    """A link's route: a start, then cubic Bézier pieces of three points each.

    Attributes:
        tip: Where the arrow's head ends.
        label: Middle of its label; None where it has none.
    """

    points: tuple[Point, ...]
    tip: Point
    label: Point | None


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A whole layout in px, downwards; `boxes` are middles, in the order given."""

    engine: str
    width: float
    height: float
    boxes: tuple[Point, ...]
    links: tuple[PlacedLink, ...]


class Layout(Protocol):
    """An engine that places boxes and links, top to bottom."""

    def place(self, boxes: Sequence[Box], links: Sequence[Link]) -> Placed | None:
        """The layout; None where this engine cannot give one here."""
        ...


def place(
    boxes: Sequence[Box], links: Sequence[Link], *, engines: Sequence[Layout]
) -> Placed:
    """The layout of the first engine that gives one.

    Raises:
        ValueError: None of the engines gave a layout; the built-in one always does.
    """
    for engine in engines:
        placed = engine.place(boxes, links)
        if placed is not None:
            return placed
    msg = "no layout engine gave a layout"
    raise ValueError(msg)
