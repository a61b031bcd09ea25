"""How long does it take, open cases included?

A rising curve, because "152 days: 85 in 100 are finished" is read right at once, and a
falling one is not. Kaplan and Meier (1958); the percentiles of closed cases alone stand
beside it in grey, since most reports show them and they look faster than it is.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mersey.charts import examples
from mersey.charts.chart import Chart, ChartKind, Table
from mersey.charts.chart_tables import as_is, table
from mersey.charts.kinds.lead_time.lead_time_drawing import (
    closed_only,
    drawn,
    looks_faster,
    more_than,
    quantile_of,
)
from mersey.charts.vegalite import amount
from mersey.flow.lead_time_results import Quantile
from mersey.wording import count, days, decimal, joined, percent, plural

if TYPE_CHECKING:
    from mersey.flow.lead_time_results import LeadTimes

_TAIL: Final = 1.75
"""The drawing ends at this many times the 95th percentile: room for its label, and a
few cases of many years do not press the rest against the left edge."""

_FAR_OUT: Final = 6.0
"""A 95th percentile over this many times the 85th is told, but not drawn."""

_WITHOUT_IT: Final = 3.0
"""The drawing then ends at this many times the 85th."""


_COLUMNS: Final = (
    ("Days since opened", decimal),
    ("Share finished", percent),
    ("95% interval from", percent),
    ("95% interval to", percent),
    ("Cases still followed", count),
    ("Note", as_is),
)


_MARKS: Final = {
    "transform": [{"filter": "datum['Cases still followed'] !== null"}],
    "encoding": {"x": amount("Days since opened")},
    "layer": [
        {
            "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.3},
            "encoding": {
                "y": amount("95% interval from", title="Share finished"),
                "y2": {"field": "95% interval to"},
            },
        },
        {
            "mark": {"type": "line", "interpolate": "step-after"},
            "encoding": {"y": amount("Share finished")},
        },
    ],
}


def draw(lead: LeadTimes) -> Chart:
    """The share of cases finished by the days since they opened."""
    limit = _limit(lead)
    about = _title(lead), _describe(lead)
    return Chart(
        kind="lead_time",
        title=about[0],
        subtitle=_subtitle(lead, limit),
        description=about[1],
        draw=partial(drawn, lead, limit, about),
        table=_table(lead),
        marks=_MARKS,
    )


def _title(lead: LeadTimes) -> str:
    curve = lead.cohort
    if curve.n == 0:
        return "No case to measure"
    half = quantile_of(lead, 0.5)
    if half is None or half.days is None:
        reached = half.more_than if half else None
        after = f" after {days(reached)}" if reached else ""
        return f"Fewer than half of cases are finished{after}"
    start = f"Half of cases finish within {days(half.days)}"
    if half.days == 0:
        start = "Half of cases finish when they open"
    n_left = curve.n - curve.n_ended
    return f"{start}; {plural(n_left, 'is', 'are')} unfinished" if n_left else start


def _describe(lead: LeadTimes) -> str:
    curve = lead.cohort
    if curve.n == 0:
        return "There are no cases, so nothing is drawn."
    said = [
        _say_curve(lead),
        *(_say_quantile(quantile) for quantile in lead.quantiles),
    ]
    shown = closed_only(lead)
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
        return f"{start}: not yet known{more_than(quantile)}."
    between = ""
    if quantile.lower is not None and quantile.lower != quantile.upper is not None:
        low, high = decimal(quantile.lower), days(quantile.upper)
        between = f" (95% interval {low} to {high})"
    return f"{start} are finished within {days(quantile.days)}{between}."


def _in_hundred(p: float) -> str:
    return "half of" if p == 0.5 else f"{round(p * 100)} in 100 of"


def _verdict(lead: LeadTimes) -> str:
    return " Closed cases alone look faster than it is." if looks_faster(lead) else ""


def _subtitle(lead: LeadTimes, limit: float) -> str:
    curve = lead.cohort
    said = (
        "Share of cases finished by the days since they opened. "
        f"{plural(curve.n, 'case')}"
    )
    said += ", open ones included." if curve.n > curve.n_ended else ", none open."
    longest = float(curve.days[-1]) if curve.days.size else 0.0
    if longest > limit * 1.001:
        said += f" Drawn to {days(limit)}; the longest is {days(longest)}."
    return said


def _limit(lead: LeadTimes) -> float:
    """Where the drawing ends, in days."""
    longest = float(lead.cohort.days[-1]) if lead.cohort.days.size else 0.0
    last = quantile_of(lead, 0.95) or Quantile(p=0.95, days=None)
    slow = quantile_of(lead, 0.85)
    if last.days and slow and slow.days and last.days > _FAR_OUT * slow.days:
        return slow.days * _WITHOUT_IT
    if last.days:
        return last.days * _TAIL
    known = [one.days * _TAIL for one in lead.quantiles if one.days]
    least = [one.more_than or 0.0 for one in lead.quantiles]
    return max([longest * 1.05, *known, *least]) or 1.0


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
        for p, at in closed_only(lead)
    ]
    raw.sort(key=lambda row: (row[0], row[1]))
    return table(_COLUMNS, raw)


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
