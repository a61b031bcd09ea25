"""What happened before and since units started, period by period.

Up is better. Dots before the start should lie about 0: where they climb towards it, units
did not move alike, and what comes since may be no more than that.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below, room_at_left, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import table
from mersey.charts.examples_of_evidence import example_event_study
from mersey.charts.gains import amount_of, sides
from mersey.charts.kinds.forest import to_a_tenth
from mersey.charts.palette import DARK_BLUE, INK, PLUM, SECONDARY, WHITE
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, circle, drawing, group, line, nothing, text
from mersey.charts.vegalite import amount as channel
from mersey.vocabulary import Better, Unit
from mersey.wording import count, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.evidence.event_study import AtAge

Point = tuple[int, int, float, float | None, float | None]
"""Age, units, gain, from, to; None where nothing bounds it."""

_COLUMNS: Final = (
    ("Periods since the start", str),
    ("Units", count),
    ("Improvement", to_a_tenth),
    ("From", to_a_tenth),
    ("To", to_a_tenth),
)

_MARKS: Final = {
    "mark": {"type": "point", "filled": True, "color": DARK_BLUE},
    "encoding": {
        "x": channel("Periods since the start"),
        "y": channel("Improvement"),
    },
}


def draw(found: Sequence[AtAge], *, unit: Unit, better: Better) -> Chart:
    """Effects by age, as improvements."""
    points = [_point(one, unit=unit, better=better) for one in found]
    about = _title(points), _describe(points, sides(unit, better)[0])
    return Chart(
        kind="event_study",
        title=about[0],
        subtitle=(
            f"Improvement against units that had not started: {sides(unit, better)[0]}; "
            "from the last period before the start, which is 0. Bars: 95%, each by "
            "itself."
        ),
        description=about[1],
        draw=partial(_drawn, points, sides(unit, better), about),
        table=table(_COLUMNS, points),
        marks=_MARKS,
    )


def _point(one: AtAge, *, unit: Unit, better: Better) -> Point:
    sign = 1.0 if better is Better.HIGHER else -1.0
    ends = sorted(sign * end for end in (one.interval.low, one.interval.high))
    low, high = (amount_of(end, unit) if math.isfinite(end) else None for end in ends)
    return one.age, one.n_units, amount_of(sign * one.estimate, unit), low, high


def _is_outside(point: Point) -> bool:
    _, _, _, low, high = point
    return (low is not None and low > 0) or (high is not None and high < 0)


def _title(points: Sequence[Point]) -> str:
    before = [point for point in points if point[0] < 0]
    since = [point for point in points if point[0] >= 0]
    if not since:
        return "Nobody has started yet"
    if any(_is_outside(point) for point in before):
        return "Units moved apart before anybody started"
    moved = sum(_is_outside(point) for point in since)
    return f"Apart in {moved} of {plural(len(since), 'period')} since the start"


def _describe(points: Sequence[Point], better: str) -> str:
    said = [
        f"{age:+d}: {to_a_tenth(gain)}{_ends_said(low, high)}"
        for age, _, gain, low, high in points
    ]
    return (
        f"A dot for each period before and since the start, {better} upwards. "
        f"{'; '.join(said)}. Below 0 is worse."
    )


def _ends_said(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ", bounded by nothing"
    return f" ({to_a_tenth(low)} to {to_a_tenth(high)})"


def _drawn(
    points: Sequence[Point],
    sides_: tuple[str, str],
    about: tuple[str, str],
    name: tuple[str, int],
) -> str:
    """The SVG at a width in px."""
    if not points:
        return nothing("Nobody has started yet", name=name, about=about)
    width = name[1]
    ticks = _ticks(points)
    left = room_at_left(ticks, least=40)
    frame = Frame(left=left, top=30, right=width - 14.0, bottom=270)
    y = Linear(low=ticks[0], high=ticks[-1], start=frame.bottom, stop=frame.top)
    first, last = min(points[0][0], -1), points[-1][0]
    x = Linear(low=first - 0.5, high=last + 0.5, start=frame.left, stop=frame.right)
    return drawing(
        rows(frame, y, ticks=ticks),
        line(frame.left, y(0), x2=frame.right, y2=y(0), stroke=INK),
        line(
            x(-0.5),
            frame.top,
            x2=x(-0.5),
            y2=frame.bottom,
            stroke=PLUM,
            stroke_dasharray="4 3",
        ),
        *(_mark(point, x, y) for point in points),
        numbers_below(
            frame,
            x,
            ticks=_ages(first, last, at_most=6 if is_narrow(width) else 14),
            say=_age,
        ),
        text(f"{sides_[0]} ↑", x=4, y=16, fill=SECONDARY),
        text("start", x=x(-0.5) + 6, y=frame.top + 10, fill=PLUM),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _age(age: float) -> str:
    return f"{age:+.0f}" if age else "0"


def _ages(first: int, last: int, *, at_most: int) -> list[int]:
    step = max(1, math.ceil((last - first + 1) / at_most))
    return [age for age in range(first, last + 1) if age % step == 0]


def _ticks(points: Sequence[Point]) -> list[float]:
    values = [0.0]
    for _, _, gain, low, high in points:
        values += [end for end in (gain, low, high) if end is not None]
    step = nice_ticks((max(values) - min(values)) or 1.0, at_most=6)[1]
    lowest, highest = math.floor(min(values) / step), math.ceil(max(values) / step)
    return [round(step * i, 12) for i in range(lowest, max(highest, lowest + 1) + 1)]


def _mark(point: Point, x: Linear, y: Linear) -> Markup:
    age, _, gain, low, high = point
    ends = (y.low if low is None else low, y.high if high is None else high)
    is_open = low is None or high is None
    return group(
        line(
            x(age),
            y(ends[0]),
            x2=x(age),
            y2=y(ends[1]),
            stroke=DARK_BLUE if age >= 0 else SECONDARY,
            stroke_width=2,
            stroke_dasharray="2 3" if is_open else None,
        ),
        circle(
            x(age),
            y(gain),
            r=4.5,
            fill=DARK_BLUE if age >= 0 else WHITE,
            stroke=DARK_BLUE if age >= 0 else SECONDARY,
            stroke_width=2,
        ),
    )


CHART: Final = ChartKind(
    name="event_study",
    title="Before and since units started",
    question="Did units move alike before some started, and how far since?",
    how_to_read=(
        "Left of the dashed line nobody had started: dots there should lie about 0. Each "
        "bar stands by itself; of twenty, one lies off 0 by chance."
    ),
    example=lambda: draw(example_event_study(), unit=Unit.DAYS, better=Better.LOWER),
)
