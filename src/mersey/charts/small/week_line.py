"""A line of weeks without axes, on the band of what is ordinary, and a dot at its end.

It has no words, so that it can be any size: its last value stands beside it as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.palette import DARK_BLUE, FAINT, ORANGE, SECONDARY
from mersey.charts.svg import (
    circle,
    drawing,
    line,
    number,
    path,
    rect,
    steps,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.svg import Markup

WIDTH: Final = 220
HEIGHT: Final = 48
_EDGE: Final = 6.0


def week_line(
    values: Sequence[float],
    *,
    name: str,
    about: tuple[str, str],
    band: tuple[float, float] | None = None,
    is_signal: bool = False,
) -> str:
    """The line as one `<svg>`; empty where there are fewer than two values.

    Args:
        values: Oldest first; 0 or more.
        name: What its ids start with, unique on the page.
        about: Title, and what a reader who cannot see it needs.
        band: Between what values are ordinary; None for no band.
        is_signal: The last value is none of those: it is set in orange.
    """
    if len(values) < 2:
        return ""
    top = max(*values, band[1] if band else 0.0, 1.0)
    across = (WIDTH - _EDGE) / (len(values) - 1)

    def high(value: float) -> float:
        return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * max(value, 0.0) / top

    points = [(i * across, high(value)) for i, value in enumerate(values)]
    last = points[-1]
    return drawing(
        *(_band(high(band[0]), high(band[1]), width=last[0]) if band else ()),
        path(
            steps(points),
            fill="none",
            stroke=DARK_BLUE,
            stroke_width=1.8,
            stroke_linejoin="round",
        ),
        circle(*last, r=4.5, fill=ORANGE if is_signal else DARK_BLUE),
        name=(name, WIDTH),
        height=HEIGHT,
        about=about,
    )


def _band(low: float, high: float, *, width: float) -> tuple[Markup, ...]:
    middle = (low + high) / 2
    return (
        rect(0, high, width=width, height=low - high, fill=FAINT, fill_opacity="0.55"),
        line(
            0,
            middle,
            x2=width,
            y2=middle,
            stroke=SECONDARY,
            stroke_width=1,
            stroke_dasharray=f"{number(2)} {number(3)}",
        ),
    )
