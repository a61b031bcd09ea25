"""How many by when?

What has been, added up, and the ranges that open from it: 8 in 10 dark, 19 in 20 pale.
How often such ranges held in the past stands under the title.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import forecast_examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.fan_drawing import Fan, drawn
from mersey.charts.tables import as_is, table
from mersey.charts.vegalite import amount
from mersey.wording import count, day_short, percent, plural

if TYPE_CHECKING:
    from mersey.forecast.results import CountForecast

__all__ = ["CHART", "draw"]

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


def draw(
    forecast: CountForecast,
    *,
    as_at: date,
    id: str = "forecast_fan",  # noqa: A002  (the word of HTML)
) -> Chart:
    """The range of cases to come, week by week, from the as-at date on."""
    fan = Fan.of(forecast, as_at)
    about = _title(forecast), _describe(fan)
    return Chart(
        kind="forecast_fan",
        id=id,
        title=about[0],
        subtitle=_subtitle(forecast, as_at),
        description=about[1],
        draw=partial(drawn, fan, id, about),
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


def _describe(fan: Fan) -> str:
    total, n_weeks = fan.forecast.total, len(fan.past) - 1
    return (
        f"A line of the last {n_weeks} weeks, in which {plural(fan.so_far, 'case')}"
        f" {_VERBS[fan.forecast.measure][1]}, opens into a fan after {day_short(fan.as_at)}."
        f" By {day_short(fan.forecast.by)} the middle is {count(total.p50)} more; 8 in 10 futures"
        f" lie from {count(total.low80)} to {count(total.high80)}, 19 in 20 from"
        f" {count(total.low95)} to {count(total.high95)}."
    )


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
