"""How values are drawn against their limits: band, centre, and marks that differ in shape.

Blue dots are improvements, orange diamonds concerns, purple squares runs that are neither;
ordinary points are small and grey. Never red against green.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.charts.axes import Frame, dates_below, is_narrow, rows
from mersey.charts.labels import fit, label, spread, width_of
from mersey.charts.palette import (
    DARK_BLUE,
    INK,
    MUTED,
    ORANGE,
    PALE_BLUE,
    PLUM,
    SECONDARY,
)
from mersey.charts.scales import Linear, Time, nice_ticks
from mersey.charts.svg import (
    Markup,
    diamond_at,
    dot_at,
    drawing,
    group,
    line,
    number,
    path,
    steps,
    text,
)
from mersey.signals import PointType
from mersey.signals.ties import is_one_value
from mersey.wording import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from mersey.signals import PointJudgement, SignalChart

ROUND: Final[dict[str, str | float | None]] = {"stroke_linecap": "round"}
KEYS: Final = (
    (PointType.IMPROVEMENT, "Improvement"),
    (PointType.CONCERN, "Concern"),
    (PointType.NEUTRAL_HIGH, "High or low"),
)
NEUTRAL: Final = {PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW}


@dataclass(frozen=True, kw_only=True)
class Said:
    """How the values of a chart are said.

    Attributes:
        centre: What the centre line is: "Mean", "Median".
        is_share: True where values run from 0 to 1 and are shown as percentages.
        is_count: True where things are counted: a tenth is as fine as it gets.
        is_large: Values reach ten or more: for those below, a tenth is as fine too.
    """

    centre: str
    is_share: bool
    is_count: bool = False
    is_large: bool = False

    def value(self, value: float) -> str:
        """A value in words: "34.5", "1,434", "97.2%"."""
        if self.is_share:
            return percent(value) if value < 0.9 else f"{value:.1%}"
        if value == 0 or abs(value) >= 100:
            return f"{value:,.0f}"
        if self.is_count or self.is_large:
            return f"{value:.1f}".removesuffix(".0")
        digits = max(0, 2 - math.floor(math.log10(abs(value))))
        return f"{value:.{min(digits, 6)}f}".rstrip("0").rstrip(".")


def drawn(
    chart: SignalChart, said: Said, about: tuple[str, str], name: tuple[str, int]
) -> str:
    """The SVG of a chart at a width in px."""
    width = name[1]
    ticks = _ticks(chart.points, is_count=said.is_count)
    frame = _frame(width, ticks, said, has_reasons=bool(_reasons(chart)))
    y = Linear(low=ticks[0], high=ticks[-1], start=frame.bottom, stop=frame.top)
    across = _across(chart.points, frame)
    step = ticks[1] - ticks[0]
    return drawing(
        *(_band(part, across, y) for part in _parts(chart)),
        rows(frame, y, ticks=ticks, say=lambda tick: _tick(tick, step, said)),
        *(_lines(part, across, y) for part in _parts(chart)),
        _decisions(chart, across, frame),
        _values(chart.points, across, y),
        _below(chart.points, across, frame),
        _labels(chart, frame, y, said=said),
        _keys(chart, frame),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _frame(
    width: int, ticks: Sequence[float], said: Said, *, has_reasons: bool
) -> Frame:
    step = ticks[1] - ticks[0]
    widest = max(width_of(_tick(tick, step, said), size=13) for tick in ticks)
    left = max(36.0, widest + 12)
    if is_narrow(width):
        top = 76 if has_reasons else 56
        return Frame(left=left, top=top, right=width - 8, bottom=top + 206)
    return Frame(left=left, top=38, right=width - 122, bottom=290)


def _ticks(points: Sequence[PointJudgement], *, is_count: bool) -> list[float]:
    """Round values that hold all points and limits; not from 0, as limits need room.

    Counts have whole ones, and none below 0.
    """
    drawn_at = [
        value
        for point in points
        for value in (point.value, point.centre, point.lower, point.upper)
        if value is not None
    ]
    low, high = min(drawn_at), max(drawn_at)
    if is_one_value(np.array(drawn_at)) or (is_count and high - low < 1):
        low, high = max(low - 1, 0.0) if is_count else low - 1, high + 1
    step = nice_ticks(high - low, at_most=6, whole=is_count)[1]
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def _tick(value: float, step: float, said: Said) -> str:
    shown, step = (value * 100, step * 100) if said.is_share else (value, step)
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    is_half = digits == 0 and step % 1 != 0
    written = f"{shown:,.{digits + is_half}f}"
    return f"{written}%" if said.is_share else written


def _across(points: Sequence[PointJudgement], frame: Frame) -> Callable[[int], float]:
    """Index of a point → px: by date where all periods are dates, else evenly."""
    days = _dates(points)
    start, stop = frame.left + 6, frame.right - 6
    if days is not None:
        x = Time(first=days[0], last=days[-1], start=start, stop=stop)
        return lambda i: x(days[i])
    return Linear(low=0, high=max(1, len(points) - 1), start=start, stop=stop)


def _dates(points: Sequence[PointJudgement]) -> list[date] | None:
    days = [point.begins for point in points]
    known = [day for day in days if day is not None]
    return known if len(known) == len(days) and len(set(known)) > 1 else None


def _parts(chart: SignalChart) -> list[list[tuple[int, PointJudgement]]]:
    every = list(enumerate(chart.points))
    return [every[part.first : part.first + part.n] for part in chart.segments]


def _band(
    part: list[tuple[int, PointJudgement]], x: Callable[[int], float], y: Linear
) -> Markup:
    top = [(x(i), y(point.upper)) for i, point in part if point.upper is not None]
    low = [(x(i), y(point.lower)) for i, point in part if point.lower is not None]
    if not top:
        return Markup("")
    return path(steps([*top, *reversed(low)]) + "z", fill=PALE_BLUE)


def _lines(
    part: list[tuple[int, PointJudgement]], x: Callable[[int], float], y: Linear
) -> Markup:
    centre = steps([(x(i), y(point.centre)) for i, point in part])
    edges = "".join(
        steps([(x(i), y(value)) for i, value in edge if value is not None])
        for edge in (
            [(i, point.upper) for i, point in part],
            [(i, point.lower) for i, point in part],
        )
    )
    return Markup(
        path(centre, fill="none", stroke=INK, stroke_width=1.5)
        + path(edges, fill="none", stroke=SECONDARY, stroke_dasharray="6 4")
    )


def _decisions(chart: SignalChart, x: Callable[[int], float], frame: Frame) -> Markup:
    """A thin line where a person decided to draw new limits, and why above it."""
    places = [x(part.first) for part in chart.segments[1:]]
    reasons = _reasons(chart)
    said = [
        _reason(reasons[i], at, stop, frame)
        for i, (at, stop) in enumerate(pairwise([*places, frame.right]))
        if i in reasons
    ]
    marks = [
        line(at, frame.top, x2=at, y2=frame.bottom, stroke_dasharray="2 3")
        for at in places
    ]
    return Markup(group(*marks, stroke=INK) + group(*said))


def _reasons(chart: SignalChart) -> dict[int, str]:
    """Why new limits were drawn, by the number of the decision, where somebody said."""
    starts = {
        chart.points[part.first].period: i for i, part in enumerate(chart.segments[1:])
    }
    return {
        starts[one.period]: one.reason
        for one in chart.rebased
        if one.reason and one.period in starts
    }


def _reason(why: str, at: float, stop: float, frame: Frame) -> Markup:
    """The words from the line on; before it where there is more room."""
    y = frame.top - 6
    before, after = at - frame.left, stop - at
    if before > after:
        return label(why, x=at + 4, y=y, room=before, text_anchor="end", font_size=12)
    return label(why, x=at - 4, y=y, room=after, font_size=12)


def _values(
    points: Sequence[PointJudgement], x: Callable[[int], float], y: Linear
) -> Markup:
    at = [(x(i), y(point.value)) for i, point in enumerate(points)]
    r = 4.5 if len(points) <= 60 else 3.2
    marked = {
        kind: "".join(
            _mark(kind, place, r)
            for point, place in zip(points, at, strict=True)
            if _drawn_as(point) is kind
        )
        for kind in (PointType.COMMON, *(kind for kind, _ in KEYS))
    }
    return Markup(
        path(steps(at), fill="none", stroke=MUTED, stroke_width=1.2)
        + path(marked[PointType.COMMON], stroke=MUTED, stroke_width=r + 0.5, **ROUND)
        + "".join(_painted(kind, marked[kind], r) for kind, _ in KEYS)
    )


def _drawn_as(point: PointJudgement) -> PointType:
    is_neutral = point.point_type in NEUTRAL
    if point.point_type is PointType.NOT_JUDGED:
        return PointType.COMMON
    return PointType.NEUTRAL_HIGH if is_neutral else point.point_type


def _mark(kind: PointType, at: tuple[float, float], r: float) -> str:
    if kind is PointType.CONCERN:
        return diamond_at(*at, r=r * 1.35)
    if kind is PointType.NEUTRAL_HIGH:
        x, y = number(at[0] - r), number(at[1] - r)
        side = number(2 * r)
        return f"M{x} {y}h{side}v{side}h-{side}z"
    return dot_at(*at)


def _painted(kind: PointType, d: str, r: float) -> Markup:
    if kind is PointType.CONCERN:
        return path(d, fill=ORANGE)
    if kind is PointType.NEUTRAL_HIGH:
        return path(d, fill=PLUM)
    return path(d, stroke=DARK_BLUE, stroke_width=2 * r, **ROUND)


def _below(
    points: Sequence[PointJudgement], x: Callable[[int], float], frame: Frame
) -> Markup:
    days = _dates(points)
    if days is not None:
        left, right = x(0), x(len(points) - 1)
        return dates_below(
            frame, Time(first=days[0], last=days[-1], start=left, stop=right)
        )
    first, last = points[0].period, points[-1].period
    room = frame.width / 2 - 10
    return group(
        text(fit(first, room=room, size=13), x=frame.left, y=frame.bottom + 20),
        text(
            fit(last, room=room, size=13),
            x=frame.right,
            y=frame.bottom + 20,
            text_anchor="end",
        ),
        fill=SECONDARY,
    )


def _labels(chart: SignalChart, frame: Frame, y: Linear, *, said: Said) -> Markup:
    """What the lines are, beside their right end; above the drawing where narrow."""
    last = chart.points[-1]
    lines = [("Upper", last.upper), (said.centre, last.centre), ("Lower", last.lower)]
    known = [(what, value) for what, value in lines if value is not None]
    words = [f"{what} {said.value(value)}" for what, value in known]
    if is_narrow(frame.right):
        return text(" · ".join(words), x=frame.left, y=44, fill=SECONDARY)
    wanted = [y(value) for _, value in known]
    places = spread(wanted, gap=20, low=frame.top, high=frame.bottom)
    return group(
        *(
            text(what, x=frame.right + 10, y=place + 4.5)
            for what, place in zip(words, places, strict=True)
        ),
        fill=SECONDARY,
    )


def _keys(chart: SignalChart, frame: Frame) -> Markup:
    """What each shape means, for the shapes that occur."""
    met = {_drawn_as(point) for point in chart.points}
    parts: list[Markup] = []
    x = frame.left + 6
    for kind, words in KEYS:
        if kind not in met:
            continue
        parts.append(_painted(kind, _mark(kind, (x, 14.0), 4.5), 4.5))
        parts.append(text(words, x=x + 12, y=18.5))
        x += width_of(words, size=13) + 38
    return group(*parts)
