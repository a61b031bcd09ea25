"""Is more coming in than going out?

Two lines on one scale, told apart by colour, dash and marker. A period that the log
covers only in part is drawn hollow: its count is too low, and no sign of change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.axes import Frame, dates_below, is_narrow, room_at_left, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
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
from mersey.charts.vegalite import two_lines
from mersey.wording import count, day_short, decimal, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.chart import Table
    from mersey.charts.recent import RecentMean
    from mersey.flow.results import MeasureSeries, PeriodRow
    from mersey.vocabulary import Per

_EACH_UP_TO: Final = 30
"""More periods than this are drawn pale, with their moving mean in full strength."""

_WINDOW: Final = 8
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
class _TwoCounts:
    """Both series over the same periods, in order."""

    per: Per
    arrivals: tuple[PeriodRow, ...]
    finishes: tuple[PeriodRow, ...]

    @property
    def n_partial(self) -> int:
        """Periods that the log covers only in part."""
        return sum(not row.complete for row in self.arrivals)


def draw(
    arrivals: MeasureSeries,
    throughput: MeasureSeries,
) -> Chart:
    """Cases arriving and finishing, period by period."""
    flow = _TwoCounts(
        per=arrivals.per, arrivals=arrivals.rows, finishes=throughput.rows
    )
    about = _title(flow), _describe(flow)
    return Chart(
        kind="arrivals_finishes",
        title=about[0],
        subtitle=_subtitle(flow),
        description=about[1],
        draw=partial(_drawn, flow, about),
        table=_table(flow),
        marks=two_lines(
            f"{flow.per.value.capitalize()} from",
            ("Cases arriving", "Cases finishing"),
            title=f"Cases per {flow.per.value}",
        ),
    )


def _title(flow: _TwoCounts) -> str:
    came, went = recent(flow.arrivals), recent(flow.finishes)
    if came is None or went is None:
        return f"No full {flow.per.value} to count yet"
    if came.mean == went.mean == 0:
        return f"No case arrived or finished in {came.over(flow.per)}"
    arrive, finish = decimal(came.mean), decimal(went.mean)
    if arrive == finish:
        return f"About {arrive} cases a {flow.per.value} arrive and finish"
    start = (
        f"About {arrive} cases a {flow.per.value} arrive"
        if came.mean
        else f"No case arrives in {came.over(flow.per)}"
    )
    return f"{start}; {f'about {finish} finish' if went.mean else 'none finishes'}"


def _subtitle(flow: _TwoCounts) -> str:
    if not flow.arrivals:
        return f"Cases per {flow.per.value}."
    first, last = flow.arrivals[0].start, flow.arrivals[-1].start
    per = flow.per.value
    said = f"Cases per {per}, {per}s from {day_short(first)} to {day_short(last)}."
    lately = recent(flow.arrivals)
    if lately is not None:
        said += f" Means: {lately.over(flow.per)}."
    if len(flow.arrivals) > _EACH_UP_TO:
        said += f" Thick lines: mean of {_WINDOW} {flow.per.value}s."
    if flow.n_partial:
        kept = plural(flow.n_partial, flow.per.value)
        said += f" Hollow: {kept} not covered in full."
    return said


def _describe(flow: _TwoCounts) -> str:
    if not flow.arrivals:
        return "There are no periods, so nothing is drawn."
    said = [f"Two lines. {_title(flow)}{_over(flow)}."]
    for name, verb, periods in (
        ("Arrivals", "arrived", flow.arrivals),
        ("Finishes", "finished", flow.finishes),
    ):
        full = [row for row in periods if row.complete and row.value is not None]
        total = sum(row.value or 0 for row in periods)
        if full:
            most = max(full, key=lambda row: row.value or 0)
            least = min(full, key=lambda row: row.value or 0)
            said.append(
                f"{name} range from {count(least.value or 0)} to {count(most.value or 0)} "
                f"a {flow.per.value}, the most from {day_short(most.start)}; "
                f"{plural(total, 'case')} {verb} in all."
            )
    return " ".join(said)


def _over(flow: _TwoCounts) -> str:
    lately = recent(flow.arrivals)
    if lately is None or not any(row.value for row in (*flow.arrivals, *flow.finishes)):
        return ""
    return f", on average over {lately.over(flow.per)}"


def _table(flow: _TwoCounts) -> Table:
    went = {row.start: row.value for row in flow.finishes}
    columns = (
        (f"{flow.per.value.capitalize()} from", as_is),
        ("Cases arriving", count),
        ("Cases finishing", count),
        ("Covered in full", as_is),
    )
    return table(
        columns,
        [
            (
                row.start.isoformat(),
                row.value,
                went.get(row.start),
                "yes" if row.complete else "no",
            )
            for row in flow.arrivals
        ],
    )


def _drawn(flow: _TwoCounts, about: tuple[str, str], name: tuple[str, int]) -> str:
    """The SVG of both series at a width in px."""
    width = name[1]
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
    if len(known) > _EACH_UP_TO:
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
        (x(full[i].start), y(sum(values[i - _WINDOW + 1 : i + 1]) / _WINDOW))
        for i in range(_WINDOW - 1, len(full))
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


def _ends(flow: _TwoCounts, frame: Frame, y: Linear) -> Markup:
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
    lately: RecentMean | None,
    flow: _TwoCounts,
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


CHART: Final = ChartKind(
    name="arrivals_finishes",
    title="Arrivals and finishes",
    question="Is more work coming in than going out?",
    how_to_read=(
        "Where the solid blue line stays above the dashed orange one, the queue grows. "
        "Single high or low weeks are ordinary; hollow marks are weeks that the log "
        "does not cover in full."
    ),
    example=lambda: draw(examples.arrivals(), examples.throughput()),
)
