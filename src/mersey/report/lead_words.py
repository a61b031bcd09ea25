"""What the reader came for, a sentence each: today's speed, a change, limits, who waits.

Each gives parts of a sentence, plain and strong by turns, of an even number; empty where
there is nothing to say. No limit that no law sets is called a deadline.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.answer.stage_names import stage_names
from mersey.flow.today import largest_queue, list_grows, todays_speed
from mersey.report.clock_words import case_word, leading_clock
from mersey.report.stage_words import worked_stages
from mersey.wording import (
    clip,
    count,
    day,
    duration,
    either,
    in_100,
    month,
    parted,
    plural,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import ByOpening
    from mersey.answer.stage_names import StageNames
    from mersey.flow.clock_results import ClockResult, PastAny
    from mersey.flow.results import FlowSummary, Stage
    from mersey.flow.today import Queue, TodaysSpeed

Parts = tuple[str, ...]

MOST_CASES: Final = 0.5
"""Share of the cases that a clock must judge to speak for the service at the top."""

MUCH: Final = 0.2
"""Share of contacts that a better service would have saved, from which it leads."""

LEAST_CONTACTS: Final = 100


def speed_that_differs(summary: FlowSummary) -> TodaysSpeed | None:
    """Today's speed where it differs from the whole log's by more than chance."""
    speed = todays_speed(summary.lead_times)
    return speed if speed is not None and speed.differs else None


def speed_said(summary: FlowSummary, span: str) -> Parts:
    """How long half take at today's speed, where that is not what the log says."""
    speed = speed_that_differs(summary)
    if speed is None:
        return ()
    return (
        f"At today’s speed half of {case_word(summary)}s take ",
        duration(speed.now.days),
        f" or more {span} ({_whole(speed)} over the whole log). ",
        "",
    )


def change_said(opened: ByOpening | None) -> Parts:
    """That cases opened since a month take longer or less long, where a rule says so."""
    if opened is None or opened.change is None:
        return ()
    change, is_monthly = opened.change, opened.chart.unit == "month"
    when = month(change.since) if is_monthly else day(change.since)
    since = "in" if change.n == 1 and is_monthly else "since"
    return (
        f"Half of those opened {since} {when} take about ",
        duration(change.days),
        f"; of those before, {duration(change.before_days)}. ",
        "",
    )


def in_time_said(summary: FlowSummary) -> Parts:
    """How many were in time in the last year, in the unit of the limit."""
    main = telling_clock(summary)
    if main is None or main.experienced.share is None:
        return ()
    met = main.experienced.share
    asked = "" if main.target is None else f"; {in_100(main.target)} are asked for"
    more = f"{asked}{_working_days(main)}"
    when = f" were in time in the last 12 months ({clip(main.title)}){more}. "
    return ("", in_100(met).capitalize(), when, "")


def telling_clock(summary: FlowSummary) -> ClockResult | None:
    """The leading clock, where it judges at least half of all cases."""
    main = leading_clock(summary)
    if main is None or main.n_started < MOST_CASES * sum(main.statuses.values()):
        return None
    return main


def limits_said(summary: FlowSummary) -> Parts:
    """After `n are open now`: how many are past any limit, and how many soon will be."""
    past = summary.past
    if past is None or not (past.n or (past.n_soon and telling_clock(summary))):
        return ()
    if not past.n:
        return (", none past a limit, ", count(past.n_soon), f" due {_by(past)}. ", "")
    own = either(past.n, "its limit", "their limit")
    limit = "a limit" if len(summary.clocks) > 1 else own
    said = f" past {limit}"
    if not past.n_soon:
        return (", ", count(past.n), f"{said}. ", "")
    return (
        ", ",
        count(past.n),
        f"{said} and ",
        count(past.n_soon),
        f" more due {_by(past)}. ",
        "",
    )


def queue_said(summary: FlowSummary) -> Parts:
    """Where at least half of the open cases wait, and whether the list grows."""
    names, done = stage_names(summary.service), summary.served
    worked = worked_stages(summary)
    queue = largest_queue(names.merged(worked))
    times = summary.lead_times
    usual = times.quantiles[1].days if times else None
    grows = usual is not None and list_grows(summary.series, settle_days=usual)
    if queue is None:
        return ("The list of open cases grows. ", "") if grows else ()
    n, where = queue.stage.n_open, clip(queue.stage.activity)
    verbs = (
        ("is in", "are in") if names.are_the_services else ("waits after", "wait after")
    )
    after = either(n, *verbs)
    other = "the other " if done is not None and done.n_open else ""
    all_of = (
        f"{count(n)} of {other}{count(queue.n_open)}"
        if n < queue.n_open or other
        else either(n, "It", "All")
    )
    more = ", and the list grows" if grows else ""
    state = _standing(worked, queue, names)
    return ("", all_of, f" {after} “{where}”{state}{more}. ", "")


def _standing(steps: Sequence[Stage], queue: Queue, names: StageNames) -> str:
    """What those of the queue wait for, as a team would say it, where most wait for one.

    "Information gathered" is a stage; who is in it may still be "With the service".
    """
    waits: Counter[str] = Counter()
    for step in steps:
        if names.of(step.activity) == queue.stage.activity:
            waits[names.stands(step.activity)] += step.n_open
    (said, n), *_ = waits.most_common(1)
    if said == queue.stage.activity or n < MOST_CASES * queue.stage.n_open:
        return ""
    most = "" if n == queue.stage.n_open else "most: "
    return f" ({most}“{clip(said)}”)"


def usual_targets_said(summary: FlowSummary) -> Parts:
    """How many open cases are past a target that no law sets, where no law's leads."""
    past = summary.past_offered
    if past is None or not past.n or telling_clock(summary) is not None:
        return ()
    late = [one for one in summary.limits_offered if one.n_past]
    what = clip(late[0].title) if len(late) == 1 else f"{len(late)} targets"
    return (
        "",
        count(past.n),
        f" {either(past.n, 'is', 'are')} past a usual target, which no law sets: check yours ({what}). ",
        "",
    )


def demand_said(summary: FlowSummary) -> Parts:
    """How much of what comes in a better service would have saved, where it is much."""
    found = summary.demand
    if found is None or found.failure_share is None or found.failure_share < MUCH:
        return ()
    if found.n_value + found.n_failure < LEAST_CONTACTS:
        return ()
    most = next((code.title for code in found.codes if not code.is_value), "")
    what = "cases" if found.column else "contacts"
    return (
        "",
        in_100(found.failure_share),
        f" {what} are ones that a better service would have saved (most: “{most}”). ",
        "",
    )


def _whole(speed: TodaysSpeed) -> str:
    """The whole log's median, without its unit where that is the same."""
    number, unit = parted(speed.whole.days or 0.0)
    same = unit.rstrip("s") == parted(speed.now.days or 0.0)[1].rstrip("s")
    return number if same else f"{number} {unit}"


def _working_days(main: ClockResult) -> str:
    if main.working_days is None:
        return ""
    return f"; half took {plural(main.working_days, 'working day')} or more"


def _by(past: PastAny) -> str:
    return f"by {day(past.until)}"
