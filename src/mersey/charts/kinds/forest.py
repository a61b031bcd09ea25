"""What did each council find, what have they in common, and what may the next expect?

A line for each council, its square as large as its weight; the diamond is the mean, and
the dashed line below it where the effect at one more council may lie. Better lies to the
left, as on the chart of one effect.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.examples_of_evidence import example_pool
from mersey.charts.gains import amount_of, sides
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, INK, PLUM, RULE, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import (
    Markup,
    drawing,
    group,
    line,
    path,
    rect,
    text,
)
from mersey.charts.vegalite import amount as channel
from mersey.evidence.pooling import PoolStanding
from mersey.vocabulary import Better
from mersey.wording import count, percent, plural

if TYPE_CHECKING:
    from mersey.charts.chart import Table
    from mersey.evidence.effect import Interval
    from mersey.evidence.pooling import Pooled

MEAN: Final = "All together"
NEXT: Final = "The next council"

TOP: Final = 30.0
ROW: Final = 30.0
NARROW_ROW: Final = 46.0
LARGEST: Final = 8.0
"""Half the side of the square of a result that had all the weight, in px."""


def to_a_tenth(value: float) -> str:
    """An effect as it is said beside others: 15.3, 2.0."""
    return f"{value:,.1f}".replace("-0.0", "0.0")


_MARKS: Final = {
    "mark": "bar",
    "encoding": {
        "y": {"field": "Council", "type": "nominal", "sort": None},
        "x": channel("From", title="Improvement"),
        "x2": {"field": "To"},
    },
}

_COLUMNS: Final = (
    ("Council", as_is),
    ("n", count),
    ("Improvement", to_a_tenth),
    ("From", to_a_tenth),
    ("To", to_a_tenth),
    ("Weight", percent),
)

Row = tuple[str, int | None, float | None, float, float, float | None]
"""Council, n, gain, from, to, weight."""


def draw(pooled: Pooled) -> Chart:
    """Results side by side, and together where there are enough."""
    rows = _rows(pooled)
    first = pooled.replications[0]
    better = sides(first.unit, first.better)
    about = _title(pooled), _describe(pooled, rows)
    return Chart(
        kind="forest",
        title=about[0],
        subtitle=(
            f"Improvement: {better[0]}; each with its 95% interval. "
            f"Larger squares weigh more.{_caution(pooled)}"
        ),
        description=about[1],
        draw=partial(_drawn, rows, better, about),
        table=forest_table(pooled),
        marks=_MARKS,
    )


def forest_table(pooled: Pooled) -> Table:
    """The numbers of the chart: a row a council, then the mean and the next council."""
    return table(_COLUMNS, _rows(pooled))


def _rows(pooled: Pooled) -> list[Row]:
    common = pooled.common
    weights = common.weights if common else (None,) * len(pooled.replications)
    rows: list[Row] = [
        (one.site, one.n, *_gained(pooled, one.estimate, one.interval()), weight)
        for one, weight in zip(pooled.replications, weights, strict=True)
    ]
    if common is not None:
        mean = _gained(pooled, common.estimate, common.interval)
        ahead = _gained(pooled, common.estimate, common.prediction)
        rows.append((MEAN, sum(one.n for one in pooled.replications), *mean, None))
        rows.append((NEXT, None, None, ahead[1], ahead[2], None))
    return rows


def _gained(
    pooled: Pooled, estimate: float, interval: Interval
) -> tuple[float, float, float]:
    """Estimate, low and high as gains: above 0 is better."""
    first = pooled.replications[0]
    ends = [amount_of(one, first.unit) for one in (interval.low, interval.high)]
    middle = amount_of(estimate, first.unit)
    if first.better is Better.HIGHER:
        return middle, ends[0], ends[1]
    return -middle, -ends[1], -ends[0]


def _caution(pooled: Pooled) -> str:
    if pooled.standing is not PoolStanding.CAUTION:
        return ""
    return (
        f" {len(pooled.replications)} councils are few: how far councils differ is "
        "hardly known."
    )


def _title(pooled: Pooled) -> str:
    n = len(pooled.replications)
    if pooled.common is None:
        return f"{plural(n, 'council')}: not enough to pool"
    *_, (_, _, mean, low, high, _), ahead = _rows(pooled)
    if mean is None or low <= 0 <= high:
        return f"{n} councils together: not yet known"
    way = "Better" if mean > 0 else "Worse"
    if ahead[3] <= 0 <= ahead[4]:
        return f"{way} at {n} councils together, but not everywhere"
    return f"{way} at {n} councils, and likely at the next"


def _describe(pooled: Pooled, rows: list[Row]) -> str:
    first = pooled.replications[0]
    better, _ = sides(first.unit, first.better)
    said = [
        f"{name}: {to_a_tenth(low)} to {to_a_tenth(high)}"
        if gain is None
        else f"{name}: {to_a_tenth(gain)} ({to_a_tenth(low)} to {to_a_tenth(high)})"
        for name, _, gain, low, high, _ in rows
    ]
    missing = len(pooled.unreported)
    told = f" {plural(missing, 'council has', 'councils have')} not reported."
    return (
        f"A line for each council on a scale of gains and losses, {better}. "
        f"{'; '.join(said)}. Below 0 is worse.{told if missing else ''}"
    )


def _drawn(
    rows: list[Row],
    sides_: tuple[str, str],
    about: tuple[str, str],
    name: tuple[str, int],
) -> str:
    """The SVG at a width in px."""
    width = name[1]
    narrow = is_narrow(width)
    height = NARROW_ROW if narrow else ROW
    frame = Frame(
        left=10.0 if narrow else 190.0,
        top=TOP,
        right=width - (14.0 if narrow else 150.0),
        bottom=TOP + height * len(rows) + 6,
    )
    scale, ticks = _scale(rows, frame, at_most=5 if narrow else 8)
    places = [TOP + height * (at + 0.5) for at in range(len(rows))]
    return drawing(
        line(scale(0), TOP - 4, x2=scale(0), y2=frame.bottom, stroke=INK),
        line(frame.left, frame.bottom, x2=frame.right, y2=frame.bottom, stroke=RULE),
        *(
            _row(row, scale, y=y, width=width)
            for row, y in zip(rows, places, strict=True)
        ),
        numbers_below(frame, scale, ticks=ticks, say=lambda v: f"{abs(v):g}"),
        text(sides_[0], x=frame.left, y=16, fill=SECONDARY),
        text(sides_[1], x=frame.right, y=16, fill=SECONDARY, text_anchor="end"),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _scale(
    rows: list[Row], frame: Frame, *, at_most: int
) -> tuple[Linear, list[float]]:
    most = max(0.0, *(row[4] for row in rows))
    least = min(0.0, *(row[3] for row in rows))
    step = nice_ticks((most - least) or 1.0, at_most=at_most)[1]
    most, least = step * math.ceil(most / step), step * math.floor(least / step)
    n = round((most - least) / step)
    ticks = [round(most - step * i, 9) for i in range(n + 1)]
    return Linear(low=most, high=least, start=frame.left, stop=frame.right), ticks


def _row(row: Row, scale: Linear, *, y: float, width: int) -> Markup:
    name, _, gain, low, high, _ = row
    narrow = is_narrow(width)
    bar = y + 12 if narrow else y
    is_told = name in {MEAN, NEXT}
    said = f"{to_a_tenth(low)} to {to_a_tenth(high)}"
    said = said if gain is None else f"{to_a_tenth(gain)} ({said})"
    return group(
        label(
            name,
            x=4 if not narrow else 10,
            y=y - 6 if narrow else y + 4.5,
            room=width / 2 - 20 if narrow else 170,
            font_weight="bold" if is_told else None,
        ),
        text(
            said,
            x=width - (20 if narrow else 4),
            y=y - 6 if narrow else y + 4.5,
            text_anchor="end",
            fill=SECONDARY,
        ),
        _mark(row, scale, y=bar),
    )


def _mark(row: Row, scale: Linear, *, y: float) -> Markup:
    name, _, gain, low, high, weight = row
    left, right = scale(high), scale(low)
    if name == NEXT and gain is None:
        return line(
            left,
            y,
            x2=right,
            y2=y,
            stroke=PLUM,
            stroke_width=3,
            stroke_dasharray="6 3",
        )
    if gain is None:
        return Markup("")
    at = scale(gain)
    if name == MEAN and weight is None:
        corners = f"M{left:.1f} {y:.1f}L{at:.1f} {y - 8:.1f}L{right:.1f} {y:.1f}L{at:.1f} {y + 8:.1f}z"
        return path(corners, fill=PLUM)
    half = max(2.5, LARGEST * math.sqrt(weight or 0.1))
    return group(
        line(left, y, x2=right, y2=y, stroke=DARK_BLUE, stroke_width=2),
        rect(at - half, y - half, width=2 * half, height=2 * half, fill=DARK_BLUE),
    )


CHART: Final = ChartKind(
    name="forest",
    title="What several councils found",
    question="What have the results in common, and what may the next council expect?",
    how_to_read=(
        "Left of the line at 0 is better. The diamond is the mean of all councils; the "
        "dashed line is where the result of one more council may lie, which is what "
        "matters to you if you are not among them."
    ),
    example=lambda: draw(example_pool()),
)
