"""Is more coming in than going out?

Two lines on one scale, told apart by colour, dash and marker. A period that the log
covers only in part is drawn hollow: its count is too low, and no sign of change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.arrivals_drawing import EACH_UP_TO, WINDOW, TwoCounts, drawn
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.recent import recent
from mersey.charts.tables import as_is, table
from mersey.charts.vegalite import two_lines
from mersey.wording import count, day_short, decimal, plural

if TYPE_CHECKING:
    from mersey.charts.chart import Table
    from mersey.flow.results import MeasureSeries

__all__ = ["CHART", "draw"]


def draw(
    arrivals: MeasureSeries,
    throughput: MeasureSeries,
    *,
    id: str = "arrivals_finishes",  # noqa: A002  (the word of HTML)
) -> Chart:
    """Cases arriving and finishing, period by period."""
    flow = TwoCounts(per=arrivals.per, arrivals=arrivals.rows, finishes=throughput.rows)
    about = _title(flow), _describe(flow)
    return Chart(
        kind="arrivals_finishes",
        id=id,
        title=about[0],
        subtitle=_subtitle(flow),
        description=about[1],
        draw=partial(drawn, flow, id, about),
        table=_table(flow),
        marks=two_lines(
            f"{flow.per.value.capitalize()} from",
            ("Cases arriving", "Cases finishing"),
            title=f"Cases per {flow.per.value}",
        ),
    )


def _title(flow: TwoCounts) -> str:
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


def _subtitle(flow: TwoCounts) -> str:
    if not flow.arrivals:
        return f"Cases per {flow.per.value}."
    first, last = flow.arrivals[0].start, flow.arrivals[-1].end
    said = f"Cases per {flow.per.value}, {day_short(first)} to {day_short(last)}."
    lately = recent(flow.arrivals)
    if lately is not None:
        said += f" Means: {lately.over(flow.per)}."
    if len(flow.arrivals) > EACH_UP_TO:
        said += f" Thick lines: mean of {WINDOW} {flow.per.value}s."
    if flow.n_partial:
        kept = plural(flow.n_partial, flow.per.value)
        said += f" Hollow: {kept} not covered in full."
    return said


def _describe(flow: TwoCounts) -> str:
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


def _over(flow: TwoCounts) -> str:
    lately = recent(flow.arrivals)
    if lately is None or not any(row.value for row in (*flow.arrivals, *flow.finishes)):
        return ""
    return f", on average over {lately.over(flow.per)}"


def _table(flow: TwoCounts) -> Table:
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
