"""Dots with bars, one row a figure, on a scale of percent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, GRID, INK, MUTED, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, circle, drawing, group, line, nothing, text
from mersey.forecast.whatif.results import SAID
from mersey.forecast.whatif.words import is_told

if TYPE_CHECKING:
    from mersey.forecast.whatif import Comparison, Difference

    Shares = list[tuple[Difference, float, float, float]]

__all__ = ["drawn", "shares"]

ROW: Final = 34
NARROW_ROW: Final = 52
LEAST: Final = 0.05
"""The scale shows at least this share to each side: a nothing looks like nothing."""


def shares(answer: Comparison) -> Shares:
    """(figure, change, low, high) as shares of what is, where that is known and not 0."""
    kept = [answer.of(name) for name in SAID]
    return [
        (one, one.change / one.as_is, one.low / one.as_is, one.high / one.as_is)
        for one in kept
        if one.as_is > 0 and math.isfinite(one.high - one.low)
    ]


def drawn(answer: Comparison, id_: str, about: tuple[str, str], width: int) -> str:
    """The drawing at a width in px."""
    told = shares(answer)
    name = id_, width
    if not told:
        return nothing("No case was simulated", name=name, about=about)
    narrow = is_narrow(width)
    row = NARROW_ROW if narrow else ROW
    left = 30.0 if narrow else 230.0
    bottom = 12.0 + row * len(told)
    frame = Frame(left=left, top=12, right=width - 60.0, bottom=bottom)
    low = min(-LEAST, *(one[2] for one in told))
    high = max(LEAST, *(one[3] for one in told))
    ticks = _ticks(low, high, at_most=3 if narrow else 5)
    scale = Linear(low=ticks[0], high=ticks[-1], start=frame.left, stop=frame.right)
    rows = [
        _row(one, scale, frame, y=12 + row * (at + (0.65 if narrow else 0.5)))
        for at, one in enumerate(told)
    ]
    zero = line(scale(0), frame.top, x2=scale(0), y2=bottom, stroke=INK)
    grid = [
        line(scale(tick), frame.top, x2=scale(tick), y2=bottom)
        for tick in ticks
        if tick
    ]
    return drawing(
        group(*grid, stroke=GRID),
        zero,
        numbers_below(frame, scale, ticks=ticks, say=_say),
        *rows,
        name=name,
        height=bottom + 32,
        about=about,
    )


def _row(
    told: tuple[Difference, float, float, float],
    scale: Linear,
    frame: Frame,
    *,
    y: float,
) -> Markup:
    one, share, low, high = told
    colour = DARK_BLUE if is_told(one) else MUTED
    is_wide = frame.left > ROW
    words = label(
        SAID[one.figure].capitalize(),
        x=8,
        y=y + 4.5 if is_wide else y - 14,
        room=frame.left - 16 if is_wide else frame.width,
    )
    said = text(_say(share), x=frame.right + 12, y=y + 4.5, fill=SECONDARY)
    bar = line(scale(low), y, x2=scale(high), y2=y, stroke=colour, stroke_width=4)
    return group(words, bar, circle(scale(share), y, r=6, fill=colour), said)


def _ticks(low: float, high: float, *, at_most: int) -> list[float]:
    """Round shares that hold both ends, and 0 among them."""
    step = nice_ticks(max(-low, high), at_most=at_most)[1]
    first, last = 0.0, 0.0
    ticks = [0.0]
    while first > low:
        first -= step
        ticks.insert(0, first)
    while last < high:
        last += step
        ticks.append(last)
    return ticks


def _say(share: float) -> str:
    rounded = round(share * 100, 1)
    said = f"{abs(rounded):g}%"
    return said if rounded == 0 else f"{'+' if rounded > 0 else '−'}{said}"
