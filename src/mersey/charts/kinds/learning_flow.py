"""How long does it take from starting a change to knowing?

A bar for each experiment that was started: filled once it was decided, open while it is
not. The line at half is Kaplan–Meier's, so that those still undecided count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, GRID, PLUM, SECONDARY, WHITE
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, drawing, group, line, nothing, rect, text
from mersey.charts.vegalite import amount
from mersey.wording import count, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS: Final = (
    ("Experiment", as_is),
    ("Days since its start", count),
    ("Decided", as_is),
    ("Verdict", as_is),
)

_MARKS: Final = {
    "mark": "bar",
    "encoding": {
        "y": {"field": "Experiment", "type": "nominal", "sort": None},
        "x": amount("Days since its start"),
        "color": {"field": "Decided", "type": "nominal", "sort": None},
    },
}

ROW: Final = 34.0
NARROW_ROW: Final = 52.0
BAR: Final = 14.0


@dataclass(frozen=True, kw_only=True)
class OneExperiment:
    """One that was started.

    Attributes:
        days: From the start to the decision, or so far.
        verdict: In words; empty while there is none.
    """

    title: str
    days: int
    is_decided: bool
    verdict: str = ""


@dataclass(frozen=True, kw_only=True)
class LearningFlow:
    """Every experiment that was started, the longest first.

    Attributes:
        half_days: By then half had been decided (Kaplan–Meier); None: not known yet.
        n_null: Found no worthwhile change: learning too.
    """

    experiments: Sequence[OneExperiment]
    half_days: float | None
    n_null: int = 0


def draw(flow: LearningFlow) -> Chart:
    """A bar for each."""
    about = _title(flow), _describe(flow)
    return Chart(
        kind="learning_flow",
        title=about[0],
        subtitle="Days from the start of each experiment to its decision; open: so far.",
        description=about[1],
        draw=partial(_drawn, flow, about),
        table=table(
            _COLUMNS,
            [
                (one.title, one.days, "yes" if one.is_decided else "no", one.verdict)
                for one in flow.experiments
            ],
        ),
        marks=_MARKS,
    )


def _title(flow: LearningFlow) -> str:
    n_decided = sum(one.is_decided for one in flow.experiments)
    if flow.half_days is None:
        return f"{n_decided} of {len(flow.experiments)} decided so far"
    return f"Half are decided within {count(round(flow.half_days))} days"


def _describe(flow: LearningFlow) -> str:
    said = [
        f"{one.title} {'decided after' if one.is_decided else 'undecided after'} "
        f"{plural(one.days, 'day')}"
        + (f" ({one.verdict.lower()})" if one.verdict else "")
        for one in flow.experiments
    ]
    null = f" {plural(flow.n_null, 'experiment')} found no worthwhile change."
    return (
        f"A bar for each of {plural(len(flow.experiments), 'experiment')} that was "
        f"started. {'; '.join(said)}.{null}"
    )


def _drawn(flow: LearningFlow, about: tuple[str, str], name: tuple[str, int]) -> str:
    if not flow.experiments:
        return nothing("No experiment has been started", name=name, about=about)
    width = name[1]
    narrow = is_narrow(width)
    row = NARROW_ROW if narrow else ROW
    bottom = 12.0 + row * len(flow.experiments)
    frame = Frame(
        left=8.0 if narrow else 270.0, top=12, right=width - 16.0, bottom=bottom
    )
    longest = max(*(one.days for one in flow.experiments), flow.half_days or 0, 1)
    ticks = nice_ticks(longest * 1.05, at_most=4 if narrow else 6, whole=True)
    scale = Linear(low=0, high=ticks[-1], start=frame.left, stop=frame.right)
    grid = [line(scale(t), frame.top, x2=scale(t), y2=bottom) for t in ticks]
    bars = [
        _bar(one, scale, top=12 + row * at, narrow=narrow)
        for at, one in enumerate(flow.experiments)
    ]
    return drawing(
        group(*grid, stroke=GRID),
        *bars,
        _half(flow, scale, narrow=narrow),
        numbers_below(frame, scale, ticks=ticks),
        text("days", x=frame.right, y=bottom + 38, fill=SECONDARY, text_anchor="end"),
        name=name,
        height=bottom + 46,
        about=about,
    )


def _bar(one: OneExperiment, scale: Linear, *, top: float, narrow: bool) -> Markup:
    y = top + (28 if narrow else 9)
    length = max(scale(one.days) - scale.start, 2.0)
    return group(
        label(
            one.title,
            x=8,
            y=top + (18 if narrow else 21),
            room=scale.stop - 8 if narrow else scale.start - 20,
        ),
        rect(
            scale.start,
            y,
            width=length,
            height=BAR,
            fill=DARK_BLUE if one.is_decided else WHITE,
            stroke=DARK_BLUE,
            stroke_width=2,
            stroke_dasharray=None if one.is_decided else "4 2",
        ),
    )


def _half(flow: LearningFlow, scale: Linear, *, narrow: bool) -> Markup:
    """Where half are decided: across each bar, so that it crosses no words."""
    if flow.half_days is None:
        return Markup("")
    x = scale(flow.half_days)
    row, first = (NARROW_ROW, 36.0) if narrow else (ROW, 17.0)
    tops = [first + row * at for at in range(len(flow.experiments))]
    marks = [line(x, y, x2=x, y2=y + BAR + 8) for y in tops]
    return group(*marks, stroke=PLUM, stroke_width=3)


def _example() -> Chart:
    told = (
        ("Name the officer before comments close", 371, True, "Improved"),
        ("One letter for everything missing", 203, True, "No worthwhile change"),
        ("Ring back on the same day", 160, False, "Not yet known"),
        ("One tray for both teams", 42, False, ""),
    )
    return draw(
        LearningFlow(
            experiments=[
                OneExperiment(
                    title=title, days=days, is_decided=is_decided, verdict=verdict
                )
                for title, days, is_decided, verdict in told
            ],
            half_days=203.0,
            n_null=1,
        )
    )


CHART: Final = ChartKind(
    name="learning_flow",
    title="How fast it is learned",
    question="How long does it take from starting a change to knowing?",
    how_to_read=(
        "A filled bar was decided, a dashed one is still open. The line is where half are "
        "decided, those still open counted. Nothing found is learning too."
    ),
    example=_example,
)
