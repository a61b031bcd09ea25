"""Every case of a column as one mark: a shape for what it needs, bars where it is blocked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.charts.dots import share_of
from mersey.charts.palette import DARK_BLUE, MUTED, ORANGE, PLUM, WHITE
from mersey.charts.svg import (
    Markup,
    circle,
    diamond_at,
    drawing,
    group,
    path,
    rect,
    tag,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ACROSS: Final = 11
SIZE: Final = 13.0
MOST: Final = 66
"""Marks in a column; beyond, a mark stands for several cases."""

_R: Final = 4.8


class MarkShape(StrEnum):
    """What a mark says."""

    PAST = "past"  # a square, plum
    LONG = "long"  # a diamond, orange
    NEAR = "near"  # a ring, blue
    USUAL = "usual"  # a disc, grey


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One case. is_blocked: Two bars across it."""

    shape: MarkShape
    is_blocked: bool = False


def case_dots(
    marks: Sequence[Mark],
    *,
    name: str,
    about: tuple[str, str],
    across: int = ACROSS,
) -> tuple[str, int]:
    """The marks in rows as one `<svg>`, and how many cases each stands for.

    Args:
        marks: In order; those of a kind together.
        name: What its ids start with, unique on the page.
        about: Title, and what a reader who cannot see it needs.
        across: Marks in a row.
    """
    each = share_of(len(marks), at_most=MOST) if len(marks) > MOST else 1
    kept = _thinned(marks, each)
    n_rows = max(1, math.ceil(len(kept) / across))
    drawn = drawing(
        *(
            _mark(one, (i % across + 0.5) * SIZE, (i // across + 0.5) * SIZE)
            for i, one in enumerate(kept)
        ),
        name=(name, int(across * SIZE)),
        height=n_rows * SIZE,
        about=about,
    )
    return drawn, each


def key_mark(one: Mark) -> str:
    """A single mark for a key beside words, which say what it means."""
    size = str(round(SIZE))
    return tag(
        "svg",
        _mark(one, SIZE / 2, SIZE / 2),
        width=size,
        height=size,
        viewBox=f"0 0 {size} {size}",
        aria_hidden="true",
        focusable="false",
    )


def _thinned(marks: Sequence[Mark], each: int) -> list[Mark]:
    """Of each kind every so many, so that no kind is lost."""
    if each == 1:
        return list(marks)
    kept: list[Mark] = []
    for kind in dict.fromkeys(marks):
        n = sum(one == kind for one in marks)
        kept += [kind] * math.ceil(n / each)
    return kept


def _mark(one: Mark, x: float, y: float) -> Markup:
    shapes = {
        MarkShape.PAST: rect(x - 4.5, y - 4.5, width=9, height=9, fill=PLUM),
        MarkShape.LONG: path(diamond_at(x, y, r=6.2), fill=ORANGE),
        MarkShape.NEAR: circle(
            x, y, r=4.2, fill=WHITE, stroke=DARK_BLUE, stroke_width=2
        ),
        MarkShape.USUAL: circle(x, y, r=_R, fill=MUTED),
    }
    drawn = shapes[one.shape]
    if not one.is_blocked:
        return drawn
    colour = DARK_BLUE if one.shape is MarkShape.NEAR else WHITE
    bars = (rect(x + dx, y - 3, width=1.8, height=6, fill=colour) for dx in (-2.6, 0.8))
    return group(drawn, *bars)
