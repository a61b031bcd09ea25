"""How many cases become dots that do not overlap: swarms beside an axis, and blocks."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.palette import ORANGE
from mersey.charts.svg import Markup, dot_at, number, path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZES_PX: Final = (8.0, 7.0, 6.0, 5.0)
_OVERLAP: Final = 3
_AS_LARGE: Final = 1.22
"""A diamond whose half diagonal is this many radii looks as large as the dot."""

_HALF: Final = math.sqrt(0.5)
_ROUND_NUMBERS: Final = (1, 2, 5)


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A dot: its place along the axis and beside its middle, in px; its shape."""

    along: float
    aside: float
    is_older: bool


@dataclass(frozen=True, kw_only=True)
class Swarm:
    """Dots of several columns, all of one size.

    Attributes:
        size: Diameter in px.
        n_per_dot: Most cases that one dot stands for.
        columns: One tuple of dots per column, in the order given.
    """

    size: float
    n_per_dot: int
    columns: tuple[tuple[Dot, ...], ...]


def swarm(
    columns: Sequence[Sequence[tuple[float, bool]]], *, room: float, edge: float
) -> Swarm:
    """Cases as dots beside each other, in slices along the axis.

    Dots shrink until the fullest slice fits `room`; at the smallest size they overlap
    up to threefold, and beyond that a dot stands for several cases. No slice reaches over `edge`, so no dot is on its wrong side.

    Args:
        columns: Per column, each case's place along the axis in px and whether older.
        room: Width of a column in px.
        edge: Place along the axis where a slice must end, in px.
    """
    for size in _SIZES_PX:
        slices = [_slices(cases, size=size, edge=edge) for cases in columns]
        fullest = max((sum(n) for one in slices for n in one.values()), default=0)
        if fullest <= room // size:
            break
    n_per_dot = share_of(fullest, at_most=max(1, int(room // size * _OVERLAP)))
    return Swarm(
        size=size,
        n_per_dot=n_per_dot,
        columns=tuple(
            tuple(_dots(one, size=size, edge=edge, n_per_dot=n_per_dot, room=room))
            for one in slices
        ),
    )


def dots_and_diamonds(
    dots: Sequence[tuple[float, float, bool]], *, size: float, colour: str
) -> Markup:
    """Round dots in a colour, and orange diamonds for the older, as two paths.

    Args:
        dots: x and y of each middle in px, and whether it is older.
        size: Distance between middles in px; marks are a little smaller.
        colour: Of the round dots.
    """
    r = size / 2 - 0.5
    return Markup(
        path(
            "".join(dot_at(x, y) for x, y, is_older in dots if not is_older),
            stroke=colour,
            stroke_width=2 * r,
            stroke_linecap="round",
        )
        + _diamonds([(x, y) for x, y, is_older in dots if is_older], r=r * _AS_LARGE)
    )


def block(
    n_older: int, n_other: int, *, n_across: int, size: float
) -> list[tuple[float, float, bool]]:
    """Dots in rows from (0, 0), the older first."""
    return [
        (i % n_across * size, i // n_across * size, i < n_older)
        for i in range(n_older + n_other)
    ]


def share_of(most: int, *, at_most: int) -> int:
    """How many cases a dot must stand for, so that `most` need no more than `at_most`.

    1, 2, 5, 10, 20, 50, …
    """
    power = 1
    while True:
        for digit in _ROUND_NUMBERS:
            if math.ceil(most / (digit * power)) <= at_most:
                return digit * power
        power *= 10


def _diamonds(spots: Sequence[tuple[float, float]], *, r: float) -> Markup:
    """Lines as long as they are wide, all turned by 45°: half the bytes of diamonds.

    Not the ends of a line without length: on paper such a square is nothing.
    """
    side = r / _HALF
    starts = [((x + y) * _HALF - side / 2, (y - x) * _HALF) for x, y in spots]
    along = number(side)
    return path(
        "".join(f"M{number(x)} {number(y)}h{along}" for x, y in starts),
        transform="rotate(45)",
        stroke=ORANGE,
        stroke_width=along,
    )


def _slices(
    cases: Sequence[tuple[float, bool]], *, size: float, edge: float
) -> dict[int, list[int]]:
    """Slice number → [ordinary, older]."""
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for along, is_older in cases:
        found[math.floor((along - edge) / size)][is_older] += 1
    return found


def _dots(
    slices: Mapping[int, Sequence[int]],
    *,
    size: float,
    edge: float,
    n_per_dot: int,
    room: float,
) -> list[Dot]:
    dots = []
    for i, (n_ordinary, n_older) in sorted(slices.items()):
        shapes = [True] * math.ceil(n_older / n_per_dot)
        shapes += [False] * math.ceil(n_ordinary / n_per_dot)
        apart = min(size, (room - size) / max(1, len(shapes) - 1))
        dots += [
            Dot(
                along=edge + (i + 0.5) * size,
                aside=(j - (len(shapes) - 1) / 2) * apart,
                is_older=is_older,
            )
            for j, is_older in enumerate(shapes)
        ]
    return dots
