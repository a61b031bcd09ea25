"""Which open cases will pass their limit?

The cases still in time, the likeliest to pass it first. Those past it already are counted,
not drawn: nothing is left to foretell of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import forecast_examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.risk_drawing import drawn
from mersey.charts.tables import as_is, table
from mersey.charts.vegalite import amount, kind_of
from mersey.wording import count, days, decimal, either, percent, plural

if TYPE_CHECKING:
    from mersey.forecast.results import RiskList

__all__ = ["CHART", "draw"]

MOST_DRAWN: Final = 12

_COLUMNS: Final = (
    ("Case", as_is),
    ("Stage", as_is),
    ("Risk", percent),
    ("Days to limit", decimal),
    ("Age in days", decimal),
    ("Days left, half of such cases", decimal),
    ("Days left, 1 in 10", decimal),
    ("Days left, 9 in 10", decimal),
)

_MARKS: Final = {
    "mark": "bar",
    "encoding": {"y": kind_of("Case", title=None), "x": amount("Risk")},
}


def draw(risks: RiskList, *, id: str = "breach_risk") -> Chart:  # noqa: A002
    """Open cases still in time by their risk, the highest first."""
    in_time = tuple(case for case in risks.cases if not case.is_overdue)
    first = in_time[:MOST_DRAWN]
    about = _title(risks), _describe(risks)
    return Chart(
        kind="breach_risk",
        id=id,
        title=about[0],
        subtitle=f"{risks.basis} The {count(len(first))} likeliest are drawn.",
        description=about[1],
        draw=partial(drawn, first, id, about),
        table=table(
            _COLUMNS,
            [
                (
                    case.pseudonym,
                    case.stage or "",
                    case.risk,
                    case.days_to_limit,
                    case.age_days,
                    case.days_left,
                    case.low80,
                    case.high80,
                )
                for case in in_time
            ],
        ),
        marks=_MARKS,
    )


def _title(risks: RiskList) -> str:
    n_waiting = risks.n_open - risks.n_overdue
    its = either(n_waiting, "its", "their")
    return f"About {count(risks.expected_late)} of {count(n_waiting)} will pass {its} limit"


def _describe(risks: RiskList) -> str:
    in_time = [case for case in risks.cases if not case.is_overdue]
    overdue = plural(risks.n_overdue, "case")
    said = [
        (
            f"A bar for each open case, as long as its risk. {_title(risks)}; {overdue} passed"
            " it already."
        )
    ]
    if in_time:
        top = in_time[0]
        said.append(
            f"The highest risk is {percent(top.risk)}, of a case with"
            f" {days(top.days_to_limit)} left."
        )
    if risks.check is not None:
        said.append(
            f"Checked on {plural(risks.check.n_cases, 'case')} at"
            f" {count(risks.check.n_moments)} earlier moments."
        )
    return " ".join(said)


CHART: Final = ChartKind(
    name="breach_risk",
    title="Risk of passing the limit",
    question="Which open cases will pass their limit?",
    how_to_read=(
        "Each bar is the chance that a case now open passes its limit, as cases like it did "
        "before: same stage, as long in it, as old. It says where to look first, and "
        "nothing about whose doing it is."
    ),
    example=lambda: draw(forecast_examples.risks()),
)
