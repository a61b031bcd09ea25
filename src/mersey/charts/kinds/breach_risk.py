"""Which open cases will pass their limit?

The cases still in time, the likeliest to pass it first. Those past it already are counted,
not drawn: nothing is left to foretell of them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import forecast_examples
from mersey.charts.axes import is_narrow
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, GRID, SECONDARY
from mersey.charts.svg import Markup, drawing, group, nothing, rect, text
from mersey.charts.vegalite import amount, kind_of
from mersey.wording import count, days, decimal, either, percent, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.results import CaseRisk, RiskList

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

_ROW: Final = 34

_NARROW_ROW: Final = 52

_BAR: Final = 12

_NAME: Final = 86
"""Width of the column of case names."""


def draw(risks: RiskList) -> Chart:
    """Open cases still in time by their risk, the highest first."""
    in_time = tuple(case for case in risks.cases if not case.is_overdue)
    first = in_time[:MOST_DRAWN]
    about = _title(risks), _describe(risks)
    return Chart(
        kind="breach_risk",
        title=about[0],
        subtitle=f"{risks.basis}{_drawn_said(len(first), len(in_time))}",
        description=about[1],
        draw=partial(_drawn, first, about),
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


def _drawn_said(n_drawn: int, n: int) -> str:
    """How many are drawn, where not all are."""
    return f" The {count(n_drawn)} likeliest are drawn." if n_drawn < n else ""


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


def _drawn(
    cases: Sequence[CaseRisk], about: tuple[str, str], name: tuple[str, int]
) -> str:
    """The SVG of the cases at a width in px."""
    width = name[1]
    if not cases:
        return nothing("No open case has a limit to come", name=name, about=about)
    row = _NARROW_ROW if is_narrow(width) else _ROW
    parts = [
        _case(case, top=4.0 + row * i, width=width) for i, case in enumerate(cases)
    ]
    return drawing(*parts, name=name, height=row * len(cases) + 8, about=about)


def _case(case: CaseRisk, *, top: float, width: int) -> Markup:
    narrow = is_narrow(width)
    left, right = (4.0, width - 56.0) if narrow else (330.0, width - 60.0)
    bar = top + (30 if narrow else 8)
    stage = case.stage or "No step yet"
    when = f"{days(case.days_to_limit)} left"
    return group(
        label(case.pseudonym, x=4, y=top + 18, room=_NAME - 10, font_size=13),
        label(
            stage,
            x=_NAME,
            y=top + 18,
            room=width - 110 - _NAME if narrow else 140,
            font_size=13,
        ),
        text(
            when,
            x=width - 4 if narrow else 318,
            y=top + 18,
            text_anchor="end",
            fill=SECONDARY,
        ),
        rect(left, bar, width=right - left, height=_BAR, fill=GRID),
        rect(left, bar, width=(right - left) * case.risk, height=_BAR, fill=DARK_BLUE),
        text(percent(case.risk), x=right + 8, y=bar + 11, font_weight="bold"),
    )


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
