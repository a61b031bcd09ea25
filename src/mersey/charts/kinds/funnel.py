"""Are places different, or as different as chance and their size make them?

Every place is drawn alike and none is ranked; those beyond the outer limits are named.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import signal_examples
from mersey.charts.axes import Frame, is_narrow, numbers_below, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import fit, width_of
from mersey.charts.palette import DARK_BLUE, INK, MUTED, ORANGE, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import (
    Markup,
    diamond_at,
    dot_at,
    drawing,
    group,
    line,
    path,
    steps,
    text,
)
from mersey.charts.vegalite import amount
from mersey.signals.funnel import FunnelKind
from mersey.signals.funnel_scores import FunnelVerdict
from mersey.wording import count, decimal, joined, percent, plural

if TYPE_CHECKING:
    from mersey.charts.chart import Table
    from mersey.signals.funnel import Funnel, FunnelCurve, FunnelUnit

VERDICTS: Final = {
    FunnelVerdict.INSIDE: "as usual",
    FunnelVerdict.ABOVE_95: "above the 95% limit",
    FunnelVerdict.BELOW_95: "below the 95% limit",
    FunnelVerdict.ABOVE_998: "above the 99.8% limit",
    FunnelVerdict.BELOW_998: "below the 99.8% limit",
    FunnelVerdict.NOT_JUDGED: "not judged",
}


def draw(
    funnel: Funnel,
    *,
    measure: str,
) -> Chart:
    """Places by size against limits that allow for their real spread."""
    about = _title(funnel), _describe(funnel, measure)
    return Chart(
        kind="funnel",
        title=about[0],
        subtitle=_subtitle(funnel, measure),
        description=about[1],
        draw=partial(_drawn, funnel, about),
        table=_table(funnel),
        marks={
            "mark": {"type": "point", "filled": True, "color": DARK_BLUE},
            "encoding": _encoding(funnel, measure),
        },
    )


def _encoding(funnel: Funnel, measure: str) -> dict[str, object]:
    x, y = ("Expected", "Ratio") if funnel.kind is FunnelKind.RATIO else ("Of", "Share")
    return {"x": amount(x), "y": amount(y, title=measure)}


def _outside(funnel: Funnel) -> list[str]:
    return [one.name for one in funnel.units if one.verdict.endswith("_998")]


def _title(funnel: Funnel) -> str:
    n = len(funnel.units)
    if not funnel.is_judged:
        return f"{n} places are too few to tell apart"
    outside = len(_outside(funnel))
    return f"{outside} of {n} places differ by more than usual"


def _subtitle(funnel: Funnel, measure: str) -> str:
    by = "expected number" if funnel.kind is FunnelKind.RATIO else "number of cases"
    said = f"{measure}, by {by}; all together {together_said(funnel)}."
    noted = "".join(f" {note.text}" for note in funnel.notes)
    if not funnel.is_judged:
        return f"{said} Under 20 places: each with its own 95% interval.{noted}"
    return f"{said} Limits allow for the real spread between places.{noted}"


def _describe(funnel: Funnel, measure: str) -> str:
    shares = [one.share for one in funnel.units]
    say = partial(_share_said, funnel)
    said = (
        f"Dots of {plural(len(shares), 'place')} by size. {measure} runs from "
        f"{say(min(shares))} to {say(max(shares))}; all together "
        f"{together_said(funnel)}."
    )
    if not funnel.is_judged:
        return (
            f"{said} With under 20 places none is judged; intervals are in the table."
        )
    outside = _outside(funnel)
    names = f": {joined(outside)}" if outside else ""
    return (
        f"{said} Beyond 99.8% limits: {plural(len(outside), 'place')}{names}. With limits "
        f"from chance alone it would be {funnel.n_outside_unadjusted}."
    )


def _table(funnel: Funnel) -> Table:
    is_ratio = funnel.kind is FunnelKind.RATIO
    say = partial(_share_said, funnel)
    columns = (
        ("Place", as_is),
        ("Count", count),
        ("Expected", decimal) if is_ratio else ("Of", count),
        ("Ratio" if is_ratio else "Share", say),
        ("95% from", say),
        ("95% to", say),
        ("Distance, sigmas", decimal),
        ("Verdict", as_is),
    )
    return table(
        columns,
        [
            (
                one.name,
                one.count,
                one.n,
                one.share,
                one.lower,
                one.upper,
                one.z_adjusted,
                VERDICTS[one.verdict],
            )
            for one in funnel.units
        ],
    )


def _share_said(funnel: Funnel, value: float) -> str:
    """A share in per cent, or a ratio of observed to expected as a number."""
    return f"{value:.2f}" if funnel.kind is FunnelKind.RATIO else percent(value)


def together_said(funnel: Funnel) -> str:
    """What all places come to together."""
    said = _share_said(funnel, funnel.average)
    if funnel.kind is FunnelKind.RATIO:
        return f"observed over expected is {said}"
    return said


def _drawn(funnel: Funnel, about: tuple[str, str], name: tuple[str, int]) -> str:
    """The SVG of a funnel at a width in px."""
    width = name[1]
    frame = (
        Frame(left=46, top=34, right=width - 12, bottom=262)
        if is_narrow(width)
        else Frame(left=50, top=34, right=width - 20, bottom=300)
    )
    low, high = _range(funnel)
    step = nice_ticks(high - low)[1]
    ticks = [
        round(i * step, 12)
        for i in range(int(low / step), int(high / step - 1e-9) + 2)
        if i * step < 1 + step / 2 or funnel.kind is FunnelKind.RATIO
    ]
    y = Linear(low=ticks[0], high=ticks[-1], start=frame.bottom, stop=frame.top)
    sizes = nice_ticks(max(one.n for one in funnel.units), at_most=5, whole=True)
    x = Linear(low=0, high=sizes[-1], start=frame.left, stop=frame.right - 6)
    return drawing(
        rows(frame, y, ticks=ticks, say=partial(_share_said, funnel)),
        numbers_below(frame, x, ticks=sizes),
        _limits(funnel.curve, x, y) if funnel.curve else _intervals(funnel, x, y),
        line(
            frame.left,
            y(funnel.target),
            x2=frame.right,
            y2=y(funnel.target),
            stroke=INK,
        ),
        _places(funnel, x, y),
        *(_named(one, frame, x, y=y) for one in funnel.units if _is_outside(one)),
        _key(funnel, frame),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _range(funnel: Funnel) -> tuple[float, float]:
    values = [one.share for one in funnel.units] + [funnel.target]
    if funnel.curve is not None:
        values += [float(funnel.curve.lower_998[-1]), float(funnel.curve.upper_998[-1])]
    else:
        values += [edge for one in funnel.units for edge in (one.lower, one.upper)]
    low, high = min(values), max(values)
    return (low, high) if high > low else (max(0.0, low - 0.05), high + 0.05)


def _limits(curve: FunnelCurve, x: Linear, y: Linear) -> Markup:
    def edge(values: object, dash: str | None) -> Markup:
        points = zip(curve.n.tolist(), values.tolist(), strict=True)  # type: ignore[attr-defined]  # an array
        inside = [(x(n), y(min(max(value, y.low), y.high))) for n, value in points]
        return path(steps(inside), fill="none", stroke=SECONDARY, stroke_dasharray=dash)

    return group(
        edge(curve.lower_95, "3 3"),
        edge(curve.upper_95, "3 3"),
        edge(curve.lower_998, None),
        edge(curve.upper_998, None),
    )


def _intervals(funnel: Funnel, x: Linear, y: Linear) -> Markup:
    bars = [
        line(x(one.n), y(one.lower), x2=x(one.n), y2=y(one.upper))
        for one in funnel.units
    ]
    return group(*bars, stroke=MUTED, stroke_width=2)


def _is_outside(one: FunnelUnit) -> bool:
    return one.verdict.endswith("_998")


def _places(funnel: Funnel, x: Linear, y: Linear) -> Markup:
    inside = "".join(
        dot_at(x(one.n), y(one.share)) for one in funnel.units if not _is_outside(one)
    )
    outside = "".join(
        diamond_at(x(one.n), y(one.share), r=6)
        for one in funnel.units
        if _is_outside(one)
    )
    return Markup(
        path(inside, stroke=DARK_BLUE, stroke_width=7, stroke_linecap="round")
        + path(outside, fill=ORANGE)
    )


def _named(one: FunnelUnit, frame: Frame, x: Linear, *, y: Linear) -> Markup:
    at = x(one.n)
    name = fit(one.name, room=frame.width / 2, size=13)
    is_right = at + 12 + width_of(name, size=13) > frame.right
    return text(
        name,
        x=at - 10 if is_right else at + 10,
        y=y(one.share) + 4.5,
        text_anchor="end" if is_right else None,
    )


def _key(funnel: Funnel, frame: Frame) -> Markup:
    said = (
        "Line: 99.8% limits. Dashes: 95%." if funnel.curve else "Bars: 95% intervals."
    )
    across = "expected" if funnel.kind is FunnelKind.RATIO else "cases"
    return text(f"{said} Across: {across}.", x=frame.left, y=18, fill=SECONDARY)


CHART: Final = ChartKind(
    name="funnel",
    title="Funnel plot",
    question="Do places differ by more than chance and their size explain?",
    how_to_read=(
        "Small places scatter more, so the limits are wide at the left. Inside the funnel "
        "no place can be told from another; outside it, ask what is different there."
    ),
    example=lambda: draw(signal_examples.places(), measure="Decisions in time"),
)
