"""How risks of open cases are drawn: a bar for each, the highest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.axes import is_narrow
from mersey.charts.labels import label
from mersey.charts.palette import DARK_BLUE, GRID, SECONDARY
from mersey.charts.svg import Markup, drawing, group, nothing, rect, text
from mersey.wording import days, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.results import CaseRisk

__all__ = ["drawn"]

_ROW: Final = 34
_NARROW_ROW: Final = 52
_BAR: Final = 12
_NAME: Final = 86
"""Width of the column of case names."""


def drawn(
    cases: Sequence[CaseRisk], chart: str, about: tuple[str, str], width: int
) -> str:
    """The SVG of the cases at a width in px."""
    name = chart, width
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
