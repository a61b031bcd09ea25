"""The four tiles: typical time, slow time, open now, older than usual.

No tile compares with an earlier period: one month against another is not a signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.charts.recent import recent
from mersey.charts.words import count
from mersey.report.sentences import usual_said
from mersey.report.wording import both, duration, parted, rate
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import FlowSummary, Quantile

__all__ = ["Tile", "tiles"]


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One figure of the first screen.

    Attributes:
        name: Short stable name, for style.
        title: What it is. value, unit: The figure. note: What it means here.
    """

    name: str
    title: str
    value: str
    unit: str
    note: str

    def as_text(self) -> str:
        """The tile on one line."""
        figure = f"{self.value} {self.unit}".strip()
        return f"{figure} ({self.note})" if self.note else figure


def tiles(log: EventLog, summary: FlowSummary) -> tuple[Tile, ...]:
    """The tiles that this log can fill, in the order every page has them."""
    return (
        _percentile(summary, 0, ("typical", "Typical time")),
        _percentile(summary, 1, ("slow", "85 in 100 finish within")),
        _open_now(log, summary),
        _older(summary),
    )


def _percentile(summary: FlowSummary, place: int, names: tuple[str, str]) -> Tile:
    name, title = names
    if summary.lead_times is None:
        note = "This file cannot tell: see below"
        return Tile(name=name, title=title, value="Not known", unit="", note=note)
    quantile = summary.lead_times.quantiles[place]
    if quantile.days is None:
        note = _known_so_far(quantile)
        return Tile(name=name, title=title, value="Not yet known", unit="", note=note)
    value, unit = parted(quantile.days)
    note = _between(quantile) if place else _half(quantile)
    return Tile(name=name, title=title, value=value, unit=unit, note=note)


def _known_so_far(quantile: Quantile) -> str:
    if quantile.more_than is None:
        return "Too few cases have ended"
    return f"More than {duration(quantile.more_than)}"


def _half(quantile: Quantile) -> str:
    between = _between(quantile)
    return f"Half take less, half take more. {between}".strip()


def _between(quantile: Quantile) -> str:
    if quantile.lower is None or quantile.upper is None:
        return ""
    return f"Likely between {both(quantile.lower, quantile.upper)}"


def _open_now(log: EventLog, summary: FlowSummary) -> Tile:
    n_open = log.facts.n_open
    return Tile(
        name="open",
        title="Open now",
        value=count(n_open),
        unit="case" if n_open == 1 else "cases",
        note=_rates(summary),
    )


def _rates(summary: FlowSummary) -> str:
    arriving, finishing = (
        recent(summary.series[name].rows) if name in summary.series else None
        for name in ("arrivals", "throughput")
    )
    if arriving is None or finishing is None:
        return ""
    over = arriving.over(Per.WEEK)
    if arriving.mean == finishing.mean == 0:
        return f"None arrived or finished in {over}"
    came, went = rate(arriving.mean), rate(finishing.mean)
    return f"Arriving {came} a week, finishing {went}, over {over}"


def _older(summary: FlowSummary) -> Tile:
    ageing = summary.ageing
    title = "Older than usual"
    if ageing.usual_days is None:
        note = "What is usual is not yet known"
        return Tile(name="older", title=title, value="Not known", unit="", note=note)
    return Tile(
        name="older",
        title=title,
        value=count(ageing.n_older),
        unit="open case" if ageing.n_older == 1 else "open cases",
        note=usual_said(ageing).capitalize(),
    )
