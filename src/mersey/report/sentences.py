"""The sentences that a reader meets first, made from the numbers and from nothing else.

They never compare with last month, never say "because of", and say plainly what is not
yet known: a percentile is unknown until enough cases, open ones included, have ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.report.caution_words import caution_said
from mersey.report.clock_words import case_word
from mersey.report.lead_words import (
    change_said,
    demand_said,
    in_time_said,
    limits_said,
    queue_said,
    speed_said,
    usual_targets_said,
)
from mersey.report.roles import column_of, is_wide
from mersey.report.split_words import apart_said
from mersey.report.stage_words import step_words
from mersey.wording import (
    clip,
    count,
    duration,
    either,
    humanise,
    in_100,
    is_nearly_half,
    longer_said,
    plural,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer import ByOpening
    from mersey.eventlog.eventlog import EndRule, EventLog
    from mersey.flow.lead_time_results import LeadTimes, Quantile, Served
    from mersey.flow.results import Ageing, FlowSummary
    from mersey.flow.splits import Split

MOSTLY = 0.9
"""Share of cases that must start with one activity for the sentence to name it."""

MOST = 0.9
"""Share of cases that take exactly as long, from which they are said to."""

MUCH_LEFT_OUT = 0.1
"""Share of the rows left out of the file from which the first screen begins with it."""

FEW_ENDS = 2
"""Ends up to this many are named in the sentence."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """A run of a sentence; strong ones are set in bold."""

    text: str
    strong: bool = False


def as_text(sentence: tuple[Words, ...]) -> str:
    """The sentence without emphasis."""
    return "".join(words.text for words in sentence)


def lead(
    log: EventLog,
    summary: FlowSummary,
    opened: ByOpening | None = None,
    splits: Sequence[Split] = (),
) -> tuple[Words, ...]:
    """What a manager should know first: how long it takes, and who is waiting."""
    if log.facts.n_cases == 1:
        return _one_case(log, summary)
    return _emphasised(
        *_left_out(log),
        *caution_said(log),
        *_how_long(log, summary, opened),
        *in_time_said(summary),
        *apart_said(splits, summary.service, word=case_word(summary)),
        *_waiting(log, summary),
        *(queue_said(summary) if _has_queue(log, summary) else ()),
        *usual_targets_said(summary),
        *demand_said(summary),
        *_silent(log, summary),
    )


def _left_out(log: EventLog) -> tuple[str, ...]:
    """That much of the file says nothing of what follows, where it is much."""
    loading = log.loading
    if loading.n_rejected < MUCH_LEFT_OUT * loading.n_read:
        return ()
    n, of = count(loading.n_rejected), count(loading.n_read)
    return (
        "",
        f"{n} of {of} rows",
        " of the file could not be used: what follows is of the others alone. ",
        "",
    )


def _has_queue(log: EventLog, summary: FlowSummary) -> bool:
    return summary.knows_open_cases and log.facts.n_open > 1


def _how_long(
    log: EventLog, summary: FlowSummary, opened: ByOpening | None
) -> tuple[str, ...]:
    """Today's speed and a change, where there is one; else how long it takes in all.

    Where a limit speaks for the service, that is said in the limit's own unit instead.
    """
    changed = change_said(opened)
    if now := speed_said(summary, span_said(log, summary)):
        return (*now, *changed)
    if in_time_said(summary):
        return changed
    return (*_time_taken(log, summary), *changed)


def span_said(log: EventLog, summary: FlowSummary) -> str:
    """Between what and what time is counted, such as `from x to y`."""
    return f"from {_start_said(log, summary)} to {_end_said(log, summary)}"


def closed_only_sentence(log: EventLog, lead_times: LeadTimes) -> str:
    """How the usual report differs from this one, and why it does."""
    closed, typical = lead_times.closed_only, lead_times.quantiles[0]
    if closed.p50 is None:
        return "No case has closed, so closed cases alone say nothing."
    said = f"Closed cases alone say {duration(closed.p50)}: what most reports show."
    waiting = log.facts.n_open + log.facts.n_silent
    if duration(typical.days) == duration(closed.p50):
        return f"{said} Here it is the same as for all cases."
    if waiting == 0:
        return said
    return (
        f"{said} They leave out the {plural(waiting, 'case')} without an end so far, "
        f"{either(waiting, 'which may be a slow one', 'which are often the slow ones')}."
    )


def usual_said(ageing: Ageing) -> str:
    """What "older than usual" means here; empty where it is not known."""
    if ageing.usual_days is None:
        return ""
    if ageing.usual_days == 0:
        return "open since before the last day"
    return f"open for more than {duration(ageing.usual_days)}"


def _emphasised(*parts: str) -> tuple[Words, ...]:
    """Every second part is strong."""
    return tuple(
        Words(text=text, strong=bool(place % 2))
        for place, text in enumerate(parts)
        if text
    )


def _one_case(log: EventLog, summary: FlowSummary) -> tuple[Words, ...]:
    said = "There is one case in this file. "
    if log.facts.n_open == 1 and summary.ageing.cases:
        said += f"It has been open for {duration(summary.ageing.cases[0].days)}. "
    elif log.facts.n_closed == 1 and summary.lead_times is not None:
        said += f"It took {duration(summary.lead_times.closed_only.p50)}. "
    elif log.facts.n_silent == 1:
        said += "No end of it was recorded, and it has gone silent. "
    return (Words(text=said + "One case cannot show what is usual."),)


def _time_taken(log: EventLog, summary: FlowSummary) -> tuple[str, ...]:
    """Parts, plain and strong by turns, of an even number."""
    word = case_word(summary)
    if summary.lead_times is None:
        reason = summary.lead_times_refused.rstrip(". ")
        said = f"How long {word}s take cannot be told from this file: "
        return (f"{said}{reason[:1].lower()}{reason[1:]}. ", "")
    if log.facts.n_closed == 0:
        return (
            "",
            f"No {word} has ended yet",
            ", so it is not known how long they take. ",
            "",
        )
    typical, slow = summary.lead_times.quantiles[:2]
    span = span_said(log, summary)
    if summary.served is not None:
        return _until_served(log, summary, summary.served)
    if typical.days is None:
        said = f"It is not yet known how long half of {word}s take {span}: "
        return (said, _more_than(typical), ". ", "")
    return (*_half(typical, span, word=word), *_slowest(slow))


def _until_served(log: EventLog, summary: FlowSummary, done: Served) -> tuple[str, ...]:
    """The time until people had what they came for, and the time to the end beside it."""
    half, slow = done.quantiles[:2]
    span = f"from {_start_said(log, summary)} to “{clip(done.title)}”"
    if half.days is None:
        said = (
            f"It is not yet known how long half of {case_word(summary)}s take {span}: "
        )
        return (said, _more_than(half), ". ", "")
    whole = summary.lead_times.quantiles[0] if summary.lead_times else None
    end = (
        f"To {_end_said(log, summary)} it is "
        if whole and whole.days is not None
        else ""
    )
    return (
        *_half(half, span, word=case_word(summary)),
        *_slowest(slow),
        *((end, duration(whole.days), ". ", "") if end and whole else ()),
    )


def _half(typical: Quantile, span: str, *, word: str) -> tuple[str, ...]:
    if typical.days == 0:
        return (
            f"Half of {word}s or more end ",
            "on the day they start",
            f" ({span}); ",
            "",
        )
    least, over = typical.at_least, typical.over
    if least is not None and over is not None and least - over > MOST:
        share = in_100(least - over).capitalize()
        return (f"{share} {word}s take ", duration(typical.days), f" {span}; ", "")
    is_half = least is None or is_nearly_half(least)
    share = "Half of" if is_half else in_100(least or 0.0).capitalize()
    return (
        f"{share} {word}s take ",
        duration(typical.days),
        f" or more {span}; ",
        "",
    )


def _slowest(slow: Quantile) -> tuple[str, ...]:
    share = in_100(1 - slow.p)
    if slow.days is None:
        return (
            f"how long the slowest {share} take is not yet known: ",
            _more_than(slow),
            ". ",
            "",
        )
    over = 1 - slow.p if slow.over is None else slow.over
    if slow.days == 0:
        return (longer_said(over, "longer") + ". ", "")
    return (longer_said(over, "over "), duration(slow.days), ". ", "")


def _more_than(quantile: Quantile) -> str:
    if quantile.more_than is None:
        return "too few cases have ended"
    return f"more than {duration(quantile.more_than)}"


def _waiting(log: EventLog, summary: FlowSummary) -> tuple[str, ...]:
    word = case_word(summary)
    if not summary.knows_open_cases:
        return _why_no_open(log, word)
    return _open_now(log, summary, word)


def _open_now(log: EventLog, summary: FlowSummary, word: str) -> tuple[str, ...]:
    n_open, ageing = log.facts.n_open, summary.ageing
    if n_open == 0:
        return (f"No {word} is open now. ", "")
    now, are = plural(n_open, word), either(n_open, "is", "are")
    are = f"{are} open now{_served_said(summary)}"
    if late := limits_said(summary):
        return ("", now, f" {are}{late[0]}", *late[1:])
    if ageing.usual_days is None:
        return ("", now, f" {are}. ", "")
    if ageing.n_older == 0:
        older = either(n_open, "not", "none of them")
        return ("", now, f" {are}, {older} older than usual. ", "")
    if n_open == 1:
        return ("", now, " is open now, and it is older than usual. ", "")
    older = "all" if ageing.n_older == n_open else count(ageing.n_older)
    return ("", now, f" {are}, ", older, " of them older than usual. ", "")


def _served_said(summary: FlowSummary) -> str:
    """How many of the open ones only wait for their end."""
    done = summary.served
    if done is None or not done.n_open:
        return ""
    return f", {count(done.n_open)} of them “{clip(done.title)}” already"


def _why_no_open(log: EventLog, word: str) -> tuple[str, ...]:
    if not log.is_finished_cohort:
        return ()
    return (f"Every {word} of this file has ended; later ones are not in it. ", "")


def _silent(log: EventLog, summary: FlowSummary) -> tuple[str, ...]:
    n_silent = log.facts.n_silent
    if n_silent == 0 or not summary.knows_open_cases:
        return ()
    have = either(n_silent, "has", "have")
    said = f"{count(n_silent)} more {have} gone silent: no end recorded"
    after = _quiet_said(log.end_rule)
    if not after:
        return (f"{said}.",)
    return (f"{said}, and nothing for {after}.{_cost_of_silence(summary)}",)


def _quiet_said(rule: EndRule) -> str:
    """How long nothing has happened to a silent case; empty where that is no matter."""
    if rule.silent_after_days is None:
        return ""
    known = [rule.silent_after_days, *(days for _, days in rule.silent_after_at)]
    if len(set(known)) == 1:
        return f"over {duration(known[0])}"
    shortest, longest = duration(min(known)), duration(max(known))
    return f"far longer than others rested there (over {shortest} to {longest})"


def _cost_of_silence(summary: FlowSummary) -> str:
    """What would hold if all that are silent still waited; empty where nothing changes."""
    lead_times = summary.lead_times
    if lead_times is None or lead_times.silent is None:
        return ""
    slow, waiting = lead_times.quantiles[1], lead_times.silent.if_waiting[1]
    if duration(slow.days) == duration(waiting.days):
        return ""
    wait = "it still waits" if lead_times.silent.n == 1 else "these still wait"
    share = in_100(waiting.p)
    if waiting.days is None:
        return f" If {wait}, it is not known how long {share} take."
    return f" If {wait}, {share} take up to {duration(waiting.days)}."


def _start_said(log: EventLog, summary: FlowSummary) -> str:
    opened = column_of(log.loading, "opened")
    if opened:
        return _column_said(opened, summary, else_said="opening")
    for node in summary.process_map.nodes:
        if node.n_starts >= MOSTLY * log.facts.n_cases:
            return _named(node.activity, log, summary)
    return "start"


def _end_said(log: EventLog, summary: FlowSummary) -> str:
    if log.end_rule.closed_column:
        closed = log.end_rule.closed_column
        return _column_said(closed, summary, else_said="the close")
    ends = [_named(activity, log, summary) for activity in log.end_rule.activities]
    ends = list(dict.fromkeys(ends))
    if len(ends) > FEW_ENDS:
        return "an end"
    return " or ".join(ends) or "end"


def _column_said(column: str, summary: FlowSummary, *, else_said: str) -> str:
    """What the pack calls the milestone of a column; its name as words without a pack."""
    word = step_words(summary.service).get(column)
    if word is not None:
        return f"“{clip(word)}”"
    return humanise(column) if summary.service is None else else_said


def _named(activity: str, log: EventLog, summary: FlowSummary) -> str:
    """A step inside a sentence: the pack's word or the file's in quotes, a column's plain."""
    word = step_words(summary.service).get(activity)
    if word is not None:
        return f"“{clip(word)}”"
    words = humanise(activity)
    is_plain = is_wide(log.loading) or words == words.lower()
    return words if is_plain else f"“{words}”"
