"""How many by when?

What has been, added up, and the ranges that open from it: 8 in 10 dark, 19 in 20 pale.
How often such ranges held in the past stands under the title.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import forecast_examples
from mersey.charts.axes import Frame, dates_below, is_narrow, room_at_left, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.palette import DARK_BLUE, FAINT, PALE_BLUE, RULE, SECONDARY
from mersey.charts.scales import Linear, Time, nice_ticks
from mersey.charts.svg import Markup, drawing, group, line, path, steps, text
from mersey.charts.vegalite import amount
from mersey.wording import count, day_short, percent, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.results import CountForecast

_VERBS: Final = {
    "arrivals": ("arrive", "arrived"),
    "throughput": ("finish", "finished"),
}

_COLUMNS: Final = (
    ("By", as_is),
    ("Median", count),
    ("8 in 10 from", count),
    ("8 in 10 to", count),
    ("19 in 20 from", count),
    ("19 in 20 to", count),
)

_MARKS: Final = {
    "encoding": {"x": {"field": "By", "type": "temporal"}},
    "layer": [
        {
            "mark": {"type": "area", "opacity": 0.3},
            "encoding": {
                "y": amount("8 in 10 from", title="Cases"),
                "y2": {"field": "8 in 10 to"},
            },
        },
        {"mark": "line", "encoding": {"y": amount("Median")}},
    ],
}

WEEKS_BEFORE: Final = 2
"""Weeks of the past that are shown for each week foretold, at most."""


@dataclass(frozen=True, kw_only=True)
class _Fan:
    """What is drawn.

    Attributes:
        forecast: What is foretold.
        as_at: The day from which the fan opens.
        past: (last day of the week, cases since the first day shown), oldest first.
    """

    forecast: CountForecast
    as_at: date
    past: tuple[tuple[date, float], ...]

    @property
    def so_far(self) -> float:
        """Cases up to the as-at date."""
        return self.past[-1][1]

    @classmethod
    def of(cls, forecast: CountForecast, as_at: date) -> _Fan:
        """The fan with as much of the past as is worth showing."""
        weeks = [float(week) for week in forecast.history]
        shown = weeks[-WEEKS_BEFORE * len(forecast.fan) :]
        total, past = 0.0, [(as_at - timedelta(weeks=len(shown)), 0.0)]
        for i, week in enumerate(shown):
            total += week
            past.append((as_at - timedelta(weeks=len(shown) - 1 - i), total))
        return cls(forecast=forecast, as_at=as_at, past=tuple(past))


def draw(
    forecast: CountForecast,
    *,
    as_at: date,
) -> Chart:
    """The range of cases to come, week by week, from the as-at date on."""
    fan = _Fan.of(forecast, as_at)
    about = _title(forecast), _describe(fan)
    return Chart(
        kind="forecast_fan",
        title=about[0],
        subtitle=_subtitle(forecast, as_at),
        description=about[1],
        draw=partial(_drawn, fan, about),
        table=table(
            _COLUMNS,
            [
                (
                    week.end.isoformat(),
                    week.total.p50,
                    week.total.low80,
                    week.total.high80,
                    week.total.low95,
                    week.total.high95,
                )
                for week in forecast.fan
            ],
        ),
        marks=_MARKS,
    )


def _title(forecast: CountForecast) -> str:
    total = forecast.total
    low, high = count(total.low80), count(total.high80)
    between = f"{low} to {high}" if low != high else f"About {low}"
    if high == "0":
        between = "Probably none"
    return f"{between} will {_VERBS[forecast.measure][0]} by {day_short(forecast.by)}"


def _subtitle(forecast: CountForecast, as_at: date) -> str:
    back = forecast.backtest
    held = (
        f"In the past {percent(back.covered80)} of such ranges held."
        if back.covered80 is not None
        else "How often such ranges held is not yet known."
    )
    far = " Further ahead than a third of the history." if forecast.is_far else ""
    return f"Cases after {day_short(as_at)}, 8 times in 10. {held}{far}"


def _describe(fan: _Fan) -> str:
    total, n_weeks = fan.forecast.total, len(fan.past) - 1
    return (
        f"A line of the last {n_weeks} weeks, in which {plural(fan.so_far, 'case')}"
        f" {_VERBS[fan.forecast.measure][1]}, opens into a fan after {day_short(fan.as_at)}."
        f" By {day_short(fan.forecast.by)} the middle is {count(total.p50)} more; 8 in 10 futures"
        f" lie from {count(total.low80)} to {count(total.high80)}, 19 in 20 from"
        f" {count(total.low95)} to {count(total.high95)}."
    )


def _drawn(fan: _Fan, about: tuple[str, str], name: tuple[str, int]) -> str:
    """The SVG of the fan at a width in px."""
    width = name[1]
    most = fan.so_far + fan.forecast.total.high95
    ticks = nice_ticks(most, at_most=6, whole=True)
    narrow = is_narrow(width)
    frame = Frame(
        left=room_at_left(ticks, least=36),
        top=66 if narrow else 14,
        right=width - (8 if narrow else 150),
        bottom=300,
    )
    y = Linear(low=0, high=ticks[-1], start=frame.bottom, stop=frame.top)
    x = Time(
        first=fan.past[0][0],
        last=fan.forecast.fan[-1].end,
        start=frame.left,
        stop=frame.right,
    )
    return drawing(
        rows(frame, y, ticks=ticks),
        dates_below(frame, x),
        path(_band(fan, x, y, wide=True), fill=PALE_BLUE),
        path(_band(fan, x, y, wide=False), fill=FAINT),
        line(x(fan.as_at), frame.top, x2=x(fan.as_at), y2=frame.bottom, stroke=RULE),
        _middle(fan, x, y),
        _past(fan, x, y),
        _labels(fan, frame, y),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _band(fan: _Fan, x: Time, y: Linear, *, wide: bool) -> str:
    """The 95 % range where wide, else the 80 % range."""
    start = (x(fan.as_at), y(fan.so_far))
    upper, lower = [start], [start]
    for week in fan.forecast.fan:
        total = week.total
        low, high = (total.low95, total.high95) if wide else (total.low80, total.high80)
        upper.append((x(week.end), y(fan.so_far + high)))
        lower.append((x(week.end), y(fan.so_far + low)))
    return steps([*upper, *reversed(lower)]) + "Z"


def _middle(fan: _Fan, x: Time, y: Linear) -> Markup:
    places = [
        (x(week.end), y(fan.so_far + week.total.p50)) for week in fan.forecast.fan
    ]
    start = (x(fan.as_at), y(fan.so_far))
    return path(
        steps([start, *places]),
        fill="none",
        stroke=DARK_BLUE,
        stroke_width=2,
        stroke_dasharray="5 3",
    )


def _past(fan: _Fan, x: Time, y: Linear) -> Markup:
    places = [(x(end), y(total)) for end, total in fan.past]
    return path(steps(places), fill="none", stroke=DARK_BLUE, stroke_width=2.5)


def _labels(fan: _Fan, frame: Frame, y: Linear) -> Markup:
    """What the range holds: beside its end, above the drawing where narrow."""
    total = fan.forecast.total
    said = (
        (f"{count(total.p50)} more", "bold"),
        (f"8 in 10: {count(total.low80)} to {count(total.high80)}", None),
        (f"19 in 20: {count(total.low95)} to {count(total.high95)}", None),
    )
    return group(
        *(
            text(words, x=at[0], y=at[1], font_weight=weight, fill=_ink(weight))
            for (words, weight), at in zip(
                said, _places(frame, y(fan.so_far + total.p50)), strict=True
            )
        )
    )


def _ink(weight: str | None) -> str | None:
    return None if weight else SECONDARY


def _places(frame: Frame, middle: float) -> Sequence[tuple[float, float]]:
    if is_narrow(frame.right):
        return [(frame.left, 16.0 + 18 * i) for i in range(3)]
    top = min(max(middle, frame.top + 10), frame.bottom - 40)
    return [(frame.right + 10, top + 18 * i) for i in range(3)]


CHART: Final = ChartKind(
    name="forecast_fan",
    title="Forecast fan",
    question="How many by when?",
    how_to_read=(
        "The solid line is what has been, added up. What comes should end in the dark fan "
        "8 times in 10, in the pale one 19 times in 20; the dashed line is its middle, not "
        "a promise."
    ),
    example=lambda: draw(forecast_examples.finished(), as_at=date(2026, 9, 27)),
)
