"""How many still waited after so many weeks, before and since?

Kaplan–Meier, so that cases still open count for as long as they have been watched.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.charts.axes import Frame, is_narrow, numbers_below, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import table
from mersey.charts.curves import stairs, thinned
from mersey.charts.palette import BROWN, DARK_BLUE, ORANGE, SECONDARY
from mersey.charts.scales import Linear
from mersey.charts.svg import Markup, circle, drawing, group, line, path, text
from mersey.charts.vegalite import two_lines
from mersey.wording import count, decimal, in_100, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

DAYS_A_WEEK: Final = 7.0

_COLUMNS: Final = (
    ("Weeks since the case came in", plain),
    ("Still waiting before, share", decimal),
    ("Still waiting since, share", decimal),
)


@dataclass(frozen=True, kw_only=True)
class SurvivalPair:
    """Two curves and what is said of them.

    Attributes:
        before, since: (days, share that has not ended just after), days rising; each
            begins at (0, 1).
        n_before, n_since: Cases. n_open_before, n_open_since: Of them, not ended yet.
        mark_days: The day at which both are read off.
        horizon_days: How far the curves are drawn.
        case_word: What a case is called: "application".
    """

    before: Sequence[tuple[float, float]]
    since: Sequence[tuple[float, float]]
    n_before: int
    n_since: int
    n_open_before: int
    n_open_since: int
    mark_days: float
    horizon_days: float
    case_word: str = "case"


def draw(pair: SurvivalPair) -> Chart:
    """Both curves on one pair of axes."""
    about = _title(pair), _describe(pair)
    return Chart(
        kind="survival_pair",
        title=about[0],
        subtitle=(
            f"Of 100 {pair.case_word}s, how many still wait. Kaplan–Meier: "
            f"{count(pair.n_since)} since, {count(pair.n_open_since)} of them open; "
            f"{count(pair.n_before)} before."
        ),
        description=about[1],
        draw=partial(_drawn, pair, about),
        table=table(_COLUMNS, _rows(pair)),
        marks=two_lines(
            _COLUMNS[0][0],
            [_COLUMNS[1][0], _COLUMNS[2][0]],
            title="Share still waiting",
        ),
    )


def _still(steps: Sequence[tuple[float, float]], days: float) -> float:
    at = np.searchsorted([day for day, _ in steps], days, side="right")
    return float(steps[max(int(at) - 1, 0)][1])


def _title(pair: SurvivalPair) -> str:
    weeks = plain(round(pair.mark_days / DAYS_A_WEEK, 1))
    before, since = (
        round(_still(steps, pair.mark_days) * 100)
        for steps in (pair.before, pair.since)
    )
    return f"After {weeks} weeks, {since} in 100 still wait; before, {before}"


def _describe(pair: SurvivalPair) -> str:
    points = [w for w in (4, 8, 12, 16, 26, 52) if w * DAYS_A_WEEK <= pair.horizon_days]
    said = [
        f"after {weeks} weeks {in_100(_still(pair.before, weeks * DAYS_A_WEEK))} before"
        f" and {in_100(_still(pair.since, weeks * DAYS_A_WEEK))} since"
        for weeks in points
    ]
    return (
        f"Two falling curves, from all {pair.case_word}s on the first day. Still waiting: "
        f"{'; '.join(said) or 'see the table'}."
    )


def _rows(pair: SurvivalPair) -> list[tuple[float, float, float]]:
    n_weeks = int(pair.horizon_days // DAYS_A_WEEK)
    return [
        (
            float(week),
            _still(pair.before, week * DAYS_A_WEEK),
            _still(pair.since, week * DAYS_A_WEEK),
        )
        for week in range(n_weeks + 1)
    ]


def _drawn(pair: SurvivalPair, about: tuple[str, str], name: tuple[str, int]) -> str:
    width = name[1]
    frame = Frame(left=36, top=14, right=width - 12.0, bottom=254)
    x = Linear(low=0, high=pair.horizon_days, start=frame.left, stop=frame.right)
    y = Linear(low=0, high=1, start=frame.bottom, stop=frame.top)
    ticks = [0, 0.25, 0.5, 0.75, 1]
    weeks = _weeks(pair.horizon_days, at_most=5 if is_narrow(width) else 9)
    mark = x(pair.mark_days)
    return drawing(
        rows(frame, y, ticks=ticks, say=lambda v: f"{v * 100:g}"),
        numbers_below(
            frame,
            x,
            ticks=[w * DAYS_A_WEEK for w in weeks],
            say=lambda d: f"{d / DAYS_A_WEEK:g}",
        ),
        text(
            f"weeks since the {pair.case_word} came in",
            x=(frame.left + frame.right) / 2,
            y=frame.bottom + 38,
            fill=SECONDARY,
            text_anchor="middle",
        ),
        line(
            mark,
            frame.top,
            x2=mark,
            y2=frame.bottom,
            stroke=SECONDARY,
            stroke_dasharray="2 3",
        ),
        path(
            stairs(_kept(pair.before, x, pair), x, y, end=pair.horizon_days),
            fill="none",
            stroke=ORANGE,
            stroke_width=2.5,
            stroke_dasharray="5 2",
        ),
        path(
            stairs(_kept(pair.since, x, pair), x, y, end=pair.horizon_days),
            fill="none",
            stroke=DARK_BLUE,
            stroke_width=2.5,
        ),
        _marked(pair, x, y),
        name=name,
        height=frame.bottom + 48,
        about=about,
    )


def _kept(
    steps: Sequence[tuple[float, float]], x: Linear, pair: SurvivalPair
) -> list[tuple[float, float]]:
    return thinned(steps, x, last=pair.horizon_days)


def _weeks(horizon_days: float, *, at_most: int) -> list[int]:
    n_weeks = int(horizon_days // DAYS_A_WEEK)
    step = next(s for s in (1, 2, 4, 8, 13, 26, 52, 104, 520) if n_weeks / s < at_most)
    return list(range(0, n_weeks + 1, step))


def _marked(pair: SurvivalPair, x: Linear, y: Linear) -> Markup:
    at = x(pair.mark_days)
    before, since = (_still(s, pair.mark_days) for s in (pair.before, pair.since))
    upper, lower = (before, since) if before >= since else (since, before)
    says = {
        before: (f"{round(before * 100)} before", BROWN),
        since: (f"{round(since * 100)} since", DARK_BLUE),
    }
    parts = [
        circle(at, y(before), r=4.5, fill=BROWN),
        circle(at, y(since), r=4.5, fill=DARK_BLUE),
    ]
    if upper != lower:
        above, below = says[upper], says[lower]
        parts += [
            text(above[0], x=at + 9, y=y(upper) - 4, fill=above[1], font_weight="bold"),
            text(
                below[0],
                x=at - 9,
                y=y(lower) + 14,
                fill=below[1],
                font_weight="bold",
                text_anchor="end",
            ),
        ]
    return group(*parts)


def _example() -> Chart:
    days = [float(day) for day in range(113)]

    def curve(shift: float, scale: float) -> list[tuple[float, float]]:
        return [(0.0, 1.0)] + [
            (day, float(np.exp(-((max(day - shift, 0) / scale) ** 2))))
            for day in days[1:]
        ]

    return draw(
        SurvivalPair(
            before=curve(33, 43),
            since=curve(22, 35),
            n_before=490,
            n_since=486,
            n_open_before=0,
            n_open_since=73,
            mark_days=56,
            horizon_days=112,
            case_word="application",
        )
    )


CHART: Final = ChartKind(
    name="survival_pair",
    title="Still waiting, before and since",
    question="How many still waited after so many weeks, before and since?",
    how_to_read=(
        "Each line starts with all cases and falls as they end. The lower line is the "
        "quicker one. Cases that are still open count for as long as they have waited."
    ),
    example=_example,
)
