"""How open cases are drawn by age: standing columns, or lying rows where narrow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below, rows
from mersey.charts.dots import Swarm, dots_and_diamonds, swarm
from mersey.charts.labels import ELLIPSIS, label, spread, width_of, wrap
from mersey.charts.palette import (
    DARK_BLUE,
    DARK_GREY,
    GRID,
    PALE_BLUE,
    RULE,
    SECONDARY,
    WHITE,
)
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import (
    Attributes,
    Markup,
    drawing,
    group,
    line,
    nothing,
    rect,
    text,
    titled,
)
from mersey.wording import count, days, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import Ageing, OpenCase

_HALO: Final[Attributes] = {
    "paint_order": "stroke",
    "stroke": WHITE,
    "stroke_width": 4,
}


@dataclass(frozen=True, kw_only=True)
class AgeingColumn:
    """Open cases whose latest step is the same."""

    name: str
    n_open: int
    cases: tuple[OpenCase, ...]


@dataclass(frozen=True, kw_only=True)
class AgeingView:
    """What is drawn. limit: Oldest age on the axis, in days."""

    ageing: Ageing
    columns: tuple[AgeingColumn, ...]
    limit: float


def drawn(view: AgeingView, about: tuple[str, str], name: tuple[str, int]) -> str:
    """The SVG of open cases by age at a width in px."""
    width = name[1]
    if not view.columns:
        return nothing("No case is open", name=name, about=about)
    parts, height = _lying(view, width) if is_narrow(width) else _standing(view, width)
    return drawing(*parts, name=name, height=height, about=about)


def _standing(view: AgeingView, width: int) -> tuple[list[Markup], float]:
    """Columns beside each other, age upwards."""
    frame = Frame(left=40, top=14, right=width - 98, bottom=330)
    ticks = nice_ticks(view.limit, at_most=6)
    y = Linear(low=0, high=ticks[-1], start=frame.bottom, stop=frame.top)
    each = frame.width / len(view.columns)
    middles = [frame.left + each * (i + 0.5) for i in range(len(view.columns))]
    shown = _swarm(view, y, room=each - 8)
    dots = [
        (
            middle + dot.aside,
            min(dot.along, frame.bottom - shown.size / 2),
            dot.is_older,
        )
        for middle, column in zip(middles, shown.columns, strict=True)
        for dot in column
    ]
    feet, lowest = _feet(view, middles, frame, room=each - 6)
    parts = [
        _usual_area(view, frame, y),
        rows(frame, y, ticks=ticks),
        _between(frame, each, n=len(view.columns)),
        _lines(view, frame, y),
        dots_and_diamonds(dots, size=shown.size, colour=DARK_BLUE),
        *feet,
        _note(shown, x=frame.left, y=lowest + 24),
    ]
    return parts, lowest + (34 if shown.n_per_dot > 1 else 10)


def _swarm(view: AgeingView, scale: Linear, *, room: float, sign: int = 1) -> Swarm:
    usual = view.ageing.usual_days
    edge = min(usual, view.limit) if usual is not None else 0.0
    return swarm(
        [
            [
                (sign * scale(min(case.days, view.limit)), case.older_than_usual)
                for case in column.cases
            ]
            for column in view.columns
        ],
        room=room,
        edge=sign * scale(edge),
    )


def _usual_area(view: AgeingView, frame: Frame, y: Linear) -> Markup:
    usual = view.ageing.usual_days
    if usual is None:
        return Markup("")
    top = y(min(usual, y.high))
    return rect(
        frame.left,
        top,
        width=frame.width,
        height=frame.bottom - top,
        fill=PALE_BLUE,
        fill_opacity=0.6,
    )


def _between(frame: Frame, each: float, *, n: int) -> Markup:
    return group(
        *(
            line(
                frame.left + each * i,
                frame.top,
                x2=frame.left + each * i,
                y2=frame.bottom,
            )
            for i in range(1, n)
        ),
        stroke=GRID,
    )


def _references(view: AgeingView, limit: float) -> list[tuple[float, str]]:
    """(days, what) of the two lines, as far as they are known and on the drawing."""
    ageing = view.ageing
    pairs = (
        (ageing.typical_days, "half finish by"),
        (ageing.usual_days, "85 in 100 by"),
    )
    return [(at, what) for at, what in pairs if at is not None and at <= limit]


def _lines(view: AgeingView, frame: Frame, y: Linear) -> Markup:
    references = _references(view, y.high)
    wanted = sorted((y(at), at, what) for at, what in references)
    heights = spread(
        [at for at, _, _ in wanted], gap=38, low=frame.top + 6, high=frame.bottom - 22
    )
    drawn = [
        group(
            line(
                frame.left,
                at,
                x2=frame.right + 4,
                y2=at,
                stroke=DARK_GREY,
                stroke_dasharray="5 3",
            ),
            text(what, x=frame.right + 10, y=height + 1, fill=SECONDARY),
            text(
                days(age),
                x=frame.right + 10,
                y=height + 17,
                font_size=14,
                font_weight="bold",
            ),
        )
        for (at, age, what), height in zip(wanted, heights, strict=True)
    ]
    return group(*drawn)


def _feet(
    view: AgeingView, middles: Sequence[float], frame: Frame, *, room: float
) -> tuple[list[Markup], float]:
    """Name and count below each column, and where the lowest line ends."""
    size = 13 if room > 90 else 12
    wrapped = [
        wrap(column.name, room=room, size=size, at_most=3, weight="bold")
        for column in view.columns
    ]
    feet = [
        _foot(column, lines, x=middle, y=frame.bottom + 18)
        for column, lines, middle in zip(view.columns, wrapped, middles, strict=True)
    ]
    lowest = frame.bottom + 18 + 15 * max(len(lines) for lines in wrapped)
    return [group(*feet, text_anchor="middle", font_size=size)], lowest


def _foot(column: AgeingColumn, lines: Sequence[str], *, x: float, y: float) -> Markup:
    names = [
        text(one, x=x, y=y + i * 15, font_weight="bold") for i, one in enumerate(lines)
    ]
    n_open = text(
        f"{count(column.n_open)} open", x=x, y=y + len(lines) * 15, fill=SECONDARY
    )
    is_cut = any(one.endswith(ELLIPSIS) for one in lines)
    return titled(column.name, *names, n_open) if is_cut else group(*names, n_open)


def _note(shown: Swarm, *, x: float, y: float) -> Markup:
    if shown.n_per_dot == 1:
        return Markup("")
    said = f"Each dot is up to {count(shown.n_per_dot)} cases."
    return text(said, x=x, y=y, fill=SECONDARY)


def _lying(view: AgeingView, width: int) -> tuple[list[Markup], float]:
    """Rows below each other, age to the right."""
    x = Linear(low=0, high=view.limit, start=10, stop=width - 14)
    shown = _swarm(view, x, room=64, sign=-1)
    tops, bottom = _row_tops(shown)
    frame = Frame(left=x.start, top=44, right=x.stop, bottom=bottom)
    dots = [
        (max(-dot.along, x.start), middle + dot.aside, dot.is_older)
        for (_, middle), column in zip(tops, shown.columns, strict=True)
        for dot in column
    ]
    usual = view.ageing.usual_days
    past = x(min(usual, view.limit)) if usual is not None else x.start
    ticks = [t for t in nice_ticks(view.limit, at_most=5) if t <= view.limit]
    parts = [
        rect(
            frame.left,
            frame.top,
            width=past - frame.left,
            height=frame.height,
            fill=PALE_BLUE,
            fill_opacity=0.6,
        ),
        line(frame.left, bottom, x2=frame.right, y2=bottom, stroke=RULE),
        numbers_below(frame, x, ticks=ticks, say=plain),
        _upright_lines(view, frame, x),
        *(
            _head(column, top, room=width - 20)
            for column, (top, _) in zip(view.columns, tops, strict=True)
        ),
        dots_and_diamonds(dots, size=shown.size, colour=DARK_BLUE),
        text(
            "Age in days",
            x=frame.right,
            y=bottom + 38,
            text_anchor="end",
            fill=SECONDARY,
        ),
        _note(shown, x=frame.left, y=bottom + 38),
    ]
    return parts, bottom + 48


def _row_tops(shown: Swarm) -> tuple[list[tuple[float, float]], float]:
    """(baseline of the name, middle of the dots) of each row, and where the last ends."""
    places = []
    y = 64.0
    for column in shown.columns:
        half = max((abs(dot.aside) for dot in column), default=0.0) + shown.size / 2
        places.append((y, y + 8 + half))
        y += 2 * half + 34
    return places, y - 12


def _head(column: AgeingColumn, y: float, *, room: float) -> Markup:
    n_open = f"{count(column.n_open)} open"
    left = room - width_of(n_open, size=13) - 14
    return group(
        label(
            column.name, x=10, y=y, room=left, font_size=13, font_weight="bold", **_HALO
        ),
        text(n_open, x=room + 6, y=y, text_anchor="end", fill=SECONDARY, **_HALO),
    )


def _upright_lines(view: AgeingView, frame: Frame, x: Linear) -> Markup:
    references = _references(view, view.limit)
    drawn = [
        line(
            x(at),
            frame.top,
            x2=x(at),
            y2=frame.bottom,
            stroke=DARK_GREY,
            stroke_dasharray="5 3",
        )
        for at, _ in references
    ]
    said = [f"{what} {days(at)}" for at, what in references]
    places = [
        min(max(x(at), frame.left + half), frame.right - half)
        for (at, _), half in zip(
            references, [width_of(one, size=13) / 2 for one in said], strict=True
        )
    ]
    names = [
        text(one, x=place, y=16 + 18 * i, text_anchor="middle", fill=SECONDARY)
        for i, (one, place) in enumerate(zip(said, places, strict=True))
    ]
    return group(*drawn, *names)
