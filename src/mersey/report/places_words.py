"""A comparison of places in plain English, as a table, and as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.kinds import funnel as funnel_chart
from mersey.charts.kinds.funnel import together_said
from mersey.report.plain import WIDTH, table_lines
from mersey.report.plain_data import as_plain
from mersey.signals.funnel_scores import LEAST_UNITS, FunnelVerdict
from mersey.wording import joined, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.signals.funnel import Funnel

SCHEMA: Final = "mersey.places/1"

OUTSIDE: Final = {FunnelVerdict.ABOVE_998: "above", FunnelVerdict.BELOW_998: "below"}


def places_said(funnel: Funnel) -> tuple[str, str]:
    """What was found, and how to take it."""
    n = len(funnel.units)
    together = together_said(funnel)
    if not funnel.is_judged:
        return (
            f"All together {together}, in {plural(n, 'place')}.",
            (
                f"Under {LEAST_UNITS} places the real spread between them cannot be told, so "
                "none is judged. Each has its own 95% interval: where two overlap, they "
                "cannot be told apart."
            ),
        )
    named = [
        f"{one.name} ({OUTSIDE[one.verdict]})"
        for one in funnel.units
        if one.verdict in OUTSIDE
    ]
    found = joined(named) if named else "none"
    return (
        (
            f"All together {together}. Of {plural(n, 'place')} these differ "
            f"by more than usual: {found}."
        ),
        (
            f"Limits from chance alone would have {funnel.n_outside_unadjusted} stand out. "
            "These allow for the spread that places have anyway; 1 in 500 lies beyond them "
            "by chance."
        ),
    )


def places_lines(funnel: Funnel, *, measure: str, width: int = WIDTH) -> Iterator[str]:
    """The sentences, and a row for each place in the order of the file."""
    yield from places_said(funnel)
    for note in funnel.notes:
        yield f"Note      {note.text}"
    yield ""
    yield from table_lines(
        funnel_chart.draw(funnel, measure=measure).table, width=width
    )


def places_json(funnel: Funnel) -> dict[str, Any]:
    """`mersey.places/1`: unrounded; null where places are too few to judge."""
    return as_plain(
        {
            "schema": SCHEMA,
            "kind": funnel.kind,
            "notes": [asdict(note) for note in funnel.notes],
            "average": funnel.average,
            "phi": funnel.phi,
            "tau2": funnel.tau2,
            "outside_by_chance_alone": funnel.n_outside_unadjusted,
            "places": [asdict(unit) for unit in funnel.units],
        }
    )
