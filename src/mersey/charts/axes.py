"""The frame of a chart: grid, axis lines and their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.labels import width_of
from mersey.charts.palette import GRID, RULE, SECONDARY
from mersey.charts.scales import date_ticks
from mersey.charts.svg import Markup, group, line, text
from mersey.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mersey.charts.scales import Linear, Time

NARROW_BELOW: Final = 500
"""Under this width in px a drawing is laid out for a phone."""

_YEAR: Final = 4  # characters of a year alone
_TICK_GAP: Final = 16  # px between two labels of an axis


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The rectangle that holds the data, in px."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """In px."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In px."""
        return self.bottom - self.top


def is_narrow(width: float) -> bool:
    """True where a drawing of this width in px is for a phone."""
    return width < NARROW_BELOW


def rows(
    frame: Frame,
    scale: Linear,
    *,
    ticks: Sequence[float],
    say: Callable[[float], str] = plain,
) -> Markup:
    """Horizontal grid lines with their values at the left; the lowest is the axis."""
    lines = [
        line(
            frame.left,
            scale(tick),
            x2=frame.right,
            y2=scale(tick),
            stroke=RULE if tick == ticks[0] else None,
        )
        for tick in ticks
    ]
    values = [text(say(tick), x=frame.left - 8, y=scale(tick) + 4.5) for tick in ticks]
    return Markup(
        group(*lines, stroke=GRID, stroke_width=1)
        + group(*values, text_anchor="end", fill=SECONDARY)
    )


def room_at_left(ticks: Sequence[float], *, least: float) -> float:
    """Left edge of a frame, in px, that leaves room for the values of `rows`."""
    widest = max((width_of(plain(tick), size=13) for tick in ticks), default=0)
    return max(least, widest + 12)


def numbers_below(
    frame: Frame,
    scale: Linear,
    *,
    ticks: Sequence[float],
    say: Callable[[float], str] = plain,
) -> Markup:
    """Values below the frame, each with a small mark."""
    places = [(scale(tick), say(tick)) for tick in ticks]
    return _below(frame, places)


def dates_below(frame: Frame, scale: Time) -> Markup:
    """Months or days below the frame, as many as there is room for."""
    at_most = max(2, int(frame.width / (width_of("Sep 2026", size=13) + _TICK_GAP)))
    ticks = date_ticks(scale.first, scale.last, at_most=at_most)
    if all(len(said) == _YEAR for _, said in ticks):
        at_most = max(2, int(frame.width / (width_of("2026", size=13) + _TICK_GAP)))
        closer = date_ticks(scale.first, scale.last, at_most=at_most)
        ticks = closer if all(len(said) == _YEAR for _, said in closer) else ticks
    return _below(frame, [(scale(when), said) for when, said in ticks])


def _below(frame: Frame, places: Sequence[tuple[float, str]]) -> Markup:
    marks = [
        line(x, frame.bottom, x2=x, y2=frame.bottom + 5, stroke=RULE) for x, _ in places
    ]
    values = [
        text(said, x=_kept_inside(frame, x, said=said), y=frame.bottom + 20)
        for x, said in places
    ]
    return Markup(group(*marks) + group(*values, text_anchor="middle", fill=SECONDARY))


def _kept_inside(frame: Frame, x: float, *, said: str) -> float:
    half = width_of(said, size=13) / 2
    return min(x, frame.right + 8 - half) if half < frame.width / 2 else x
