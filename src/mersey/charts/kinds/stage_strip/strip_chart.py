"""Where does the time go, and where do cases wait now?

Stages as wide as their days; below each, its open cases as dots. The picture that
explains a service fastest.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.kinds.stage_strip.strip_drawing import StripPart, drawn, took_said
from mersey.charts.labels import ELLIPSIS, fit
from mersey.charts.vegalite import amount, kind_of
from mersey.wording import count, days, decimal, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.chart import Table
    from mersey.flow.results import Stage

_MOST_STAGES: Final = 7
_BEFORE: Final = "Before the first step"
_LEAST_BEFORE: Final = 0.01
"""Less of the lead time than this before the first step is not drawn."""

_OTHER: Final = "Other steps"


_MARKS: Final = {
    "mark": "bar",
    "encoding": {"x": amount("Days per case until the next"), "y": kind_of("Step")},
}


def draw(
    stages: Sequence[Stage],
    *,
    order: Sequence[str] = (),
    has_open: bool = True,
    in_days: bool = False,
    are_stages: bool = False,
) -> Chart:
    """The stages in the order given, or in that of their names in `order`.

    With `are_stages` their names are those of stages that cases are in; else each is the
    step that a case waits after.

    `mersey.charts.usual_order` tells that order from the process map. With `has_open`
    False nothing is said of open cases: the file does not have them. With `in_days` no
    hours are told: the file has no times of day.
    """
    place = {name: i for i, name in enumerate(order)}
    whole = sorted(stages, key=lambda one: place.get(one.activity, len(place)))
    parts = tuple(replace(part, in_days=in_days) for part in _parts(whole))
    said = _describe(whole, has_open=has_open, in_days=in_days)
    about = _title(whole, are_stages=are_stages), said
    return Chart(
        kind="stage_strip",
        title=about[0],
        subtitle=_subtitle(parts, are_stages=are_stages),
        description=about[1],
        draw=partial(drawn, parts, about),
        table=_table(whole, has_open=has_open, are_stages=are_stages),
        marks=_MARKS,
    )


def _parts(stages: Sequence[Stage]) -> tuple[StripPart, ...]:
    """The stages that take most time or hold most cases; the others as one at the end."""
    all_open = sum(stage.n_open for stage in stages) or 1
    weight = {s.activity: max(s.share, s.n_open / all_open) for s in stages}
    by_weight = sorted(weight, key=lambda name: (-weight[name], name))
    before = _before(stages)
    most = _MOST_STAGES - len(before)
    kept = set(by_weight if len(stages) <= most + 1 else by_weight[:most])
    shown = before + [
        StripPart(
            name=s.activity, days=s.days_per_case, n_open=s.n_open, n_older=s.n_older
        )
        for s in stages
        if s.activity in kept
    ]
    rest = [stage for stage in stages if stage.activity not in kept]
    if rest:
        shown.append(
            StripPart(
                name=f"{_OTHER} ({len(rest)})",
                days=sum(stage.days_per_case for stage in rest),
                n_steps=len(rest),
                is_rest=True,
                n_open=sum(stage.n_open for stage in rest),
                n_older=sum(stage.n_older for stage in rest),
            )
        )
    return tuple(shown)


def _before(stages: Sequence[Stage]) -> list[StripPart]:
    """The time before the first step, where the file states an earlier opening."""
    share = sum(stage.share for stage in stages)
    days_in_stages = sum(stage.days_per_case for stage in stages)
    if days_in_stages == 0 or not 0 < share < 1 - _LEAST_BEFORE:
        return []
    days_before = days_in_stages * (1 - share) / share
    return [StripPart(name=_BEFORE, days=days_before, n_open=0, n_older=0)]


def _longest(stages: Sequence[Stage]) -> Stage | None:
    longest = max(stages, key=lambda stage: stage.days_per_case, default=None)
    return longest if longest and longest.days_per_case > 0 else None


def _title(stages: Sequence[Stage], *, are_stages: bool) -> str:
    longest = _longest(stages)
    if longest is None:
        return "No time between steps to show" if stages else "No steps to show"
    days_before = sum(part.days for part in _before(stages))
    whole = days_before + sum(stage.days_per_case for stage in stages)
    if days_before > longest.days_per_case:
        return f"{percent(days_before / whole)} of the time is before the first step"
    if len(stages) == 1:
        name = _short(longest.activity, n_words=3)
        where = "are" if are_stages else "wait"
        which = "in" if are_stages else "after"
        return f"Cases {where} {days(longest.days_per_case)} {which} {name}"
    name = fit(_short(longest.activity, n_words=5), room=420, size=19)
    goes = "goes into" if are_stages else "follows"
    return f"{percent(longest.days_per_case / whole)} of the time {goes} {name}"


def _short(name: str, *, n_words: int) -> str:
    parts = name.split()
    return " ".join(parts[:n_words]) + (ELLIPSIS if len(parts) > n_words else "")


def _subtitle(parts: Sequence[StripPart], *, are_stages: bool) -> str:
    said = [
        "Each stage is as wide as the mean days that finished cases were in it."
        if are_stages
        else "Each step is as wide as the mean days from it to the next, finished cases."
    ]
    n_rest = next((part.n_steps for part in parts if part.is_rest), 0)
    if n_rest:
        said.append(f"The {n_rest} smallest are one.")
    if any(part.n_open for part in parts):
        said.append("Dots: open cases; orange diamonds: older than usual.")
    return " ".join(said)


def _describe(stages: Sequence[Stage], *, has_open: bool, in_days: bool) -> str:
    told = partial(took_said, in_days=in_days)
    if not stages:
        return "There are no steps, so nothing is drawn."
    said = [f"{part.name}: {told(part.days)} a case" for part in _before(stages)]
    said += [
        f"{stage.activity}: {told(stage.days_per_case)} a case ({percent(stage.share)})"
        + (_open_said(stage) if has_open else "")
        for stage in stages
    ]
    return f"Steps as drawn. {'; '.join(said)}."


def _open_said(stage: Stage) -> str:
    older = f", {count(stage.n_older)} of them older than usual"
    return f", {count(stage.n_open)} open" + (older if stage.n_older else "")


def _table(stages: Sequence[Stage], *, has_open: bool, are_stages: bool) -> Table:
    columns = (
        ("Stage" if are_stages else "Step", as_is),
        ("Days per case" if are_stages else "Days per case until the next", decimal),
        ("Share of lead time", percent),
        ("Times left", count),
        ("Open now", count),
        ("Older than usual", count),
    )
    n_columns = len(columns) if has_open else len(columns) - 2
    return table(
        columns[:n_columns],
        [
            (
                stage.activity,
                stage.days_per_case,
                stage.share,
                stage.n_visits,
                stage.n_open,
                stage.n_older,
            )[:n_columns]
            for stage in stages
        ],
    )


CHART: Final = ChartKind(
    name="stage_strip",
    title="Where the time goes",
    question="Where does the time go, and where do cases wait now?",
    how_to_read=(
        "Each step is as wide as the days that pass until the next one, on average over "
        "finished cases. The dots are the cases that wait there now."
    ),
    example=lambda: draw(examples.stages()),
)
