"""Which open cases are getting old, and where do they wait?

Work item age of open cases by their latest step, against the time that cases take. Act
while a dot is below the line, before it is late. Source: Vacanti (2015), "Actionable
agile metrics for predictability", ch. 3.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.kinds.ageing_wip.ageing_drawing import (
    AgeingColumn,
    AgeingView,
    drawn,
)
from mersey.charts.vegalite import PAIR, amount, kind_of
from mersey.wording import count, days, decimal, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.chart import Table
    from mersey.flow.results import Ageing, Stage

_MOST_COLUMNS: Final = 7
_OTHER: Final = "Other steps"
_FAR_OUT: Final = 3.0
"""An oldest case this many times older than nearly all others is drawn at the edge."""


_MARKS: Final = {
    "mark": {"type": "point", "filled": True},
    "encoding": {
        "x": kind_of("Latest step"),
        "xOffset": {"field": "Case", "type": "nominal"},
        "y": amount("Age in days"),
        "color": kind_of(
            "Older than usual", scale={"domain": ["no", "yes"], "range": list(PAIR)}
        ),
        "shape": kind_of("Older than usual"),
    },
}


def draw(
    ageing: Ageing,
    stages: Sequence[Stage],
    *,
    order: Sequence[str] = (),
) -> Chart:
    """Open cases by latest step and age. `stages` gives full counts.

    Steps stand in the order of their names in `order`, else in that of `stages`.
    """
    view = AgeingView(
        ageing=ageing, columns=_columns(ageing, stages, order), limit=_limit(ageing)
    )
    about = _title(ageing), _describe(view)
    return Chart(
        kind="ageing_wip",
        title=about[0],
        subtitle=_subtitle(view),
        description=about[1],
        draw=partial(drawn, view, about),
        table=_table(ageing),
        marks=_MARKS,
    )


def _columns(
    ageing: Ageing, stages: Sequence[Stage], order: Sequence[str]
) -> tuple[AgeingColumn, ...]:
    """The steps with most open cases in their usual order; the others as one."""
    seen = Counter(case.last_activity for case in ageing.cases)
    stated = {stage.activity: stage.n_open for stage in stages}
    n_open = {name: max(n, stated.get(name, 0)) for name, n in seen.items()}
    n_open |= {name: n for name, n in stated.items() if n and name not in n_open}
    place = {name: i for i, name in enumerate(order or stated)}
    names = sorted(n_open, key=lambda one: (place.get(one, len(place)), one))
    by_size = sorted(names, key=lambda one: (-n_open[one], one))
    kept = set(by_size if len(names) <= _MOST_COLUMNS else by_size[: _MOST_COLUMNS - 1])
    columns = [
        AgeingColumn(
            name=name,
            n_open=n_open[name],
            cases=tuple(case for case in ageing.cases if case.last_activity == name),
        )
        for name in names
        if name in kept
    ]
    if len(kept) < len(names):
        columns.append(
            AgeingColumn(
                name=_OTHER,
                n_open=sum(n for name, n in n_open.items() if name not in kept),
                cases=tuple(c for c in ageing.cases if c.last_activity not in kept),
            )
        )
    return tuple(columns)


def _limit(ageing: Ageing) -> float:
    if not ageing.cases:
        return 1.0
    ages = sorted(case.days for case in ageing.cases)
    nearly_all = max(ages[int(len(ages) * 0.97) - 1], ageing.usual_days or 0.0)
    if 0 < nearly_all * _FAR_OUT < ages[-1]:
        return nearly_all * 1.4
    return max(ages[-1], (ageing.usual_days or 0.0) * 1.1) or 1.0


def _title(ageing: Ageing) -> str:
    if ageing.n_open == 0:
        return "No case is open"
    n_open = f"{count(ageing.n_open)} open case{'s' if ageing.n_open > 1 else ''}"
    if ageing.usual_days is None:
        verb = "case is" if ageing.n_open == 1 else "cases are"
        return f"{count(ageing.n_open)} {verb} open; what is usual is unknown"
    if ageing.n_older == 0 and ageing.n_open == 1:
        return "The one open case is not older than usual"
    if ageing.n_older == 0:
        return f"None of {n_open} is older than usual"
    if ageing.n_older == ageing.n_open > 1:
        return f"All {n_open} are older than usual"
    verb = "is" if ageing.n_older == 1 else "are"
    return f"{count(ageing.n_older)} of {n_open} {verb} older than usual"


def _subtitle(view: AgeingView) -> str:
    ageing = view.ageing
    said = ["Age of open cases by the latest step done."]
    if ageing.usual_days is not None and ageing.n_older:
        usual = days(ageing.usual_days)
        said.append(f"Orange diamonds: older than 85 in 100 cases take ({usual}).")
    if ageing.n_open > len(ageing.cases):
        n = count(len(ageing.cases))
        said.append(f"The {n} oldest of {count(ageing.n_open)} are drawn.")
    n_beyond = sum(case.days > view.limit for case in ageing.cases)
    if n_beyond:
        oldest = days(ageing.cases[0].days)
        verb = "case is" if n_beyond == 1 else "cases are"
        said.append(f"{count(n_beyond)} older {verb} at the far end, up to {oldest}.")
    return " ".join(said)


def _describe(view: AgeingView) -> str:
    ageing = view.ageing
    if not view.columns:
        return "There are no open cases, so nothing is drawn."
    said = [f"{_title(ageing)}."]
    if ageing.typical_days is not None:
        said.append(f"Half of all cases finish within {days(ageing.typical_days)}.")
    if ageing.usual_days is not None:
        said.append(f"85 in 100 finish within {days(ageing.usual_days)}.")
    parts = [
        f"{column.name} {count(column.n_open)}"
        + (f" ({count(n)} older)" if (n := _n_older(column)) else "")
        for column in view.columns
    ]
    said.append(f"Open cases by latest step: {joined(parts)}.")
    if ageing.cases:
        oldest = ageing.cases[0]
        said.append(
            f"The oldest is {days(oldest.days)} old, at {oldest.last_activity}."
        )
    return " ".join(said)


def _n_older(column: AgeingColumn) -> int:
    return sum(case.older_than_usual for case in column.cases)


def _table(ageing: Ageing) -> Table:
    columns = (
        ("Case", as_is),
        ("Latest step", as_is),
        ("Age in days", decimal),
        ("Days since that step", decimal),
        ("Opened", as_is),
        ("Team", as_is),
        ("Older than usual", as_is),
    )
    return table(
        columns,
        [
            (
                case.pseudonym,
                case.last_activity,
                case.days,
                case.days_in_stage,
                case.opened.isoformat(),
                case.team,
                "yes" if case.older_than_usual else "no",
            )
            for case in ageing.cases
        ],
    )


CHART: Final = ChartKind(
    name="ageing_wip",
    title="Age of open cases",
    question="Which open cases are getting old, and where do they wait?",
    how_to_read=(
        "Each dot is an open case; the higher, the longer it has been open. Act on those "
        "just below the upper line: above it they have taken longer than 85 in 100 do."
    ),
    example=lambda: draw(examples.ageing(), examples.stages()),
)
