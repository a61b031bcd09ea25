"""Are places different, or as different as chance and their size make them?

Every place is drawn alike and none is ranked; those beyond the outer limits are named.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import signal_examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.funnel_drawing import drawn, share_said, together_said
from mersey.charts.palette import DARK_BLUE
from mersey.charts.tables import as_is, table
from mersey.charts.vegalite import amount
from mersey.signals.funnel import FunnelKind
from mersey.signals.funnel_scores import Verdict
from mersey.wording import count, decimal, joined, plural

if TYPE_CHECKING:
    from mersey.charts.chart import Table
    from mersey.signals.funnel import Funnel

__all__ = ["CHART", "draw"]

VERDICTS: Final = {
    Verdict.INSIDE: "as usual",
    Verdict.ABOVE_95: "above the 95% limit",
    Verdict.BELOW_95: "below the 95% limit",
    Verdict.ABOVE_998: "above the 99.8% limit",
    Verdict.BELOW_998: "below the 99.8% limit",
    Verdict.NOT_JUDGED: "not judged",
}


def draw(
    funnel: Funnel,
    *,
    measure: str,
    id: str = "funnel",  # noqa: A002  (the word of HTML)
) -> Chart:
    """Places by size against limits that allow for their real spread."""
    about = _title(funnel), _describe(funnel, measure)
    return Chart(
        kind="funnel",
        id=id,
        title=about[0],
        subtitle=_subtitle(funnel, measure),
        description=about[1],
        draw=partial(drawn, funnel, id, about),
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
    say = partial(share_said, funnel)
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
    say = partial(share_said, funnel)
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
