"""What would a change do, and how sure is the simulation of it?

Each figure's change as a share of what it is now, so that days and cases share a scale;
a dot for the mean over the pairs of runs and a bar for its 95 % interval.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.chart import Chart, ChartKind
from mersey.charts.tables import as_is, table
from mersey.charts.vegalite import amount
from mersey.charts.what_if_drawing import drawn, shares
from mersey.forecast.whatif import Changes, Comparison, Difference, Validation
from mersey.forecast.whatif.results import SAID
from mersey.forecast.whatif.words import answer_in_words, is_told, told

if TYPE_CHECKING:
    from mersey.charts.chart import Table

__all__ = ["CHART", "draw"]

_COLUMNS: Final = (
    ("Figure", as_is),
    ("As it is", told),
    ("With the change", told),
    ("Change", told),
    ("95% interval from", told),
    ("95% interval to", told),
)

_MARKS: Final = {
    "encoding": {"y": {"field": "Figure", "type": "nominal", "sort": None}},
    "layer": [
        {
            "mark": {"type": "rule"},
            "encoding": {
                "x": amount("95% interval from", title="Change"),
                "x2": {"field": "95% interval to"},
            },
        },
        {"mark": {"type": "point"}, "encoding": {"x": amount("Change")}},
    ],
}


def draw(answer: Comparison, *, id: str = "what_if") -> Chart:  # noqa: A002
    """Each figure's change, with its interval."""
    about = _title(answer), _describe(answer)
    return Chart(
        kind="what_if",
        id=id,
        title=about[0],
        subtitle=(
            f"Change from as things are, in percent. {answer.n_pairs} pairs of "
            f"simulated periods of {answer.weeks:g} weeks."
        ),
        description=about[1],
        draw=partial(drawn, answer, id, about),
        table=_table(answer),
        marks=_MARKS,
    )


def _title(answer: Comparison) -> str:
    late = answer.of("p85_days")
    if not is_told(late):
        return "How long cases take would hardly differ"
    way = "longer" if late.change > 0 else "shorter"
    return f"Slow cases would take about {abs(late.change / late.as_is):.0%} {way}"


def _describe(answer: Comparison) -> str:
    parts = [
        f"{SAID[one.figure]} {share:+.0%} ({low:+.0%} to {high:+.0%})"
        for one, share, low, high in shares(answer)
    ]
    return f"{answer_in_words(answer)} Change of each figure: {'; '.join(parts)}."


def _table(answer: Comparison) -> Table:
    known = [answer.of(name) for name in SAID]
    return table(
        _COLUMNS,
        [
            (SAID[one.figure], one.as_is, one.changed, one.change, one.low, one.high)
            for one in known
            if one.as_is == one.as_is
        ],
    )


def _example() -> Chart:
    rows = (
        ("p50_days", 12.0, -1.1, 0.3),
        ("p85_days", 41.0, -7.5, 1.2),
        ("p95_days", 66.0, -9.0, 3.4),
        ("mean_days", 19.5, -2.9, 0.7),
        ("wait_days", 6.2, -2.8, 0.6),
        ("throughput_per_week", 31.0, 0.1, 0.4),
        ("wip", 86.0, -12.6, 2.9),
        ("left", 88.0, -13.0, 4.1),
    )
    differences = tuple(
        Difference(
            figure=name,
            as_is=as_is,
            changed=as_is + by,
            change=by,
            low=by - half,
            high=by + half,
            low80=by - 3 * half,
            high80=by + 3 * half,
        )
        for name, as_is, by, half in rows
    )
    checked = Validation(
        checks=(), days_learnt=255, days_held_out=110, n_held_out=488, why=""
    )
    return draw(
        Comparison(
            differences=differences,
            changes=Changes(staff={"Assessment": 1}),
            validation=checked,
            weeks=26,
            n_pairs=20,
            n_events=250_000,
            seed=1,
        )
    )


CHART: Final = ChartKind(
    name="what_if",
    title="What a change would do",
    question="What would one more person, or less rework, do to how long cases take?",
    how_to_read=(
        "A dot left of the line at 0 means less than now, right of it more. The bar is "
        "where the mean of many simulated periods could well lie; where it crosses the "
        "line, the simulation cannot tell the change from none."
    ),
    example=_example,
)
