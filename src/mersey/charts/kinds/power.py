"""If the prediction is right, will a look show it?

What each look could see, beside what was predicted: a plan that cannot see what it hopes
for is told so before it starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.gains import amount, amount_of, sides
from mersey.charts.labels import label
from mersey.charts.palette import GRID, INK, MUTED, PALE_BLUE, PLUM, SECONDARY
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, drawing, group, line, nothing, path, rect, text
from mersey.charts.vegalite import amount as channel
from mersey.vocabulary import Better, Unit
from mersey.wording import count, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS: Final = (
    ("Look", as_is),
    ("Cases or periods", count),
    ("Smallest effect seen", decimal),
)

_MARKS: Final = {
    "mark": "bar",
    "encoding": {
        "y": {"field": "Look", "type": "nominal", "sort": None},
        "x": channel("Smallest effect seen"),
    },
}

ROW: Final = 64.0


@dataclass(frozen=True, kw_only=True)
class LookAhead:
    """One planned look.

    Attributes:
        title: "First look, 29 December 2025". n: Cases or periods expected since.
        smallest: The smallest effect that it would see 8 times in 10, in the unit.
    """

    title: str
    n: int
    smallest: float


@dataclass(frozen=True, kw_only=True)
class PowerShown:
    """What is drawn.

    Attributes:
        prediction: The improvement that is predicted, low and high, in the unit.
        n_word: What `n` counts: "applications".
    """

    looks: Sequence[LookAhead]
    prediction: tuple[float, float]
    unit: Unit
    better: Better
    n_word: str = "cases"


def draw(shown: PowerShown) -> Chart:
    """A line for each look."""
    about = _title(shown), _describe(shown)
    return Chart(
        kind="power",
        title=about[0],
        subtitle=(
            "What each look would see, 8 times in 10. Hatched: too small to be seen then."
        ),
        description=about[1],
        draw=partial(_drawn, shown, about),
        table=table(
            _COLUMNS,
            [(k.title, k.n, amount_of(k.smallest, shown.unit)) for k in shown.looks],
        ),
        marks=_MARKS,
    )


def _title(shown: PowerShown) -> str:
    low, high = (amount(end, shown.unit) for end in shown.prediction)
    seen = [k for k in shown.looks if k.smallest <= shown.prediction[0]]
    if not seen:
        return f"No look would surely show {low} to {high}"
    which = (
        "first" if seen[0] is shown.looks[0] else f"{shown.looks.index(seen[0]) + 1}."
    )
    return f"The {which} look would show the {low} to {high} predicted"


def _describe(shown: PowerShown) -> str:
    side = sides(shown.unit, shown.better)[0]
    low, high = (amount(end, shown.unit) for end in shown.prediction)
    said = [
        f"{k.title}, {count(k.n)} {shown.n_word}: {amount(k.smallest, shown.unit)} {side}"
        " or more"
        for k in shown.looks
    ]
    return (
        f"A scale of gains for each planned look, with the smallest that it would see. "
        f"Predicted {low} to {high} {side}. {'; '.join(said)}."
    )


def _drawn(shown: PowerShown, about: tuple[str, str], name: tuple[str, int]) -> str:
    if not shown.looks:
        return nothing("The plan has no look", name=name, about=about)
    width = name[1]
    bottom = 12.0 + ROW * len(shown.looks)
    frame = Frame(left=16, top=12, right=width - 12.0, bottom=bottom)
    ends = [amount_of(end, shown.unit) for end in shown.prediction]
    most = max(*ends, *(amount_of(k.smallest, shown.unit) for k in shown.looks)) * 1.25
    ticks = nice_ticks(most, at_most=5 if is_narrow(width) else 8)
    scale = Linear(low=ticks[-1], high=0, start=frame.left, stop=frame.right)
    parts = [
        _look(shown, look, scale=scale, top=12 + ROW * at, frame=frame)
        for at, look in enumerate(shown.looks)
    ]
    return drawing(
        *parts,
        numbers_below(frame, scale, ticks=ticks),
        text(
            sides(shown.unit, shown.better)[0],
            x=frame.left,
            y=bottom + 40,
            fill=SECONDARY,
        ),
        name=name,
        height=bottom + 50,
        about=about,
    )


def _look(
    shown: PowerShown, look: LookAhead, *, scale: Linear, top: float, frame: Frame
) -> Markup:
    smallest = amount_of(look.smallest, shown.unit)
    at, bar, height = scale(smallest), top + 24, 30.0
    low, high = (scale(amount_of(end, shown.unit)) for end in shown.prediction)
    said = f"{look.title}: {decimal(smallest)} or more"
    if not is_narrow(frame.right):
        said += f", with {count(look.n)} {shown.n_word}"
    return group(
        label(said, x=frame.left, y=top + 16, room=frame.width),
        rect(frame.left, bar, width=at - frame.left, height=height, fill=PALE_BLUE),
        rect(at, bar, width=frame.right - at, height=height, fill="none", stroke=GRID),
        path(_hatching(at, frame.right, top=bar, height=height), stroke=MUTED),
        line(frame.right, bar, x2=frame.right, y2=bar + height, stroke=INK),
        rect(
            high,
            bar + 7,
            width=low - high,
            height=16,
            fill="none",
            stroke=PLUM,
            stroke_width=2,
            stroke_dasharray="4 2",
        ),
    )


def _hatching(left: float, right: float, *, top: float, height: float) -> str:
    """Path data of slanting lines: what colour alone does not say."""
    lines = []
    at = left
    while at + height / 2 < right:
        lines.append(f"M{at:.1f} {top + height:.1f}l{height / 2:.1f} {-height:.1f}")
        at += 9
    return "".join(lines)


def _example() -> Chart:
    return draw(
        PowerShown(
            looks=(
                LookAhead(title="First look, 29 December 2025", n=110, smallest=5.3),
                LookAhead(title="Last look, 28 September 2026", n=486, smallest=3.2),
            ),
            prediction=(10.0, 14.0),
            unit=Unit.DAYS,
            better=Better.LOWER,
            n_word="applications",
        )
    )


CHART: Final = ChartKind(
    name="power",
    title="What the plan could see",
    question="If the prediction is right, will a look show it?",
    how_to_read=(
        "The dashed box is what was predicted. Where it lies in the plain area, the look "
        "would show it 8 times in 10; in the hatched area it would mostly be missed."
    ),
    example=_example,
)
