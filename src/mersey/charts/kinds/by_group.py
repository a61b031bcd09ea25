"""Does it take as long for everybody? A dot and its interval for each group.

Groups stand in the order of their names, drawn alike; only one that is surely apart from
all the others, while those are alike, is marked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import label, width_of
from mersey.charts.palette import DARK_BLUE, GRID, INK, ORANGE, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import (
    Markup,
    circle,
    diamond_at,
    drawing,
    group,
    line,
    path,
    text,
)
from mersey.charts.vegalite import amount
from mersey.flow.lead_time_results import Quantile
from mersey.flow.splits import Split, SplitGroup
from mersey.wording import count, days_short, duration, percent, plain, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.charts.chart import Table

ROW: Final = 30
NARROW_ROW: Final = 46
WIDEST_NAME: Final = 200.0


def draw(
    split: Split,
    *,
    measure: str,
) -> Chart:
    """Half of each group with its 95 % interval, open cases counted.

    Args:
        split: At least two groups.
        measure: What is counted, such as `Days from Created to Closed`.
    """
    about = _title(split), _describe(split, measure)
    return Chart(
        kind="by_group",
        title=about[0],
        subtitle=f"{measure}, half of each group and the 95% interval, by {split.column}.",
        description=about[1],
        draw=partial(_drawn, split, about),
        table=_table(split),
        marks=_marks(split),
    )


def _title(split: Split) -> str:
    n = len(split.groups)
    if split.apart:
        return f"1 of {n} groups is apart from the others"
    if split.differs:
        return f"{n} groups differ by more than chance"
    return f"No sign that {n} groups differ"


def _describe(split: Split, measure: str) -> str:
    said = [f"{one.name} {_said(one)}" for one in split.groups]
    apart = f" Apart from the others: {split.apart}." if split.apart else ""
    return (
        f"A dot for each of {plural(len(said), 'group')}, with its interval. {measure}, "
        f"half within: {'; '.join(said)}.{apart}"
    )


def _said(one: SplitGroup) -> str:
    if one.median.days is None:
        return "not yet known"
    return duration(one.median.days)


def _drawn(split: Split, about: tuple[str, str], name: tuple[str, int]) -> str:
    width = name[1]
    narrow = is_narrow(width)
    row = NARROW_ROW if narrow else ROW
    widest = max(width_of(one.name, size=13, weight="bold") for one in split.groups)
    left = 12.0 if narrow else min(WIDEST_NAME, widest) + 24
    bottom = 10.0 + row * len(split.groups)
    frame = Frame(left=left, top=10, right=width - 64.0, bottom=bottom)
    ticks = nice_ticks(_furthest(split), at_most=4 if narrow else 7)
    scale = Linear(low=0, high=ticks[-1], start=frame.left, stop=frame.right)
    grid = [
        line(scale(tick), frame.top, x2=scale(tick), y2=frame.bottom) for tick in ticks
    ]
    middle = 0.68 if narrow else 0.5
    rows = [
        _row(
            one,
            scale,
            frame,
            y=10 + row * (at + middle),
            is_apart=one.name == split.apart,
        )
        for at, one in enumerate(split.groups)
    ]
    under = text("days", x=frame.right + 12, y=frame.bottom + 20, fill=SECONDARY)
    return drawing(
        group(*grid, stroke=GRID),
        numbers_below(frame, scale, ticks=ticks, say=plain),
        under,
        *rows,
        name=name,
        height=bottom + 32,
        about=about,
    )


def _furthest(split: Split) -> float:
    """The largest day that is drawn."""
    return max(
        max(one.days or 0.0, one.upper or 0.0, one.more_than or 0.0)
        for one in (each.median for each in split.groups)
    )


def _row(
    one: SplitGroup,
    scale: Linear,
    frame: Frame,
    *,
    y: float,
    is_apart: bool = False,
) -> Markup:
    """Name, interval, median and its figure; an open interval runs to the edge."""
    is_wide = frame.left > ROW
    words = label(
        one.name,
        x=8,
        y=y + 4.5 if is_wide else y - 13,
        room=frame.left - 20 if is_wide else frame.width,
        font_weight="bold" if is_apart else None,
    )
    half = one.median
    if half.days is None or half.lower is None:
        known = "not yet known" if half.days is None else days_short(half.days)
        return group(words, text(known, x=frame.left + 6, y=y + 4.5, fill=SECONDARY))
    colour = ORANGE if is_apart else DARK_BLUE
    upper = frame.right if half.upper is None else scale(half.upper)
    bar = line(scale(half.lower), y, x2=upper, y2=y, stroke=colour, stroke_width=4)
    mark = (
        path(diamond_at(scale(half.days), y, r=8), fill=colour, stroke=INK)
        if is_apart
        else circle(scale(half.days), y, r=6, fill=colour)
    )
    said = text(days_short(half.days), x=frame.right + 12, y=y + 4.5, fill=SECONDARY)
    return group(words, bar, mark, said)


def _table(split: Split) -> Table:
    columns: list[tuple[str, Callable[..., str]]] = [
        (split.column or "Group", as_is),
        ("Cases", count),
        ("Open", count),
        ("Half within, days", plain),
        ("95% from", plain),
        ("95% to", plain),
    ]
    if split.clock:
        columns += [("In time, last 12 months", percent), ("Of", count)]
    return table(columns, [_cells(one, split) for one in split.groups])


def _cells(one: SplitGroup, split: Split) -> tuple[str | float | None, ...]:
    half, met = one.median, one.in_time
    cells = (one.name, one.n, one.n_open, half.days, half.lower, half.upper)
    if not split.clock:
        return cells
    return (*cells, met.share if met else None, met.n if met else None)


def _marks(split: Split) -> dict[str, object]:
    name = split.column or "Group"
    return {
        "encoding": {"y": {"field": name, "type": "nominal", "sort": None}},
        "layer": [
            {
                "mark": {"type": "rule"},
                "encoding": {
                    "x": amount("95% from", title="Days"),
                    "x2": {"field": "95% to"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "color": DARK_BLUE},
                "encoding": {"x": amount("Half within, days")},
            },
        ],
    }


def _example() -> Chart:
    told = (
        ("Bank", 148, 6, 21.0, 19.0, 23.5),
        ("Heath", 122, 3, 13.0, 11.5, 14.0),
        ("Quay", 131, 2, 12.5, 11.0, 14.0),
        ("Upper Green", 35, 4, 14.0, 10.0, None),
    )
    groups = tuple(
        SplitGroup(
            name=name,
            n=n,
            n_open=n_open,
            median=Quantile(p=0.5, days=half, lower=lower, upper=upper),
        )
        for name, n, n_open, half, lower, upper in told
    )
    others = Quantile(p=0.5, days=13.0, lower=12.0, upper=13.5)
    split = Split(
        column="Ward", groups=groups, chance=0.0001, apart="Bank", others=others
    )
    return draw(split, measure="Days from report to fix")


CHART: Final = ChartKind(
    name="by_group",
    title="By group",
    question="Does it take as long for everybody?",
    how_to_read=(
        "A dot is the time within which half of a group's cases end, open ones counted; "
        "the bar is where it could well lie. Where bars overlap, the groups cannot be told "
        "apart by them; a diamond marks a group that surely differs from all the others."
    ),
    example=_example,
)
