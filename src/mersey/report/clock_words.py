"""What a clock says, in the words of a page: two rates, what is coming, whose rule it is.

Only a clock whose authority is a statute is called statutory, and a rule that nobody has
read at its source says so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from mersey.answer import leading
from mersey.answer import main_clock as main
from mersey.clocks.clock import NOT_CHECKED, YOUR_OWN, Authority, LimitKind
from mersey.flow.clock_results import Undated
from mersey.wording import clip, count, day, either, in_100, joined, percent, plural

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.clock_results import AsPublished, ClockResult
    from mersey.flow.results import FlowSummary

AUTHORITY: Final = {
    Authority.STATUTORY: "Statutory",
    Authority.STATUTORY_GUIDANCE: "Statutory guidance",
    Authority.NATIONAL_STANDARD: "National standard",
    Authority.OMBUDSMAN_CODE: "Ombudsman’s code",
    Authority.REGULATOR_CODE: "Regulator’s code",
    Authority.CONTRACT: "Contract",
    Authority.LOCAL: "Local target",
    Authority.USUAL: "Usual figure",
}

KIND: Final = {
    LimitKind.STATUTORY: "statutory",
    LimitKind.PUBLISHED: "published",
    LimitKind.CONTRACT: "contract",
    LimitKind.LOCAL: "local",
    LimitKind.USUAL: "usual",
}

WHY: Final = {
    Undated.KIND_NOT_KNOWN: (
        "does not say of what kind it is",
        "do not say of what kind they are",
    ),
    Undated.STOP_WITHOUT_START: (
        "has a stop and no start before it",
        "have a stop and no start before it",
    ),
    Undated.NO_START: ("has no start", "have no start"),
    Undated.NO_LIMIT: ("states no limit", "state no limit"),
    Undated.CLOSED_WITHOUT_STOP: ("closed with no stop on record",) * 2,
}
"""Why a case, or several, are not judged: after their number."""

NOT_OFFICIAL: Final = frozenset({Authority.CONTRACT, Authority.LOCAL, Authority.USUAL})


def case_word(summary: FlowSummary) -> str:
    """What the service calls a case, one of them: "application"; else "case"."""
    return summary.service.service.case_word if summary.service else "case"


def main_clock(summary: FlowSummary) -> ClockResult | None:
    """The clock of which the deadlines speak first."""
    return main(summary.clocks, summary.service)


def leading_clock(summary: FlowSummary) -> ClockResult | None:
    """The clock that leads, where it covers most of its cases; None where none does."""
    return leading(summary.clocks, summary.service)


def coverage_said(result: ClockResult, word: str) -> str:
    """How many of its cases a clock judged, and why not the others; empty where all."""
    n = sum(result.undated.values())
    if not n:
        return ""
    should = result.n_started + n
    why = joined([plural(k, *WHY[reason]) for reason, k in result.undated.items()])
    judged = count(result.n_started) if result.n_started else "None"
    return (
        f"{judged} of the {plural(should, word)} that it should cover "
        f"({percent(result.coverage)}) could be judged by it: {why}."
    )


def option_of(clock_id: str) -> str:
    """What to type so that a limit is counted."""
    return f"⟦limit⟧ {clock_id}"


def offered_said(summary: FlowSummary) -> str:
    """Limits that nobody turned on, and what to type; empty where there are none."""
    offered = summary.limits_offered
    if not offered:
        return ""
    kinds = Counter(KIND[one.kind] for one in offered)
    what = joined([f"{count(n)} {kind}" for kind, n in kinds.items()])
    limits = either(len(offered), "limit", "limits")
    it = either(len(offered), "it", "them")
    flags = " ".join(option_of(one.id) for one in offered)
    return (
        f"This pack also knows {what} {limits}, off until somebody says that you "
        f"promised {it}; to count {it}: {flags}"
    )


def due_said(log: EventLog, summary: FlowSummary) -> str:
    """Columns that may state each case's own limit, and what to type; empty without one.

    Empty too where some clock is counted: the file's dates may be what it goes by.
    """
    if summary.clocks or log.deadline is not None or not log.due_columns:
        return ""
    names = joined([f"“{clip(name)}”" for name in log.due_columns])
    dates = either(len(log.due_columns), "a date", "dates")
    it = either(len(log.due_columns), "it", "one of them")
    return (
        f"The file has {dates} by which something ought to be done ({names}): to count "
        f"who is past {it}, and how many were in time, ⟦deadline⟧ COLUMN"
    )


def outlook_said(result: ClockResult, word: str) -> str:
    """Who has passed the limit, and who soon will; empty where no open case is known."""
    outlook = result.outlook
    if outlook is None:
        return ""
    until = f"the next {outlook.working_days} working days, up to {day(outlook.until)}"
    passed, soon = outlook.n_overdue, outlook.n_soon
    if passed == soon == 0:
        return f"No open {word} has passed its limit, and none does in {until}."
    if passed == 0:
        said = plural(soon, f"open {word} passes its", f"open {word}s pass their")
        return f"{said} limit in {until}."
    said = plural(
        passed, f"open {word} has passed its", f"open {word}s have passed their"
    )
    said = f"{said} limit already"
    if soon == 0:
        return f"{said}; no other does in {until}."
    return f"{said}; {plural(soon, 'more passes its limit', 'more pass theirs')} in {until}."


def rates_said(result: ClockResult) -> str:
    """The official rule beside what all who asked met, as one sentence."""
    official, met = result.published, result.experienced
    if met.n == 0:
        return "Nobody’s clock started in the last 12 months."
    if official.share is None:
        rule = (
            "No clock stopped in the last 12 months, so the official rule says nothing"
        )
    else:
        rule = f"{_rule(result)} says {_said(official.share)} in time"
    if met.share is None and result.outlook is None:
        return f"{rule}; of those who still wait the file says nothing."
    if met.share is None:
        return (
            f"{rule}; of all who started in the same 12 months it is not yet known,"
            " since none was watched up to the limit."
        )
    same = official.share is not None and _said(official.share) == _said(met.share)
    also = "also " if same else ""
    return (
        f"{rule}; of all who started in the same 12 months, {also}{_said(met.share)}."
    )


def published_said(official: AsPublished) -> str:
    """The official figure, rounded as the official figure is."""
    if official.share is None:
        return "–"
    if 0 < official.share < 1 and round(official.share * 100, official.decimals) in (
        0,
        100,
    ):
        return percent(official.share)
    return f"{official.share * 100:.{official.decimals}f}%"


def authority_said(result: ClockResult) -> str:
    """Whose rule it is, in a word or two."""
    return AUTHORITY[result.authority]


def source_said(result: ClockResult) -> str:
    """Where the rule is written."""
    source = result.source
    return ", ".join(part for part in (source.instrument, source.provision) if part)


def checked_said(result: ClockResult) -> str:
    """When somebody last read the rule at its source; or that nobody has."""
    if result.id == "file.deadline":
        return "stated by the file"
    if result.source.checked_on is None:
        return NOT_CHECKED if is_official(result) else f"a usual figure: {YOUR_OWN}"
    return f"checked {day(result.source.checked_on)}"


def standing_said(result: ClockResult) -> str:
    """After a title: that a rule is published and no statute; empty for any other."""
    if result.kind is not LimitKind.PUBLISHED:
        return ""
    return f" ({AUTHORITY[result.authority].lower()}, not a statute)"


def unchecked_said(summary: FlowSummary) -> str:
    """How many limits nobody has read at their source; empty where all were read."""
    n = sum(checked_said(result) == NOT_CHECKED for result in summary.clocks)
    if not n:
        return ""
    are, is_it = either(n, "is", "are"), either(n, "it", "each")
    return (
        f"{count(n)} of these limits {are} {NOT_CHECKED}: {is_it} may be a day out, since "
        "the words of a law decide whether the day of the start is day 1."
    )


def published_rules_said(summary: FlowSummary) -> str:
    """How many limits rest on no statute and are counted all the same; else empty."""
    n = sum(result.kind is LimitKind.PUBLISHED for result in summary.clocks)
    if not n:
        return ""
    what = "guidance, national standards or codes of an ombudsman or regulator"
    if n == 1:
        return (
            f"1 of these limits is a published rule and not statute ({what}): it is counted "
            "unasked, because it is the same for all who work under it."
        )
    return (
        f"{count(n)} of these limits are published rules and not statute ({what}): they are "
        "counted unasked, because they are the same for all who work under them."
    )


def is_official(result: ClockResult) -> bool:
    """Whether somebody else than the council or its supplier made the rule."""
    return result.authority not in NOT_OFFICIAL


def _rule(result: ClockResult) -> str:
    return "The official rule" if is_official(result) else "Counting closed ones alone"


def _said(share: float) -> str:
    """`64 in 100`; never 0 or 100 for a share that is neither."""
    return (
        in_100(share)
        if share in (0.0, 1.0) or 0.005 <= share < 0.995
        else percent(share)
    )
