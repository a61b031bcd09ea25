"""How two counts a period are drawn: lines told apart by colour, dash and marker."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, dates_below, is_narrow, room_at_left, rows
from mersey.charts.labels import spread, width_of
from mersey.charts.palette import DARK_BLUE, ORANGE, SECONDARY, WHITE
from mersey.charts.recent import recent
from mersey.charts.scales import Linear, Time, nice_ticks
from mersey.charts.svg import (
    Attributes,
    Markup,
    circle,
    diamond_at,
    dot_at,
    drawing,
    group,
    nothing,
    number,
    path,
    steps,
    text,
)
from mersey.wording import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.recent import Recent
    from mersey.flow.results import PeriodRow
    from mersey.vocabulary import Per

__all__ = ["EACH_UP_TO", "WINDOW", "TwoCounts", "drawn"]

EACH_UP_TO: Final = 30
"""More periods than this are drawn pale, with their moving mean in full strength."""

WINDOW: Final = 8
"""Periods in the moving mean: about two months of weeks."""

_LABELS_BESIDE: Final = 300
"""Labels to the right of this are beside the drawing, others above it."""


@dataclass(frozen=True, kw_only=True)
class _Look:
    """How one of the two is drawn."""

    colour: str
    is_round: bool

    @property
    def line(self) -> Attributes:
        """Attributes of its line."""
        dash = None if self.is_round else "5 2"
        return {"stroke": self.colour, "stroke_width": 2, "stroke_dasharray": dash}

    def mark(self, at: tuple[float, float], *, r: float) -> str:
        """Path data of its marker."""
        return dot_at(*at) if self.is_round else diamond_at(*at, r=r * 1.3)

    def marker(self, r: float) -> Attributes:
        """Attributes of its markers."""
        if self.is_round:
            return {"stroke": self.colour, "stroke_width": 2 * r, **_ROUND}
        return {"fill": self.colour}


_ROUND: Final[Attributes] = {"stroke_linecap": "round"}
_CAME: Final = _Look(colour=DARK_BLUE, is_round=True)
_WENT: Final = _Look(colour=ORANGE, is_round=False)


@dataclass(frozen=True, kw_only=True)
class TwoCounts:
    """Both series over the same periods, in order."""

    per: Per
    arrivals: tuple[PeriodRow, ...]
    finishes: tuple[PeriodRow, ...]

    @property
    def n_partial(self) -> int:
        """Periods that the log covers only in part."""
        return sum(not row.complete for row in self.arrivals)


def drawn(flow: TwoCounts, chart: str, about: tuple[str, str], width: int) -> str:
    """The SVG of both series at a width in px."""
    name = chart, width
    if not flow.arrivals:
        return nothing("No periods to count", name=name, about=about)
    most = max((row.value or 0 for row in (*flow.arrivals, *flow.finishes)), default=0)
    ticks = nice_ticks(most, at_most=6, whole=True)
    frame = _frame(width, ticks)
    y = Linear(low=0, high=ticks[-1], start=frame.bottom, stop=frame.top)
    x = Time(
        first=flow.arrivals[0].start,
        last=flow.arrivals[-1].start,
        start=frame.left + 4,
        stop=frame.right - 4,
    )
    return drawing(
        rows(frame, y, ticks=ticks),
        dates_below(frame, x),
        _series(flow.finishes, x, y, look=_WENT),
        _series(flow.arrivals, x, y, look=_CAME),
        _ends(flow, frame, y),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _frame(width: int, ticks: Sequence[float]) -> Frame:
    left = room_at_left(ticks, least=36)
    if is_narrow(width):
        return Frame(left=left, top=54, right=width - 8, bottom=260)
    return Frame(left=left, top=14, right=width - 122, bottom=274)


def _series(periods: Sequence[PeriodRow], x: Time, y: Linear, *, look: _Look) -> Markup:
    known = [row for row in periods if row.value is not None]
    if len(known) > EACH_UP_TO:
        return _smoothed(known, x, y, look=look)
    runs = [
        (is_full, [_place(row, x, y) for row in run])
        for is_full, run in groupby(known, key=lambda row: row.complete)
    ]
    full = [run for is_full, run in runs if is_full]
    marks = [look.mark(at, r=2.8) for run in full for at in run]
    return Markup(
        path(
            "".join(map(steps, full)), fill="none", stroke_linejoin="round", **look.line
        )
        + path("".join(marks), **look.marker(2.8))
        + _hollow([at for is_full, run in runs if not is_full for at in run], look)
    )


def _smoothed(known: Sequence[PeriodRow], x: Time, y: Linear, *, look: _Look) -> Markup:
    """Each period thin and pale, the mean of the last eight in full strength."""
    full = [row for row in known if row.complete]
    values = [row.value or 0 for row in full]
    means = [
        (x(full[i].start), y(sum(values[i - WINDOW + 1 : i + 1]) / WINDOW))
        for i in range(WINDOW - 1, len(full))
    ]
    each = steps([_place(row, x, y) for row in full])
    bold = {**look.line, "stroke_width": 3}
    return Markup(
        path(each, fill="none", stroke=look.colour, stroke_opacity=0.35)
        + path(steps(means), fill="none", stroke_linejoin="round", **bold)
        + _hollow([_place(row, x, y) for row in known if not row.complete], look)
    )


def _place(row: PeriodRow, x: Time, y: Linear) -> tuple[float, float]:
    return x(row.start), y(row.value or 0)


def _hollow(places: Sequence[tuple[float, float]], look: _Look) -> Markup:
    """Periods covered only in part: hollow, and joined to nothing."""
    if look.is_round:
        marks = [circle(at[0], at[1], r=3.5) for at in places]
    else:
        marks = [path(diamond_at(at[0], at[1], r=4.5)) for at in places]
    return group(*marks, fill=WHITE, stroke=look.colour, stroke_width=1.5)


def _ends(flow: TwoCounts, frame: Frame, y: Linear) -> Markup:
    """What each line is, beside it at its recent mean; above the drawing where narrow."""
    said = [
        (look, verb, recent(periods))
        for look, verb, periods in (
            (_CAME, "Arriving", flow.arrivals),
            (_WENT, "Finishing", flow.finishes),
        )
    ]
    narrow = is_narrow(frame.right)
    if narrow:
        places = [(frame.left, 18.0 + 20 * i) for i in range(2)]
    else:
        wanted = sorted(
            (y(lately.mean if lately else 0), i)
            for i, (_, _, lately) in enumerate(said)
        )
        heights = spread(
            [at for at, _ in wanted], gap=42, low=frame.top + 10, high=frame.bottom - 20
        )
        at = {i: height for (_, i), height in zip(wanted, heights, strict=True)}
        places = [(frame.right + 10, at[i]) for i in range(2)]
    return group(
        *(
            _end(look, verb, lately, flow, place=place)
            for (look, verb, lately), place in zip(said, places, strict=True)
        )
    )


def _end(
    look: _Look,
    verb: str,
    lately: Recent | None,
    flow: TwoCounts,
    *,
    place: tuple[float, float],
) -> Markup:
    x, y = place
    sample = path(f"M{number(x)} {number(y)}h26", fill="none", **look.line)
    mark = path(look.mark((x + 13, y), r=3.5), **look.marker(3.5))
    about = f"{decimal(lately.mean)} a {flow.per.value}" if lately else "not known"
    wide = x > _LABELS_BESIDE
    second = (x, y + 21) if wide else (x + 36 + width_of(verb, size=14) + 16, y + 4.5)
    return group(
        sample,
        mark,
        text(verb, x=x + 34, y=y + 4.5, font_size=14, font_weight="bold"),
        text(about, x=second[0], y=second[1], fill=SECONDARY),
    )
