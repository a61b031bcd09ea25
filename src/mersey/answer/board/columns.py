"""The columns of a board: where open cases stand, how long they stay, how many are enough.

A column is where a case stands after a step, as the pack says it. Its limit is the team's
own; else one is proposed by Little's law (Little 1961, L = λ W): as many as leave it a
week, times the weeks that a case should take there. Should: their mean, were nobody to
stay longer than 85 in 100 do now. (The plain mean would propose what is there anyway, the
median what no column with a few long stays could ever keep.)
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.board.stays import NOTHING_KNOWN, Stay
from mersey.answer.stage_names import stage_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.answer.board.typed import TeamLimit
    from mersey.flow.results import FlowSummary

WEEK_DAYS: Final = 7.0
LEAST_PROPOSED: Final = 3
"""A limit of one or two cases warns of nothing but chance: none is proposed."""


@dataclass(frozen=True, kw_only=True)
class ColumnFacts:
    """What the log says of a column.

    Attributes:
        title: Where its cases stand. steps: The log's steps that bring a case there.
        n_open: Open cases in it: the answer's own count.
        stay: How long cases stay, and how many leave.
        lasts: Cases last there as long as they must: nobody is older than usual.
        is_served: People have had what they came for: only an end is waited for.
        set_time: Why nobody can make the time shorter; empty where they can.
        has_limit: A limit runs for a case that stands there.
        service: Whose column it is, on the board of a way across services; else empty.
    """

    title: str
    steps: tuple[str, ...]
    n_open: int
    stay: Stay
    lasts: bool = False
    is_served: bool = False
    set_time: str = ""
    has_limit: bool = False
    service: str = ""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The most that a column should hold.

    Attributes:
        n: None for no limit. is_set: The team said so.
        per_week, days: What it is made of: how many leave a week, and the days that a
            case should take; None where it is not.
    """

    n: int | None
    is_set: bool
    per_week: float | None = None
    days: float | None = None


NO_LIMIT: Final = Limit(n=None, is_set=False)


def steps_by_column(flow: FlowSummary) -> dict[str, str]:
    """Step → title of the column in which a case stands after it, in the order of steps.

    The order is the pack's; where it has none, that of the process map.
    """
    names = stage_names(flow.service)
    steps = [node.activity for node in flow.process_map.nodes]
    steps += [one.activity for one in flow.stages if one.activity not in steps]
    return {step: names.stands(step) for step in names.board_order(steps)}


def columns_of(
    flow: FlowSummary,
    columns: Mapping[str, str],
    stays: Mapping[str, Stay],
    *,
    with_limit: Iterable[str] = (),
) -> tuple[ColumnFacts, ...]:
    """The columns in which an open case stands, in their order.

    Args:
        flow: The answer's flow.
        columns: Step → title of the column.
        stays: Title → what is known of the time in it.
        with_limit: Titles of the columns of cases for which a limit runs.
    """
    standing: Counter[str] = Counter()
    for stage in flow.stages:
        standing[columns.get(stage.activity, stage.activity)] += stage.n_open
    limited = frozenset(with_limit)
    titles = dict.fromkeys((*columns.values(), *standing))
    return tuple(
        ColumnFacts(
            title=title,
            steps=tuple(step for step in columns if columns[step] == title),
            n_open=standing[title],
            stay=stays.get(title, NOTHING_KNOWN),
            has_limit=title in limited,
            **_kind(title, flow, columns),
        )
        for title in titles
        if standing[title]
    )


def _kind(title: str, flow: FlowSummary, columns: Mapping[str, str]) -> dict[str, Any]:
    """What the pack says of the steps that bring a case there, where all are alike."""
    names, use = stage_names(flow.service), flow.service
    steps = [step for step in columns if columns[step] == title]
    events = [names.event(step) for step in steps]
    lasting = use.lasting if use else frozenset()
    served = flow.served.steps if flow.served else ()
    set_time = next((one.set_time for one in events if one and one.set_time), "")
    return {
        "lasts": bool(steps) and all(step in lasting for step in steps),
        "is_served": bool(steps) and all(step in served for step in steps),
        "set_time": set_time,
    }


def limit_of(column: ColumnFacts, said: Sequence[TeamLimit] = ()) -> Limit:
    """The team's limit of a column; else a proposal; none where time there is set.

    No proposal is under 3. None is made where too few left to know how long they take.
    """
    own = [one for one in said if one.column == column.title]
    if own:
        days = own[-1].days
        return Limit(n=own[-1].n, is_set=True, days=days)
    days, per_week = column.stay.should_days, column.stay.per_week
    is_free = column.set_time or column.lasts or column.is_served
    if is_free or not days or not per_week:
        return NO_LIMIT
    n = littles_law(per_week=per_week, days=days)
    if n < LEAST_PROPOSED:
        return NO_LIMIT
    return Limit(n=n, is_set=False, per_week=per_week, days=days)


def littles_law(*, per_week: float, days: float) -> int:
    """The cases that are there when so many leave a week after so many days; at least 1."""
    return max(1, math.ceil(per_week * days / WEEK_DAYS - 1e-9))
