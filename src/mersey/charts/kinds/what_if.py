"""What would a change do, and how sure is the simulation of it?

Each figure's change as a share of what it is now, so that days and cases share a scale;
a dot for the mean over the pairs of runs and a bar for its 95 % interval.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, GRID, INK, MUTED, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, circle, drawing, group, line, nothing, text
from mersey.charts.vegalite import amount
from mersey.charts.what_if_answers import answer_in_words
from mersey.forecast.whatif import Changes, Comparison, FigureDifference, Validation
from mersey.forecast.whatif.comparison_words import is_told, told
from mersey.forecast.whatif.results import SAID

if TYPE_CHECKING:
    from mersey.charts.chart import Table

    Shares = list[tuple[FigureDifference, float, float, float]]

_COLUMNS: Final = (
    ("Figure", as_is),
    ("As it is", told),
    ("With the change", told),
    ("Change", told),
    ("95% interval from", told),
    ("95% interval to", told),
)

_MARKS: Final = {
    "encoding": {"y": {"field": "Figure", "type": "nominal", "sort": None}},
    "layer": [
        {
            "mark": {"type": "rule"},
            "encoding": {
                "x": amount("95% interval from", title="Change"),
                "x2": {"field": "95% interval to"},
            },
        },
        {"mark": {"type": "point"}, "encoding": {"x": amount("Change")}},
    ],
}

ROW: Final = 34

NARROW_ROW: Final = 52

LEAST: Final = 0.05
"""The scale shows at least this share to each side: a nothing looks like nothing."""


def draw(answer: Comparison) -> Chart:
    """Each figure's change, with its interval."""
    about = _title(answer), _describe(answer)
    return Chart(
        kind="what_if",
        title=about[0],
        subtitle=(
            f"Change from as things are, in percent. {answer.n_pairs} pairs of "
            f"simulated periods of {answer.weeks:g} weeks."
        ),
        description=about[1],
        draw=partial(_drawn, answer, about),
        table=_table(answer),
        marks=_MARKS,
    )


def _title(answer: Comparison) -> str:
    late = answer.of("p85_days")
    if not is_told(late):
        return "How long cases take would hardly differ"
    way = "longer" if late.change > 0 else "shorter"
    return f"Slow cases would take about {abs(late.change / late.as_is):.0%} {way}"


def _describe(answer: Comparison) -> str:
    parts = [
        f"{SAID[one.figure]} {share:+.0%} ({low:+.0%} to {high:+.0%})"
        for one, share, low, high in _shares(answer)
    ]
    return f"{answer_in_words(answer)} Change of each figure: {'; '.join(parts)}."


def _table(answer: Comparison) -> Table:
    known = [answer.of(name) for name in SAID]
    return table(
        _COLUMNS,
        [
            (SAID[one.figure], one.as_is, one.changed, one.change, one.low, one.high)
            for one in known
            if one.as_is == one.as_is
        ],
    )


def _example() -> Chart:
    rows = (
        ("p50_days", 12.0, -1.1, 0.3),
        ("p85_days", 41.0, -7.5, 1.2),
        ("p95_days", 66.0, -9.0, 3.4),
        ("mean_days", 19.5, -2.9, 0.7),
        ("wait_days", 6.2, -2.8, 0.6),
        ("throughput_per_week", 31.0, 0.1, 0.4),
        ("wip", 86.0, -12.6, 2.9),
        ("left", 88.0, -13.0, 4.1),
    )
    differences = tuple(
        FigureDifference(
            figure=name,
            as_is=as_is,
            changed=as_is + by,
            change=by,
            low=by - half,
            high=by + half,
            low80=by - 3 * half,
            high80=by + 3 * half,
        )
        for name, as_is, by, half in rows
    )
    checked = Validation(
        checks=(), days_learnt=255, days_held_out=110, n_held_out=488, why=""
    )
    return draw(
        Comparison(
            differences=differences,
            changes=Changes(staff={"Assessment": 1}),
            validation=checked,
            weeks=26,
            n_pairs=20,
            n_events=250_000,
            seed=1,
        )
    )


def _shares(answer: Comparison) -> Shares:
    """(figure, change, low, high) as shares of what is, where that is known and not 0."""
    kept = [answer.of(name) for name in SAID]
    return [
        (one, one.change / one.as_is, one.low / one.as_is, one.high / one.as_is)
        for one in kept
        if one.as_is > 0 and math.isfinite(one.high - one.low)
    ]


def _drawn(answer: Comparison, about: tuple[str, str], name: tuple[str, int]) -> str:
    """The drawing at a width in px."""
    told = _shares(answer)
    width = name[1]
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
    told: tuple[FigureDifference, float, float, float],
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


CHART: Final = ChartKind(
    name="what_if",
    title="What a change would do",
    question="What would one more person, or less rework, do to how long cases take?",
    how_to_read=(
        "A dot left of the line at 0 means less than now, right of it more. The bar is "
        "where the mean of many simulated periods could well lie; where it crosses the "
        "line, the simulation cannot tell the change from none."
    ),
    example=_example,
)
