"""How lead times are drawn: a rising curve, its percentiles, and what closed cases say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below, rows
from mersey.charts.curves import CurveStep, band, stairs, thinned
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
from mersey.wording import (
    days,
    days_short,
    decimal,
    percent,
    plain,
)

if TYPE_CHECKING:
    from mersey.flow.lead_time_results import LeadTimes, Quantile

_HALO: Final[Attributes] = {"paint_order": "stroke", "stroke": WHITE, "stroke_width": 4}
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


@dataclass(frozen=True, kw_only=True)
class _Plot:
    """What the parts of the drawing share."""

    lead: LeadTimes
    frame: Frame
    x: Linear
    y: Linear


def drawn(
    lead: LeadTimes, limit: float, about: tuple[str, str], name: tuple[str, int]
) -> str:
    """The SVG of the curve, up to `limit` days, at a width in px."""
    width = name[1]
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

    def finished(values: Any) -> list[CurveStep]:
        return thinned(list(zip(at, (1 - values).tolist(), strict=True)), x, last=last)

    upper, lower = finished(curve.lower), finished(curve.upper)
    middle = stairs(finished(curve.survival), x, y, end=end)
    return Markup(
        path(band(upper, lower, x, y, end), fill=FAINT, fill_opacity=0.6)
        + path(middle, fill="none", stroke=DARK_BLUE, stroke_width=2.5)
    )


def _drops(plot: _Plot) -> Markup:
    drops = [
        _drop(plot, one.p, one.days or 0.0)
        for one in plot.lead.quantiles
        if _is_drawn(plot, one)
    ]
    return group(*drops, stroke=DARK_BLUE, stroke_dasharray="2 3")


def _drop(plot: _Plot, p: float, at: float) -> Markup:
    x = plot.x(at)
    return line(x, plot.y(p), x2=x, y2=plot.frame.bottom)


def _is_drawn(plot: _Plot, quantile: Quantile) -> bool:
    """True where the percentile is known, and within the drawing."""
    return quantile.days is not None and quantile.days <= plot.x.high


def _marks(plot: _Plot) -> Markup:
    drawn = [one for one in plot.lead.quantiles if _is_drawn(plot, one)]
    others = [one for one in plot.lead.quantiles if not _is_drawn(plot, one)]
    return Markup(
        "".join(_mark(plot, one.p, one.days or 0.0) for one in drawn)
        + "".join(_beyond_mark(plot, one) for one in others)
    )


def _mark(plot: _Plot, p: float, at: float) -> Markup:
    """A dot on the curve; its label below, right of it, so clear of a rising curve."""
    frame, x, y = plot.frame, plot.x(at), plot.y(p)
    narrow = is_narrow(frame.width)
    what = _SHORT[p] if narrow else _LONG[p]
    size = 13 if narrow else 14
    room = width_of(f"{days(at)}: {what}", size=size) * 1.05
    said: Attributes = {"font_size": size, **_HALO}
    dot = circle(x, y, r=5, fill=DARK_BLUE, stroke=WHITE, stroke_width=1.5)
    if x + 10 + room > frame.right:  # in two lines
        first = text(days(at), x=x + 10, y=y + 15, font_weight="bold", fill=INK, **said)
        return group(dot, first, text(what, x=x + 10, y=y + 28, fill=SECONDARY, **said))
    bold = tag("tspan", words(days(at)), font_weight="bold", fill=INK)
    words_after = words(f"  {what}")
    return group(
        dot, tag("text", bold, words_after, x=x + 10, y=y + 17, fill=SECONDARY, **said)
    )


def _beyond_mark(plot: _Plot, quantile: Quantile) -> Markup:
    """A percentile not yet known, or right of the drawing: a dotted line at its height.

    The curve stays below that line, so the words on it touch nothing.
    """
    frame, y = plot.frame, plot.y(quantile.p)
    return group(
        line(frame.left, y, x2=frame.right, y2=y, stroke=RULE, stroke_dasharray="2 3"),
        text(
            _say_beyond(plot, quantile),
            x=frame.right,
            y=y - 6,
            text_anchor="end",
            fill=SECONDARY,
            **_HALO,
        ),
    )


def _say_beyond(plot: _Plot, quantile: Quantile) -> str:
    what = _SHORT[quantile.p] if is_narrow(plot.frame.width) else _LONG[quantile.p]
    if quantile.days is not None:
        return f"{what}: {days(quantile.days)} →"
    return f"{what}: not yet known{more_than(quantile)}"


def _closed_marks(plot: _Plot) -> Markup:
    shown = [pair for pair in closed_only(plot.lead) if pair[1] <= plot.x.high]
    if not shown:
        return Markup("")
    return Markup("".join(_closed_mark(plot, p, at) for p, at in shown) + _legend(plot))


def _closed_mark(plot: _Plot, p: float, at: float) -> Markup:
    """A hollow grey dot, and a dashed line from it to where it would be, all counted."""
    quantile = quantile_of(plot.lead, p)
    if quantile is None:
        return Markup("")
    x, y = plot.x(at), plot.y(p)
    to = plot.x(quantile.days or 0.0) if _is_drawn(plot, quantile) else plot.frame.right
    says = _closed_says(plot, at, (x, y)) if x < to - 12 else Markup("")
    return Markup(line(x, y, x2=to, y2=y, **_DASHED) + _hollow(x, y) + says)


def _closed_says(plot: _Plot, at: float, dot: tuple[float, float]) -> Markup:
    """The days, left of the dot; above it where the axis is too near."""
    x, y = dot
    said = decimal(at) if at >= 1 else days_short(at)
    if x - 9 - width_of(said, size=13) < plot.frame.left:
        return text(said, x=x + 5, y=y - 7, fill=SECONDARY, **_HALO)
    return text(said, x=x - 9, y=y + 4.5, text_anchor="end", fill=SECONDARY, **_HALO)


def _legend(plot: _Plot) -> Markup:
    frame = plot.frame
    looks = "looks faster than it is" if looks_faster(plot.lead) else "for comparison"
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


def looks_faster(lead: LeadTimes) -> bool:
    """True where a percentile of closed cases alone is below that of all cases."""
    known = {quantile.p: quantile.days for quantile in lead.quantiles}
    return any(
        p in known and (known[p] is None or at < (known[p] or 0))
        for p, at in closed_only(lead)
    )


def closed_only(lead: LeadTimes) -> list[tuple[float, float]]:
    """(share, days) of closed cases alone.

    Empty where every case is closed, and where each reads the same as that of all cases.
    """
    closed = lead.closed_only
    pairs = (0.5, closed.p50), (0.85, closed.p85), (0.95, closed.p95)
    known = [(p, at) for p, at in pairs if at is not None]
    says = {one.p: days(one.days) for one in lead.quantiles if one.days is not None}
    is_same = all(days(at) == says.get(p) for p, at in known)
    return [] if is_same or lead.cohort.n == lead.cohort.n_ended else known


def quantile_of(lead: LeadTimes, p: float) -> Quantile | None:
    """The percentile for this share; None where it was not calculated."""
    return next((one for one in lead.quantiles if one.p == p), None)


def more_than(quantile: Quantile) -> str:
    """What is known of a percentile not yet reached, to follow on a sentence."""
    return f", more than {days(quantile.more_than)}" if quantile.more_than else ""
