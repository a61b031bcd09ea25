"""How long does it take, open cases included?

A rising curve, because "152 days: 85 in 100 are finished" is read right at once, and a
falling one is not. Kaplan and Meier (1958); the percentiles of closed cases alone stand
beside it in grey, since most reports show them and they look faster than it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mersey.charts import examples
from mersey.charts.axes import Frame, is_narrow, numbers_below, rows
from mersey.charts.chart import Chart, ChartKind, Table
from mersey.charts.curves import Step, band, stairs, thinned
from mersey.charts.labels import width_of
from mersey.charts.palette import (
    DARK_BLUE,
    FAINT,
    INK,
    MUTED,
    RULE,
    SECONDARY,
    WHITE,
)
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import (
    Attributes,
    Markup,
    circle,
    drawing,
    group,
    line,
    nothing,
    path,
    tag,
    text,
    words,
)
from mersey.charts.tables import as_is, table
from mersey.charts.words import (
    count,
    days,
    days_short,
    decimal,
    joined,
    percent,
    plain,
    plural,
)
from mersey.flow.results import Quantile

if TYPE_CHECKING:
    from mersey.flow.results import LeadTimes

__all__ = ["CHART", "draw"]

_HALO: Final[Attributes] = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": 4}
_TAIL: Final = 1.75
"""The drawing ends at this many times the 95th percentile: room for its label, and a
few cases of many years do not press the rest against the left edge."""


_UNITS: Final = ((2.0, 1.0, "Days"), (0.08, 24.0, "Hours"), (0.0, 1440.0, "Minutes"))
"""From so many days drawn, times this, is this unit."""

_LONG: Final = {
    0.5: "half are finished",
    0.85: "85 in 100 are finished",
    0.95: "95 in 100 are finished",
}
_SHORT: Final = {0.5: "half", 0.85: "85 in 100", 0.95: "95 in 100"}

_DASHED: Final[Attributes] = {
    "stroke": MUTED,
    "stroke_width": 1.5,
    "stroke_dasharray": "4 3",
}

_COLUMNS: Final = (
    ("Days since opened", decimal),
    ("Share finished", percent),
    ("95% interval from", percent),
    ("95% interval to", percent),
    ("Cases still followed", count),
    ("Note", as_is),
)


@dataclass(frozen=True, kw_only=True)
class _Plot:
    """What the parts of the drawing share."""

    lead: LeadTimes
    frame: Frame
    x: Linear
    y: Linear


def draw(lead: LeadTimes, *, id: str = "lead_time") -> Chart:  # noqa: A002
    """The share of cases finished by the days since they opened."""
    limit = _limit(lead)
    about = _title(lead), _describe(lead)
    return Chart(
        kind="lead_time",
        id=id,
        title=about[0],
        subtitle=_subtitle(lead, limit),
        description=about[1],
        draw=partial(_draw, lead, limit, id, about),
        table=_table(lead),
    )


def _title(lead: LeadTimes) -> str:
    curve = lead.cohort
    if curve.n == 0:
        return "No case to measure"
    half = _quantile(lead, 0.5)
    if half is None or half.days is None:
        reached = half.more_than if half else None
        after = f" after {days(reached)}" if reached else ""
        return f"Fewer than half of cases are finished{after}"
    start = f"Half of cases finish within {days(half.days)}"
    n_left = curve.n - curve.n_ended
    return f"{start}; {count(n_left)} are unfinished" if n_left else start


def _describe(lead: LeadTimes) -> str:
    curve = lead.cohort
    if curve.n == 0:
        return "There are no cases, so nothing is drawn."
    said = [
        _say_curve(lead),
        *(_say_quantile(quantile) for quantile in lead.quantiles),
    ]
    shown = _closed_only(lead)
    if shown:
        parts = [f"{_in_hundred(p)} them within {days(at)}" for p, at in shown]
        n = plural(lead.closed_only.n, "closed case")
        said.append(f"{n[0].upper() + n[1:]} alone: {joined(parts)}.{_verdict(lead)}")
    return " ".join(said)


def _say_curve(lead: LeadTimes) -> str:
    curve = lead.cohort
    said = (
        f"A rising curve of the share of {plural(curve.n, 'case')} finished by the days "
        "since they opened"
    )
    n_left = curve.n - curve.n_ended
    if n_left:
        verb = "case counts" if n_left == 1 else "cases count"
        said += f"; {count(n_left)} unfinished {verb} for as long as observed"
    return f"{said}."


def _say_quantile(quantile: Quantile) -> str:
    start = f"{_in_hundred(quantile.p).capitalize()} all cases"
    if quantile.days is None:
        return f"{start}: not yet known{_more_than(quantile)}."
    between = ""
    if quantile.lower is not None and quantile.upper is not None:
        low, high = decimal(quantile.lower), days(quantile.upper)
        between = f" (95% interval {low} to {high})"
    return f"{start} are finished within {days(quantile.days)}{between}."


def _in_hundred(p: float) -> str:
    return "half of" if p == 0.5 else f"{round(p * 100)} in 100 of"


def _more_than(quantile: Quantile) -> str:
    return f", more than {days(quantile.more_than)}" if quantile.more_than else ""


def _verdict(lead: LeadTimes) -> str:
    return " Closed cases alone look faster than it is." if _looks_faster(lead) else ""


def _looks_faster(lead: LeadTimes) -> bool:
    known = {quantile.p: quantile.days for quantile in lead.quantiles}
    return any(
        p in known and (known[p] is None or at < (known[p] or 0))
        for p, at in _closed_only(lead)
    )


def _closed_only(lead: LeadTimes) -> list[tuple[float, float]]:
    """(share, days) of closed cases alone; empty where every case is closed."""
    closed = lead.closed_only
    if lead.cohort.n == lead.cohort.n_ended:
        return []
    pairs = (0.5, closed.p50), (0.85, closed.p85), (0.95, closed.p95)
    return [(p, at) for p, at in pairs if at is not None]


def _subtitle(lead: LeadTimes, limit: float) -> str:
    curve = lead.cohort
    said = (
        "Share of cases finished by the days since they opened. "
        f"{plural(curve.n, 'case')}, open ones included."
    )
    longest = float(curve.days[-1]) if curve.days.size else 0.0
    if longest > limit * 1.001:
        said += f" Drawn to {days(limit)}; the longest is {days(longest)}."
    return said


def _quantile(lead: LeadTimes, p: float) -> Quantile | None:
    return next((one for one in lead.quantiles if one.p == p), None)


def _limit(lead: LeadTimes) -> float:
    """Where the drawing ends, in days."""
    longest = float(lead.cohort.days[-1]) if lead.cohort.days.size else 0.0
    last = _quantile(lead, 0.95) or Quantile(p=0.95, days=None)
    if last.days:
        return last.days * _TAIL
    known = [one.days * _TAIL for one in lead.quantiles if one.days]
    return max([longest * 1.05, *known]) or 1.0


def _table(lead: LeadTimes) -> Table:
    curve = lead.cohort
    notes = {one.days: f"{_in_hundred(one.p)} all cases" for one in lead.quantiles}
    floats = zip(
        curve.days.tolist(),
        (1 - curve.survival).tolist(),
        (1 - curve.upper).tolist(),
        (1 - curve.lower).tolist(),
        curve.at_risk.tolist(),
        strict=True,
    )
    raw: list[tuple[Any, ...]] = [(*row, notes.get(row[0], "")) for row in floats]
    raw += [
        (at, p, None, None, None, f"{_in_hundred(p)} closed cases only")
        for p, at in _closed_only(lead)
    ]
    raw.sort(key=lambda row: (row[0], row[1]))
    return table(_COLUMNS, raw)


def _draw(
    lead: LeadTimes, limit: float, chart: str, about: tuple[str, str], width: int
) -> str:
    name = chart, width
    if lead.cohort.n == 0:
        return nothing("No cases to measure", name=name, about=about)
    frame = _frame(width)
    x, ticks, unit = _across(limit, frame)
    y = Linear(low=0, high=1, start=frame.bottom, stop=frame.top)
    plot = _Plot(lead=lead, frame=frame, x=x, y=y)
    return drawing(
        rows(frame, y, ticks=(0, 0.25, 0.5, 0.75, 1), say=percent),
        numbers_below(frame, x, ticks=ticks, say=lambda tick: plain(tick * unit[0])),
        text(
            f"{unit[1]} since the case was opened",
            x=frame.right,
            y=frame.bottom + 40,
            text_anchor="end",
            fill=SECONDARY,
        ),
        _curve(plot, limit),
        _drops(plot),
        _closed_marks(plot),
        _marks(plot),
        name=name,
        height=frame.bottom + 52,
        about=about,
    )


def _frame(width: int) -> Frame:
    if is_narrow(width):
        return Frame(left=42, top=12, right=width - 8, bottom=270)
    return Frame(left=48, top=12, right=width - 12, bottom=312)


def _across(
    limit: float, frame: Frame
) -> tuple[Linear, list[float], tuple[float, str]]:
    """The scale in days, its ticks in days, and (factor, name) of the unit shown."""
    factor, unit = next((f, u) for least, f, u in _UNITS if limit >= least)
    at_most = 5 if is_narrow(frame.width) else 8
    x = Linear(low=0, high=limit, start=frame.left, stop=frame.right)
    ticks = nice_ticks(limit * factor, at_most=at_most)
    return x, [t / factor for t in ticks if t <= limit * factor], (factor, unit)


def _curve(plot: _Plot, limit: float) -> Markup:
    curve, x, y = plot.lead.cohort, plot.x, plot.y
    at = curve.days.tolist()
    last = min(limit, at[-1])
    end = limit if curve.survival[-1] <= 0 else last

    def finished(values: Any) -> list[Step]:
        return thinned(list(zip(at, (1 - values).tolist(), strict=True)), x, last=last)

    upper, lower = finished(curve.lower), finished(curve.upper)
    middle = stairs(finished(curve.survival), x, y, end=end)
    return Markup(
        path(band(upper, lower, x, y, end), fill=FAINT, fill_opacity=0.6)
        + path(middle, fill="none", stroke=DARK_BLUE, stroke_width=2.5)
    )


def _drops(plot: _Plot) -> Markup:
    drops = [
        line(plot.x(one.days), plot.y(one.p), x2=plot.x(one.days), y2=plot.frame.bottom)
        for one in plot.lead.quantiles
        if one.days is not None
    ]
    return group(*drops, stroke=DARK_BLUE, stroke_dasharray="2 3")


def _marks(plot: _Plot) -> Markup:
    known = [one for one in plot.lead.quantiles if one.days is not None]
    unknown = [one for one in plot.lead.quantiles if one.days is None]
    return Markup(
        "".join(_mark(plot, one.p, one.days or 0.0) for one in known)
        + "".join(_unknown_mark(plot, one) for one in unknown)
    )


def _mark(plot: _Plot, p: float, at: float) -> Markup:
    frame, x, y = plot.frame, plot.x(at), plot.y(p)
    what = _SHORT[p] if is_narrow(frame.width) else _LONG[p]
    bold = tag("tspan", words(days(at)), font_weight="bold", fill=INK)
    size = 13 if is_narrow(frame.width) else 14
    room = width_of(f"{days(at)}: {what}", size=size) * 1.05
    return group(
        circle(x, y, r=5, fill=DARK_BLUE, stroke=WHITE, stroke_width=1.5),
        tag(
            "text",
            bold,
            words(f"  {what}"),
            x=min(x + 10, frame.right - room),
            y=y + 17,
            font_size=size,
            fill=SECONDARY,
            **_HALO,
        ),
    )


def _unknown_mark(plot: _Plot, quantile: Quantile) -> Markup:
    frame, y = plot.frame, plot.y(quantile.p)
    what = _SHORT[quantile.p] if is_narrow(frame.width) else _LONG[quantile.p]
    return group(
        line(frame.left, y, x2=frame.right, y2=y, stroke=RULE, stroke_dasharray="2 3"),
        text(
            f"{what}: not yet known{_more_than(quantile)}",
            x=frame.right,
            y=y + 4,
            text_anchor="end",
            fill=SECONDARY,
            **_HALO,
        ),
    )


def _closed_marks(plot: _Plot) -> Markup:
    shown = [pair for pair in _closed_only(plot.lead) if pair[1] <= plot.x.high]
    if not shown:
        return Markup("")
    return Markup("".join(_closed_mark(plot, p, at) for p, at in shown) + _legend(plot))


def _closed_mark(plot: _Plot, p: float, at: float) -> Markup:
    """A hollow grey dot, and a dashed line from it to where it would be, all counted."""
    quantile = _quantile(plot.lead, p)
    all_cases = quantile.days if quantile else None
    x, y = plot.x(at), plot.y(p)
    to = plot.x(all_cases) if all_cases is not None else plot.frame.right
    says = Markup("")
    if x < to - 12:
        said = decimal(at) if at >= 1 else days_short(at)
        says = text(
            said, x=x - 9, y=y + 4.5, text_anchor="end", fill=SECONDARY, **_HALO
        )
    return Markup(line(x, y, x2=to, y2=y, **_DASHED) + _hollow(x, y) + says)


def _legend(plot: _Plot) -> Markup:
    frame = plot.frame
    looks = "looks faster than it is" if _looks_faster(plot.lead) else "for comparison"
    lines = (
        ("closed cases only:", looks)
        if is_narrow(frame.width)
        else (f"closed cases only: {looks}",)
    )
    top = frame.bottom - 14 - 16 * (len(lines) - 1)
    room = max(width_of(said, size=13) for said in lines)
    left = frame.right - room - 4
    says = [text(said, x=left, y=top + 16 * i) for i, said in enumerate(lines)]
    sample = Markup(
        line(left - 34, top - 4.5, x2=left - 8, y2=top - 4.5, **_DASHED)
        + _hollow(left - 34, top - 4.5)
    )
    return Markup(sample + group(*says, fill=SECONDARY, **_HALO))


def _hollow(x: float, y: float) -> Markup:
    return circle(x, y, r=4.5, fill=WHITE, stroke=MUTED, stroke_width=1.5)


CHART: Final = ChartKind(
    name="lead_time",
    title="How long cases take",
    question="How long does it take, from opening to the end, open cases included?",
    how_to_read=(
        "The line rises as cases finish. Follow it to a dot, then down: by that day so "
        "many of all cases are finished. The shaded band is where the line could well "
        "lie by chance. Hollow dots leave out the cases that are still open."
    ),
    example=lambda: draw(examples.lead_times()),
)
