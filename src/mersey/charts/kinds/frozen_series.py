"""Week after week, before and since, against limits that the plan froze.

The limits are those of the time before; they are not drawn again when it gets better.
What too few cases of a period have reached is left open at the right edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import NARROW_BELOW, Frame, dates_below, is_narrow, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import fit, spread
from mersey.charts.palette import (
    DARK_BLUE,
    INK,
    MUTED,
    PALE_BLUE,
    RULE,
    SECONDARY,
    WHITE,
)
from mersey.charts.scales import Linear, Time, nice_ticks
from mersey.charts.svg import (
    Markup,
    circle,
    drawing,
    group,
    line,
    nothing,
    path,
    rect,
    steps,
    tag,
    text,
    words,
)
from mersey.charts.vegalite import amount
from mersey.wording import count, day, decimal, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS: Final = (
    ("Period from", as_is),
    ("Value", decimal),
    ("Side", as_is),
)

_MARKS: Final = {
    "mark": {"type": "line", "point": True},
    "encoding": {
        "x": {"field": "Period from", "type": "temporal"},
        "y": amount("Value"),
        "color": {"field": "Side", "type": "nominal", "sort": None},
    },
}


@dataclass(frozen=True, kw_only=True)
class FrozenSeries:
    """A measure per period, and the limits of the time before.

    Attributes:
        measure: What is charted, with its unit: "Half decided within so many days".
        starts: First day of each period. values: None where not known yet.
        change_on: The first day of the change. change: What it is, in a few words.
        centre_before, centre_since: Their means; None where too few are known.
        lower, upper: Limits of the time before, frozen with the plan.
    """

    measure: str
    starts: Sequence[date]
    values: Sequence[float | None]
    change_on: date
    change: str
    centre_before: float
    lower: float
    upper: float
    centre_since: float | None = None

    @property
    def known(self) -> list[tuple[date, float]]:
        """Periods with a value."""
        pairs = zip(self.starts, self.values, strict=True)
        return [(start, value) for start, value in pairs if value is not None]

    @property
    def since(self) -> list[tuple[date, float]]:
        """Of those, the ones that began under the change."""
        return [
            (start, value) for start, value in self.known if start >= self.change_on
        ]


def draw(series: FrozenSeries) -> Chart:
    """The series, the frozen limits, and the moment of the change."""
    about = _title(series), _describe(series)
    return Chart(
        kind="frozen_series",
        title=about[0],
        subtitle=(
            f"{series.measure}. Limits are those of the time before, frozen with the plan."
        ),
        description=about[1],
        draw=partial(_drawn, series, about),
        table=table(
            _COLUMNS,
            [
                (
                    start.isoformat(),
                    value,
                    "since" if start >= series.change_on else "before",
                )
                for start, value in zip(series.starts, series.values, strict=True)
            ],
        ),
        marks=_MARKS,
    )


def _title(series: FrozenSeries) -> str:
    n_since = len(series.since)
    if not n_since:
        return "0 periods since the change are known yet"
    outside = sum(not series.lower <= v <= series.upper for _, v in series.since)
    if series.centre_since is None:
        return f"{count(outside)} of {count(n_since)} periods since lie outside"
    return (
        f"About {plain(round(series.centre_since))} since the change; "
        f"before, {plain(round(series.centre_before))}"
    )


def _describe(series: FrozenSeries) -> str:
    since = series.since
    outside = sum(not series.lower <= v <= series.upper for _, v in since)
    n_open = len(series.values) - len(series.known)
    return (
        f"{count(len(series.known))} periods. Before the change on {day(series.change_on)}"
        f" the mean is {decimal(series.centre_before)}, with limits from"
        f" {decimal(series.lower)} to {decimal(series.upper)}. Of {count(len(since))}"
        f" periods since, {count(outside)} lie outside those limits."
        + (f" {count(n_open)} are not known yet." if n_open else "")
    )


def _drawn(series: FrozenSeries, about: tuple[str, str], name: tuple[str, int]) -> str:
    if len(series.known) < 2:
        return nothing("Too few periods are known", name=name, about=about)
    width = name[1]
    room = 8.0 if is_narrow(width) else 84.0
    frame = Frame(left=38, top=44, right=width - room, bottom=274)
    highest = max(series.upper, *(value for _, value in series.known))
    ticks = nice_ticks(highest * 1.05, at_most=6)
    y = Linear(low=0, high=ticks[-1], start=frame.bottom, stop=frame.top)
    x = Time(
        first=series.starts[0],
        last=series.starts[-1],
        start=frame.left + 6,
        stop=frame.right - 6,
    )
    return drawing(
        _limits(series, y, frame),
        rows(frame, y, ticks=ticks),
        _centres(series, x, y=y, frame=frame),
        _unknown(series, x, frame),
        _change(series, x, frame),
        _points(series, x, y),
        dates_below(frame, x),
        _said(series, y, frame, width=width),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _limits(series: FrozenSeries, y: Linear, frame: Frame) -> Markup:
    top, bottom = y(series.upper), y(max(series.lower, 0.0))
    return group(
        rect(frame.left, top, width=frame.width, height=bottom - top, fill=PALE_BLUE),
        *(
            line(
                frame.left,
                at,
                x2=frame.right,
                y2=at,
                stroke=MUTED,
                stroke_dasharray="3 3",
            )
            for at in (top, bottom)
        ),
    )


def _change(series: FrozenSeries, x: Time, frame: Frame) -> Markup:
    at = x(series.change_on)
    room = frame.right - at - 6 + (60 if frame.right > NARROW_BELOW else 0)
    is_right = room > 150
    said = fit(
        series.change,
        room=room if is_right else at - frame.left,
        size=13,
        weight="bold",
    )
    anchor = None if is_right else "end"
    shift = 6 if is_right else -6
    return group(
        line(
            at,
            frame.top - 34,
            x2=at,
            y2=frame.bottom,
            stroke=INK,
            stroke_dasharray="2 3",
        ),
        text(
            said,
            x=at + shift,
            y=frame.top - 22,
            font_weight="bold",
            text_anchor=anchor,
        ),
        text(
            f"from {day(series.change_on)}",
            x=at + shift,
            y=frame.top - 7,
            fill=SECONDARY,
            text_anchor=anchor,
        ),
    )


def _centres(series: FrozenSeries, x: Time, *, y: Linear, frame: Frame) -> Markup:
    at = x(series.change_on)
    before = y(series.centre_before)
    parts = [line(frame.left, before, x2=frame.right, y2=before, stroke=SECONDARY)]
    if series.centre_since is not None:
        since = y(series.centre_since)
        parts.append(
            line(at, since, x2=frame.right, y2=since, stroke=DARK_BLUE, stroke_width=3)
        )
    return group(*parts)


def _points(series: FrozenSeries, x: Time, y: Linear) -> Markup:
    places = [(x(start), y(value)) for start, value in series.known]
    dots = [
        circle(
            x(start),
            y(value),
            r=3.5,
            fill=DARK_BLUE if start >= series.change_on else MUTED,
        )
        for start, value in series.known
    ]
    return group(path(steps(places), fill="none", stroke=RULE), *dots)


def _unknown(series: FrozenSeries, x: Time, frame: Frame) -> Markup:
    """The stretch at the right edge of which nothing is known yet."""
    last_known = series.known[-1][0]
    if last_known == series.starts[-1]:
        return Markup("")
    left = x(last_known) + 6
    lines, at = [], left - frame.height
    while at < frame.right:
        up = min(frame.right - at, frame.height)
        begun = max(left - at, 0.0)
        if up > begun:
            lines.append(
                f"M{at + begun:.1f} {frame.bottom - begun:.1f}"
                f"L{at + up:.1f} {frame.bottom - up:.1f}"
            )
        at += 9
    return group(
        rect(
            left,
            frame.top,
            width=frame.right - left,
            height=frame.height,
            fill=WHITE,
            stroke=RULE,
        ),
        path("".join(lines), stroke=RULE),
        tag("title", words("Not yet known")),
    )


def _said(series: FrozenSeries, y: Linear, frame: Frame, *, width: int) -> Markup:
    if is_narrow(width):
        return Markup("")
    told = [
        (series.upper, f"Upper {plain(round(series.upper))}", SECONDARY),
        (series.centre_before, f"{plain(round(series.centre_before))} before", INK),
        (
            max(series.lower, 0),
            f"Lower {plain(round(max(series.lower, 0)))}",
            SECONDARY,
        ),
    ]
    if series.centre_since is not None:
        said = f"{plain(round(series.centre_since))} since"
        told.append((series.centre_since, said, DARK_BLUE))
    told.sort(key=lambda one: -one[0])
    places = spread(
        [y(value) + 4 for value, _, _ in told],
        gap=16,
        low=frame.top,
        high=frame.bottom,
    )
    return group(
        *(
            text(said, x=frame.right + 6, y=at, fill=fill)
            for at, (_, said, fill) in zip(places, told, strict=True)
        )
    )


def _example() -> Chart:
    first = date(2024, 9, 30)
    starts = [first + timedelta(weeks=n) for n in range(104)]
    change = date(2025, 9, 29)
    wave = (0, 5, -7, 3, 11, -4, -9, 6, 2, -3, 8, -6)
    values = [
        None
        if n > 94
        else 67.0 + wave[n % 12]
        if start < change
        else 52.0 + wave[(n * 5) % 12] * 0.8
        for n, start in enumerate(starts)
    ]
    return draw(
        FrozenSeries(
            measure="Half of the applications of a week were decided within so many days",
            starts=starts,
            values=values,
            change_on=change,
            change="Officer named before comments close",
            centre_before=67.0,
            centre_since=52.0,
            lower=49.0,
            upper=84.0,
        )
    )


CHART: Final = ChartKind(
    name="frozen_series",
    title="Before and since, week by week",
    question="Do the weeks since the change look like those before?",
    how_to_read=(
        "Each dot is a period. The band holds nearly all periods of the time before, and "
        "is not drawn again. Periods of which too little is known yet are hatched at the "
        "right edge, not drawn low."
    ),
    example=_example,
)
