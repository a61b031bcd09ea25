"""How much did it change, beside what was predicted and what is worth having?

Better lies to the left, as sooner does on a page that is read from the left. The thick
bar is for one planned look, the thin one for whoever looked whenever.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import Frame, is_narrow, numbers_below
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.examples_of_evidence import example_verdict
from mersey.charts.gains import amount_of, gain_words, sides
from mersey.charts.labels import width_of
from mersey.charts.palette import (
    BROWN,
    DARK_BLUE,
    GRID,
    INK,
    LOSS,
    PALE_BLUE,
    PLUM,
    SECONDARY,
    WHITE,
)
from mersey.charts.scales import Linear, nice_ticks
from mersey.charts.svg import Markup, circle, drawing, group, line, rect, text
from mersey.charts.vegalite import amount as channel
from mersey.evidence import AsPredicted, Interval
from mersey.vocabulary import Better
from mersey.wording import decimal, percent

if TYPE_CHECKING:
    from mersey.evidence import Effect, Verdict

_COLUMNS: Final = (
    ("What", as_is),
    ("From", decimal),
    ("To", decimal),
)

_MARKS: Final = {
    "mark": "bar",
    "encoding": {
        "y": {"field": "What", "type": "nominal", "sort": None},
        "x": channel("From", title="Improvement"),
        "x2": {"field": "To"},
    },
}

TOP: Final = 46.0
HIGH: Final = 96.0


@dataclass(frozen=True, kw_only=True)
class _Gains:
    """Everything drawn, as gains in the words' unit: above 0 is better."""

    estimate: float
    planned: tuple[float, float]
    anytime: tuple[float, float] | None
    predicted: tuple[float, float]
    worth: float

    @property
    def most(self) -> float:
        """The furthest gain."""
        return float(max(*self._ends, self.worth * 1.6))

    @property
    def least(self) -> float:
        """The furthest loss, as a gain below 0."""
        return float(min(*self._ends, -self.worth * 0.8))

    @property
    def _ends(self) -> tuple[float, ...]:
        """All that is drawn and has an end: few units may bound nothing."""
        ends = (self.estimate, *self.planned, *(self.anytime or ()), *self.predicted)
        return tuple(end for end in ends if math.isfinite(end))


def draw(
    verdict: Verdict,
    *,
    prediction: tuple[float, float],
) -> Chart:
    """The effect of one look.

    Args:
        verdict: What was found, and what is worth having.
        prediction: The improvement that was predicted, low and high, in the unit.
    """
    effect = verdict.effect
    gains = _gains(verdict, prediction)
    about = _title(verdict), _describe(verdict, gains)
    return Chart(
        kind="effect",
        title=about[0],
        subtitle=_subtitle(effect),
        description=about[1],
        draw=partial(_drawn, gains, sides(effect.unit, effect.better), about),
        table=table(_COLUMNS, _rows(gains)),
        marks=_MARKS,
    )


def _gains(verdict: Verdict, prediction: tuple[float, float]) -> _Gains:
    effect = verdict.effect

    def gained(interval: Interval | None) -> tuple[float, float] | None:
        if interval is None:
            return None
        low, high = interval.low, interval.high
        ends = (low, high) if effect.better is Better.HIGHER else (-high, -low)
        return amount_of(ends[0], effect.unit), amount_of(ends[1], effect.unit)

    return _Gains(
        estimate=amount_of(verdict.gain, effect.unit),
        planned=gained(effect.interval) or (0.0, 0.0),
        anytime=gained(effect.anytime),
        predicted=(
            amount_of(prediction[0], effect.unit),
            amount_of(prediction[1], effect.unit),
        ),
        worth=amount_of(verdict.worth_having, effect.unit),
    )


def _title(verdict: Verdict) -> str:
    said = gain_words(verdict.gain, verdict.effect)
    stands = {
        AsPredicted.MORE: "more than predicted",
        AsPredicted.AS_PREDICTED: "as predicted",
        AsPredicted.LESS: "less than predicted",
    }[verdict.predicted]
    if verdict.interval.low <= 0 <= verdict.interval.high:
        return f"About {said}, or nothing at all"
    return f"About {said}, {stands}"


def _subtitle(effect: Effect) -> str:
    thick = f"Thick: {percent(effect.interval.level)} at one planned look."
    thin = " Thin: safe for anyone who looked at any time." if effect.anytime else ""
    return f"The difference since the change. {thick}{thin}"


def _describe(verdict: Verdict, gains: _Gains) -> str:
    effect = verdict.effect
    better, _ = sides(effect.unit, effect.better)

    def said(ends: tuple[float, float]) -> str:
        if not all(map(math.isfinite, ends)):
            return f"anything, {better} or not"
        return f"{decimal(ends[0])} to {decimal(ends[1])} {better}"

    parts = [
        f"The estimate is {gain_words(verdict.gain, effect)}",
        f"at one planned look {said(gains.planned)}",
        f"predicted {said(gains.predicted)}",
        f"worth having from {decimal(gains.worth)} {better}",
    ]
    if gains.anytime:
        parts.insert(2, f"whenever one looked {said(gains.anytime)}")
    return f"A scale of gains and losses. {'; '.join(parts)}. Below 0 is worse."


def _rows(gains: _Gains) -> list[tuple[str, float | None, float | None]]:
    rows = [
        ("Estimate", gains.estimate, gains.estimate),
        ("At one planned look", *gains.planned),
        ("Predicted", *gains.predicted),
        ("Worth having from", gains.worth, gains.worth),
    ]
    if gains.anytime:
        rows.insert(2, ("Whenever one looked", *gains.anytime))
    return [(what, _bounded(low), _bounded(high)) for what, low, high in rows]


def _bounded(end: float) -> float | None:
    return end if math.isfinite(end) else None


def _drawn(
    gains: _Gains,
    sides_: tuple[str, str],
    about: tuple[str, str],
    name: tuple[str, int],
) -> str:
    """The SVG at a width in px."""
    width = name[1]
    frame = Frame(left=8, top=TOP, right=width - 8.0, bottom=TOP + HIGH)
    narrow = is_narrow(width)
    step = nice_ticks(gains.most - gains.least, at_most=6 if narrow else 9)[1]
    most = step * -(-gains.most // step)
    least = step * (gains.least // step)
    scale = Linear(low=most, high=least, start=frame.left, stop=frame.right)
    n = round((most - least) / step)
    ticks = [round(most - step * i, 9) for i in range(n + 1)]
    return drawing(
        _zones(gains, scale, frame),
        _prediction(gains, scale, frame),
        _bars(gains, scale, y=frame.top + 66),
        numbers_below(frame, scale, ticks=ticks, say=lambda v: f"{abs(v):g}"),
        text(sides_[0], x=frame.left, y=frame.bottom + 40, fill=SECONDARY),
        text(
            sides_[1],
            x=frame.right,
            y=frame.bottom + 40,
            fill=SECONDARY,
            text_anchor="end",
        ),
        name=name,
        height=frame.bottom + 50,
        about=about,
    )


def _zones(gains: _Gains, scale: Linear, frame: Frame) -> Markup:
    worth, zero = scale(gains.worth), scale(0)
    areas = (
        (frame.left, worth, PALE_BLUE, "Worth having", DARK_BLUE),
        (worth, zero, GRID, "Too small", SECONDARY),
        (zero, frame.right, LOSS, "Worse", BROWN),
    )
    parts = []
    for left, right, fill, said, ink in areas:
        parts.append(
            rect(left, frame.top, width=right - left, height=frame.height, fill=fill)
        )
        if width_of(said, size=13, weight="bold") <= right - left - 6:
            middle = (left + right) / 2 if said != "Worth having" else left + 8
            anchor = "start" if said == "Worth having" else "middle"
            parts.append(
                text(
                    said,
                    x=middle,
                    y=frame.top + 18,
                    fill=ink,
                    font_weight="bold",
                    text_anchor=anchor,
                )
            )
    parts.append(line(zero, frame.top, x2=zero, y2=frame.bottom, stroke=INK))
    return group(*parts)


def _prediction(gains: _Gains, scale: Linear, frame: Frame) -> Markup:
    left, right = scale(gains.predicted[1]), scale(gains.predicted[0])
    said = f"We predicted {gains.predicted[0]:g} to {gains.predicted[1]:g}"
    half = width_of(said, size=13, weight="bold") / 2
    middle = min(max((left + right) / 2, frame.left + half), frame.right - half)
    top = frame.top + 30
    return group(
        text(
            said,
            x=middle,
            y=frame.top - 14,
            fill=PLUM,
            font_weight="bold",
            text_anchor="middle",
        ),
        line(
            (left + right) / 2,
            frame.top - 8,
            x2=(left + right) / 2,
            y2=top,
            stroke=PLUM,
        ),
        rect(
            left,
            top,
            width=right - left,
            height=18,
            fill="none",
            stroke=PLUM,
            stroke_width=2,
            stroke_dasharray="4 2",
        ),
    )


def _bars(gains: _Gains, scale: Linear, *, y: float) -> Markup:
    parts = []
    if gains.anytime:
        low, high = (_within(scale, end) for end in gains.anytime)
        parts.append(line(low, y, x2=high, y2=y, stroke=DARK_BLUE, stroke_width=2))
    low, high = (_within(scale, end) for end in gains.planned)
    parts.append(line(low, y, x2=high, y2=y, stroke=DARK_BLUE, stroke_width=9))
    parts.append(
        circle(
            scale(gains.estimate),
            y,
            r=6,
            fill=WHITE,
            stroke=DARK_BLUE,
            stroke_width=2.5,
        )
    )
    return group(*parts)


def _within(scale: Linear, end: float) -> float:
    """Where an end goes, in px; what has no end goes to the edge."""
    return scale(min(max(end, scale.high), scale.low))


def _example() -> Chart:
    return draw(example_verdict(), prediction=(10.0, 14.0))


CHART: Final = ChartKind(
    name="effect",
    title="How much it changed",
    question="How much did it change, beside what was predicted and is worth having?",
    how_to_read=(
        "Left of the line at 0 is better, right of it worse. Where the whole bar lies in "
        "the blue area, the change is large enough to be worth having; where it reaches "
        "into another, that is not known yet."
    ),
    example=_example,
)
