"""Was it paid for elsewhere? What each guardrail may have lost, beside its margin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import is_narrow
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.examples_of_evidence import example_guardrails
from mersey.charts.gains import amount, amount_of
from mersey.charts.labels import label
from mersey.charts.palette import BROWN, DARK_BLUE, GRID, INK, LOSS, SECONDARY, WHITE
from mersey.charts.scales import Linear
from mersey.charts.svg import (
    Markup,
    circle,
    drawing,
    group,
    line,
    nothing,
    rect,
    text,
)
from mersey.charts.vegalite import amount as channel
from mersey.evidence import GuardStanding
from mersey.vocabulary import Better, Unit
from mersey.wording import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.evidence import Guarded

ROW: Final = 54.0
NARROW_ROW: Final = 92.0

_SAYS: Final = {
    GuardStanding.HELD: "Held",
    GuardStanding.BREACHED: "Breached",
    GuardStanding.NOT_YET_KNOWN: "Not yet known",
    GuardStanding.NOT_USED: "Not used in the verdict",
}

_COLUMNS: Final = (
    ("Guards", as_is),
    ("Measure", as_is),
    ("Before", decimal),
    ("Since", decimal),
    ("Worse by, from", decimal),
    ("Worse by, to", decimal),
    ("Margin", decimal),
    ("Verdict", as_is),
)

_MARKS: Final = {
    "mark": "bar",
    "encoding": {
        "y": {"field": "Measure", "type": "nominal", "sort": None},
        "x": channel("Worse by, from", title="Worse by"),
        "x2": {"field": "Worse by, to"},
    },
}


def draw(guardrails: Sequence[Guarded]) -> Chart:
    """A line for each guardrail, each on a scale of its own."""
    about = _title(guardrails), _describe(guardrails)
    return Chart(
        kind="guardrails",
        title=about[0],
        subtitle=(
            "How much worse each may have become. Held: the data rule out the margin, "
            "with one chance in 20 of being wrong."
        ),
        description=about[1],
        draw=partial(_drawn, guardrails, about),
        table=table(_COLUMNS, [_row(one) for one in guardrails]),
        marks=_MARKS,
    )


def stands(one: Guarded) -> str:
    """What is known of a guardrail, in a sentence's half: "Held: at worst 3.4 points"."""
    said = _SAYS[one.standing]
    if one.effect is None or one.worst is None:
        return f"{said}: {one.why_not}" if one.why_not else said
    unit = _unit(one)
    worst = amount(max(one.worst, 0.0), one.effect.unit)
    at_worst = "no worse" if one.worst <= 0 else f"at worst {worst} {unit} worse"
    if one.guard.margin is None:
        return f"{said}: {at_worst}"
    return f"{said}: {at_worst}, margin {amount(one.guard.margin, one.effect.unit)}"


def _unit(one: Guarded) -> str:
    if one.effect is None:
        return ""
    return {Unit.SHARE: "in 100", Unit.DAYS: "days"}.get(one.effect.unit, "")


def _title(guardrails: Sequence[Guarded]) -> str:
    used = [g for g in guardrails if g.standing is not GuardStanding.NOT_USED]
    n_held = sum(g.standing is GuardStanding.HELD for g in used)
    n_breached = sum(g.standing is GuardStanding.BREACHED for g in used)
    if n_breached:
        return f"{n_breached} of {len(used)} guardrails breached"
    return f"{n_held} of {len(used)} guardrails held"


def _describe(guardrails: Sequence[Guarded]) -> str:
    said = [f"{one.guard.name}: {stands(one).lower()}" for one in guardrails]
    return (
        "A line for each guardrail, from the least to the largest worsening that the data "
        f"do not rule out, beside its margin. {'. '.join(said)}."
    )


def _losses(one: Guarded) -> tuple[float, float] | None:
    """The least and the largest worsening, as they are said."""
    if one.effect is None:
        return None
    low, high = one.effect.interval.low, one.effect.interval.high
    ends = (low, high) if one.effect.better is Better.LOWER else (-high, -low)
    return amount_of(ends[0], one.effect.unit), amount_of(ends[1], one.effect.unit)


def _row(one: Guarded) -> tuple[str | float | None, ...]:
    ends, effect = _losses(one), one.effect
    unit = effect.unit if effect else Unit.COUNT
    return (
        one.guard.dimension.value.capitalize(),
        one.guard.name,
        amount_of(effect.before, unit) if effect else None,
        amount_of(effect.since, unit) if effect else None,
        ends[0] if ends else None,
        ends[1] if ends else None,
        None if one.guard.margin is None else amount_of(one.guard.margin, unit),
        _SAYS[one.standing],
    )


def _drawn(
    guardrails: Sequence[Guarded], about: tuple[str, str], name: tuple[str, int]
) -> str:
    if not guardrails:
        return nothing("The plan has no guardrail", name=name, about=about)
    width = name[1]
    row = NARROW_ROW if is_narrow(width) else ROW
    parts = [_one(one, y=row * at, width=width) for at, one in enumerate(guardrails)]
    return drawing(*parts, name=name, height=row * len(guardrails) + 4, about=about)


def _one(one: Guarded, *, y: float, width: int) -> Markup:
    narrow = is_narrow(width)
    left, right = (8.0, width - 8.0) if narrow else (262.0, width - 198.0)
    bar = y + (54 if narrow else 18)
    parts = [
        line(4, y + 0.5, x2=width - 4, y2=y + 0.5, stroke=GRID),
        label(
            one.guard.name,
            x=4,
            y=y + (18 if narrow else 17),
            room=(width - 8.0) if narrow else 250,
            font_weight="bold",
        ),
        text(
            one.guard.dimension.value.capitalize(),
            x=4,
            y=y + 34,
            fill=SECONDARY,
        ),
        label(
            _SAYS[one.standing],
            x=width - 4 if narrow else right + 14,
            y=y + (34 if narrow else 17),
            room=180,
            font_weight="bold",
            fill=BROWN if one.standing is GuardStanding.BREACHED else INK,
            text_anchor="end" if narrow else None,
        ),
    ]
    if not narrow and one.worst is not None:
        unit = one.effect.unit if one.effect else Unit.COUNT
        worst = amount(max(one.worst, 0.0), unit)
        at_worst = (
            "no worse" if one.worst <= 0 else f"at worst {worst} {_unit(one)} worse"
        )
        parts.append(label(at_worst, x=right + 14, y=y + 34, room=180, fill=SECONDARY))
    ends = _losses(one)
    is_drawn = one.guard.margin is not None and one.guard.is_used
    if ends is None or not is_drawn:
        parts.append(
            label(
                one.why_not or "Too few to say",
                x=left,
                y=bar + 5,
                room=right - left,
                fill=SECONDARY,
            )
        )
        return group(*parts)
    return group(*parts, _scale(one, ends, y=bar, ends_at=(left, right)))


def _scale(
    one: Guarded, ends: tuple[float, float], *, y: float, ends_at: tuple[float, float]
) -> Markup:
    unit = one.effect.unit if one.effect else Unit.COUNT
    margin = amount_of(one.guard.margin or 0.0, unit)
    reach = 1.15 * max(margin, abs(ends[0]), abs(ends[1]))
    x = Linear(low=-reach, high=reach, start=ends_at[0], stop=ends_at[1])
    estimate = sum(ends) / 2
    said = f"margin {amount(one.guard.margin or 0.0, unit)} {_unit(one)}".strip()
    return group(
        rect(x(margin), y - 9, width=ends_at[1] - x(margin), height=18, fill=LOSS),
        line(x(0), y - 9, x2=x(0), y2=y + 9, stroke=SECONDARY),
        line(x(margin), y - 9, x2=x(margin), y2=y + 9, stroke=BROWN, stroke_width=2),
        line(x(ends[0]), y, x2=x(ends[1]), y2=y, stroke=DARK_BLUE, stroke_width=4),
        circle(x(estimate), y, r=4.5, fill=WHITE, stroke=DARK_BLUE, stroke_width=2),
        text("0", x=x(0), y=y + 23, text_anchor="middle", fill=SECONDARY),
        text(said, x=ends_at[1], y=y + 23, text_anchor="end", fill=BROWN),
    )


def _example() -> Chart:
    return draw(example_guardrails())


CHART: Final = ChartKind(
    name="guardrails",
    title="Was it paid for elsewhere?",
    question="Did anything else get worse, by more than was agreed to accept?",
    how_to_read=(
        "Right of 0 is worse. A guardrail is held where its whole bar stays left of the "
        "margin; no difference found is not enough."
    ),
    example=_example,
)
