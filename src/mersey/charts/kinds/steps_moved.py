"""Which step of the way did the days come out of?

One bar for before and one for since, cut into the steps of the way; the step that the plan
meant to change stands out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import is_narrow
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import label, width_of
from mersey.charts.palette import DARK_BLUE, PLUM, SECONDARY, WHITE
from mersey.charts.scales import Linear
from mersey.charts.svg import Markup, drawing, group, rect, text
from mersey.charts.vegalite import amount
from mersey.wording import count, days, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS: Final = (
    ("Step", as_is),
    ("Days before", decimal),
    ("Days since", decimal),
    ("What the plan said", as_is),
)

_MARKS: Final = {
    "encoding": {"y": {"field": "Step", "type": "nominal", "sort": None}},
    "layer": [
        {"mark": {"type": "bar"}, "encoding": {"x": amount("Days since")}},
        {"mark": {"type": "tick"}, "encoding": {"x": amount("Days before")}},
    ],
}

BAR: Final = 26.0
GAP: Final = 24.0
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Steps are named by letter on the bars and in full below; a way has far fewer."""


@dataclass(frozen=True, kw_only=True)
class StepMoved:
    """Mean days of one step, before and since.

    Attributes:
        is_meant: The plan says that it must move. is_untouched: That it must not.
    """

    title: str
    before_days: float
    since_days: float
    is_meant: bool = False
    is_untouched: bool = False


@dataclass(frozen=True, kw_only=True)
class StepsMoved:
    """The steps of the way, in order.

    Attributes:
        about: Whose days these are: "Before: 476 applications decided, since: 344".
    """

    steps: Sequence[StepMoved]
    about: str

    @property
    def before_days(self) -> float:
        """All steps together, before."""
        return sum(step.before_days for step in self.steps)

    @property
    def since_days(self) -> float:
        """All steps together, since."""
        return sum(step.since_days for step in self.steps)


def draw(moved: StepsMoved) -> Chart:
    """Both bars."""
    about = _title(moved), _describe(moved)
    return Chart(
        kind="steps_moved",
        title=about[0],
        subtitle=f"Mean days in the steps that the plan names. {moved.about}.",
        description=about[1],
        draw=partial(_drawn, moved, about),
        table=table(
            _COLUMNS,
            [(s.title, s.before_days, s.since_days, _role(s)) for s in moved.steps],
        ),
        marks=_MARKS,
    )


def _role(step: StepMoved) -> str:
    if step.is_meant:
        return "must move"
    return "must not move" if step.is_untouched else ""


def _title(moved: StepsMoved) -> str:
    whole = moved.before_days - moved.since_days
    meant = sum(s.before_days - s.since_days for s in moved.steps if s.is_meant)
    way = "saved" if whole >= 0 else "added"
    return (
        f"{count(abs(meant))} of {count(abs(whole))} days {way} in the step changed"
        if whole * meant > 0 and abs(meant) <= abs(whole) + 0.5
        else f"The step changed went from {_meant(moved)} days"
    )


def _meant(moved: StepsMoved) -> str:
    before = sum(s.before_days for s in moved.steps if s.is_meant)
    since = sum(s.since_days for s in moved.steps if s.is_meant)
    return f"{count(before)} to {count(since)}"


def _describe(moved: StepsMoved) -> str:
    said = [
        f"{step.title} {days(step.before_days)} before and {days(step.since_days)} since"
        + (f" ({_role(step)})" if _role(step) else "")
        for step in moved.steps
    ]
    return (
        f"Two bars cut into steps, {days(moved.before_days)} long before and "
        f"{days(moved.since_days)} since. {'; '.join(said)}."
    )


def _drawn(moved: StepsMoved, about: tuple[str, str], name: tuple[str, int]) -> str:
    width = name[1]
    narrow = is_narrow(width)
    left = 4.0 if narrow else 62.0
    longest = max(moved.before_days, moved.since_days, 1.0)
    scale = Linear(low=0, high=longest, start=left, stop=width - 64.0)
    top = 40.0 if narrow else 26.0
    second = top + BAR + GAP + (14 if narrow else 0)
    legend, height = _legend(moved, y=second + BAR + 26, width=width)
    return drawing(
        _bar(moved, scale, y=top, which="before", narrow=narrow),
        _bar(moved, scale, y=second, which="since", narrow=narrow),
        legend,
        name=name,
        height=height,
        about=about,
    )


def _bar(
    moved: StepsMoved, scale: Linear, *, y: float, which: str, narrow: bool
) -> Markup:
    said = which.capitalize()
    parts = [
        text(
            said,
            x=4 if narrow else scale.start - 10,
            y=y - 22 if narrow else y + 18,
            font_weight="bold",
            text_anchor="start" if narrow else "end",
        )
    ]
    done = 0.0
    for number, step in enumerate(moved.steps):
        length = step.before_days if which == "before" else step.since_days
        start, stop = scale(done), scale(done + length)
        fill = PLUM if step.is_meant else DARK_BLUE
        parts.append(rect(start, y, width=stop - start - 1.5, height=BAR, fill=fill))
        inside = count(length)
        if which == "before":
            parts.append(
                text(
                    LETTERS[number],
                    x=(start + stop) / 2,
                    y=y - 6,
                    fill=PLUM if step.is_meant else SECONDARY,
                    text_anchor="middle",
                )
            )
        if width_of(inside, size=13) < stop - start - 4:
            parts.append(
                text(
                    inside,
                    x=(start + stop) / 2,
                    y=y + 18,
                    fill=WHITE,
                    text_anchor="middle",
                    font_weight="bold",
                )
            )
        done += length
    parts.append(
        text(days(round(done)), x=scale(done) + 5, y=y + 18, font_weight="bold")
    )
    return group(*parts)


def _legend(moved: StepsMoved, *, y: float, width: int) -> tuple[Markup, float]:
    """The steps by number, as many on a line as there is room for."""
    x, parts = 4.0, []
    for number, step in enumerate(moved.steps):
        said = f"{LETTERS[number]} {step.title}"
        said += f", {_role(step)}" if _role(step) else ""
        room = min(width_of(said, size=13, weight="bold"), width - 8.0)
        if x > 4 and x + room > width - 4:
            x, y = 4.0, y + 20
        parts.append(
            label(
                said,
                x=x,
                y=y,
                room=width - 8.0,
                fill=PLUM if step.is_meant else SECONDARY,
                font_weight="bold" if step.is_meant else None,
            )
        )
        x += room + 18
    return group(*parts), y + 12


def _example() -> Chart:
    told = (
        ("Checked", 12.4, 10.6, False, True),
        ("Put out for comment", 2.0, 2.6, False, False),
        ("Open for comment", 21.3, 21.2, False, False),
        ("Waiting for an officer", 21.8, 6.8, True, False),
        ("With an officer", 13.7, 13.6, False, False),
    )
    return draw(
        StepsMoved(
            steps=[
                StepMoved(
                    title=title,
                    before_days=before,
                    since_days=since,
                    is_meant=is_meant,
                    is_untouched=is_untouched,
                )
                for title, before, since, is_meant, is_untouched in told
            ],
            about="Applications decided: 476 before, 344 since",
        )
    )


CHART: Final = ChartKind(
    name="steps_moved",
    title="Which step moved",
    question="Which step of the way did the days come out of?",
    how_to_read=(
        "Each bar is the whole way, cut into its steps. If the change is the cause, the "
        "step it changed is shorter and the others are as long as before."
    ),
    example=_example,
)
